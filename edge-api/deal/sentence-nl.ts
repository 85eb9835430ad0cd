/** The deal in Dutch. */
import type { Buma, Royalties, Terms } from '#protocol';
import { Writer } from './amount-words.ts';
import { listed, mark, type Names, type Piece } from './sentence-part.ts';

const BASES = {
  net: 'netto recette',
  recette_ex: 'recette zonder btw',
  gross_ex: 'recette met toeslag zonder btw',
  gross: 'bruto recette',
};
const RIGHT_BASES = {
  recette_ex: 'over de recette zonder btw',
  gross_ex: 'over de recette met toeslag, zonder btw',
  provider_share: 'over dat aandeel',
  fee: 'over de gage',
  highest: 'over het hoogste van recette zonder btw en gage',
};
const COUNTS = { paid: 'verkochte', issued: 'uitgegeven' };
const ALL = 'voor alle voorstellingen samen';

class Dutch extends Writer {
  readonly terms: Terms;
  readonly names: Names;
  constructor(terms: Terms, names: Names) {
    super(terms.currency, 'nl');
    this.terms = terms;
    this.names = names;
  }

  each(): Piece {
    return this.terms.basis === 'total' ? mark('basis', ALL) : mark('basis', 'per voorstelling');
  }

  base(): Piece {
    const { shareOf, basis } = this.terms;
    return [
      'de ',
      shareOf ? mark('shareOf', BASES[shareOf]) : BASES.net,
      basis === 'total' ? [' ', mark('basis', 'van alle voorstellingen samen')] : '',
    ];
  }

  guarantee(): Piece {
    const { guaranteeProvider, guaranteeVenue, providerNeverOwes } = this.terms;
    const { provider, venue } = this.names;
    if (guaranteeProvider !== undefined)
      return [
        ', met een ',
        mark('guaranteeProvider', `garantie van ${this.money(guaranteeProvider)}`),
        ' excl. btw ',
        this.each(),
        ' ',
        mark('guaranteeKind', 'als minimum'),
      ];
    if (guaranteeVenue === undefined) return '';
    return [
      `; ${venue} houdt ten minste `,
      mark('guaranteeVenue', this.money(guaranteeVenue)),
      ' excl. btw ',
      this.each(),
      providerNeverOwes
        ? [`, maar ${provider} `, mark('providerNeverOwes', 'hoeft nooit bij te betalen')]
        : `, ook als ${provider} daarvoor moet bijbetalen`,
    ];
  }

  shared(percent: Piece, share: number): Piece {
    const { guaranteeKind, guaranteeProvider } = this.terms;
    const { provider, venue } = this.names;
    const rest =
      (this.terms.shareOf ?? 'net') !== 'net'
        ? ` ${venue} houdt wat er van de netto recette overblijft.`
        : share < 100
          ? [` ${venue} houdt `, mark('share', this.percent(100 - share)), '.']
          : ` ${venue} houdt daarvan niets.`;
    if (guaranteeKind === 'off_the_top' && guaranteeProvider !== undefined)
      return [
        `${provider} ontvangt `,
        mark('guaranteeKind', 'eerst'),
        ' een ',
        mark('guaranteeProvider', `garantie van ${this.money(guaranteeProvider)}`),
        ' excl. btw ',
        this.each(),
        ' en daarna ',
        percent,
        ' van ',
        this.base(),
        ` boven dat bedrag; ${venue} houdt de rest.`,
      ];
    return [
      `${provider} ontvangt `,
      percent,
      ' van ',
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
          `${provider} ontvangt een `,
          mark('fee', `uitkoopsom van ${this.money(terms.fee ?? 0)}`),
          ' excl. btw ',
          this.each(),
          `; ${venue} houdt de recette.`,
        ];
      case 'split':
        return this.shared(mark('share', this.percent(terms.share ?? 0)), terms.share ?? 0);
      case 'receipts':
        return this.shared(mark('form', 'alles'), 100);
      case 'supplement':
        return [
          `${provider} ontvangt `,
          mark('share', this.percent(terms.share ?? 0)),
          ' van ',
          this.base(),
          terms.supplementKind === 'top_up'
            ? [', ', mark('supplementKind', 'aangevuld tot ten minste'), ' ']
            : ', plus een suppletie van ',
          mark('supplement', this.money(terms.supplement ?? 0)),
          ' excl. btw ',
          this.each(),
          `; ${venue} houdt de rest.`,
        ];
      case 'scale':
        return this.scaled();
      case 'hire': {
        const { rent, perTicket, counts } = terms.hire ?? { rent: 0, perTicket: 0, counts: 'paid' };
        return [
          `${provider} huurt de zaal voor `,
          mark('hire', this.money(rent)),
          ' ',
          this.each(),
          perTicket ? [' plus ', mark('hire', `${this.money(perTicket)} per ${COUNTS[counts]} kaart`)] : '',
          ', excl. btw, en houdt de rest van de netto recette.',
        ];
      }
      case 'split_point': {
        const { expenses, profit } = terms.splitPoint ?? { expenses: 0, profit: 0 };
        return [
          `${provider} ontvangt `,
          terms.guaranteeProvider === undefined
            ? ''
            : [
                'een ',
                mark('guaranteeProvider', `garantie van ${this.money(terms.guaranteeProvider)}`),
                ' excl. btw en ',
              ],
          mark('share', this.percent(terms.share ?? 0)),
          ' van de netto recette boven het split point ',
          this.each(),
          ': ',
          mark(
            'splitPoint',
            `kosten van ${this.money(expenses)} plus garantie, verhoogd met ${this.percent(profit)} winst voor ${venue}`,
          ),
          '.',
        ];
      }
      case 'calls':
        return [
          'Van de netto recette ',
          this.each(),
          ' krijgt ',
          mark(
            'calls',
            (terms.calls ?? [])
              .map(({ to, amount }, at) => `${at ? 'dan ' : 'eerst '}${names[to]} tot ${this.money(amount)}`)
              .join(', '),
          ),
          `; van de rest krijgt ${provider} `,
          mark('share', this.percent(terms.share ?? 0)),
          ` en ${venue} `,
          mark('share', this.percent(100 - (terms.share ?? 0))),
          '.',
        ];
    }
  }

  scaled(): Piece {
    const { measure, method, bands } = this.terms.scale ?? { measure: 'net', method: 'marginal', bands: [] };
    const at = (value: number) => (measure === 'net' ? this.money(value) : `${this.count(value)} kaarten`);
    const list = bands.map(({ from, to, share }) =>
      to === null
        ? `${this.percent(share)} vanaf ${at(from)}`
        : `${this.percent(share)} ${from ? `van ${at(from)} ` : ''}tot ${at(to)}`,
    );
    return [
      `${this.names.provider} ontvangt een deel van `,
      this.base(),
      ' volgens een staffel ',
      this.each(),
      ': ',
      mark('scale', list.join(', ')),
      ', ',
      mark(
        'scale',
        method === 'marginal'
          ? 'elk deel tegen zijn eigen percentage'
          : 'het geheel tegen het percentage dat bereikt is',
      ),
      this.guarantee(),
      `. ${this.names.venue} houdt de rest.`,
    ];
  }

  right(right: Royalties | Buma, term: 'royalties' | 'buma', word: string): Piece {
    const rate =
      'tranches' in right && right.tranches
        ? right.tranches
            .map(({ upTo, rate }) => `${this.percent(rate)} ${upTo === null ? 'daarboven' : `tot ${this.money(upTo)}`}`)
            .join(', ')
        : this.percent(right.rate ?? 0);
    return [
      mark(term, right.rate === undefined ? `${word} (${rate})` : `${rate} ${word}`),
      ' ',
      mark(term, RIGHT_BASES[right.base]),
      ' (',
      mark(term, `${this.names[right.remits]} draagt af`),
      ')',
    ];
  }

  /** What comes off before the parties divide, and what one of them pays from its share. */
  off(): Piece {
    const { vatRate, royalties, buma, deductions = [] } = this.terms;
    const rights = [
      { right: royalties, term: 'royalties', word: 'auteursrechten' },
      { right: buma, term: 'buma', word: 'Buma' },
    ] as const;
    const before: Piece[] = [
      vatRate === undefined ? 'de btw van de speeldatum' : mark('vatRate', `${this.percent(vatRate)} btw`),
    ];
    const after: Piece[] = [];
    for (const { right, term, word } of rights) {
      if (!right) continue;
      if (right.taken === 'before_split') before.push(this.right(right, term, word));
      else
        after.push([
          ' Uit het aandeel van ',
          mark(term, this.names[right.taken === 'from_provider' ? 'provider' : 'venue']),
          ' gaat ',
          this.right(right, term, word),
          '.',
        ]);
    }
    for (const { name, kind, value, to } of deductions) {
      const figure =
        kind === 'percent'
          ? `${this.percent(value)} van de recette zonder btw`
          : `${this.money(value)} ${{ fixed: 'per voorstelling', per_paid: 'per verkochte kaart', per_issued: 'per uitgegeven kaart' }[kind]}`;
      before.push(mark('deductions', `${name} (${figure}, voor ${to === 'third' ? 'derden' : this.names[to]})`));
    }
    return [' Eerst gaat van de recette af: ', listed(before, 'en'), '.', ...after];
  }

  levies(): Piece {
    const { levy = 'as_registered', levies } = this.terms;
    const { venue } = this.names;
    const how = {
      as_registered: '',
      fenced: ['zijn ', mark('levy', `geheel voor ${venue}`)],
      shared: ['worden ', mark('levy', 'mee gedeeld')],
    }[levy];
    if (levies?.length) {
      const each = levies.map(
        ({ name, amount, vatRate, shared }) =>
          `${name} ${this.money(amount)} per kaart (${this.percent(vatRate)} btw${levy === 'as_registered' ? `, ${shared ? 'gedeeld' : `voor ${venue}`}` : ''})`,
      );
      return [' Toeslagen in de kaartprijs: ', mark('levies', each.join(', ')), how ? ['; die ', how] : '', '.'];
    }
    if (levies)
      return [
        ' ',
        mark('levies', 'Er zijn geen toeslagen in de kaartprijs'),
        how ? ['; als ze er komen: die ', how] : '',
        '.',
      ];
    return how ? [' Toeslagen van de zaal ', how, '.'] : ' Toeslagen volgen de opgave van de zaal.';
  }

  beside(): Piece {
    const { outside, freeTickets, invoiceVatRate, currency, note } = this.terms;
    const { provider, venue } = this.names;
    const list = (outside ?? []).map(
      ({ name, amount, vatRate, counts }) =>
        `${name} ${this.money(amount)} per ${COUNTS[counts]} kaart (${this.percent(vatRate)} btw)`,
    );
    return [
      list.length ? [` Buiten de recette houdt ${venue} `, mark('outside', list.join(', ')), '.'] : '',
      freeTickets
        ? [
            ' ',
            mark('freeTickets', `Ten hoogste ${this.count(freeTickets.max)} vrijkaarten`),
            ' per voorstelling',
            freeTickets.price === undefined
              ? ''
              : [
                  `; elke vrijkaart daarboven betaalt ${venue} met `,
                  mark('freeTickets', this.money(freeTickets.price)),
                ],
            '.',
          ]
        : '',
      invoiceVatRate === undefined
        ? ''
        : [` Op de factuur van ${provider} staat `, mark('invoiceVatRate', `${this.percent(invoiceVatRate)} btw`), '.'],
      currency === 'EUR' ? '' : [' De bedragen zijn in ', mark('currency', currency), '.'],
      note === undefined ? '' : [' Verder is afgesproken: ', mark('note', `“${note}”`)],
    ];
  }
}

export function dutch(terms: Terms, names: Names): Piece {
  const words = new Dutch(terms, names);
  return [words.form(), words.off(), words.levies(), words.beside()];
}
