/** Statements as the API answers them: the worked houses of the domain, computed by the suite's own sums. */
import { sentence, waterfall } from '#deal';
import type { FrozenHouse, Statement, StatementRecord, StatementSummary } from '#protocol';
import { PROVIDER, sampleHouse, sampleTerms, VENUE } from './deal-answers.ts';

export const STATEMENT_ID = 'XD-STM-0000000001-aaaaaaaa';
export const STATEMENT_PATH = `/v1/statements/${STATEMENT_ID}`;
const SHA = 'ab'.repeat(32);
const PRODUCTION = { id: 'NL-26-101-0000042', title: 'Nachtvlucht' };
const PARTIES = { provider: { ...PROVIDER, city: 'Groningen' }, venue: { ...VENUE, city: 'Breda' } };

const type = (name: string, band: string | null, price: number, count: number) => ({
  name,
  class: price ? 'paid' : 'free',
  band,
  price,
  count,
  amount: price * count,
  vatRate: 9,
});
export const sampleFrozen = (changed: Partial<FrozenHouse> = {}): FrozenHouse => ({
  ...sampleHouse(),
  id: 'NL-26-101-0000042|1',
  title: 'Nachtvlucht',
  hall: 'Grote zaal',
  startsAt: '2026-12-09T19:15:00.000Z',
  listed: 'lines',
  types: [
    type('Volledig tarief', '1e rang', 3_200, 300),
    type('CJP', '1e rang', 2_700, 80),
    type('Jongeren tot 18', '2e rang', 2_200, 20),
    type('Vrijkaart', null, 0, 10),
  ],
  ...changed,
});
export const classesOnly = (): FrozenHouse =>
  sampleFrozen({
    id: 'NL-26-101-0000042|2',
    performance: 'NL-26-101-0000042|2',
    date: '2026-12-10',
    startsAt: '2026-12-10T19:15:00.000Z',
    hall: 'Kleine zaal',
    paid: 150,
    free: 12,
    gross: 450_000,
    listed: 'classes',
    types: [],
  });

export function sampleStatement(
  changed: Partial<Statement> = {},
  houses: readonly FrozenHouse[] = [sampleFrozen(), classesOnly()],
  extra: StatementRecord['extra'] = [],
): Statement {
  const terms = sampleTerms({ guaranteeProvider: 400_000 });
  const result = waterfall(terms, houses);
  const rates = [
    ...result.due.rates,
    ...extra.map(({ amount, vatRate }) => ({ rate: vatRate, ex: amount, vat: Math.round((amount * vatRate) / 100) })),
  ];
  const [ex, vat] = [rates.reduce((sum, one) => sum + one.ex, 0), rates.reduce((sum, one) => sum + one.vat, 0)];
  const due = { ex, vat, incl: ex + vat, rates };
  const names = { provider: PROVIDER.name, venue: VENUE.name };
  const record: StatementRecord = {
    format: 'dip-statement/1',
    id: STATEMENT_ID,
    agreement: 'XD-AGR-0000000001',
    agreementVersion: 2,
    termsSha256: SHA,
    reference: 'TN-2026-17',
    ...PARTIES,
    production: PRODUCTION,
    terms,
    sentence: { nl: sentence(terms, names, 'nl'), en: sentence(terms, names, 'en') },
    houses,
    waterfall: result,
    extra,
    due,
    livemode: true,
  };
  return {
    ...summaryOf(record),
    revision: 3,
    record,
    sha256: SHA,
    signatures: [],
    talk: [],
    differences: [],
    correction: null,
    open: [],
    blocked: [],
    history: [
      {
        seq: 1,
        at: '2026-12-11T09:00:00.000Z',
        step: 'freeze',
        side: 'venue',
        by: VENUE.name,
        person: 'Anna de Vries',
        note: null,
      },
      {
        seq: 2,
        at: '2026-12-11T09:05:00.000Z',
        step: 'propose',
        side: 'venue',
        by: VENUE.name,
        person: 'Anna de Vries',
        note: null,
      },
    ],
    invoices: [],
    may: ['add_line', 'dispute', 'refreeze', 'sign', 'withdraw'],
    ...changed,
  };
}
const summaryOf = ({ id, agreement, houses, due, waterfall: result }: StatementRecord): StatementSummary => ({
  id,
  agreement,
  state: 'proposed',
  side: 'venue',
  ...PARTIES,
  production: PRODUCTION,
  performances: houses.map((house) => ({ id: house.id, date: house.date })),
  due: due.ex,
  currency: result.currency,
  updatedAt: '2026-12-11T09:05:00.000Z',
  livemode: true,
});
