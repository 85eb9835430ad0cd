/**
 * The deal in Dutch: `{…}` is filled in, the parties everywhere; `[term:…]` is the figure that this term sets. What begins with
 * a space or a mark follows what was said before it.
 */
export const SENTENCE_NL = {
  shareOf: {
    net: 'netto recette',
    recette_ex: 'recette zonder btw',
    gross_ex: 'recette met toeslag zonder btw',
    gross: 'bruto recette',
  },
  rightsOn: {
    recette_ex: 'over de recette zonder btw',
    gross_ex: 'over de recette met toeslag, zonder btw',
    provider_share: 'over dat aandeel',
    fee: 'over de gage',
    highest: 'over het hoogste van recette zonder btw en gage',
  },
  counted: { paid: 'verkochte', issued: 'uitgegeven' },
  basis: { per_performance: '[basis:per voorstelling]', total: '[basis:voor alle voorstellingen samen]' },
  base: { per_performance: 'de {of}', total: 'de {of} [basis:van alle voorstellingen samen]' },

  buyout: '{provider} ontvangt een [fee:uitkoopsom van {amount}] excl. btw {each}; {venue} houdt de recette.',
  split: '{provider} ontvangt {share} van {base}{guarantee}.{rest}',
  all: '[form:alles]',
  restOfNet: ' {venue} houdt wat er van de netto recette overblijft.',
  restPercent: ' {venue} houdt [share:{rest}].',
  restNothing: ' {venue} houdt daarvan niets.',
  guarantee: ', met een [guaranteeProvider:garantie van {amount}] excl. btw {each} [guaranteeKind:als minimum]',
  guaranteeFirst:
    '{provider} ontvangt [guaranteeKind:eerst] een [guaranteeProvider:garantie van {amount}] excl. btw {each} en daarna {share} van {base} boven dat bedrag; {venue} houdt de rest.',
  guaranteeVenue: '; {venue} houdt ten minste [guaranteeVenue:{amount}] excl. btw {each}{owes}',
  owes: ', ook als {provider} daarvoor moet bijbetalen',
  neverOwes: ', maar {provider} [providerNeverOwes:hoeft nooit bij te betalen]',
  supplement: {
    additive:
      '{provider} ontvangt [share:{share}] van {base}, plus een suppletie van [supplement:{amount}] excl. btw {each}; {venue} houdt de rest.',
    top_up:
      '{provider} ontvangt [share:{share}] van {base}, [supplementKind:aangevuld tot ten minste] [supplement:{amount}] excl. btw {each}; {venue} houdt de rest.',
  },
  scale:
    '{provider} ontvangt een deel van {base} volgens een staffel {each}: [scale:{bands}], [scale:{method}]{guarantee}. {venue} houdt de rest.',
  band: { first: '{share} tot {to}', middle: '{share} van {from} tot {to}', last: '{share} vanaf {from}' },
  tickets: '{count} kaarten',
  method: {
    marginal: 'elk deel tegen zijn eigen percentage',
    whole_band: 'het geheel tegen het percentage dat bereikt is',
  },
  hire: '{provider} huurt de zaal voor [hire:{rent}] {each}{service}, excl. btw, en houdt de rest van de netto recette.',
  service: ' plus [hire:{amount} per {counted} kaart]',
  splitPoint:
    '{provider} ontvangt {first}[share:{share}] van de netto recette boven het split point {each}: [splitPoint:kosten van {expenses} plus garantie, verhoogd met {profit} winst voor {venue}].',
  splitPointFirst: 'een [guaranteeProvider:garantie van {amount}] excl. btw en ',
  calls:
    'Van de netto recette {each} krijgt [calls:{calls}]; van de rest krijgt {provider} [share:{share}] en {venue} [share:{rest}].',
  call: { first: 'eerst {side} tot {amount}', next: 'dan {side} tot {amount}' },

  off: ' Eerst gaat van de recette af: {list}.',
  and: 'en',
  vat: '[vatRate:{rate} btw]',
  vatOfDate: 'de btw van de speeldatum',
  fromShare: ' Uit het aandeel van {side} gaat {right}.',
  right: { royalties: 'auteursrechten', buma: 'Buma' },
  remits: '{side} draagt af',
  tranche: { middle: '{rate} tot {upTo}', last: '{rate} daarboven' },
  deduction: '[deductions:{name} ({figure}, voor {side})]',
  deducted: {
    percent: '{percent} van de recette zonder btw',
    fixed: '{amount} per voorstelling',
    per_paid: '{amount} per verkochte kaart',
    per_issued: '{amount} per uitgegeven kaart',
  },
  third: 'derden',

  levy: { fenced: 'zijn [levy:geheel voor {venue}]', shared: 'worden [levy:mee gedeeld]' },
  levies: ' Toeslagen in de kaartprijs: [levies:{list}]{how}.',
  leviesHow: '; die {levy}',
  levyOf: '{name} {amount} per kaart ({rate} btw{to})',
  levyTo: { shared: ', gedeeld', venue: ', voor {venue}' },
  noLevies: ' [levies:Er zijn geen toeslagen in de kaartprijs]{how}.',
  noLeviesHow: '; als ze er komen: die {levy}',
  leviesOfHall: ' Toeslagen van de zaal {levy}.',
  registered: ' Toeslagen volgen de opgave van de zaal.',

  outside: ' Buiten de recette houdt {venue} [outside:{list}].',
  outsideOf: '{name} {amount} per {counted} kaart ({rate} btw)',
  freeTickets: ' [freeTickets:Ten hoogste {count} vrijkaarten] per voorstelling{above}.',
  freeTicketsAbove: '; elke vrijkaart daarboven betaalt {venue} met [freeTickets:{amount}]',
  invoice: ' Op de factuur van {provider} staat [invoiceVatRate:{rate} btw].',
  currency: ' De bedragen zijn in [currency:{currency}].',
  note: ' Verder is afgesproken: [note:“{note}”]',
};

/** What every language says. */
export type SentenceWords = Readonly<typeof SENTENCE_NL>;
