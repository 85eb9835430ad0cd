/** Pure: what stands in the files of a statement, in both languages. Months are ours: a newer runtime must not spell them anew. */
import type { Form, HouseRemark, Side, WaterfallLine } from '#protocol';

export const LANGS = ['nl', 'en'] as const;
export type Lang = (typeof LANGS)[number];

export interface StatementWords {
  readonly statement: string;
  /** First part of a file's name. */
  readonly file: string;
  readonly test: string;
  readonly testNote: string;
  readonly agreement: string;
  readonly version: string;
  readonly reference: string;
  readonly side: Readonly<Record<Side, string>>;
  readonly to: Readonly<Record<NonNullable<WaterfallLine['to']>, string>>;
  readonly form: Readonly<Record<Form, string>>;
  readonly remark: Readonly<Record<HouseRemark, string>>;
  readonly owes: (debtor: string, creditor: string) => string;
  readonly excl: string;
  readonly incl: string;
  readonly vat: string;
  readonly total: string;
  readonly deal: string;
  readonly performances: string;
  readonly date: string;
  readonly hall: string;
  readonly paid: string;
  readonly free: string;
  readonly gross: string;
  readonly net: string;
  readonly providerShare: string;
  readonly venueShare: string;
  readonly figures: (source: string, at: string) => string;
  readonly figuresUnknown: string;
  readonly types: string;
  readonly classesOnly: (days: string) => string;
  readonly type: string;
  readonly band: string;
  readonly class: string;
  readonly classes: Readonly<Record<string, string>>;
  readonly price: string;
  readonly count: string;
  readonly amount: string;
  readonly sum: string;
  readonly line: string;
  readonly how: string;
  readonly who: string;
  readonly part: string;
  readonly adds: string;
  readonly keeps: string;
  readonly extra: string;
  readonly evidence: string;
  readonly by: string;
  readonly corrects: (statement: string) => string;
  readonly correction: string;
  readonly settled: string;
  readonly now: string;
  readonly adjusted: string;
  readonly byDeal: string;
  readonly due: string;
  readonly rate: string;
  readonly signatures: string;
  readonly signed: (time: string) => string;
  readonly unsigned: string;
  readonly onBehalf: (party: string) => string;
  readonly record: string;
  readonly hash: string;
  readonly template: string;
  readonly page: (page: number, pages: number) => string;
  readonly times: string;
  readonly production: string;
  readonly performance: string;
  readonly source: string;
  readonly asOf: string;
  readonly remarks: string;
  readonly section: string;
  readonly currency: string;
  readonly units: (currency: string) => string;
  readonly sheets: readonly [about: string, performances: string, types: string, sums: string];
  readonly months: readonly string[];
}

const nl: StatementWords = {
  statement: 'Afrekening',
  file: 'afrekening',
  test: 'TEST',
  testNote: 'Proefgegevens: aan deze afrekening kan niemand rechten ontlenen.',
  agreement: 'Afspraak',
  version: 'versie',
  reference: 'Kenmerk',
  side: { provider: 'Aanbieder', venue: 'Theater' },
  to: { provider: 'aanbieder', venue: 'theater', tax: 'belastingdienst', author: 'rechthebbende', third: 'derde' },
  form: {
    buyout: 'uitkoop',
    split: 'partage',
    receipts: 'recette voor de speler',
    supplement: 'suppletie',
    scale: 'staffel',
    hire: 'verhuur',
    split_point: 'splitpunt',
    calls: 'voorrang',
  },
  remark: {
    no_sales: 'geen verkoop gemeld',
    cancelled: 'vervallen',
    moved_year: 'verplaatst naar een ander btw-jaar',
    currency_mismatch: 'verkoop in een andere munt',
    vat_unknown: 'btw-tarief niet bekend',
    levy_unknown: 'theatertoeslag niet bekend',
    amount_unknown: 'recette niet gemeld',
    negative_recette: 'recette onder nul na terugbetalingen',
    free_tickets_over: 'meer vrijkaarten dan afgesproken',
  },
  owes: (debtor, creditor) => `${debtor} betaalt aan ${creditor}`,
  excl: 'excl. btw',
  incl: 'incl. btw',
  vat: 'Btw',
  total: 'Totaal',
  deal: 'De afspraak',
  performances: 'Voorstellingen',
  date: 'Datum',
  hall: 'Zaal',
  paid: 'Betaald',
  free: 'Vrij',
  gross: 'Bruto recette',
  net: 'Netto',
  providerShare: 'Aanbieder',
  venueShare: 'Theater',
  figures: (source, at) => `Verkoopcijfers zoals gemeld door ${source}, stand ${at}.`,
  figuresUnknown: 'onbekende bron',
  types: 'Prijssoorten',
  classesOnly: (days) => `De bron meldt geen prijssoorten${days ? ` (${days})` : ''}, alleen soorten kaarten.`,
  type: 'Prijssoort',
  band: 'Rang',
  class: 'Soort kaart',
  classes: { paid: 'betaald', free: 'vrij', reserved: 'gereserveerd', blocked: 'geblokkeerd' },
  price: 'Prijs incl. btw',
  count: 'Aantal',
  amount: 'Bedrag',
  sum: 'Berekening',
  line: 'Regel',
  how: 'Hoe berekend',
  who: 'Voor',
  part: 'waarvan',
  adds: 'Ingesprongen regels lichten de regel eronder toe en tellen niet mee.',
  keeps: 'Blijft bij het theater',
  extra: 'Kosten en correcties',
  evidence: 'Bewijsstuk',
  by: 'Ingebracht door',
  corrects: (statement) => `correctie op ${statement}`,
  correction: 'Correctie',
  settled: 'Afgerekend, excl. btw',
  now: 'Volgens de gecorrigeerde cijfers, excl. btw',
  adjusted: 'Al eerder rechtgezet',
  byDeal: 'Volgens de afspraak',
  due: 'Te betalen',
  rate: 'Btw-tarief',
  signatures: 'Handtekeningen',
  signed: (time) => `Akkoord gegeven op ${time}`,
  unsigned: 'Nog niet ondertekend',
  onBehalf: (party) => `namens ${party}`,
  record: 'Getekend is de gegevensset van deze afrekening; dit blad is er een weergave van.',
  hash: 'SHA-256 van de gegevensset',
  template: 'sjabloon',
  page: (page, pages) => `pagina ${page} van ${pages}`,
  times: 'Tijdzone',
  production: 'Productie',
  performance: 'Voorstelling',
  source: 'Bron',
  asOf: 'Stand van',
  remarks: 'Opmerkingen',
  section: 'Onderdeel',
  currency: 'Munt',
  units: (currency) => `Bedragen in ${currency}; netto, aanbieder en theater excl. btw; tijden in Amsterdam.`,
  sheets: ['Afrekening', 'Voorstellingen', 'Prijssoorten', 'Berekening'],
  months: ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
};

const en: StatementWords = {
  statement: 'Settlement',
  file: 'settlement',
  test: 'TEST',
  testNote: 'Made-up figures: nobody can derive rights from this settlement.',
  agreement: 'Agreement',
  version: 'version',
  reference: 'Reference',
  side: { provider: 'Provider', venue: 'Venue' },
  to: { provider: 'provider', venue: 'venue', tax: 'tax office', author: 'author', third: 'third party' },
  form: {
    buyout: 'buy-out',
    split: 'split',
    receipts: 'receipts to the player',
    supplement: 'supplement',
    scale: 'scale',
    hire: 'hire',
    split_point: 'split point',
    calls: 'calls',
  },
  remark: {
    no_sales: 'no sales reported',
    cancelled: 'cancelled',
    moved_year: 'moved to another VAT year',
    currency_mismatch: 'sales in another currency',
    vat_unknown: 'VAT rate not known',
    levy_unknown: 'levy not known',
    amount_unknown: 'receipts not reported',
    negative_recette: 'receipts below zero after refunds',
    free_tickets_over: 'more free tickets than agreed',
  },
  owes: (debtor, creditor) => `${debtor} pays ${creditor}`,
  excl: 'excl. VAT',
  incl: 'incl. VAT',
  vat: 'VAT',
  total: 'Total',
  deal: 'The deal',
  performances: 'Performances',
  date: 'Date',
  hall: 'Hall',
  paid: 'Paid',
  free: 'Free',
  gross: 'Gross receipts',
  net: 'Net',
  providerShare: 'Provider',
  venueShare: 'Venue',
  figures: (source, at) => `Sales as reported by ${source}, as of ${at}.`,
  figuresUnknown: 'an unknown source',
  types: 'Price types',
  classesOnly: (days) => `The source reports no price types${days ? ` (${days})` : ''}, only kinds of ticket.`,
  type: 'Price type',
  band: 'Band',
  class: 'Kind of ticket',
  classes: { paid: 'paid', free: 'free', reserved: 'reserved', blocked: 'blocked' },
  price: 'Price incl. VAT',
  count: 'Number',
  amount: 'Amount',
  sum: 'Calculation',
  line: 'Line',
  how: 'How computed',
  who: 'To',
  part: 'of which',
  adds: 'Indented lines explain the line below them and are not added.',
  keeps: 'Stays with the venue',
  extra: 'Costs and corrections',
  evidence: 'Evidence',
  by: 'Brought in by',
  corrects: (statement) => `corrects ${statement}`,
  correction: 'Correction',
  settled: 'Settled, excl. VAT',
  now: 'By the corrected figures, excl. VAT',
  adjusted: 'Made good before',
  byDeal: 'By the deal',
  due: 'Amount due',
  rate: 'VAT rate',
  signatures: 'Signatures',
  signed: (time) => `Agreed on ${time}`,
  unsigned: 'Not signed yet',
  onBehalf: (party) => `for ${party}`,
  record: 'What was signed is the data set of this settlement; this sheet renders it.',
  hash: 'SHA-256 of the data set',
  template: 'template',
  page: (page, pages) => `page ${page} of ${pages}`,
  times: 'Time zone',
  production: 'Production',
  performance: 'Performance',
  source: 'Source',
  asOf: 'As of',
  remarks: 'Remarks',
  section: 'Section',
  currency: 'Currency',
  units: (currency) => `Amounts in ${currency}; net, provider and venue excl. VAT; times in Amsterdam.`,
  sheets: ['Settlement', 'Performances', 'Price types', 'Calculation'],
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

export const STATEMENT_WORDS: Readonly<Record<Lang, StatementWords>> = { nl, en };
