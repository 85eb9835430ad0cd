/** Pure: who is who in a list of people. */
import { holds, type Grid, type Member } from '#protocol';

export const nameOf = ({ name, email, user }: Member): string => name ?? email ?? user;

export const isAdmin = ({ grid }: Member): boolean => administers(grid);

export const isLastAdmin = (member: Member, all: readonly Member[]): boolean =>
  isAdmin(member) && all.filter((one) => one.endedAt === null && isAdmin(one)).length === 1;

export const administers = (grid: Grid): boolean => holds(grid, 'people', 'administer');

export const isEmpty = (grid: Grid): boolean => Object.values(grid).every((rights) => rights.length === 0);

export const isAddress = (email: string): boolean => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email);
