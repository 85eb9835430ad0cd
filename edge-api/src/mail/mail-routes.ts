/** The operator's view of mail: how many wait, were sent, were given up, and why. Never to whom, never what. */
import { MailState, MAX_PAGE, PATHS } from '#protocol';
import { Routes, type Ctx } from '../route.ts';
import { serviceKind } from './mail-service.ts';
import { countMail, listFaults } from './mail-store.ts';

const iso = (at: number | null | undefined): string | null =>
  at === null || at === undefined ? null : new Date(at).toISOString();

async function show(c: Ctx): Promise<Response> {
  const [counts, faults] = await Promise.all([countMail(c.env.DIRECTORY), listFaults(c.env.DIRECTORY, MAX_PAGE)]);
  const state: MailState = {
    service: serviceKind(c.env),
    waiting: counts?.waiting ?? 0,
    waitingSince: iso(counts?.since),
    sent: counts?.sent ?? 0,
    givenUp: counts?.given_up ?? 0,
    items: faults.map(({ id, created_at, attempts, next_at, given_up_at, fault }) => ({
      id,
      createdAt: iso(created_at) ?? '',
      attempts,
      nextAt: given_up_at === null ? iso(next_at) : null,
      fault,
    })),
    livemode: true,
  };
  return c.json(state);
}

export const mailRoutes = (): Routes =>
  new Routes().on('get', PATHS.mail, 'operate', show, {
    summary: 'Mail that waits, was sent or was given up: counts and faults, nothing of its content',
    answer: MailState,
  });
