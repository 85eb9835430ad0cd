/** The tables of a statement's PDF: what was played, sold, computed and is due. */
import type { WaterfallLine } from '#protocol';
import { lineWords } from '#deal';
import { GREY, type Column, type Row, type SheetFlow } from './sheet-flow.ts';
import { count, day, moment, money, percent, signed } from './spelling.ts';
import { typesOf, type ShownHouse } from './statement-content.ts';
import type { StatementFile } from './statement-file.ts';
import type { StatementWords } from './statement-words.ts';

export function performances(
  flow: SheetFlow,
  file: StatementFile,
  houses: readonly ShownHouse[],
  words: StatementWords,
): void {
  const { record, lang } = file;
  const { waterfall } = record;
  const right = true;
  const columns: Column[] = [
    { head: words.date, width: 96 },
    { head: words.hall, width: 82 },
    { head: words.paid, width: 44, right },
    { head: words.free, width: 36, right },
    { head: words.gross, width: 66, right },
    { head: words.vat, width: 36, right },
    { head: words.net, width: 62, right },
    { head: words.providerShare, width: 66, right },
    { head: words.venueShare, width: 62, right },
  ];
  const rows: Row[] = houses.map(({ house, part }) => ({
    cells: [
      [moment(house.startsAt, lang), ...(part?.remarks ?? []).map((remark) => words.remark[remark])].join('\n'),
      house.hall ?? '–',
      ...(part?.counts
        ? [
            count(part.paid, lang),
            count(part.free, lang),
            money(part.gross, lang),
            part.vatRate === null ? '–' : percent(part.vatRate, lang),
            money(part.net, lang),
            money(part.provider, lang),
            money(part.venue, lang),
          ]
        : ['–', '–', '–', '–', '–', '–', '–']),
    ],
  }));
  if (houses.length > 1)
    rows.push({
      cells: [
        words.total,
        '',
        count(waterfall.paid, lang),
        count(waterfall.issued - waterfall.paid, lang),
        money(waterfall.gross, lang),
        '',
        money(waterfall.net, lang),
        money(waterfall.provider, lang),
        money(waterfall.venue, lang),
      ],
      weight: 'semibold',
      ruled: true,
    });
  flow.table(columns, rows);
  flow.gap(2);
  const told = new Set(
    houses.map(({ house }) =>
      words.figures(house.source ?? words.figuresUnknown, house.asOf ? moment(house.asOf, lang) : '–'),
    ),
  );
  flow.paragraph(`${[...told].join(' ')} ${words.units(waterfall.currency)}`, { size: 7.4, colour: GREY });
}

export function priceTypes(
  flow: SheetFlow,
  { lang }: StatementFile,
  houses: readonly ShownHouse[],
  words: StatementWords,
): void {
  const right = true;
  const columns: Column[] = [
    ...(houses.length > 1 ? [{ head: words.date, width: 72 }] : []),
    { head: words.type, width: 150 },
    { head: words.band, width: 70 },
    { head: words.class, width: 84 },
    { head: words.price, width: 76, right },
    { head: words.count, width: 56, right },
    { head: words.vat, width: 40, right },
    { head: words.amount, width: 76, right },
  ];
  const rows = houses.flatMap(({ house }) =>
    typesOf(house, words).map((type, i): Row => ({
      cells: [
        ...(houses.length > 1 ? [i === 0 ? day(house.date, lang) : ''] : []),
        type.name,
        type.band ?? '–',
        words.classes[type.class] ?? type.class,
        type.price === null ? '–' : money(type.price, lang),
        count(type.count, lang),
        type.vatRate === null ? '–' : percent(type.vatRate, lang),
        type.amount === null ? '–' : money(type.amount, lang),
      ],
    })),
  );
  if (rows.length) flow.table(columns, rows);
  const bare = houses.filter(({ house }) => house.listed === 'classes');
  if (!bare.length) return;
  flow.gap(2);
  const days = bare.length < houses.length ? bare.map(({ house }) => day(house.date, lang)).join(', ') : '';
  flow.paragraph(words.classesOnly(days), { size: 7.4, colour: GREY });
}

export function sums(flow: SheetFlow, { record, lang }: StatementFile, words: StatementWords): void {
  const { waterfall, provider, venue } = record;
  const names = { currency: waterfall.currency, provider: provider.name, venue: venue.name };
  const columns: Column[] = [
    { head: words.line, width: 150 },
    { head: words.how, width: 232, plain: true },
    { head: words.who, width: 72 },
    { head: `${words.amount} (${waterfall.currency})`, width: 72, right: true },
  ];
  const { lines } = waterfall;
  flow.table(
    columns,
    lines.map((line: WaterfallLine): Row => {
      const { label, formula } = lineWords(line, names, lang);
      const final = line.key === 'provider_due' || line.key === 'venue_keeps';
      return {
        cells: [label, formula, line.to ? words.to[line.to] : '', money(line.amount, lang)],
        ...(line.kind === 'subtotal' ? { weight: 'semibold' as const, ruled: true } : {}),
        ...(line.kind === 'part' ? { indent: 9, colour: GREY } : {}),
        ...(final ? { shaded: true } : {}),
      };
    }),
  );
  if (!lines.some(({ kind }) => kind === 'part')) return;
  flow.gap(2);
  flow.paragraph(words.adds, { size: 7.4, colour: GREY });
}

export function extra(flow: SheetFlow, { record, lang }: StatementFile, words: StatementWords): void {
  const { adjustment } = record;
  if (adjustment) {
    flow.table(
      [
        { head: `${words.correction} ${adjustment.statement}`, width: 400 },
        { head: words.amount, width: 90, right: true },
      ],
      (
        [
          [words.settled, adjustment.settled],
          [words.now, adjustment.now],
          [words.adjusted, adjustment.adjusted],
        ] as const
      ).map(([name, amount]) => ({ cells: [name, money(amount, lang)] })),
    );
    flow.gap(6);
  }
  if (!record.extra.length) return;
  flow.table(
    [
      { head: words.line, width: 160 },
      { head: words.evidence, width: 150 },
      { head: words.by, width: 66 },
      { head: words.who, width: 60 },
      { head: words.rate, width: 52, right: true },
      { head: words.amount, width: 66, right: true },
    ],
    record.extra.map((line) => ({
      cells: [
        line.label,
        line.adjusts ? `${line.evidence}\n${words.corrects(line.adjusts)}` : line.evidence,
        words.to[line.by],
        words.to[line.amount < 0 ? 'venue' : 'provider'],
        percent(line.vatRate, lang),
        money(line.amount, lang),
      ],
    })),
  );
}

export function due(flow: SheetFlow, { record, lang }: StatementFile, words: StatementWords): void {
  const { due: total, provider, venue } = record;
  const sign = total.incl < 0 ? -1 : 1;
  const owed = (cents: number) => money(cents === 0 ? 0 : cents * sign, lang);
  const [debtor, creditor] = sign < 0 ? [provider.name, venue.name] : [venue.name, provider.name];
  const right = true;
  flow.table(
    [
      { head: words.rate, width: 250 },
      { head: `${words.amount} ${words.excl}`, width: 90, right },
      { head: words.vat, width: 80, right },
      { head: `${words.amount} ${words.incl}`, width: 106, right },
    ],
    [
      ...total.rates.map(({ rate, ex, vat }): Row => ({
        cells: [percent(rate, lang), owed(ex), owed(vat), owed(ex + vat)],
      })),
      {
        cells: [
          words.owes(debtor, creditor),
          owed(total.ex),
          owed(total.vat),
          signed(Math.abs(total.incl), record.waterfall.currency, lang),
        ],
        weight: 'semibold',
        ruled: true,
        shaded: true,
      },
    ],
  );
}
