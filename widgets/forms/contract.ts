import type { Grid, Preset } from '#protocol';

export interface OrganisationView {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}
export interface MembershipView {
  readonly id: string;
  readonly organisation: OrganisationView;
  readonly preset: Preset | null;
  readonly grid: Grid;
  readonly productions: readonly string[] | null;
  readonly livemode: boolean;
}
export interface Me {
  readonly user: string | null;
  readonly name: string | null;
  readonly organisation: OrganisationView;
  readonly membership: string | null;
  readonly preset: Preset | null;
  readonly grid: Grid;
  readonly memberships: readonly MembershipView[];
  readonly support: {
    readonly id: string;
    readonly reason: string;
    readonly until: string;
    readonly as: {
      readonly membership: string;
      readonly preset: Preset | null;
      readonly organisation: OrganisationView;
    };
  } | null;
  readonly livemode: boolean;
}
export interface Member {
  readonly id: string;
  readonly user: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly preset: Preset | null;
  readonly grid: Grid;
  readonly productions: readonly string[] | null;
  readonly since: string;
  readonly endedAt: string | null;
  readonly revision: number;
}
export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly preset: Preset | null;
  readonly grid: Grid;
  readonly productions?: readonly string[] | null;
  readonly invitedBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly sent: number;
  readonly acceptedAt: string | null;
  readonly state: 'waiting' | 'accepted' | 'expired' | 'withdrawn';
}
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly livemode: boolean;
}
