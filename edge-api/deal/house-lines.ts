/** Lines of one performance from the gross to the net, and of what stands beside the division. */
import type { Terms } from '#protocol';
import { bumaBase } from './rights-sum.ts';
import type { HouseSum } from './house-sum.ts';
import type { LineSheet } from './line-sheet.ts';
import { withoutVat } from './rounding.ts';

export function addTakings(sheet: LineSheet, one: HouseSum): void {
  const { house, paid, free, gross, levies, baseIncl, recetteEx, vatRate } = one;
  sheet.add('subtotal', {
    key: 'gross',
    amount: gross,
    to: null,
    sums: { paid, free, reported: house.gross ?? 0 },
    facts: { source: house.source, asOf: house.asOf, vat: house.amounts.vat, levy: house.amounts.levy },
  });
  for (const { levy, tickets, step } of levies)
    if (step !== 0 || (!levy.shared && house.amounts.levy !== 'excluded'))
      sheet.add('step', {
        key: 'levy',
        name: levy.name,
        amount: step,
        to: levy.shared ? null : 'venue',
        sums: { tickets },
        facts: { each: levy.amount, shared: levy.shared ? 'yes' : 'no' },
      });
  if (levies.length) sheet.add('subtotal', { key: 'base', amount: baseIncl, to: null });
  const vat = recetteEx - baseIncl;
  sheet.add('step', {
    key: 'vat',
    name: `${vatRate}%`,
    amount: vat,
    to: 'tax',
    sums: { base: baseIncl },
    facts: { rate: vatRate },
  });
  sheet.add('subtotal', { key: 'recette_ex', amount: recetteEx, to: null });
}

export function addTaken(sheet: LineSheet, terms: Terms, one: HouseSum, fee: number): void {
  const { royalties, buma, deductions = [] } = terms;
  if (royalties?.taken === 'before_split')
    sheet.add('step', {
      key: 'royalties',
      amount: 0 - one.royalties,
      to: 'author',
      sums: { base: royalties.base === 'gross_ex' ? one.grossEx : one.recetteEx },
      facts: { rate: royalties.rate, of: royalties.base, remits: royalties.remits },
    });
  if (buma?.taken === 'before_split')
    sheet.add('step', {
      key: 'buma',
      amount: 0 - one.buma,
      to: 'author',
      sums: { base: bumaBase(buma, one.recetteEx, fee) },
      facts: { rate: buma.rate ?? null, of: buma.base, remits: buma.remits },
    });
  for (const [at, { name, kind, value, to }] of deductions.entries())
    sheet.add('step', {
      key: 'deduction',
      name,
      amount: 0 - (one.deductions[at] ?? 0),
      to,
      sums: { base: { fixed: 1, per_paid: one.paid, per_issued: one.issued, percent: one.recetteEx }[kind] },
      facts: { kind, value },
    });
  sheet.add('subtotal', { key: 'net', amount: one.net, to: null });
}

/** Levies of the venue, without VAT, and what it sells beside the takings; their sum. */
export function addBeside(sheet: LineSheet, terms: Terms, one: HouseSum): number {
  let total = 0;
  for (const { levy, tickets, incl, ex } of one.levies.filter(({ levy }) => !levy.shared)) {
    total += ex;
    sheet.add('step', {
      key: 'levy_venue',
      name: levy.name,
      amount: ex,
      to: 'venue',
      sums: { tickets, incl },
      facts: { each: levy.amount, rate: levy.vatRate },
    });
  }
  for (const { name, amount, vatRate, counts } of terms.outside ?? []) {
    const tickets = one[counts];
    const incl = amount * tickets;
    const ex = withoutVat(incl, vatRate);
    total += ex;
    sheet.add('step', {
      key: 'outside',
      name,
      amount: ex,
      to: 'venue',
      sums: { tickets, incl },
      facts: { each: amount, rate: vatRate, counts },
    });
  }
  return total;
}
