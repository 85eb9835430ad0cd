// People who are nobody, spelled in every way that box offices spell people, and the exports they stand in.
import { workbook } from '../sources/file/file-fixtures.ts';

export interface Person {
  readonly customer: string;
  readonly first: string;
  readonly last: string;
  readonly street: string;
  readonly house: string;
  readonly postcode: string;
  readonly mail: string;
  readonly phone: string;
  readonly birth: string;
}
const person = (
  customer: string,
  first: string,
  last: string,
  street: string,
  house: string,
  postcode: string,
  mail: string,
  phone: string,
  birth: string,
): Person => ({ customer, first, last, street, house, postcode, mail, phone, birth });

export const PERSONS: readonly Person[] = [
  person(
    'KL-904417',
    'Zoëlle',
    'van der Müller-Ströbel',
    'Weesperzijdestraat',
    '1140-hs',
    '1091 GK',
    'zoelle.mueller@voorbeeld.example',
    '+31 6 1290 4417',
    '05-06-1987',
  ),
  person(
    'KL-904418',
    'Siobhán',
    "O'Brien",
    'Prinses Irenelaan',
    '27 bis-a',
    '1077WV',
    "s.o'brien@voorbeeld.example",
    '06-29041855',
    '1962-11-23',
  ),
  person(
    'kl-904419',
    'François',
    'd’Hôtelière',
    'Sint-Jansplein',
    'nr. 308',
    'NL-3511 XM',
    'FRANCOIS@VOORBEELD.EXAMPLE',
    '0031 (0)30 9041922',
    '3 maart 1994',
  ),
  person(
    'KL-904420',
    'Wilhelmina',
    'IJsselstein – de Ruyter',
    'Burg. Röellstraat',
    '4512 rood',
    '2514 jp',
    'w.ijsselstein+kaarten@voorbeeld.example',
    '020/9041923',
    '17/08/1951',
  ),
  person(
    'KL-904421',
    'Björn',
    '"Bjorn" Øverås',
    'Kerkstraat 88\nachterhuis',
    '88-III',
    '9712hx',
    'bjorn@overas.example',
    '(0592) 904 421',
    '29.02.1996',
  ),
  person(
    'zo.maar@voorbeeld.example',
    'Nguyễn',
    'Thị Hương',
    'Laan van Nieuw-Oosteinde',
    '12345z',
    '6221 KV',
    'zo.maar@voorbeeld.example',
    '0612-904-422',
    '01-10-2003',
  ),
];

const HEADER =
  'Voorstelling ID;Titel;Aanvang;Zaal;Ticketnummer;Ordernummer;Besteld op;Kaartsoort;Prijs;Status;Verkoopkanaal;Klantnummer;Voornaam;Achternaam;Straat;Huisnummer;Postcode;Plaats;Land;E-mail;Telefoon;Geboortedatum;Geslacht;Toestemming;Opmerking'.split(
    ';',
  );
export const LEAK_SECTION = `audience:
  columns:
    customer: Klantnummer
    postcode: Postcode
    country: Land
    birth: Geboortedatum
    gender: Geslacht
    consent: Toestemming
  gender: true
  segments: { file: ./segments.csv }
`;
const REMARK = 'belt terug over rolstoelplaats';

const orderOf = (n: number) => `BST-77${n}031`;
const ticketOf = (n: number, of: string) => `TKT55${n}20${of}`;
const wide = (text: string) => [...text].every((c) => c.charCodeAt(0) < 256);

function rows(of: string, persons: readonly Person[]): string[][] {
  return persons.flatMap((one, n) =>
    ['V1', 'V2'].map((performance) => [
      performance,
      'Hamlet',
      '02-10-2026 20:15',
      'Grote zaal',
      ticketOf(n, `${of}${performance}`),
      orderOf(n),
      '01-03-2026 20:10',
      'Normaal',
      '20,00',
      'verkocht',
      'Webshop',
      one.customer,
      one.first,
      one.last,
      one.street,
      one.house,
      one.postcode,
      'Ergens',
      'Nederland',
      one.mail,
      one.phone,
      one.birth,
      n % 2 === 0 ? 'vrouw' : 'M',
      n === 3 ? 'nee' : 'ja',
      REMARK,
    ]),
  );
}

const quoted = (text: string) => (/[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (lines: readonly (readonly string[])[]) =>
  `${lines.map((line) => line.map(quoted).join(';')).join('\r\n')}\r\n`;

/** File name → bytes. The one in Windows-1252 holds who can be written in it. */
export function exportsOf(persons = PERSONS): Record<string, Buffer> {
  const narrow = persons.filter((one) => Object.values(one).every((text) => wide(String(text))));
  const escape = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  const sheet = [HEADER, ...rows('x', persons)]
    .map((line) => `<row>${line.map((cell) => `<c t="inlineStr"><is><t>${escape(cell)}</t></is></c>`).join('')}</row>`)
    .join('');
  return {
    'utf8.csv': Buffer.from(csv([HEADER, ...rows('u', persons)])),
    'ansi.csv': Buffer.from(csv([HEADER, ...rows('a', narrow)]), 'latin1'),
    'blad.xlsx': workbook({ sheets: [{ name: 'Kaarten', rows: sheet }] }),
  };
}

/** Rows that cannot be read, each in another way, with a person on each. */
export function brokenExports(persons = PERSONS): Record<string, Buffer> {
  const [good = []] = rows('b', persons);
  const [one = PERSONS[0]] = persons;
  const short = [...good.slice(0, 12), ...Object.values(one as Person)];
  const left = [...good.slice(1), REMARK];
  const right = [...good.slice(0, 13), one?.first ?? '', ...good.slice(13, -1)];
  const mailed = good.with(0, 'V3').with(1, one?.mail ?? '');
  const phoned = good.with(0, 'V3').with(7, one?.phone ?? '');
  const wrong = good
    .with(6, one?.birth ?? '')
    .with(8, one?.phone ?? '')
    .with(9, one?.last ?? '');
  return {
    'kapot.csv': Buffer.from(csv([HEADER, good, short, left, right, mailed, phoned, wrong])),
    'open.csv': Buffer.from(`${HEADER.join(';')}\n"${Object.values(one as Person).join(';')}\nnooit gesloten\n`),
    'kop.csv': Buffer.from(csv([Object.values(one as Person), ...rows('k', persons)])),
    'half.xlsx': (exportsOf(persons)['blad.xlsx'] ?? Buffer.alloc(0)).subarray(0, 900),
  };
}

/** What must be nowhere: what was planted, and the other spellings a program might make of it. */
export function secretsOf(persons = PERSONS): Set<string> {
  const values = persons.flatMap((one, n) => {
    const postcode = one.postcode.replace(/^NL-/, '').replace(/\s/g, '');
    const digits = one.phone.replace(/\D/g, '');
    return [
      one.customer,
      one.first,
      one.last,
      `${one.first} ${one.last}`,
      ...one.street.split('\n'),
      one.house,
      postcode,
      `${postcode.slice(0, 4)} ${postcode.slice(4)}`,
      one.mail,
      one.mail.split('@')[0] ?? '',
      one.phone,
      digits,
      digits.slice(-8),
      one.birth,
      ...dayOf(one.birth),
      orderOf(n),
      ...['u', 'a', 'x', 'b', 'k'].flatMap((of) => ['V1', 'V2'].map((performance) => ticketOf(n, of + performance))),
      REMARK,
    ];
  });
  return new Set(values.filter((value) => value.length >= 5));
}

const MONTHS = [
  'januari',
  'februari',
  'maart',
  'april',
  'mei',
  'juni',
  'juli',
  'augustus',
  'september',
  'oktober',
  'november',
  'december',
];

/** A birth date in the spellings that computers like. */
function dayOf(text: string): string[] {
  const parts = text.split(/[-/. ]/).map((part) => (MONTHS.includes(part) ? String(MONTHS.indexOf(part) + 1) : part));
  const [y = '', m = '', d = ''] = parts[0]?.length === 4 ? parts : parts.toReversed();
  const [mm, dd] = [m.padStart(2, '0'), d.padStart(2, '0')];
  return [
    `${y}-${mm}-${dd}`,
    `${y}${mm}${dd}`,
    `${dd}-${mm}-${y}`,
    String(Date.UTC(Number(y), Number(m) - 1, Number(d))),
  ];
}
