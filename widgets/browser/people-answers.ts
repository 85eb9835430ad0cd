/** Answers about people as an element meets them: a house with two admins, a marketer and an observer. */
import {
  PRESET_GRID,
  type AuditActor,
  type AuditLine,
  type Client,
  type Invitation,
  type Me,
  type Member,
  type MembershipView,
  type Preset,
} from '#protocol';
import type { Page } from '../forms/page.ts';

const HOUSE = { id: 'V1', name: 'De Lantaarn', type: 'venue' } as const;
export const AGENCY = { id: 'P1', name: 'Toneelmakerij Noord', type: 'provider' } as const;

export const sampleMembership = (preset: Preset, changed: Partial<MembershipView> = {}): MembershipView => ({
  id: `XD-MEM-${preset}`,
  organisation: HOUSE,
  preset,
  grid: PRESET_GRID[preset],
  productions: null,
  livemode: true,
  ...changed,
});

export const sampleMe = (preset: Preset = 'admin', changed: Partial<Me> = {}): Me => ({
  user: 'XD-USR-1',
  name: 'Anna de Vries',
  organisation: HOUSE,
  membership: 'XD-MEM-1',
  preset,
  grid: PRESET_GRID[preset],
  productions: null,
  memberships: [sampleMembership(preset, { id: 'XD-MEM-1' })],
  support: null,
  livemode: true,
  ...changed,
});

export const sampleMember = (n: number, name: string, preset: Preset, changed: Partial<Member> = {}): Member => ({
  id: `XD-MEM-${n}`,
  user: `XD-USR-${n}`,
  name,
  email: `${name.split(' ')[0]?.toLowerCase()}@delantaarn.example`,
  preset,
  grid: PRESET_GRID[preset],
  productions: null,
  since: '2026-09-01T08:00:00.000Z',
  endedAt: null,
  revision: 1,
  ...changed,
});

export const sampleMembers = (): Member[] => [
  sampleMember(1, 'Anna de Vries', 'admin'),
  sampleMember(2, 'Bram Jansen', 'admin'),
  sampleMember(3, 'Marieke Bakker', 'marketing'),
  sampleMember(4, 'Teun Visser', 'observer', { productions: ['XD-26-101-0000001', 'XD-26-101-0000002'] }),
];

export const sampleInvitation = (changed: Partial<Invitation> = {}): Invitation => ({
  id: 'XD-INV-1',
  email: 'sofie@delantaarn.example',
  preset: 'box-office',
  grid: PRESET_GRID['box-office'],
  productions: null,
  invitedBy: 'XD-USR-1',
  createdAt: '2026-11-23T09:00:00.000Z',
  expiresAt: '2026-11-30T09:00:00.000Z',
  sent: 1,
  acceptedAt: null,
  acceptedBy: null,
  state: 'waiting',
  ...changed,
});

export const sampleClient = (changed: Partial<Client> = {}): Client => ({
  id: 'XD-CLI-1',
  organisation: 'V1',
  name: 'Kassa Grote Zaal',
  scopes: ['catalogue:read', 'sales:push'],
  createdAt: '2026-09-01T08:00:00.000Z',
  disabledAt: null,
  lastUsedAt: '2026-11-23T22:05:00.000Z',
  secrets: [
    {
      id: 'XD-SEC-1',
      createdAt: '2026-09-01T08:00:00.000Z',
      endsAt: null,
      lastUsedAt: '2026-11-23T22:05:00.000Z',
    },
  ],
  keys: [],
  ...changed,
});

const ANNA: AuditActor = {
  kind: 'person',
  client: 'XD-CLI-0',
  user: 'XD-USR-1',
  membership: 'XD-MEM-1',
  support: null,
  viewer: null,
};
export const sampleLine = (line: number, changed: Partial<AuditLine> = {}): AuditLine => ({
  line,
  at: '2026-11-24T09:00:00.000Z',
  actor: ANNA,
  action: 'membership.change',
  object: 'XD-MEM-3',
  before: null,
  after: null,
  requestId: `r-${line}`,
  sealed: true,
  ...changed,
});

export const sampleLines = (): AuditLine[] => [
  sampleLine(5, {
    before: { user: 'XD-USR-3', preset: 'marketing' },
    after: { preset: 'finance' },
    sealed: false,
  }),
  sampleLine(4, {
    actor: { ...ANNA, user: 'XD-USR-90', membership: 'XD-MEM-3', support: 'XD-SUP-1' },
    action: 'support.call',
    object: 'XD-SUP-1',
    after: { path: 'GET /v1/monitor' },
  }),
  sampleLine(3, {
    actor: { ...ANNA, kind: 'client', client: 'XD-CLI-1', user: null, membership: null },
    action: 'hall.change',
    object: 'XD-HAL-7',
    before: { capacity: 400 },
    after: { capacity: 420 },
  }),
  sampleLine(2, {
    action: 'client.secret.add',
    object: 'XD-CLI-1',
    after: { secret: 'XD-SEC-2', othersEndAt: '2026-11-25T09:00:00.000Z' },
  }),
  sampleLine(1, { action: 'membership.start', after: { user: 'XD-USR-3', preset: 'marketing' } }),
];

export const pageOf = <T>(items: readonly T[], changed: Partial<Page<T>> = {}): Page<T> => ({
  items,
  next: null,
  livemode: true,
  ...changed,
});
