// Pure: what providers and venues of a season agreed, in every form and in every state a deal can be in.
import type { Terms } from '#protocol';
import { Random, seedOf } from './random.ts';
import type { Genre, Performance, Season } from './shapes.ts';

/** Of deals with an evening to come. `countered`: one term was refused with a counter-value; `amended`: approved, and a change is being decided. */
export const OPEN_FATES = [
  'approved',
  'proposed',
  'countered',
  'draft',
  'amended',
  'rejected',
  'withdrawn',
  'half_approved',
  'expired',
] as const;
const PLAYED_FATES = ['settled', 'in_settlement'] as const;
export const FATES = [...OPEN_FATES, ...PLAYED_FATES] as const;
/** How far a deal has come. */
export type Fate = (typeof FATES)[number];

/** One production in one house, all its nights there. */
export interface Deal {
  readonly ref: string;
  readonly providerRef: string;
  readonly venueRef: string;
  readonly productionRef: string;
  readonly performanceRefs: readonly string[];
  readonly terms: Terms;
  readonly fate: Fate;
}

const EURO = 100;
/** Rounded as people write it in a contract. */
const round = (cents: number, to = 250 * EURO): number => Math.max(to, Math.round(cents / to) * to);
const ROYALTIES = { rate: 5, base: 'recette_ex', taken: 'before_split', remits: 'provider' } as const;
const BUMA = { rate: 7, base: 'recette_ex', taken: 'before_split', remits: 'venue' } as const;

/** The deals a genre is sold on; `night` = what one sold-out evening brings, in cents. */
function termsFor(genre: Genre, night: number, random: Random, nights: number): Terms {
  const guarantee = round(night * 0.35);
  const split = { form: 'split', currency: 'EUR', share: 80 } as const;
  const common = { royalties: ROYALTIES, freeTickets: { max: 12 } } as const;
  const pooled = nights > 1 && random.chance(0.3) ? ({ basis: 'total' } as const) : {};
  const choices: Record<Genre, readonly Terms[]> = {
    toneel: [
      { ...split, ...common, guaranteeProvider: guarantee, ...pooled },
      { form: 'buyout', currency: 'EUR', fee: round(night * 0.45), royalties: ROYALTIES },
      { ...split, ...common, share: 75, guaranteeVenue: round(night * 0.1) },
    ],
    jeugdtheater: [
      { form: 'buyout', currency: 'EUR', fee: round(night * 0.5), freeTickets: { max: 6, price: 8 * EURO } },
    ],
    cabaret: [
      { ...split, ...common, guaranteeProvider: guarantee, guaranteeKind: 'minimum' },
      { ...split, ...common, share: 85 },
      { ...split, ...common, guaranteeProvider: round(night * 0.2), guaranteeKind: 'off_the_top', share: 70 },
    ],
    musical: [
      {
        form: 'split_point',
        currency: 'EUR',
        share: 85,
        guaranteeProvider: round(night * 0.3),
        splitPoint: { expenses: round(night * 0.15), profit: 15 },
        royalties: { ...ROYALTIES, rate: 10 },
      },
      { ...split, ...common, share: 85, guaranteeProvider: guarantee, basis: 'total' },
    ],
    muziektheater: [{ ...split, ...common, share: 70, buma: BUMA }],
    opera: [{ ...split, ...common, share: 80, guaranteeVenue: round(night * 0.15), providerNeverOwes: true }],
    dans: [
      { form: 'supplement', currency: 'EUR', share: 70, supplement: round(night * 0.1), supplementKind: 'additive' },
      { form: 'supplement', currency: 'EUR', share: 70, supplement: guarantee, supplementKind: 'top_up' },
    ],
    klassiek: [
      {
        form: 'scale',
        currency: 'EUR',
        scale: {
          measure: 'net',
          method: 'marginal',
          bands: [
            { from: 0, to: round(night * 0.3), share: 70 },
            { from: round(night * 0.3), to: round(night * 0.3) + round(night * 0.3), share: 80 },
            { from: round(night * 0.3) + round(night * 0.3), to: null, share: 90 },
          ],
        },
        buma: BUMA,
      },
    ],
    pop: [
      {
        ...split,
        share: 80,
        shareOf: 'gross_ex',
        guaranteeProvider: guarantee,
        buma: { ...BUMA, taken: 'from_venue' },
      },
      {
        form: 'calls',
        currency: 'EUR',
        share: 70,
        calls: [
          { to: 'provider', amount: round(night * 0.2) },
          { to: 'venue', amount: round(night * 0.1) },
        ],
      },
    ],
    jazz: [
      {
        form: 'receipts',
        currency: 'EUR',
        deductions: [{ name: 'Technicus', kind: 'fixed', value: 275 * EURO, to: 'venue' }],
      },
    ],
    circus: [
      { ...split, ...common, deductions: [{ name: 'Vrachtkosten', kind: 'fixed', value: 650 * EURO, to: 'provider' }] },
    ],
    literatuur: [
      { form: 'hire', currency: 'EUR', hire: { rent: round(night * 0.25), perTicket: 150, counts: 'issued' } },
    ],
    familie: [
      {
        form: 'scale',
        currency: 'EUR',
        scale: {
          measure: 'tickets',
          method: 'whole_band',
          bands: [
            { from: 0, to: 200, share: 70 },
            { from: 200, to: null, share: 80 },
          ],
        },
      },
      { ...split, ...common, guaranteeProvider: guarantee },
    ],
  };
  return random.pick(choices[genre]);
}

function fateOf(performances: readonly Performance[], now: number, random: Random): Fate {
  const over = performances.every(({ startsAt }) => startsAt < now);
  if (over)
    return random.weighted<Fate>([
      ['settled', 6],
      ['in_settlement', 2],
      ['approved', 2],
    ]);
  return random.weighted<Fate>([
    ['approved', 9],
    ['proposed', 2],
    ['countered', 2],
    ['draft', 1],
    ['amended', 1],
    ['rejected', 1],
    ['withdrawn', 1],
    ['half_approved', 1],
    ['expired', 1],
  ]);
}

/** Deals of these venues and providers, for each production and house one; the same season gives the same deals. */
export function dealsOf(
  season: Season,
  about: { readonly venueRefs: readonly string[]; readonly providerRefs: readonly string[] },
): readonly Deal[] {
  const productions = new Map(season.productions.map((one) => [one.ref, one]));
  const halls = new Map(season.halls.map((one) => [one.ref, one]));
  const groups = Map.groupBy(
    season.performances.filter(({ productionRef, status }) => productionRef !== null && status === 'planned'),
    ({ productionRef, venueRef }) => `${productionRef}|${venueRef}`,
  );
  return [...groups].flatMap(([ref, performances]) => {
    const [first] = performances;
    const production = productions.get(first?.productionRef ?? '');
    if (!first || !production) return [];
    if (!about.venueRefs.includes(first.venueRef) && !about.providerRefs.includes(production.providerRef)) return [];
    const random = new Random(seedOf(season.seed, ref, 'deal'));
    const seats = Math.max(...performances.map(({ hallRef }) => halls.get(hallRef)?.capacity ?? 0));
    const terms = termsFor(production.genre, seats * production.priceCents, random, performances.length);
    return [
      {
        ref,
        providerRef: production.providerRef,
        venueRef: first.venueRef,
        productionRef: production.ref,
        performanceRefs: performances.map((one) => one.ref),
        terms,
        fate: fateOf(performances, season.now, random),
      },
    ];
  });
}
