/** Pure: what a form has to ask for each term, by its kind. */
import type { TermName } from '#protocol';

export type Shape =
  | { readonly kind: 'money' | 'percent' | 'count' | 'text' | 'long' | 'yes_no' }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'group'; readonly fields: readonly Field[] }
  | { readonly kind: 'list'; readonly fields: readonly Field[]; readonly most: number };
export interface Field {
  readonly name: string;
  /** Of what is asked beside it: a deduction is cents, or a percentage. */
  readonly shape: Shape | ((beside: Readonly<Record<string, unknown>>) => Shape);
  /** Empty means null, or that it is left out; neither = it must be filled in. */
  readonly empty?: 'null' | 'out';
}

const MONEY: Shape = { kind: 'money' };
const PERCENT: Shape = { kind: 'percent' };
const COUNT: Shape = { kind: 'count' };
const TEXT: Shape = { kind: 'text' };
const LONG: Shape = { kind: 'long' };
const YES_NO: Shape = { kind: 'yes_no' };
const choice = (...of: string[]): Shape => ({ kind: 'choice', of });
const group = (...fields: Field[]): Shape => ({ kind: 'group', fields });
const list = (most: number, ...fields: Field[]): Shape => ({ kind: 'list', most, fields });

const SIDE = choice('provider', 'venue');
const TAKEN = choice('before_split', 'from_provider', 'from_venue');
const TICKETS = choice('paid', 'issued');

const scaled = (beside: Readonly<Record<string, unknown>>): Shape => (beside['measure'] === 'tickets' ? COUNT : MONEY);
const deducted = ({ kind }: Readonly<Record<string, unknown>>): Shape => (kind === 'percent' ? PERCENT : MONEY);

export const TERM_SHAPES: Readonly<Record<TermName, Shape>> = {
  form: choice('split', 'buyout', 'receipts', 'supplement', 'scale', 'hire', 'split_point', 'calls'),
  currency: TEXT,
  fee: MONEY,
  share: PERCENT,
  shareOf: choice('net', 'recette_ex', 'gross_ex', 'gross'),
  guaranteeProvider: MONEY,
  guaranteeVenue: MONEY,
  guaranteeKind: choice('minimum', 'off_the_top'),
  providerNeverOwes: YES_NO,
  basis: choice('per_performance', 'total'),
  supplement: MONEY,
  supplementKind: choice('additive', 'top_up'),
  scale: group(
    { name: 'measure', shape: choice('net', 'tickets') },
    { name: 'method', shape: choice('marginal', 'whole_band') },
    {
      name: 'bands',
      shape: list(
        20,
        { name: 'from', shape: scaled },
        { name: 'to', shape: scaled, empty: 'null' },
        { name: 'share', shape: PERCENT },
      ),
    },
  ),
  hire: group(
    { name: 'rent', shape: MONEY },
    { name: 'perTicket', shape: MONEY },
    { name: 'counts', shape: choice('issued', 'paid') },
  ),
  splitPoint: group({ name: 'expenses', shape: MONEY }, { name: 'profit', shape: PERCENT }),
  calls: list(20, { name: 'to', shape: SIDE }, { name: 'amount', shape: MONEY }),
  levy: choice('as_registered', 'fenced', 'shared'),
  levies: list(
    10,
    { name: 'name', shape: TEXT },
    { name: 'amount', shape: MONEY },
    { name: 'vatRate', shape: PERCENT },
    { name: 'shared', shape: YES_NO },
  ),
  vatRate: PERCENT,
  invoiceVatRate: PERCENT,
  royalties: group(
    { name: 'rate', shape: PERCENT },
    { name: 'base', shape: choice('recette_ex', 'gross_ex', 'provider_share') },
    { name: 'taken', shape: TAKEN },
    { name: 'remits', shape: SIDE },
  ),
  buma: group(
    { name: 'rate', shape: PERCENT, empty: 'out' },
    { name: 'base', shape: choice('recette_ex', 'fee', 'highest') },
    { name: 'taken', shape: TAKEN },
    { name: 'remits', shape: choice('venue', 'provider') },
    {
      name: 'tranches',
      shape: list(10, { name: 'upTo', shape: MONEY, empty: 'null' }, { name: 'rate', shape: PERCENT }),
      empty: 'out',
    },
  ),
  deductions: list(
    20,
    { name: 'name', shape: TEXT },
    { name: 'kind', shape: choice('fixed', 'per_paid', 'per_issued', 'percent') },
    { name: 'value', shape: deducted },
    { name: 'to', shape: choice('provider', 'venue', 'third') },
  ),
  outside: list(
    10,
    { name: 'name', shape: TEXT },
    { name: 'amount', shape: MONEY },
    { name: 'vatRate', shape: PERCENT },
    { name: 'counts', shape: TICKETS },
  ),
  freeTickets: group({ name: 'max', shape: COUNT }, { name: 'price', shape: MONEY, empty: 'out' }),
  note: LONG,
};
