/** For property tests: any deal that the checks let through, and any figures a source could report. */
import fc from 'fast-check';
import { FORMS, type Form, type House, type Levy, type Terms } from '#protocol';
import { checkTerms } from './check-terms.ts';
import { FORM_FIELDS } from './form-fields.ts';

const percent = fc.integer({ min: 0, max: 10_000 }).map((points) => points / 100);
const cents = fc.integer({ min: 0, max: 3_000_000 });
const each = fc.integer({ min: 0, max: 2_500 });
const side = fc.constantFrom('provider', 'venue');
const counts = fc.constantFrom('paid', 'issued');
const taken = fc.constantFrom('before_split', 'from_provider', 'from_venue');
/** From 0, each where the one before ends, the last open. */
const steps = fc
  .uniqueArray(fc.integer({ min: 1, max: 2_000_000 }), { maxLength: 4 })
  .map((ends) => ends.toSorted((a, b) => a - b));

const levy: fc.Arbitrary<Levy> = fc.record({
  name: fc.constantFrom('Theatertoeslag', 'Duurzaam'),
  amount: fc.integer({ min: 0, max: 1_000 }),
  vatRate: fc.constantFrom(0, 9, 21),
  shared: fc.boolean(),
});
const levies = fc.uniqueArray(levy, { maxLength: 2, selector: ({ name }) => name });

/** Every term by itself; a deal takes those of its form. */
const TERMS: { readonly [N in keyof Required<Terms>]: fc.Arbitrary<NonNullable<Terms[N]>> } = {
  form: fc.constantFrom(...FORMS),
  currency: fc.constant('EUR'),
  fee: cents,
  share: percent,
  shareOf: fc.constantFrom('net', 'recette_ex', 'gross_ex', 'gross'),
  guaranteeProvider: cents,
  guaranteeVenue: cents,
  guaranteeKind: fc.constantFrom('minimum', 'off_the_top'),
  providerNeverOwes: fc.boolean(),
  basis: fc.constantFrom('per_performance', 'total'),
  supplement: cents,
  supplementKind: fc.constantFrom('additive', 'top_up'),
  scale: fc
    .record({
      measure: fc.constantFrom('net', 'tickets'),
      method: fc.constantFrom('marginal', 'whole_band'),
      ends: steps,
      shares: fc.array(percent, { minLength: 5, maxLength: 5 }),
    })
    .map(({ measure, method, ends, shares }) => ({
      measure,
      method,
      bands: [...ends, null].map((to, at) => ({ from: ends[at - 1] ?? 0, to, share: shares[at] ?? 0 })),
    })),
  hire: fc.record({ rent: cents, perTicket: each, counts }),
  splitPoint: fc.record({ expenses: cents, profit: percent }),
  calls: fc.array(fc.record({ to: side, amount: cents }), { minLength: 1, maxLength: 4 }),
  levy: fc.constantFrom('as_registered', 'fenced', 'shared'),
  levies,
  vatRate: fc.constantFrom(0, 9, 21),
  invoiceVatRate: fc.constantFrom(0, 9, 21),
  royalties: fc.record({
    rate: fc.integer({ min: 0, max: 3_000 }).map((points) => points / 100),
    base: fc.constantFrom('recette_ex', 'gross_ex', 'provider_share'),
    taken,
    remits: side,
  }),
  buma: fc
    .record({
      rate: fc.integer({ min: 0, max: 20 }),
      ends: steps,
      tranched: fc.boolean(),
      base: fc.constantFrom('recette_ex', 'fee', 'highest'),
      taken,
      remits: side,
    })
    .map(({ rate, ends, tranched, ...rest }) =>
      tranched
        ? { ...rest, tranches: [...ends, null].map((upTo, at) => ({ upTo, rate: Math.max(0, rate - at) })) }
        : { ...rest, rate },
    ),
  deductions: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('Techniek', 'Publiciteit', 'Contra'),
      kind: fc.constantFrom('fixed', 'per_paid', 'per_issued', 'percent'),
      value: fc.integer({ min: 0, max: 20 }),
      to: fc.constantFrom('provider', 'venue', 'third'),
    }),
    { maxLength: 3, selector: ({ name }) => name },
  ),
  outside: fc.array(
    fc.record({ name: fc.constant('Garderobe'), amount: each, vatRate: fc.constantFrom(9, 21), counts }),
    {
      maxLength: 1,
    },
  ),
  freeTickets: fc
    .record({ max: fc.integer({ min: 0, max: 20 }), price: cents }, { requiredKeys: ['max'] })
    .map(({ max, price }) => ({ max, ...(price === undefined ? {} : { price: price % 1_000_000 }) })),
  note: fc.constant('Aankomst 14 uur'),
};
const FOR_ALL = [
  'basis',
  'levy',
  'levies',
  'vatRate',
  'invoiceVatRate',
  'royalties',
  'buma',
  'deductions',
  'outside',
  'freeTickets',
  'note',
] as const;

/** One value of a term, for tests that change terms one by one. */
export const someOf = (term: keyof Terms): fc.Arbitrary<unknown> => TERMS[term];

/** A guarantee is to one side. */
const PROVIDERS: readonly (keyof Terms)[] = ['guaranteeProvider', 'guaranteeKind'];
const VENUES: readonly (keyof Terms)[] = ['guaranteeVenue', 'providerNeverOwes'];

const bare = (terms: Terms, without: readonly string[]): Terms =>
  Object.fromEntries(Object.entries(terms).filter(([name]) => !without.includes(name))) as unknown as Terms;

/** What always goes, in place of a word inside a term that does not go with the others. */
const GOES: Readonly<Record<string, (terms: Terms) => object>> = {
  '/royalties/taken': ({ royalties }) => ({ royalties: { ...royalties, taken: 'from_provider' } }),
  '/buma/base': ({ buma }) => ({ buma: { ...buma, base: 'recette_ex' } }),
};

/** Without the terms that contradict others, where a deal can do without them: few drawn blindly would pass the checks. */
function mended(drawn: Terms): Terms {
  let terms = drawn;
  for (const { pointer } of checkTerms(terms, { performances: 1 })) {
    const name = pointer.split('/')[1] ?? '';
    const goes = GOES[pointer];
    if (goes) terms = { ...terms, ...goes(terms) };
    else if (!(FORM_FIELDS[terms.form].needs as readonly string[]).includes(name)) terms = bare(terms, [name]);
  }
  return terms;
}

/** A deal of a form with any of the terms that it may have. */
export function dealOf(form: Form, without: readonly (keyof Terms)[] = []): fc.Arbitrary<Terms> {
  const { needs, may } = FORM_FIELDS[form];
  const names = [...needs, ...may, ...FOR_ALL].filter((name) => !without.includes(name));
  const any = fc.record(
    Object.fromEntries(names.map((name) => [name, TERMS[name]])) as Record<string, fc.Arbitrary<unknown>>,
    { requiredKeys: [...needs] },
  );
  return fc
    .tuple(any, fc.constantFrom(PROVIDERS, VENUES))
    .map(([terms, other]) => {
      const both = 'guaranteeProvider' in terms && 'guaranteeVenue' in terms;
      const drawn = { ...terms, form, currency: 'EUR' } as unknown as Terms;
      return mended(
        both
          ? bare(
              drawn,
              other.filter((name) => !(needs as readonly string[]).includes(name)),
            )
          : drawn,
      );
    })
    .filter((terms) => checkTerms(terms, { performances: 1 }).length === 0);
}
const DEALS = new Map(FORMS.map((form) => [form, dealOf(form)]));
export const deal: fc.Arbitrary<Terms> = fc.constantFrom(...FORMS).chain((form) => DEALS.get(form) ?? dealOf(form));

/** Of a performance that counts, now and then one that does not. */
export const house: fc.Arbitrary<House> = fc
  .record({
    paid: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 0, max: 2_000 }) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    free: fc.integer({ min: 0, max: 60 }),
    gross: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 9_000_000 }) },
      { weight: 1, arbitrary: fc.integer({ min: -500_000, max: -1 }) },
    ),
    vat: fc.constantFrom('included', 'included', 'included', 'excluded', 'unknown'),
    levy: fc.constantFrom('included', 'included', 'included', 'excluded', 'unknown'),
    vatRate: fc.constantFrom(9, 9, 9, 21, 0, null),
    levies: fc.oneof({ weight: 5, arbitrary: levies }, { weight: 1, arbitrary: fc.constant(null) }),
    status: fc.constantFrom('planned', 'planned', 'planned', 'planned', 'cancelled', 'moved'),
  })
  .map(({ vat, levy: within, paid, gross, ...rest }) => ({
    ...rest,
    performance: null,
    date: '2026-12-09',
    paid,
    gross: paid === null ? null : gross,
    amounts: { currency: 'EUR', vat, levy: within },
    agreedVatRate: null,
    capacity: null,
    asOf: null,
    source: null,
  }));
export const houses: fc.Arbitrary<House[]> = fc
  .array(house, { minLength: 0, maxLength: 5 })
  .map((list) => list.map((one, at) => ({ ...one, performance: `P${at}` })));

/** Takings with nothing taken off: gross = net. */
export const plainHouse = (net: number, paid = 100): House => ({
  performance: null,
  date: '2026-12-09',
  status: 'planned',
  paid,
  free: 0,
  gross: net,
  amounts: { currency: 'EUR', vat: 'included', levy: 'included' },
  vatRate: 0,
  agreedVatRate: null,
  levies: [],
  capacity: null,
  asOf: null,
  source: null,
});
