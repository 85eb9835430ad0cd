/** Lines of the waterfall in Dutch. */
import type { LineTable, LineWriter } from './line-writer.ts';

const OF: Readonly<Record<string, string>> = {
  net: 'netto recette',
  recette_ex: 'recette zonder btw',
  gross_ex: 'recette met toeslag, zonder btw',
  gross: 'bruto recette',
  above: 'boven het split point',
  provider_share: 'het eigen aandeel',
  fee: 'de gage',
  highest: 'het hoogste van recette zonder btw en gage',
};
const KINDS: Readonly<Record<string, string>> = { paid: 'betaald', issued: 'uitgegeven' };
const remits = (line: LineWriter) => `${line.side(line.text('remits'))} draagt af`;
const each = (line: LineWriter, tickets = 'tickets') =>
  line.number('each') === null
    ? `${line.tickets(tickets)} kaarten`
    : `${line.cents('each')} × ${line.tickets(tickets)}`;

export const lineWordsNl: LineTable = {
  gross: (line) => [
    'Bruto recette',
    `${line.tickets('paid')} betaald, ${line.tickets('free')} vrij${line.text('vat') === 'excluded' ? ', gemeld zonder btw' : ''}${line.heard() && ` · ${line.heard()}`}`,
  ],
  levy: (line) => [
    line.name,
    `${each(line)}, ${line.text('shared') === 'yes' ? 'komt erbij en wordt gedeeld' : `naar ${line.venue}`}`,
  ],
  base: () => ['Recette zonder toeslag', 'inclusief btw'],
  vat: (line) => [`Btw${line.rate('rate')}`, `over ${line.cents('base')} inclusief btw`],
  recette_ex: () => ['Recette zonder btw', ''],
  royalties: (line) => [`Auteursrechten${line.rate('rate')}`, `over ${line.cents('base')}, ${remits(line)}`],
  buma: (line) => [
    `Buma${line.rate('rate') || ' in tranches'}`,
    `over ${line.cents('base')}${line.text('of') === 'recette_ex' ? '' : ` (${OF[line.text('of')]})`}, ${remits(line)}`,
  ],
  deduction: (line) => {
    const value = line.number('value') ?? 0;
    const to = line.line.to === 'third' ? 'derden' : line.side(line.line.to ?? '');
    const how = {
      fixed: `${line.money(value)} × ${line.tickets('base')}`,
      per_paid: `${line.money(value)} × ${line.tickets('base')} betaald`,
      per_issued: `${line.money(value)} × ${line.tickets('base')} uitgegeven`,
      percent: `${line.percent(value)} van ${line.cents('base')}`,
    }[line.text('kind')];
    return [line.name, `${how}, naar ${to}`];
  },
  net: () => ['Netto recette', 'wat te verdelen is'],
  fee: () => ['Uitkoopsom', 'zonder btw, wat er ook verkocht wordt'],
  share: (line) => [
    `Aandeel${line.rate('share')}`,
    line.text('of') === 'above'
      ? `van ${line.cents('base')} boven het split point`
      : `van ${line.cents('base')} ${OF[line.text('of')] ?? ''}`,
  ],
  guarantee: (line) => {
    const [kind, amount] = [line.text('kind'), line.line.amount];
    const guarantee = line.cents('guarantee');
    if (kind === 'off_the_top') return ['Garantie', 'gaat voor het aandeel'];
    if (kind === 'venue')
      return [
        `Garantie voor ${line.venue}`,
        amount === 0
          ? `${line.venue} krijgt al ten minste ${guarantee}`
          : `${line.venue} houdt ten minste ${guarantee}`,
      ];
    return [
      'Garantie',
      amount === 0
        ? `het aandeel ligt boven de garantie van ${guarantee}`
        : `aanvulling op een garantie van ${guarantee}`,
    ];
  },
  supplement: (line) => [
    'Suppletie',
    line.text('kind') === 'additive'
      ? 'komt bij het aandeel'
      : line.line.amount === 0
        ? `het aandeel ligt boven ${line.cents('supplement')}`
        : `aanvulling tot ${line.cents('supplement')}`,
  ],
  band: (line) => {
    const at = (input: string) =>
      line.text('measure') === 'tickets' ? `${line.tickets(input)} kaarten` : line.cents(input);
    const to = line.number('to') === null ? `vanaf ${at('from')}` : `van ${at('from')} tot ${at('to')}`;
    return [`Staffel${line.rate('share')}`, `over ${line.cents('base')}, ${to}`];
  },
  call: (line) => [
    `${line.name}e claim, ${line.side(line.line.to ?? '')}`,
    `ten hoogste ${line.cents('claim')} van wat er nog is`,
  ],
  split_point: (line) => [
    'Split point',
    `(${line.cents('expenses')} kosten + ${line.cents('guarantee')} garantie) +${line.rate('profit')}`,
  ],
  rent: (line) => ['Zaalhuur', `naar ${line.venue}`],
  service: (line) => [
    'Servicekosten',
    `${line.cents('perTicket')} × ${line.tickets('tickets')} ${KINDS[line.text('counts')] ?? ''}, naar ${line.venue}`,
  ],
  remainder: (line) => [
    'Wat overblijft',
    line.number('share') === null
      ? `van ${line.cents('base')} netto recette`
      : `${line.percent(line.number('share') ?? 0)} van ${line.cents('base')}`,
  ],
  free_tickets: (line) => [
    'Vrijkaarten boven de afspraak',
    `${line.tickets('tickets')} × ${line.cents('price')}, uit het aandeel van ${line.venue}`,
  ],
  provider_share: (line) => [`Aandeel ${line.provider}`, `van ${line.cents('net')} netto recette, zonder btw`],
  venue_share: (line) => [`Aandeel ${line.venue}`, `de rest van ${line.cents('net')}, zonder btw`],
  levy_venue: (line) => [`${line.name} voor ${line.venue}`, `${each(line)}, zonder${line.rate('rate')} btw`],
  outside: (line) => [line.name, `${each(line)}, zonder${line.rate('rate')} btw, buiten de recette`],
  rights_from_share: (line) => [
    `${line.name === 'buma' ? 'Buma' : 'Auteursrechten'}${line.rate('rate')}`,
    `over ${OF[line.text('of')] ?? ''}, uit het aandeel van ${line.side(line.text('side'))}; ${remits(line)}`,
  ],
  deduction_paid: (line) => [`Inhoudingen voor ${line.side(line.name)}`, 'komen bij het aandeel'],
  provider_due: (line) => [
    `Factuur van ${line.provider}`,
    `aandeel ${line.cents('share')}${more(line, 'royalties', 'auteursrechten')}${more(line, 'buma', 'Buma')}${more(line, 'deductions', 'inhoudingen')}; met ${line.cents('vat')} btw ${line.cents('incl')}`,
  ],
  venue_keeps: (line) => [`Blijft bij ${line.venue}`, 'aandeel, toeslag en eigen opbrengsten, zonder btw'],
};

function more(line: LineWriter, input: string, word: string): string {
  const amount = line.number(input) ?? 0;
  if (amount === 0) return '';
  return ` ${amount < 0 ? '−' : '+'} ${line.money(Math.abs(amount))} ${word}`;
}
