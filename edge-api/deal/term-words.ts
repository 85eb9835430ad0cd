import type { TermName, Terms } from '#protocol';
import { Writer, type Locale } from './amount-words.ts';
import type { TermWordList } from './term-word-list.ts';
import { TERM_WORDS_EN } from './term-words-en.ts';
import { TERM_WORDS_NL } from './term-words-nl.ts';

/** Terms whose amount is for each performance or for all. */
const BY_BASIS: ReadonlySet<TermName> = new Set([
  'fee',
  'guaranteeProvider',
  'guaranteeVenue',
  'supplement',
  'scale',
  'hire',
  'splitPoint',
  'calls',
]);

/** One term as a form shows it: its name, its value, and what is to be known beside it. */
export function termWords(
  term: TermName,
  terms: Partial<Terms>,
  locale: Locale,
): { readonly label: string; readonly value: string; readonly note: string } {
  const list = locale === 'nl' ? TERM_WORDS_NL : TERM_WORDS_EN;
  const writer = new Writer(terms.currency ?? 'EUR', locale);
  const value = terms[term] === undefined ? list.none : valueOf(term, terms, list, writer);
  return { label: list.labels[term], value, note: noteOf(term, terms, list) };
}

function valueOf(term: TermName, terms: Partial<Terms>, list: TermWordList, writer: Writer): string {
  const value = terms[term];
  if (typeof value === 'boolean') return value ? list.yes : list.no;
  if (typeof value === 'number')
    return term === 'share' || term === 'vatRate' || term === 'invoiceVatRate'
      ? writer.percent(value)
      : writer.money(value);
  if (typeof value === 'string') return list.choices[`${term}.${value}`] ?? value;
  return composed(term, terms, list, writer);
}

function composed(term: TermName, terms: Partial<Terms>, list: TermWordList, writer: Writer): string {
  const { scale, hire, splitPoint, calls, levies, royalties, buma, deductions, outside, freeTickets } = terms;
  const { money, percent, count } = writer;
  const choice = (name: string) => list.choices[name] ?? name;
  const all = (pieces: readonly string[] | undefined, by = ', ') => (pieces?.length ? pieces.join(by) : list.none);
  switch (term) {
    case 'scale': {
      const at = (value: number) => (scale?.measure === 'tickets' ? `${count(value)} ${list.tickets}` : money(value));
      return all(
        scale?.bands.map(({ from, to, share }) =>
          to === null
            ? `${percent(share)} ${list.from} ${at(from)}`
            : `${percent(share)} ${from ? `${list.from} ${at(from)} ` : ''}${list.to} ${at(to)}`,
        ),
      );
    }
    case 'hire':
      return hire
        ? `${money(hire.rent)}${hire.perTicket ? ` + ${money(hire.perTicket)} ${choice(`counts.${hire.counts}`)}` : ''}`
        : list.none;
    case 'splitPoint':
      return splitPoint
        ? `${list.expenses} ${money(splitPoint.expenses)}, ${list.profit} ${percent(splitPoint.profit)}`
        : list.none;
    case 'calls':
      return all(
        calls?.map(({ to, amount }, at) => `${at + 1}. ${choice(`side.${to}`)} ${money(amount)}`),
        '; ',
      );
    case 'levies':
      return all(
        levies?.map(
          ({ name, amount, vatRate, shared }) =>
            `${name} ${money(amount)} (${percent(vatRate)} ${list.VAT}, ${choice(shared ? 'levy.shared' : 'levy.fenced')})`,
        ),
      );
    case 'royalties':
      return royalties ? percent(royalties.rate) : list.none;
    case 'buma':
      return buma?.tranches
        ? all(
            buma.tranches.map(
              ({ upTo, rate }) => `${percent(rate)} ${upTo === null ? list.above : `${list.to} ${money(upTo)}`}`,
            ),
          )
        : percent(buma?.rate ?? 0);
    case 'deductions':
      return all(
        deductions?.map(({ name, kind, value, to }) => {
          const figure =
            kind === 'percent'
              ? percent(value)
              : `${money(value)} ${kind === 'fixed' ? list.perPerformance : choice(`counts.${kind === 'per_paid' ? 'paid' : 'issued'}`)}`;
          return `${name} ${figure} → ${choice(`side.${to}`)}`;
        }),
      );
    case 'outside':
      return all(
        outside?.map(
          ({ name, amount, vatRate, counts }) =>
            `${name} ${money(amount)} ${choice(`counts.${counts}`)} (${percent(vatRate)} ${list.VAT})`,
        ),
      );
    case 'freeTickets':
      return freeTickets
        ? `${list.max} ${count(freeTickets.max)}${freeTickets.price === undefined ? '' : `, ${list.above} ${money(freeTickets.price)}`}`
        : list.none;
    default:
      return list.none;
  }
}

function noteOf(term: TermName, terms: Partial<Terms>, list: TermWordList): string {
  const choice = (name: string) => list.choices[name] ?? '';
  const notes = [list.notes[term] ?? ''];
  if (terms[term] !== undefined) {
    if (term === 'guaranteeProvider' && terms.form !== 'split_point')
      notes.push(choice(`guaranteeKind.${terms.guaranteeKind ?? 'minimum'}`));
    if (term === 'supplement') notes.push(choice(`supplementKind.${terms.supplementKind ?? 'additive'}`));
    if (term === 'scale' && terms.scale) notes.push(choice(`method.${terms.scale.method}`));
    if (BY_BASIS.has(term)) notes.push(choice(`basis.${terms.basis ?? 'per_performance'}`));
    if (term === 'share') notes.push(choice(`shareOf.${terms.shareOf ?? 'net'}`));
    if (term === 'royalties' || term === 'buma') {
      const right = terms[term];
      if (right)
        notes.push(choice(`base.${right.base}`), choice(`taken.${right.taken}`), choice(`remits.${right.remits}`));
    }
  }
  return notes.filter(Boolean).join(', ');
}
