/** The deal in English, spelled as the Dutch is. */
import type { SentenceWords } from './sentence-words-nl.ts';

export const SENTENCE_EN: SentenceWords = {
  shareOf: {
    net: 'net receipts',
    recette_ex: 'receipts without VAT',
    gross_ex: 'receipts with levy, without VAT',
    gross: 'gross receipts',
  },
  rightsOn: {
    recette_ex: 'on the receipts without VAT',
    gross_ex: 'on the receipts with levy, without VAT',
    provider_share: 'on that share',
    fee: 'on the fee',
    highest: 'on the higher of receipts without VAT and fee',
  },
  counted: { paid: 'sold', issued: 'issued' },
  basis: { per_performance: '[basis:for each performance]', total: '[basis:for all performances together]' },
  base: { per_performance: 'the {of}', total: 'the {of} [basis:of all performances together]' },

  buyout: '{provider} receives a [fee:fee of {amount}] excl. VAT {each}; {venue} keeps the receipts.',
  split: '{provider} receives {share} of {base}{guarantee}.{rest}',
  all: '[form:all]',
  restOfNet: ' {venue} keeps what is left of the net receipts.',
  restPercent: ' {venue} keeps [share:{rest}].',
  restNothing: ' {venue} keeps nothing of it.',
  guarantee: ', with a [guaranteeProvider:guarantee of {amount}] excl. VAT {each} [guaranteeKind:as a minimum]',
  guaranteeFirst:
    '{provider} receives [guaranteeKind:first] a [guaranteeProvider:guarantee of {amount}] excl. VAT {each} and then {share} of {base} above it; {venue} keeps the rest.',
  guaranteeVenue: '; {venue} keeps at least [guaranteeVenue:{amount}] excl. VAT {each}{owes}',
  owes: ', even if {provider} has to pay in for it',
  neverOwes: ', but {provider} [providerNeverOwes:never has to pay in]',
  supplement: {
    additive:
      '{provider} receives [share:{share}] of {base}, plus a supplement of [supplement:{amount}] excl. VAT {each}; {venue} keeps the rest.',
    top_up:
      '{provider} receives [share:{share}] of {base}, [supplementKind:topped up to at least] [supplement:{amount}] excl. VAT {each}; {venue} keeps the rest.',
  },
  scale:
    '{provider} receives a part of {base} by a sliding scale {each}: [scale:{bands}], [scale:{method}]{guarantee}. {venue} keeps the rest.',
  band: { first: '{share} up to {to}', middle: '{share} from {from} up to {to}', last: '{share} from {from}' },
  tickets: '{count} tickets',
  method: {
    marginal: 'each part at its own percentage',
    whole_band: 'the whole at the percentage that is reached',
  },
  hire: '{provider} hires the hall for [hire:{rent}] {each}{service}, excl. VAT, and keeps the rest of the net receipts.',
  service: ' plus [hire:{amount} per {counted} ticket]',
  splitPoint:
    '{provider} receives {first}[share:{share}] of the net receipts above the split point {each}: [splitPoint:costs of {expenses} plus guarantee, raised by {profit} profit for {venue}].',
  splitPointFirst: 'a [guaranteeProvider:guarantee of {amount}] excl. VAT and ',
  calls:
    'Of the net receipts {each} [calls:{calls}]; of the rest {provider} gets [share:{share}] and {venue} [share:{rest}].',
  call: { first: 'first {side} gets up to {amount}', next: 'then {side} gets up to {amount}' },

  off: ' First off the receipts: {list}.',
  and: 'and',
  vat: '[vatRate:{rate} VAT]',
  vatOfDate: 'the VAT of the performance’s date',
  fromShare: ' Out of the share of {side} come {right}.',
  right: { royalties: 'royalties', buma: 'music rights' },
  remits: 'remitted by {side}',
  tranche: { middle: '{rate} up to {upTo}', last: '{rate} above that' },
  deduction: '[deductions:{name} ({figure}, for {side})]',
  deducted: {
    percent: '{percent} of the receipts without VAT',
    fixed: '{amount} a performance',
    per_paid: '{amount} per sold ticket',
    per_issued: '{amount} per issued ticket',
  },
  third: 'third parties',

  levy: { fenced: 'are [levy:wholly for {venue}]', shared: 'are [levy:shared with the rest]' },
  levies: ' Levies in the ticket price: [levies:{list}]{how}.',
  leviesHow: '; they {levy}',
  levyOf: '{name} {amount} per ticket ({rate} VAT{to})',
  levyTo: { shared: ', shared', venue: ', for {venue}' },
  noLevies: ' [levies:There are no levies in the ticket price]{how}.',
  noLeviesHow: '; if any come, they {levy}',
  leviesOfHall: ' Levies of the hall {levy}.',
  registered: ' Levies go by the register of the hall.',

  outside: ' Outside the receipts {venue} keeps [outside:{list}].',
  outsideOf: '{name} {amount} per {counted} ticket ({rate} VAT)',
  freeTickets: ' [freeTickets:At most {count} free tickets] a performance{above}.',
  freeTicketsAbove: '; {venue} pays for each one above at [freeTickets:{amount}]',
  invoice: ' The invoice of {provider} carries [invoiceVatRate:{rate} VAT].',
  currency: ' Amounts are in [currency:{currency}].',
  note: ' Also agreed: [note:“{note}”]',
};
