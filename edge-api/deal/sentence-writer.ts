/** The deal as a sentence, in the words of a language. */
import type { Buma, Royalties, Terms } from '#protocol';
import { Writer, type Locale } from './amount-words.ts';
import { fill, listed, mark, type Filling, type Names, type Piece } from './sentence-part.ts';
import { SENTENCE_EN } from './sentence-words-en.ts';
import { SENTENCE_NL, type SentenceWords } from './sentence-words-nl.ts';

const WORDS: Readonly<Record<Locale, SentenceWords>> = { nl: SENTENCE_NL, en: SENTENCE_EN };

class SentenceWriter extends Writer {
  readonly terms: Terms;
  readonly names: Names;
  readonly words: SentenceWords;
  constructor(terms: Terms, names: Names, locale: Locale) {
    super(terms.currency, locale);
    this.terms = terms;
    this.names = names;
    this.words = WORDS[locale];
  }

  say = (words: string, filling: Filling = {}): Piece => fill(words, { ...this.names, ...filling });

  each(): Piece {
    return this.say(this.words.basis[this.terms.basis ?? 'per_performance']);
  }

  base(): Piece {
    const { shareOf, basis = 'per_performance' } = this.terms;
    const { words } = this;
    return this.say(words.base[basis], {
      of: shareOf ? mark('shareOf', words.shareOf[shareOf]) : words.shareOf.net,
    });
  }

  form(): Piece {
    const { terms, words } = this;
    const [share, rest] = [this.percent(terms.share ?? 0), this.percent(100 - (terms.share ?? 0))];
    const each = this.each();
    switch (terms.form) {
      case 'buyout':
        return this.say(words.buyout, { amount: this.money(terms.fee ?? 0), each });
      case 'split':
        return this.shared(mark('share', share), terms.share ?? 0);
      case 'receipts':
        return this.shared(this.say(words.all), 100);
      case 'supplement':
        return this.say(words.supplement[terms.supplementKind ?? 'additive'], {
          share,
          base: this.base(),
          amount: this.money(terms.supplement ?? 0),
          each,
        });
      case 'scale':
        return this.scaled();
      case 'hire':
        return this.hired();
      case 'split_point': {
        const { expenses, profit } = terms.splitPoint ?? { expenses: 0, profit: 0 };
        const { guaranteeProvider } = terms;
        return this.say(words.splitPoint, {
          first:
            guaranteeProvider === undefined
              ? ''
              : this.say(words.splitPointFirst, { amount: this.money(guaranteeProvider) }),
          share,
          each,
          expenses: this.money(expenses),
          profit: this.percent(profit),
        });
      }
      case 'calls': {
        const calls = (terms.calls ?? []).map(({ to, amount }, at) =>
          this.say(at ? words.call.next : words.call.first, { side: this.names[to], amount: this.money(amount) }),
        );
        return this.say(words.calls, { each, calls: listed(calls), share, rest });
      }
    }
  }

  shared(share: Piece, percent: number): Piece {
    const { guaranteeKind, guaranteeProvider, guaranteeVenue, shareOf = 'net' } = this.terms;
    const { words } = this;
    const [base, each] = [this.base(), this.each()];
    if (guaranteeKind === 'off_the_top' && guaranteeProvider !== undefined)
      return this.say(words.guaranteeFirst, { amount: this.money(guaranteeProvider), each, share, base });
    const kept = shareOf !== 'net' ? words.restOfNet : percent < 100 ? words.restPercent : words.restNothing;
    const rest = guaranteeVenue === undefined ? this.say(kept, { rest: this.percent(100 - percent) }) : '';
    return this.say(words.split, { share, base, guarantee: this.guarantee(), rest });
  }

  guarantee(): Piece {
    const { guaranteeProvider, guaranteeVenue, providerNeverOwes } = this.terms;
    const { words } = this;
    const each = this.each();
    if (guaranteeProvider !== undefined)
      return this.say(words.guarantee, { amount: this.money(guaranteeProvider), each });
    if (guaranteeVenue === undefined) return '';
    const owes = this.say(providerNeverOwes ? words.neverOwes : words.owes);
    return this.say(words.guaranteeVenue, { amount: this.money(guaranteeVenue), each, owes });
  }

  scaled(): Piece {
    const { measure, method, bands } = this.terms.scale ?? { measure: 'net', method: 'marginal', bands: [] };
    const { words } = this;
    const at = (value: number) =>
      measure === 'net' ? this.money(value) : this.say(words.tickets, { count: this.count(value) });
    const list = bands.map(({ from, to, share }) => {
      const place = to === null ? words.band.last : from ? words.band.middle : words.band.first;
      return this.say(place, { share: this.percent(share), from: at(from), to: at(to ?? 0) });
    });
    return this.say(words.scale, {
      base: this.base(),
      each: this.each(),
      bands: listed(list),
      method: words.method[method],
      guarantee: this.guarantee(),
    });
  }

  hired(): Piece {
    const { rent, perTicket, counts } = this.terms.hire ?? { rent: 0, perTicket: 0, counts: 'paid' };
    const { words } = this;
    const service = this.say(words.service, { amount: this.money(perTicket), counted: words.counted[counts] });
    return this.say(words.hire, { rent: this.money(rent), each: this.each(), service: perTicket ? service : '' });
  }

  /** What comes off before the parties divide, and what one of them pays from its share. */
  off(): Piece {
    const { vatRate, royalties, buma, deductions = [] } = this.terms;
    const { words } = this;
    const before: Piece[] = [
      vatRate === undefined ? words.vatOfDate : this.say(words.vat, { rate: this.percent(vatRate) }),
    ];
    const after: Piece[] = [];
    for (const { term, right } of [
      { term: 'royalties', right: royalties },
      { term: 'buma', right: buma },
    ] as const) {
      if (!right) continue;
      if (right.taken === 'before_split') before.push(this.right(right, term));
      else {
        const side = mark(term, this.names[right.taken === 'from_provider' ? 'provider' : 'venue']);
        after.push(this.say(words.fromShare, { side, right: this.right(right, term) }));
      }
    }
    for (const { name, kind, value, to } of deductions) {
      const figure = this.say(words.deducted[kind], { percent: this.percent(value), amount: this.money(value) });
      before.push(this.say(words.deduction, { name, figure, side: to === 'third' ? words.third : this.names[to] }));
    }
    return [this.say(words.off, { list: listed(before, words.and) }), ...after];
  }

  right(right: Royalties | Buma, term: 'royalties' | 'buma'): Piece {
    const { words } = this;
    const tranches = 'tranches' in right ? right.tranches : undefined;
    const steps = tranches?.map(({ upTo, rate }) =>
      this.say(upTo === null ? words.tranche.last : words.tranche.middle, {
        rate: this.percent(rate),
        upTo: this.money(upTo ?? 0),
      }),
    );
    const rate = steps ? listed(steps) : this.percent(right.rate ?? 0);
    const word = words.right[term];
    return [
      mark(term, right.rate === undefined ? [`${word} (`, rate, ')'] : [rate, ` ${word}`]),
      ' ',
      mark(term, words.rightsOn[right.base]),
      ' (',
      mark(term, this.say(words.remits, { side: this.names[right.remits] })),
      ')',
    ];
  }

  levies(): Piece {
    const { levy = 'as_registered', levies } = this.terms;
    const { words } = this;
    const registered = levy === 'as_registered';
    const how = registered ? '' : this.say(words.levy[levy]);
    if (!levies) return registered ? words.registered : this.say(words.leviesOfHall, { levy: how });
    if (!levies.length)
      return this.say(words.noLevies, { how: registered ? '' : this.say(words.noLeviesHow, { levy: how }) });
    const list = levies.map(({ name, amount, vatRate, shared }) =>
      this.say(words.levyOf, {
        name,
        amount: this.money(amount),
        rate: this.percent(vatRate),
        to: registered ? this.say(words.levyTo[shared ? 'shared' : 'venue']) : '',
      }),
    );
    return this.say(words.levies, {
      list: listed(list),
      how: registered ? '' : this.say(words.leviesHow, { levy: how }),
    });
  }

  /** What stands beside the takings, or is to be known of them. */
  beside(): Piece {
    const { outside = [], freeTickets, invoiceVatRate, currency, note } = this.terms;
    const { words } = this;
    const list = outside.map(({ name, amount, vatRate, counts }) =>
      this.say(words.outsideOf, {
        name,
        amount: this.money(amount),
        counted: words.counted[counts],
        rate: this.percent(vatRate),
      }),
    );
    return [
      list.length ? this.say(words.outside, { list: listed(list) }) : '',
      freeTickets ? this.freeTickets(freeTickets) : '',
      invoiceVatRate === undefined ? '' : this.say(words.invoice, { rate: this.percent(invoiceVatRate) }),
      currency === 'EUR' ? '' : this.say(words.currency, { currency }),
      note === undefined ? '' : this.say(words.note, { note }),
    ];
  }

  freeTickets({ max, price }: NonNullable<Terms['freeTickets']>): Piece {
    const { words } = this;
    const above = price === undefined ? '' : this.say(words.freeTicketsAbove, { amount: this.money(price) });
    return this.say(words.freeTickets, { count: this.count(max), above });
  }
}

export function told(terms: Terms, names: Names, locale: Locale): Piece {
  const writer = new SentenceWriter(terms, names, locale);
  return [writer.form(), writer.off(), writer.levies(), writer.beside()];
}
