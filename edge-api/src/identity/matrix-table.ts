/**
 * For the matrix test: who may do what, written out by hand. It is not made from `decide` or its tables, and must not be:
 * the test compares the two.
 */
import type { Scope } from '#protocol';
import type { Action } from './actor.ts';

/** Kinds of people and pages; each preset once, as a person and as an embed session. */
export type Role =
  'box-office' | 'marketing' | 'programming' | 'finance' | 'business-lead' | 'direction' | 'admin' | 'observer';

export interface Who {
  /** The scope a client of any organisation needs; null = no scope of a client opens it. */
  readonly scope: Scope | null;
  readonly roles: readonly Role[];
  /** Somebody who may see some productions only, with a role that may. */
  readonly limited: boolean;
  /** The platform's support, as itself, and while it looks as an admin. */
  readonly support: boolean;
  readonly looking: boolean;
  readonly operator: boolean;
  /** A client, with every scope, of an organisation that only observes. */
  readonly observingHouse: boolean;
  /** Only clients and people of the platform's own organisation. */
  readonly platformOnly?: true;
}

const EVERYBODY: readonly Role[] = [
  'box-office',
  'marketing',
  'programming',
  'finance',
  'business-lead',
  'direction',
  'admin',
  'observer',
];
const ADMIN: readonly Role[] = ['admin'];
const NO_ONE: readonly Role[] = [];

/** Every action but `public` (whoever asks) and `self` (whoever is signed in). */
export const WHO_MAY: Readonly<Record<Exclude<Action, 'public' | 'self'>, Who>> = {
  read_sales: {
    scope: 'sales:read',
    roles: EVERYBODY,
    limited: true,
    support: false,
    looking: true,
    operator: false,
    observingHouse: true,
  },
  push_sales: {
    scope: 'sales:push',
    roles: NO_ONE,
    limited: false,
    support: false,
    looking: false,
    operator: false,
    observingHouse: false,
  },
  quarantine: {
    scope: 'sales:push',
    roles: ['box-office', 'admin'],
    limited: false,
    support: false,
    looking: false,
    operator: false,
    observingHouse: false,
  },
  read_catalogue: {
    scope: 'catalogue:read',
    roles: EVERYBODY,
    limited: true,
    support: false,
    looking: true,
    operator: true,
    observingHouse: true,
  },
  write_catalogue: {
    scope: 'catalogue:write',
    roles: ['business-lead', 'admin'],
    limited: false,
    support: false,
    looking: false,
    operator: true,
    observingHouse: false,
  },
  read_house: {
    scope: 'catalogue:read',
    roles: EVERYBODY,
    limited: false,
    support: false,
    looking: true,
    operator: true,
    observingHouse: true,
  },
  link: {
    scope: 'links:write',
    roles: ['box-office', 'admin'],
    limited: false,
    support: false,
    looking: false,
    operator: true,
    observingHouse: false,
  },
  create_embed: {
    scope: 'embed:create',
    roles: NO_ONE,
    limited: false,
    support: false,
    looking: false,
    operator: false,
    observingHouse: true,
  },
  share: {
    scope: 'people:write',
    roles: ADMIN,
    limited: false,
    support: false,
    looking: false,
    operator: true,
    observingHouse: false,
  },
  read_agreements: {
    scope: 'agreements:read',
    roles: ['box-office', 'programming', 'finance', 'business-lead', 'direction', 'admin'],
    limited: true,
    support: false,
    looking: true,
    operator: false,
    observingHouse: true,
  },
  write_agreements: {
    scope: 'agreements:write',
    roles: ['business-lead', 'admin'],
    limited: true,
    support: false,
    looking: false,
    operator: false,
    observingHouse: false,
  },
  approve_agreements: {
    scope: 'agreements:approve',
    roles: ['programming', 'direction', 'admin'],
    limited: true,
    support: false,
    looking: false,
    operator: false,
    observingHouse: false,
  },
  settle_agreements: {
    scope: 'agreements:settle',
    roles: ['finance', 'admin'],
    limited: true,
    support: false,
    looking: false,
    operator: false,
    observingHouse: false,
  },
  administer_agreements: {
    scope: 'agreements:write',
    roles: ADMIN,
    limited: false,
    support: false,
    looking: false,
    operator: false,
    observingHouse: false,
  },
  discuss: {
    scope: 'agreements:write',
    roles: ['box-office', 'programming', 'finance', 'business-lead', 'direction', 'admin'],
    limited: true,
    support: false,
    looking: false,
    operator: false,
    observingHouse: false,
  },
  push_audience: {
    scope: 'audience:push',
    roles: NO_ONE,
    limited: false,
    support: false,
    looking: false,
    operator: false,
    observingHouse: false,
  },
  read_audience: {
    scope: 'audience:read',
    roles: ['marketing', 'programming', 'business-lead', 'direction', 'admin'],
    limited: true,
    support: false,
    looking: true,
    operator: false,
    observingHouse: true,
  },
  administer_audience: {
    scope: 'audience:write',
    roles: ADMIN,
    limited: false,
    support: false,
    looking: false,
    operator: false,
    observingHouse: false,
  },
  read_people: {
    scope: 'people:read',
    roles: ADMIN,
    limited: false,
    support: true,
    looking: true,
    operator: true,
    observingHouse: true,
  },
  write_people: {
    scope: 'people:write',
    roles: ADMIN,
    limited: false,
    support: false,
    looking: false,
    operator: true,
    observingHouse: true,
  },
  clients: {
    scope: 'clients:write',
    roles: ADMIN,
    limited: false,
    support: false,
    looking: false,
    operator: true,
    observingHouse: true,
  },
  read_audit: {
    scope: 'audit:read',
    roles: ADMIN,
    limited: false,
    support: false,
    looking: false,
    operator: true,
    observingHouse: true,
  },
  sign_in: {
    scope: 'people:sign-in',
    roles: NO_ONE,
    limited: false,
    support: false,
    looking: false,
    operator: false,
    observingHouse: false,
    platformOnly: true,
  },
  support: {
    scope: null,
    roles: NO_ONE,
    limited: false,
    support: true,
    looking: false,
    operator: false,
    observingHouse: false,
    platformOnly: true,
  },
  operate: {
    scope: null,
    roles: NO_ONE,
    limited: false,
    support: false,
    looking: false,
    operator: true,
    observingHouse: false,
  },
};
