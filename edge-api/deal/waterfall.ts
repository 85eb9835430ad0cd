import { HOUSE_REMARKS, type House, type Terms, type Waterfall } from '#protocol';
import { divide } from './divide.ts';
import { dueOf, dueSign, ownDeductions, RIGHTS, rightsOf } from './due.ts';
import { floorOf } from './floor.ts';
import { addBeside, addTaken, addTakings } from './house-lines.ts';
import { houseSum, takingsOf, type HouseSum } from './house-sum.ts';
import { LineSheet } from './line-sheet.ts';
import { feeOf } from './rights-sum.ts';
import { sum } from './rounding.ts';
import { spread } from './spread.ts';

/** What a deal pays over these performances. The terms have been checked; every field of the result is integer cents. */
export function waterfall(terms: Terms, houses: readonly House[]): Waterfall {
  const takings = houses.map((house) => takingsOf(terms, house));
  const fees = feesOf(terms, takings.filter(({ counts }) => counts).length);
  let at = 0;
  const all = takings.map((one) => houseSum(terms, one, one.counts ? (fees[at++] ?? 0) : 0));
  const sums = all.filter(({ counts }) => counts);
  const { providers, claims } = divide(terms, sums);
  const rights = rightsOf(terms, sums, providers);
  const due = dueOf(terms, sums, providers, rights);
  const of = (name: 'paid' | 'issued' | 'gross' | 'net') => sum(sums.map((one) => one[name]));
  const [net, provider] = [of('net'), sum(providers)];
  const venue = net - provider;

  const sheet = new LineSheet();
  for (const [nth, one] of sums.entries()) {
    addTakings(sheet, one);
    addTaken(sheet, terms, one, fees[nth] ?? 0);
  }
  for (const claim of claims) sheet.add('part', claim);
  sheet.add('step', { key: 'provider_share', amount: provider, to: 'provider', sums: { net } });
  sheet.add('step', { key: 'venue_share', amount: venue, to: 'venue', sums: { net } });
  let venueKeeps = venue + sum(sums.map((one) => addBeside(sheet, terms, one)));
  const passed: Record<string, number> = {};
  for (const right of RIGHTS) {
    const held = terms[right];
    if (!held) continue;
    const amount = sum(rights[right]);
    // Never a zero with a sign.
    passed[right] = 0 + dueSign(held) * amount;
    if (held.taken === 'before_split') continue;
    const side = held.taken === 'from_venue' ? 'venue' : 'provider';
    if (side === 'venue') venueKeeps -= amount;
    sheet.add('step', {
      key: 'rights_from_share',
      name: right,
      amount: 0 - amount,
      to: 'author',
      facts: { side, rate: held.rate ?? null, of: held.base, remits: held.remits },
    });
  }
  const deducted = { provider: 0, venue: 0 };
  for (const side of ['provider', 'venue'] as const) {
    if (!terms.deductions?.some(({ to }) => to === side)) continue;
    deducted[side] = sum(sums.map((one) => ownDeductions(terms, one, side)));
    sheet.add('step', { key: 'deduction_paid', name: side, amount: deducted[side], to: side });
  }
  venueKeeps += deducted.venue;
  sheet.add('subtotal', {
    key: 'provider_due',
    amount: due.ex,
    to: 'provider',
    sums: {
      share: provider,
      royalties: 0,
      buma: 0,
      ...passed,
      deductions: deducted.provider,
      vat: due.vat,
      incl: due.incl,
    },
  });
  sheet.add('subtotal', { key: 'venue_keeps', amount: venueKeeps, to: 'venue', sums: { share: venue } });

  const shared = new Map(sums.map((one, nth) => [one, providers[nth] ?? 0]));
  const remarks = new Set(all.flatMap((one) => one.remarks));
  return {
    form: terms.form,
    currency: terms.currency,
    lines: sheet.lines(),
    parts: all.map((one) => partOf(terms, one, shared.get(one) ?? 0)),
    paid: of('paid'),
    issued: of('issued'),
    gross: of('gross'),
    net,
    provider,
    venue,
    due,
    venueKeeps,
    floor: floorOf(terms, houses),
    remarks: HOUSE_REMARKS.filter((remark) => remarks.has(remark)),
  };
}

/** For music rights on the fee: of each performance that counts; a fee for all is taken evenly. */
function feesOf(terms: Terms, performances: number): readonly number[] {
  const even = Array.from({ length: performances }, () => 1);
  return terms.basis === 'total' ? spread(feeOf(terms), even, even.map(String)) : even.map(() => feeOf(terms));
}

function partOf(terms: Terms, one: HouseSum, provider: number): Waterfall['parts'][number] {
  const { house, counts, remarks, paid, free, gross, baseIncl, recetteEx, net } = one;
  return {
    performance: house.performance,
    date: house.date,
    counts,
    remarks,
    paid,
    free,
    gross,
    vat: baseIncl - recetteEx,
    vatRate: terms.vatRate ?? house.vatRate,
    recetteEx,
    net,
    provider,
    venue: net - provider,
    asOf: house.asOf,
    source: house.source,
  };
}
