/** The deal in English. */
import type { Buma, Royalties, Terms } from '#protocol';
import { Writer } from './amount-words.ts';
import { listed, mark, type Names, type Piece } from './sentence-part.ts';

const BASES = {
  net: 'net receipts',
  recette_ex: 'receipts without VAT',
  gross_ex: 'receipts with levy, without VAT',
  gross: 'gross receipts',
};
const RIGHT_BASES = {
  recette_ex: 'on the receipts without VAT',
  gross_ex: 'on the receipts with levy, without VAT',
  provider_share: 'on that share',
  fee: 'on the fee',
  highest: 'on the higher of receipts without VAT and fee',
};
const COUNTS = { paid: 'sold', issued: 'issued' };
const ALL = 'for all performances together';

class English extends Writer {
  readonly terms: Terms;
  readonly names: Names;
  constructor(terms: Terms, names: Names) {
    super(terms.currency, 'en');
    this.terms = terms;
    this.names = names;
  }

  each(): Piece {
    return this.terms.basis === 'total' ? mark('basis', ALL) : mark('basis', 'for each performance');
  }

  base(): Piece {
    const { shareOf, basis } = this.terms;
    return [
      'the ',
      shareOf ? mark('shareOf', BASES[shareOf]) : BASES.net,
      basis === 'total' ? [' ', mark('basis', 'of all performances together')] : '',
    ];
  }

  guarantee(): Piece {
    const { guaranteeProvider, guaranteeVenue, providerNeverOwes } = this.terms;
    const { provider, venue } = this.names;
    if (guaranteeProvider !== undefined)
      return [
        ', with a ',
        mark('guaranteeProvider', `guarantee of ${this.money(guaranteeProvider)}`),
        ' excl. VAT ',
        this.each(),
        ' ',
        mark('guaranteeKind', 'as a minimum'),
      ];
    if (guaranteeVenue === undefined) return '';
    return [
      `; ${venue} keeps at least `,
      mark('guaranteeVenue', this.money(guaranteeVenue)),
      ' excl. VAT ',
      this.each(),
      providerNeverOwes
        ? [`, but ${provider} `, mark('providerNeverOwes', 'never has to pay in')]
        : `, even if ${provider} has to pay in for it`,
    ];
  }

  shared(percent: Piece, share: number): Piece {
    const { guaranteeKind, guaranteeProvider } = this.terms;
    const { provider, venue } = this.names;
    const rest =
      (this.terms.shareOf ?? 'net') !== 'net'
        ? ` ${venue} keeps what is left of the net receipts.`
        : share < 100
          ? [` ${venue} keeps `, mark('share', this.percent(100 - share)), '.']
          : ` ${venue} keeps nothing of it.`;
    if (guaranteeKind === 'off_the_top' && guaranteeProvider !== undefined)
      return [
        `${provider} receives `,
        mark('guaranteeKind', 'first'),
        ' a ',
        mark('guaranteeProvider', `guarantee of ${this.money(guaranteeProvider)}`),
        ' excl. VAT ',
        this.each(),
        ' and then ',
        percent,
        ' of ',
        this.base(),
        ` above it; ${venue} keeps the rest.`,
      ];
    return [
      `${provider} receives `,
      percent,
      ' of ',
      this.base(),
      this.guarantee(),
      '.',
      this.terms.guaranteeVenue === undefined ? rest : '',
    ];
  }

  form(): Piece {
    const { terms, names } = this;
    const { provider, venue } = names;
    switch (terms.form) {
      case 'buyout':
        return [
          `${provider} receives a `,
          mark('fee', `fee of ${this.money(terms.fee ?? 0)}`),
          ' excl. VAT ',
          this.each(),
          `; ${venue} keeps the receipts.`,
        ];
      case 'split':
        return this.shared(mark('share', this.percent(terms.share ?? 0)), terms.share ?? 0);
      case 'receipts':
        return this.shared(mark('form', 'all'), 100);
      case 'supplement':
        return [
          `${provider} receives `,
          mark('share', this.percent(terms.share ?? 0)),
          ' of ',
          this.base(),
          terms.supplementKind === 'top_up'
            ? [', ', mark('supplementKind', 'topped up to at least'), ' ']
            : ', plus a supplement of ',
          mark('supplement', this.money(terms.supplement ?? 0)),
          ' excl. VAT ',
          this.each(),
          `; ${venue} keeps the rest.`,
        ];
      case 'scale':
        return this.scaled();
      case 'hire': {
        const { rent, perTicket, counts } = terms.hire ?? { rent: 0, perTicket: 0, counts: 'paid' };
        return [
          `${provider} hires the hall for `,
          mark('hire', this.money(rent)),
          ' ',
          this.each(),
          perTicket ? [' plus ', mark('hire', `${this.money(perTicket)} per ${COUNTS[counts]} ticket`)] : '',
          ', excl. VAT, and keeps the rest of the net receipts.',
        ];
      }
      case 'split_point': {
        const { expenses, profit } = terms.splitPoint ?? { expenses: 0, profit: 0 };
        return [
          `${provider} receives `,
          terms.guaranteeProvider === undefined
            ? ''
            : [
                'a ',
                mark('guaranteeProvider', `guarantee of ${this.money(terms.guaranteeProvider)}`),
                ' excl. VAT and ',
              ],
          mark('share', this.percent(terms.share ?? 0)),
          ' of the net receipts above the split point ',
          this.each(),
          ': ',
          mark(
            'splitPoint',
            `costs of ${this.money(expenses)} plus guarantee, raised by ${this.percent(profit)} profit for ${venue}`,
          ),
          '.',
        ];
      }
      case 'calls':
        return [
          'Of the net receipts ',
          this.each(),
          ' ',
          mark(
            'calls',
            (terms.calls ?? [])
              .map(({ to, amount }, at) => `${at ? 'then ' : 'first '}${names[to]} gets up to ${this.money(amount)}`)
              .join(', '),
          ),
          `; of the rest ${provider} gets `,
          mark('share', this.percent(terms.share ?? 0)),
          ` and ${venue} `,
          mark('share', this.percent(100 - (terms.share ?? 0))),
          '.',
        ];
    }
  }

  scaled(): Piece {
    const { measure, method, bands } = this.terms.scale ?? { measure: 'net', method: 'marginal', bands: [] };
    const at = (value: number) => (measure === 'net' ? this.money(value) : `${this.count(value)} tickets`);
    const list = bands.map(({ from, to, share }) =>
      to === null
        ? `${this.percent(share)} from ${at(from)}`
        : `${this.percent(share)} ${from ? `from ${at(from)} ` : ''}up to ${at(to)}`,
    );
    return [
      `${this.names.provider} receives a part of `,
      this.base(),
      ' by a sliding scale ',
      this.each(),
      ': ',
      mark('scale', list.join(', ')),
      ', ',
      mark(
        'scale',
        method === 'marginal' ? 'each part at its own percentage' : 'the whole at the percentage that is reached',
      ),
      this.guarantee(),
      `. ${this.names.venue} keeps the rest.`,
    ];
  }

  right(right: Royalties | Buma, term: 'royalties' | 'buma', word: string): Piece {
    const rate =
      'tranches' in right && right.tranches
        ? right.tranches
            .map(
              ({ upTo, rate }) => `${this.percent(rate)} ${upTo === null ? 'above that' : `up to ${this.money(upTo)}`}`,
            )
            .join(', ')
        : this.percent(right.rate ?? 0);
    return [
      mark(term, right.rate === undefined ? `${word} (${rate})` : `${rate} ${word}`),
      ' ',
      mark(term, RIGHT_BASES[right.base]),
      ' (',
      mark(term, `remitted by ${this.names[right.remits]}`),
      ')',
    ];
  }

  /** What comes off before the parties divide, and what one of them pays from its share. */
  off(): Piece {
    const { vatRate, royalties, buma, deductions = [] } = this.terms;
    const rights = [
      { right: royalties, term: 'royalties', word: 'royalties' },
      { right: buma, term: 'buma', word: 'music rights' },
    ] as const;
    const before: Piece[] = [
      vatRate === undefined ? 'the VAT of the performance’s date' : mark('vatRate', `${this.percent(vatRate)} VAT`),
    ];
    const after: Piece[] = [];
    for (const { right, term, word } of rights) {
      if (!right) continue;
      if (right.taken === 'before_split') before.push(this.right(right, term, word));
      else
        after.push([
          ' Out of the share of ',
          mark(term, this.names[right.taken === 'from_provider' ? 'provider' : 'venue']),
          ' come ',
          this.right(right, term, word),
          '.',
        ]);
    }
    for (const { name, kind, value, to } of deductions) {
      const figure =
        kind === 'percent'
          ? `${this.percent(value)} of the receipts without VAT`
          : `${this.money(value)} ${{ fixed: 'a performance', per_paid: 'per sold ticket', per_issued: 'per issued ticket' }[kind]}`;
      before.push(mark('deductions', `${name} (${figure}, for ${to === 'third' ? 'third parties' : this.names[to]})`));
    }
    return [' First off the receipts: ', listed(before, 'and'), '.', ...after];
  }

  levies(): Piece {
    const { levy = 'as_registered', levies } = this.terms;
    const { venue } = this.names;
    const how = {
      as_registered: '',
      fenced: ['are ', mark('levy', `wholly for ${venue}`)],
      shared: ['are ', mark('levy', 'shared with the rest')],
    }[levy];
    if (levies?.length) {
      const each = levies.map(
        ({ name, amount, vatRate, shared }) =>
          `${name} ${this.money(amount)} per ticket (${this.percent(vatRate)} VAT${levy === 'as_registered' ? `, ${shared ? 'shared' : `for ${venue}`}` : ''})`,
      );
      return [' Levies in the ticket price: ', mark('levies', each.join(', ')), how ? ['; they ', how] : '', '.'];
    }
    if (levies)
      return [
        ' ',
        mark('levies', 'There are no levies in the ticket price'),
        how ? ['; if any come, they ', how] : '',
        '.',
      ];
    return how ? [' Levies of the hall ', how, '.'] : ' Levies go by the register of the hall.';
  }

  beside(): Piece {
    const { outside, freeTickets, invoiceVatRate, currency, note } = this.terms;
    const { provider, venue } = this.names;
    const list = (outside ?? []).map(
      ({ name, amount, vatRate, counts }) =>
        `${name} ${this.money(amount)} per ${COUNTS[counts]} ticket (${this.percent(vatRate)} VAT)`,
    );
    return [
      list.length ? [` Outside the receipts ${venue} keeps `, mark('outside', list.join(', ')), '.'] : '',
      freeTickets
        ? [
            ' ',
            mark('freeTickets', `At most ${this.count(freeTickets.max)} free tickets`),
            ' a performance',
            freeTickets.price === undefined
              ? ''
              : [`; ${venue} pays for each one above at `, mark('freeTickets', this.money(freeTickets.price))],
            '.',
          ]
        : '',
      invoiceVatRate === undefined
        ? ''
        : [` The invoice of ${provider} carries `, mark('invoiceVatRate', `${this.percent(invoiceVatRate)} VAT`), '.'],
      currency === 'EUR' ? '' : [' Amounts are in ', mark('currency', currency), '.'],
      note === undefined ? '' : [' Also agreed: ', mark('note', `“${note}”`)],
    ];
  }
}

export function english(terms: Terms, names: Names): Piece {
  const words = new English(terms, names);
  return [words.form(), words.off(), words.levies(), words.beside()];
}
