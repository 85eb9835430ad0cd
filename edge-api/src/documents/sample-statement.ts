/** For tests: statements of the worked houses of the domain (§9.4), summed by the real sums. */
import type { ExtraLine, FrozenHouse, StatementRecord, Terms, Waterfall } from '#protocol';
import { canonicalJson, sentence, waterfall } from '#deal';
import { sha256 } from '../identity/secret.ts';

const levy = { name: 'Theatertoeslag', amount: 300, vatRate: 9, shared: false };
const amounts = { currency: 'EUR', vat: 'included', levy: 'included' } as const;
const common = { status: 'planned', amounts, vatRate: 9, agreedVatRate: null, levies: [levy] } as const;
const type = (name: string, band: string | null, price: number, count: number) => ({
  name,
  class: price ? 'paid' : 'free',
  band,
  price,
  count,
  amount: price * count,
  vatRate: 9,
});

/** 300×32 + 80×27 + 20×22 + 10 free, by price type. */
const HOUSE_A: FrozenHouse = {
  ...common,
  levies: [levy],
  id: 'XD-26-001-0010002|00001',
  performance: 'XD-26-001-0010002|00001',
  title: 'De nacht van Dvořák',
  hall: 'Grote zaal',
  startsAt: '2026-12-09T19:15:00.000Z',
  date: '2026-12-09',
  paid: 400,
  free: 10,
  gross: 1_220_000,
  capacity: 620,
  asOf: '2026-12-10T08:30:00.000Z',
  source: 'pretix',
  listed: 'lines',
  types: [
    type('Volledig tarief', '1e rang', 3_200, 300),
    type('CJP', '1e rang', 2_700, 80),
    type('Jongeren tot 18', '2e rang', 2_200, 20),
    type('Vrijkaart', null, 0, 10),
  ],
};
/** 150 paid and 12 free; its source knows classes alone. */
const HOUSE_B: FrozenHouse = {
  ...common,
  levies: [levy],
  id: 'XD-26-001-0010002|00002',
  performance: 'XD-26-001-0010002|00002',
  title: 'De nacht van Dvořák',
  hall: 'Kleine zaal',
  startsAt: '2026-12-10T19:15:00.000Z',
  date: '2026-12-10',
  paid: 150,
  free: 12,
  gross: 450_000,
  capacity: 180,
  asOf: '2026-12-11T08:30:00.000Z',
  source: 'kassa-export.csv',
  listed: 'classes',
  types: [],
};
export const SAMPLE_TERMS: Terms = {
  form: 'split',
  currency: 'EUR',
  share: 80,
  guaranteeProvider: 400_000,
  guaranteeKind: 'minimum',
  basis: 'per_performance',
  royalties: { rate: 5, base: 'recette_ex', taken: 'before_split', remits: 'provider' },
};
const EXTRA: ExtraLine = {
  id: '01',
  label: 'Extra techniek, twee uur',
  amount: -12_500,
  vatRate: 21,
  evidence: 'Factuur 2026-0417',
  by: 'venue',
  adjusts: null,
};

/** The deal's due with lines beside it, by rate; VAT rounded once for each rate. */
function dueWith(due: Waterfall['due'], extra: readonly ExtraLine[]): Waterfall['due'] {
  const byRate = new Map(due.rates.map(({ rate, ex }) => [rate, ex]));
  for (const { vatRate, amount } of extra) byRate.set(vatRate, (byRate.get(vatRate) ?? 0) + amount);
  const rates = [...byRate]
    .toSorted(([a], [b]) => a - b)
    .map(([rate, ex]) => ({ rate, ex, vat: Math.sign(ex) * Math.floor((Math.abs(ex) * rate + 50) / 100) }));
  const ex = rates.reduce((sum, one) => sum + one.ex, 0);
  const vat = rates.reduce((sum, one) => sum + one.vat, 0);
  return { ex, vat, incl: ex + vat, rates };
}

export function sampleStatement(
  which: 'one' | 'two' = 'one',
  { terms = SAMPLE_TERMS, extra = [EXTRA], ...more }: Partial<StatementRecord> = {},
): StatementRecord {
  const houses = which === 'one' ? [HOUSE_A] : [HOUSE_A, HOUSE_B];
  const provider = { id: 'XD-ORG-0002', name: 'Toneelgroep Oostveld & Zonen', city: 'Arnhem' };
  const venue = { id: 'XD-ORG-0001', name: 'Schouwburg Noord', city: 'Groningen' };
  const sums = waterfall(
    terms,
    houses.map(
      ({ id: _id, title: _title, hall: _hall, startsAt: _at, listed: _listed, types: _types, ...house }) => house,
    ),
  );
  const names = { provider: provider.name, venue: venue.name };
  return {
    format: 'dip-statement/1',
    id: 'XD-STM-01JE8W2K4N',
    agreement: 'XD-AGR-01JD0Q5Z7T',
    agreementVersion: 3,
    termsSha256: '0'.repeat(64),
    reference: 'OP-2026-118',
    provider,
    venue,
    production: { id: 'XD-26-001-0010002', title: 'De nacht van Dvořák' },
    terms,
    sentence: { nl: sentence(terms, names, 'nl'), en: sentence(terms, names, 'en') },
    houses,
    waterfall: sums,
    extra,
    due: dueWith(sums.due, extra),
    livemode: true,
    ...more,
  };
}
export const sampleSha256 = (record: StatementRecord): Promise<string> => sha256(canonicalJson(record));

export const SAMPLE_SIGNATURES = [
  { side: 'venue', at: '2026-12-12T10:04:00.000Z', person: 'M. de Vries' },
  { side: 'provider', at: '2026-12-14T15:41:00.000Z', person: 'Sarah Özdemir' },
] as const;
