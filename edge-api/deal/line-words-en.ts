/** Lines of the waterfall in English. */
import type { LineTable, LineWriter } from './line-writer.ts';

const OF: Readonly<Record<string, string>> = {
  net: 'net receipts',
  recette_ex: 'receipts without VAT',
  gross_ex: 'receipts with levy, without VAT',
  gross: 'gross receipts',
  above: 'above the split point',
  provider_share: 'that share',
  fee: 'the fee',
  highest: 'the higher of receipts without VAT and fee',
};
const KINDS: Readonly<Record<string, string>> = { paid: 'paid', issued: 'issued' };
const remits = (line: LineWriter) => `remitted by ${line.side(line.text('remits'))}`;
const each = (line: LineWriter, tickets = 'tickets') =>
  line.number('each') === null
    ? `${line.tickets(tickets)} tickets`
    : `${line.cents('each')} × ${line.tickets(tickets)}`;

export const lineWordsEn: LineTable = {
  gross: (line) => [
    'Gross receipts',
    `${line.tickets('paid')} paid, ${line.tickets('free')} free${line.text('vat') === 'excluded' ? ', reported without VAT' : ''}${line.heard() && ` · ${line.heard()}`}`,
  ],
  levy: (line) => [
    line.name,
    `${each(line)}, ${line.text('shared') === 'yes' ? 'comes on top and is shared' : `to ${line.venue}`}`,
  ],
  base: () => ['Receipts without levy', 'VAT included'],
  vat: (line) => [`VAT${line.rate('rate')}`, `in ${line.cents('base')}`],
  recette_ex: () => ['Receipts without VAT', ''],
  royalties: (line) => [`Royalties${line.rate('rate')}`, `on ${line.cents('base')}, ${remits(line)}`],
  buma: (line) => [
    `Music rights${line.rate('rate') || ' by tranche'}`,
    `on ${line.cents('base')}${line.text('of') === 'recette_ex' ? '' : ` (${OF[line.text('of')]})`}, ${remits(line)}`,
  ],
  deduction: (line) => {
    const value = line.number('value') ?? 0;
    const to = line.line.to === 'third' ? 'third parties' : line.side(line.line.to ?? '');
    const how = {
      fixed: `${line.money(value)} × ${line.tickets('base')}`,
      per_paid: `${line.money(value)} × ${line.tickets('base')} paid`,
      per_issued: `${line.money(value)} × ${line.tickets('base')} issued`,
      percent: `${line.percent(value)} of ${line.cents('base')}`,
    }[line.text('kind')];
    return [line.name, `${how}, to ${to}`];
  },
  net: () => ['Net receipts', 'what there is to divide'],
  fee: () => ['Fee', 'without VAT, whatever is sold'],
  share: (line) => [
    `Share${line.rate('share')}`,
    line.text('of') === 'above'
      ? `of ${line.cents('base')} above the split point`
      : `of ${line.cents('base')} ${OF[line.text('of')] ?? ''}`,
  ],
  guarantee: (line) => {
    const [kind, amount] = [line.text('kind'), line.line.amount];
    const guarantee = line.cents('guarantee');
    if (kind === 'off_the_top') return ['Guarantee', 'comes before the share'];
    if (kind === 'venue')
      return [
        `Guarantee for ${line.venue}`,
        amount === 0 ? `${line.venue} gets at least ${guarantee}` : `${line.venue} keeps at least ${guarantee}`,
      ];
    return [
      'Guarantee',
      amount === 0 ? `the share is above the guarantee of ${guarantee}` : `topped up by a guarantee of ${guarantee}`,
    ];
  },
  supplement: (line) => [
    'Supplement',
    line.text('kind') === 'additive'
      ? 'comes on top of the share'
      : line.line.amount === 0
        ? `the share is above ${line.cents('supplement')}`
        : `topped up to ${line.cents('supplement')}`,
  ],
  band: (line) => {
    const at = (input: string) =>
      line.text('measure') === 'tickets' ? `${line.tickets(input)} tickets` : line.cents(input);
    const to = line.number('to') === null ? `from ${at('from')}` : `from ${at('from')} to ${at('to')}`;
    return [`Scale${line.rate('share')}`, `on ${line.cents('base')}, ${to}`];
  },
  call: (line) => [
    `Call ${line.name}, ${line.side(line.line.to ?? '')}`,
    `at most ${line.cents('claim')} of what is left`,
  ],
  split_point: (line) => [
    'Split point',
    `(${line.cents('expenses')} costs + ${line.cents('guarantee')} guarantee) +${line.rate('profit')}`,
  ],
  rent: (line) => ['Rent', `to ${line.venue}`],
  service: (line) => [
    'Service',
    `${line.cents('perTicket')} × ${line.tickets('tickets')} ${KINDS[line.text('counts')] ?? ''}, to ${line.venue}`,
  ],
  remainder: (line) => [
    'Remainder',
    line.number('share') === null
      ? `of ${line.cents('base')} net receipts`
      : `${line.percent(line.number('share') ?? 0)} of ${line.cents('base')}`,
  ],
  free_tickets: (line) => [
    'Free tickets above the agreed number',
    `${line.tickets('tickets')} × ${line.cents('price')}, out of the share of ${line.venue}`,
  ],
  provider_share: (line) => [`Share of ${line.provider}`, `of ${line.cents('net')} net receipts, without VAT`],
  venue_share: (line) => [`Share of ${line.venue}`, `the rest of ${line.cents('net')}, without VAT`],
  levy_venue: (line) => [`${line.name} for ${line.venue}`, `${each(line)}, without${line.rate('rate')} VAT`],
  outside: (line) => [line.name, `${each(line)}, without${line.rate('rate')} VAT, outside the receipts`],
  rights_from_share: (line) => [
    `${line.name === 'buma' ? 'Music rights' : 'Royalties'}${line.rate('rate')}`,
    `on ${OF[line.text('of')] ?? ''}, out of the share of ${line.side(line.text('side'))}; ${remits(line)}`,
  ],
  deduction_paid: (line) => [`Deductions for ${line.side(line.name)}`, 'come on top of the share'],
  provider_due: (line) => [
    `Invoice of ${line.provider}`,
    `share ${line.cents('share')}${more(line, 'royalties', 'royalties')}${more(line, 'buma', 'music rights')}${more(line, 'deductions', 'deductions')}; with ${line.cents('vat')} VAT ${line.cents('incl')}`,
  ],
  venue_keeps: (line) => [`Stays with ${line.venue}`, 'share, levy and own income, without VAT'],
};

function more(line: LineWriter, input: string, word: string): string {
  const amount = line.number(input) ?? 0;
  if (amount === 0) return '';
  return ` ${amount < 0 ? '−' : '+'} ${line.money(Math.abs(amount))} ${word}`;
}
