/** Pure: what a deal comes down to in one row, and many of them in one line. */
import type { AgreementSummary } from '#protocol';
import { amountText, percentText, typedNumber } from '../deals/amount-text.ts';
import { stepWords } from '../deals/step-words.ts';
import type { AgreementsWords } from './agreements-words.ts';

type Listed = Pick<AgreementSummary, 'form' | 'figures' | 'performances'>;

/** `partage 80/20`, and under it what is fixed: `garantie € 4.500,00`. */
export function coreOf(
  { form, figures, performances }: Listed,
  locale: string,
  words: AgreementsWords,
): { readonly head: string; readonly under: string } {
  const name = stepWords(locale).forms[form];
  if (figures === undefined) return { head: name, under: '' };
  const { currency, basis, fee, share, shares, guaranteeProvider, guaranteeVenue, supplement, rent, perTicket } =
    figures;
  const money = (cents: number): string => amountText(cents, currency, locale);
  const [lowest, highest] = shares ?? [];
  const core =
    fee !== undefined
      ? money(fee)
      : rent !== undefined
        ? money(rent)
        : lowest !== undefined && highest !== undefined
          ? `${typedNumber(lowest, locale)}–${percentText(highest, locale)}`
          : share !== undefined
            ? `${typedNumber(share, locale)}/${typedNumber(Math.round(10_000 - share * 100) / 100, locale)}`
            : '';
  const fixed = [
    guaranteeProvider === undefined ? '' : words.guarantee(money(guaranteeProvider)),
    guaranteeVenue === undefined ? '' : words.guaranteeVenue(money(guaranteeVenue)),
    supplement === undefined ? '' : words.supplement(money(supplement)),
    perTicket === undefined || perTicket === 0 ? '' : words.perTicket(money(perTicket)),
  ].filter(Boolean);
  const many =
    performances.length > 1 && (fee ?? rent ?? guaranteeProvider ?? guaranteeVenue ?? supplement) !== undefined;
  const over = many ? [words.basis[basis]] : [];
  return { head: [name, core].filter(Boolean).join(' '), under: [fixed.join(', '), ...over].filter(Boolean).join(' ') };
}

/** What the caller's side is sure of in all of them; null where currencies differ, or there is nothing to add up. */
export function floorsOf(
  items: readonly Pick<AgreementSummary, 'figures'>[],
): { readonly currency: string; readonly holds: number; readonly count: number; readonly asked: number } | null {
  const each = items.flatMap(({ figures }) =>
    figures && figures.floor !== null ? [{ ...figures, floor: figures.floor }] : [],
  );
  const [first] = each;
  if (first === undefined || each.some(({ currency }) => currency !== first.currency)) return null;
  const sum = (of: typeof each): number => of.reduce((total, { floor }) => total + floor, 0);
  const holds = each.filter((one) => one.holds);
  return {
    currency: first.currency,
    holds: sum(holds),
    count: holds.length,
    asked: sum(each.filter((one) => !one.holds)),
  };
}
