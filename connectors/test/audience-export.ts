// An export of tickets with a person on each row, as a box office gives it.
export const AUDIENCE_SECTION = `audience:
  columns: { customer: Klantnummer, postcode: Postcode, birth: Geboortedatum, optOut: Bezwaar }
  exclude: ['Besloten*']
`;
const HEADER =
  'voorstelling_id;titel;aanvang;ticketnummer;ordernummer;besteld_op;kaartsoort;prijs;status;Kanaal;Klantnummer;Achternaam;Postcode;Geboortedatum;Bezwaar';

export interface AudienceRow {
  readonly performance?: string;
  readonly title?: string;
  readonly order?: string;
  readonly booked?: string;
  readonly status?: string;
  readonly channel?: string;
  readonly postcode?: string;
  readonly birth?: string;
  readonly optOut?: string;
}

export const audienceRow = (id: string, customer: string, row: AudienceRow = {}): string =>
  [
    row.performance ?? 'V1',
    row.title ?? 'Hamlet',
    '02-10-2026 20:15',
    `T${id}`,
    row.order ?? `O${customer}`,
    row.booked ?? '01-03-2026 20:10',
    'Normaal',
    '20,00',
    row.status ?? 'verkocht',
    row.channel ?? 'Webshop',
    customer,
    'de Vries',
    row.postcode ?? '1234 AB',
    row.birth ?? '05-06-1987',
    row.optOut ?? '',
  ].join(';');
export const audienceCsv = (...rows: string[]): string => `${[HEADER, ...rows].join('\n')}\n`;
