/**
 * Pure: what both sides sign. A function of the deal, the frozen houses and the lines beside the deal alone; it holds no moment
 * of making, and its ids follow from what they name, so that the same settlement made twice is the same to the byte.
 */
import { canonicalJson, sentence, waterfall } from '#deal';
import type {
  ExtraLine,
  FieldError,
  FrozenHouse,
  HouseRemark,
  Side,
  StatementLineBody,
  StatementParty,
  StatementRecord,
  Terms,
  Waterfall,
} from '#protocol';
import { halfUp } from '../sales/amount-terms.ts';

/** The deal in force, and between whom it is. */
export interface Deal {
  readonly agreement: string;
  readonly version: number;
  readonly termsSha256: string;
  readonly reference: string | null;
  readonly terms: Terms;
  readonly provider: StatementParty;
  readonly venue: StatementParty;
  readonly production: { readonly id: string; readonly title: string };
  readonly livemode: boolean;
}

/** D1 takes values of two million bytes. */
const MAX_CHARS = 900_000;

export function makeRecord(
  deal: Deal,
  id: string,
  houses: readonly FrozenHouse[],
  extra: readonly ExtraLine[],
): StatementRecord {
  const inTime = sorted(houses);
  return base(deal, id, bounded(inTime), waterfall(deal.terms, inTime), extra);
}

/** A statement of a correction alone: its line, and the figures it follows from. */
export function makeAdjustment(
  deal: Deal,
  id: string,
  adjustment: NonNullable<StatementRecord['adjustment']>,
  extra: readonly ExtraLine[],
): StatementRecord {
  const houses = bounded(sorted(adjustment.houses));
  return { ...base(deal, id, [], nothing(deal.terms), extra), adjustment: { ...adjustment, houses } };
}

function base(
  deal: Deal,
  id: string,
  houses: readonly FrozenHouse[],
  sums: Waterfall,
  extra: readonly ExtraLine[],
): StatementRecord {
  const names = { provider: deal.provider.name, venue: deal.venue.name };
  return {
    format: 'dip-statement/1',
    id,
    agreement: deal.agreement,
    agreementVersion: deal.version,
    termsSha256: deal.termsSha256,
    reference: deal.reference,
    provider: deal.provider,
    venue: deal.venue,
    production: deal.production,
    terms: deal.terms,
    sentence: { nl: sentence(deal.terms, names, 'nl'), en: sentence(deal.terms, names, 'en') },
    houses,
    waterfall: sums,
    extra: inOrder(extra),
    due: dueWith(sums.due, extra),
    livemode: deal.livemode,
  };
}

/** By a text of each that no other has: the same order everywhere. */
const byText = <T>(list: readonly T[], textOf: (one: T) => string): readonly T[] =>
  list.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
const sorted = (houses: readonly FrozenHouse[]): readonly FrozenHouse[] =>
  byText(houses, ({ startsAt, id }) => `${startsAt} ${id}`);

/** So many price types that the record would be too large: then all are told by class. */
function bounded(houses: readonly FrozenHouse[]): readonly FrozenHouse[] {
  if (JSON.stringify(houses).length <= MAX_CHARS) return houses;
  return houses.map((house) => ({ ...house, listed: 'classes', types: byClass(house.types) }));
}
const byClass = (types: FrozenHouse['types']): FrozenHouse['types'] =>
  [...Map.groupBy(types, (type) => type.class)].map(([name, own]) => ({
    name,
    class: name,
    band: null,
    price: null,
    count: own.reduce((sum, { count }) => sum + count, 0),
    amount: own.some(({ amount }) => amount === null) ? null : own.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    vatRate: null,
  }));

/** A waterfall in which nothing flows. */
const nothing = (terms: Terms): Waterfall => ({
  form: terms.form,
  currency: terms.currency,
  lines: [],
  parts: [],
  paid: 0,
  issued: 0,
  gross: 0,
  net: 0,
  provider: 0,
  venue: 0,
  due: { ex: 0, vat: 0, incl: 0, rates: [] },
  venueKeeps: 0,
  floor: null,
  remarks: [],
});

/** By label: the same lines are the same record, in whatever order they were added. */
const inOrder = (extra: readonly ExtraLine[]): readonly ExtraLine[] =>
  byText(extra, ({ label, id }) => `${label}\n${id}`);

/** The deal's due with the lines beside it. VAT of a rate is computed once, on the sum of that rate. */
export function dueWith(due: Waterfall['due'], extra: readonly ExtraLine[]): Waterfall['due'] {
  if (!extra.length) return due;
  const rates = new Map(due.rates.map((one) => [one.rate, { ex: one.ex, vat: one.vat }]));
  for (const [rate, lines] of Map.groupBy(extra, ({ vatRate }) => vatRate)) {
    const ex = lines.reduce((sum, { amount }) => sum + amount, rates.get(rate)?.ex ?? 0);
    rates.set(rate, { ex, vat: halfUp(ex, Math.round(rate * 100), 10_000) });
  }
  const list = [...rates].map(([rate, { ex, vat }]) => ({ rate, ex, vat })).toSorted((a, b) => a.rate - b.rate);
  const ex = list.reduce((sum, one) => sum + one.ex, 0);
  const vat = list.reduce((sum, one) => sum + one.vat, 0);
  return { ex, vat, incl: ex + vat, rates: list };
}

/** The text that is hashed and kept. */
export const recordText = (record: StatementRecord): string => canonicalJson(record);

const letters = '0123456789abcdefghjkmnpqrstvwxyz';
export async function digestOf(text: string, length: number): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes.slice(0, length), (byte) => letters[byte & 31]).join('');
}

/** Its id follows from what it says; the same line twice has a number behind it. */
export async function newLine(body: StatementLineBody, by: Side, others: readonly ExtraLine[]): Promise<ExtraLine> {
  const { label, amount, vatRate, evidence } = body;
  const adjusts = body.adjusts ?? null;
  const digest = await digestOf(canonicalJson({ label, amount, vatRate, evidence, adjusts, by }), 8);
  const taken = new Set(others.map(({ id }) => id));
  let id = digest;
  for (let n = 2; taken.has(id); n += 1) id = `${digest}-${n}`;
  return { id, label, amount, vatRate, evidence, by, adjusts };
}

/** `XD-STM-<agreement>-<what it settles>`: says where it lies, and is the same whenever the same is settled. */
export const statementId = async (agreement: string, what: readonly string[]): Promise<string> =>
  `XD-STM-${agreement.slice(-10)}-${await digestOf(what.toSorted().join('\n'), 8)}`;
export const agreementOf = (statement: string): string | null => {
  const found = /^XD-STM-([0-9a-z]{10})-[0-9a-z]{8}$/.exec(statement)?.[1];
  return found === undefined ? null : `XD-AGR-${found}`;
};

const REMEDY: Partial<Record<HouseRemark, string>> = {
  no_sales:
    'nothing was reported of it: let the venue report its figures (0 if none was sold), and take the figures anew',
  currency_mismatch:
    'its amounts are in another currency than the deal: amend the deal, or let the source report in that of the deal, and take the figures anew',
  vat_unknown:
    'the VAT rate on its date, or whether VAT is in the amounts, is not known: give the deal a vatRate, or let the source say so, and take the figures anew',
  levy_unknown:
    'the levies of its hall on its date are not known: the venue registers them, or the deal names them; then take the figures anew',
  amount_unknown: 'tickets were reported without their amount: let the venue report it, and take the figures anew',
};

/** What must be known before anybody is asked to sign. A buy-out is due whatever was reported. */
export function blockedBy(record: Pick<StatementRecord, 'terms' | 'waterfall'>): readonly FieldError[] {
  return record.waterfall.parts.flatMap(({ performance, remarks }, index) =>
    remarks.flatMap((remark) => {
      const remedy = remark === 'no_sales' && record.terms.form === 'buyout' ? undefined : REMEDY[remark];
      return remedy === undefined
        ? []
        : [{ pointer: `/record/waterfall/parts/${index}`, detail: `${performance ?? 'a performance'}: ${remedy}` }];
    }),
  );
}
