/** Pure: a statement as tables: four sheets of a workbook, or one file of the lines. Figures are numbers, never text. */
import type { StatementRecord } from '#protocol';
import { lineWords } from '#deal';
import { wallClock, type Cell } from '../sales/export/cells.ts';
import { toCsv } from '../sales/export/csv.ts';
import { toXlsx, type Table } from '../sales/export/xlsx.ts';
import { housesOf, typesOf } from './statement-content.ts';
import { TEMPLATE, type StatementFile } from './statement-file.ts';
import { STATEMENT_WORDS, type Lang, type StatementWords } from './statement-words.ts';

const ZONE = 'Europe/Amsterdam';
const text = (value: string | null): Cell => (value === null || value === '' ? null : { kind: 'text', value });
const cents = (value: number | null): Cell => (value === null ? null : { kind: 'cents', value });
const count = (value: number | null): Cell => (value === null ? null : { kind: 'count', value });
const rate = (percent: number | null): Cell => (percent === null ? null : { kind: 'share', value: percent / 100 });
const time = (instant: string | null): Cell =>
  instant === null ? null : { kind: 'time', value: wallClock(instant, ZONE) };

export function statementXlsx(file: StatementFile): Uint8Array<ArrayBuffer> {
  const words = STATEMENT_WORDS[file.lang];
  return toXlsx([aboutTable(file, words), houseTable(file, words), typeTable(file, words), sumTable(file, words)]);
}

/** The calculation, the lines beside it and what is due: what a bookkeeping program takes in. */
export function statementCsv({ record, lang }: StatementFile): string {
  const words = STATEMENT_WORDS[lang];
  const { header, rows } = sumTable({ record, lang }, words);
  const ids = [record.id, record.production.title, record.provider.name, record.venue.name].map(text);
  const first = [words.statement, words.production, words.side.provider, words.side.venue];
  return toCsv([[...first, ...header].map(text), ...rows.map((row) => [...ids, ...row])], lang);
}

function aboutTable({ record, lang, sha256, signatures }: StatementFile, words: StatementWords): Table {
  const { provider, venue, due, waterfall } = record;
  const line = (name: string, ...cells: Cell[]): Cell[] => [text(name), ...cells];
  const [debtor, creditor] = due.incl < 0 ? [provider.name, venue.name] : [venue.name, provider.name];
  const sign = due.incl < 0 ? -1 : 1;
  const owed = (value: number): Cell => cents(value === 0 ? 0 : value * sign);
  return {
    name: words.sheets[0],
    header: [],
    widths: [34, 44, 16, 16, 16],
    rows: [
      line(words.statement, text(record.id)),
      ...(record.livemode ? [] : [line(words.test, text(words.testNote))]),
      line(words.production, text(record.production.title)),
      line(words.side.provider, text(provider.name), text(provider.city)),
      line(words.side.venue, text(venue.name), text(venue.city)),
      line(words.agreement, text(record.agreement), text(`${words.version} ${record.agreementVersion}`)),
      line(words.reference, text(record.reference)),
      line(words.deal, text(record.sentence[lang])),
      line(words.currency, text(waterfall.currency)),
      [],
      [text(words.due), text(words.rate), text(words.excl), text(words.vat), text(words.incl)],
      ...due.rates.map((one) => line('', rate(one.rate), owed(one.ex), owed(one.vat), owed(one.ex + one.vat))),
      line(words.owes(debtor, creditor), null, owed(due.ex), owed(due.vat), owed(due.incl)),
      line(words.keeps, null, cents(waterfall.venueKeeps)),
      [],
      ...(['provider', 'venue'] as const).map((side) => {
        const mark = signatures.find((one) => one.side === side);
        return line(
          `${words.signatures}: ${words.side[side]}`,
          text(mark ? (mark.person ?? words.onBehalf(record[side].name)) : words.unsigned),
          time(mark?.at ?? null),
        );
      }),
      line(words.hash, text(sha256)),
      line(words.template, text(TEMPLATE)),
      line(words.times, text(ZONE)),
    ],
  };
}

function houseTable({ record }: StatementFile, words: StatementWords): Table {
  const columns = [
    [words.performance, 26],
    [words.date, 17],
    [words.hall, 20],
    [words.paid, 10],
    [words.free, 10],
    [words.gross, 14],
    [words.vat, 10],
    [`${words.vat} (${words.amount.toLowerCase()})`, 14],
    [words.net, 14],
    [words.providerShare, 14],
    [words.venueShare, 14],
    [words.source, 20],
    [words.asOf, 17],
    [words.remarks, 32],
  ] as const;
  return {
    name: words.sheets[1],
    header: columns.map(([name]) => name),
    widths: columns.map(([, width]) => width),
    rows: housesOf(record).map(({ house, part }) => {
      const own = part?.counts ? part : undefined;
      return [
        text(house.id),
        time(house.startsAt),
        text(house.hall),
        count(own?.paid ?? null),
        count(own?.free ?? null),
        cents(own?.gross ?? null),
        rate(own?.vatRate ?? null),
        cents(own?.vat ?? null),
        cents(own?.net ?? null),
        cents(own?.provider ?? null),
        cents(own?.venue ?? null),
        text(house.source ?? null),
        time(house.asOf ?? null),
        text((part?.remarks ?? []).map((remark) => words.remark[remark]).join('; ')),
      ];
    }),
  };
}

function typeTable({ record }: StatementFile, words: StatementWords): Table {
  const columns = [
    [words.performance, 26],
    [words.date, 17],
    [words.type, 28],
    [words.band, 16],
    [words.class, 16],
    [words.price, 14],
    [words.count, 10],
    [words.vat, 10],
    [words.amount, 14],
    [words.remarks, 52],
  ] as const;
  return {
    name: words.sheets[2],
    header: columns.map(([name]) => name),
    widths: columns.map(([, width]) => width),
    rows: record.houses.flatMap((house) =>
      typesOf(house, words).map((type) => [
        text(house.id),
        time(house.startsAt),
        text(type.name),
        text(type.band),
        text(words.classes[type.class] ?? type.class),
        cents(type.price),
        count(type.count),
        rate(type.vatRate),
        cents(type.amount),
        text(house.listed === 'classes' ? words.classesOnly('') : ''),
      ]),
    ),
  };
}

function sumTable(
  { record, lang }: { readonly record: StatementRecord; readonly lang: Lang },
  words: StatementWords,
): Table {
  const { waterfall, provider, venue, adjustment, extra, due } = record;
  const names = { currency: waterfall.currency, provider: provider.name, venue: venue.name };
  const row = (
    section: string,
    label: string,
    how: string,
    who: string,
    percent: number | null,
    amount: number,
  ): Cell[] => [text(section), text(label), text(how), text(who), rate(percent), cents(amount)];
  return {
    name: words.sheets[3],
    header: [words.section, words.line, words.how, words.who, words.rate, `${words.amount} (${waterfall.currency})`],
    widths: [22, 36, 64, 16, 12, 16],
    rows: [
      ...waterfall.lines.map((line) => {
        const { label, formula } = lineWords(line, names, lang);
        const section = line.kind === 'part' ? `${words.sum}: ${words.part}` : words.sum;
        return row(section, label, formula, line.to ? words.to[line.to] : '', null, line.amount);
      }),
      ...(adjustment
        ? [
            row(words.correction, words.settled, adjustment.statement, '', null, adjustment.settled),
            row(words.correction, words.now, '', '', null, adjustment.now),
            row(words.correction, words.adjusted, '', '', null, adjustment.adjusted),
          ]
        : []),
      ...extra.map((line) =>
        row(
          words.extra,
          line.label,
          line.evidence,
          words.to[line.amount < 0 ? 'venue' : 'provider'],
          line.vatRate,
          line.amount,
        ),
      ),
      ...due.rates.flatMap((one) => [
        row(words.due, `${words.due} ${words.excl}`, '', words.to.provider, one.rate, one.ex),
        row(words.due, words.vat, '', words.to.provider, one.rate, one.vat),
      ]),
      row(words.due, `${words.due} ${words.incl}`, '', words.to.provider, null, due.incl),
    ],
  };
}
