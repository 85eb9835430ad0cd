/** Words of what opens below the tools: filters, columns, definition, export. */
const nl = {
  sort: 'Sorteren op',
  up: 'oplopend',
  down: 'aflopend',
  columnsHow: 'Vink aan wat u wilt zien, en zet het in uw volgorde.',
  earlier: (name: string) => `${name} eerder`,
  later: (name: string) => `${name} later`,
  usual: 'Gebruikelijke kolommen',
  count: 'Wat telt als verkocht',
  counts: {
    issued: ['Uitgegeven', 'betaald + vrijkaarten'],
    sold: ['Verkocht', 'alleen betaald'],
    sold_reserved: ['Verkocht + gereserveerd', 'betaald en in optie'],
  },
  money: 'Welke recette',
  moneys: {
    reported: ['Zoals gemeld', 'door de kassa'],
    ex_vat: ['Zonder btw', 'toeslag inbegrepen'],
    ex_vat_levy: ['Zonder btw en toeslag', 'alleen waar de toeslag bekend is'],
  },
  exportHow: (rows: string) => `Precies wat de lijst toont: ${rows}, deze kolommen, filters en definitie.`,
  csv: 'CSV downloaden',
  xlsx: 'Excel downloaden',
  making: 'Bestand wordt gemaakt…',
  made: (name: string) => `${name} is gedownload.`,
  refused: 'Met deze toegang kunt u niet exporteren; vraag het de beheerder.',
  failed: 'Het bestand kon niet worden gemaakt. Er is niets gewijzigd; probeer het nog eens.',
  nothing: 'Er is hier niets om op te filteren.',
};
const en: typeof nl = {
  sort: 'Sort by',
  up: 'ascending',
  down: 'descending',
  columnsHow: 'Tick what you want to see, and put it in your order.',
  earlier: (name) => `${name} earlier`,
  later: (name) => `${name} later`,
  usual: 'Usual columns',
  count: 'What counts as sold',
  counts: {
    issued: ['Issued', 'paid + free tickets'],
    sold: ['Sold', 'paid only'],
    sold_reserved: ['Sold + reserved', 'paid and on hold for someone'],
  },
  money: 'Which revenue',
  moneys: {
    reported: ['As reported', 'by the box office'],
    ex_vat: ['Without VAT', 'levy included'],
    ex_vat_levy: ['Without VAT and levy', 'only where the levy is known'],
  },
  exportHow: (rows) => `Exactly what the list shows: ${rows}, these columns, filters and definition.`,
  csv: 'Download CSV',
  xlsx: 'Download Excel',
  making: 'Making the file…',
  made: (name) => `${name} has been downloaded.`,
  refused: 'This access does not allow exports; ask the administrator.',
  failed: 'The file could not be made. Nothing has changed; please try again.',
  nothing: 'There is nothing to filter by here.',
};

export type PanelTexts = typeof nl;
export const panelTextsOf = (dutch: boolean): PanelTexts => (dutch ? nl : en);
