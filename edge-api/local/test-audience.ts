/** For tests: invented orders, as a venue's connector would send them; the same seed gives the same. */
import type { AudienceFact, AudienceSet } from '#protocol';

export const pseudonym = (kind: string, n: number): string => `${kind}${String(n).padStart(21, '0')}`;

export interface SetOptions {
  readonly asOf?: string;
  readonly revision?: number;
  readonly keyId?: string;
  readonly part?: number;
  readonly parts?: number;
  /** Whose numbers begin here. */
  readonly buyersFrom?: number;
  readonly ordersFrom?: number;
}

const AREAS = ['3511', '3512', '3581', '3703', '1012', '3811', '6811'];
const AGES = ['18-25', '26-35', '36-45', '46-55', '56-65', '66-75'] as const;

export const factOf = (n: number, order = n): AudienceFact => ({
  order: pseudonym('o', order),
  buyer: pseudonym('b', n),
  booked: `2026-10-${String(1 + (n % 28)).padStart(2, '0')}T${String(9 + (n % 13)).padStart(2, '0')}`,
  tickets: 1 + (n % 3),
  amount: (1 + (n % 3)) * 2_250,
  channel: n % 5 === 0 ? 'desk' : 'web',
  classes: n % 4 === 0 ? ['discount'] : ['normal'],
  pc4: AREAS[n % AREAS.length] as string,
  age: AGES[n % AGES.length] as (typeof AGES)[number],
});

export function setOf(performance: string, buyers: number, options: SetOptions = {}): AudienceSet {
  const { buyersFrom = 0, ordersFrom = buyersFrom, part = 0, parts = 1, revision } = options;
  const facts = Array.from({ length: buyers }, (_, i) => factOf(buyersFrom + i, ordersFrom + i));
  const tickets = facts.reduce((sum, fact) => sum + fact.tickets, 0);
  return {
    performance,
    asOf: options.asOf ?? '2026-11-20T05:00:00Z',
    ...(revision === undefined ? {} : { revision }),
    keyId: options.keyId ?? 'key-1',
    part,
    parts,
    coverage: { tickets: tickets + 20, withBuyer: tickets, withPostcode: tickets, withAge: tickets },
    facts,
  };
}
