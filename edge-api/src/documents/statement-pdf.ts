/** A statement as a PDF for the file of an accountant. The same record, signatures and template are the same bytes. */
import { INTER_REGULAR } from './font/inter-regular.ts';
import { INTER_SEMIBOLD } from './font/inter-semibold.ts';
import { loadPdf, PAGE, TaggedPdf, unpackFont, type Style, type Weight } from './pdf/tagged-pdf.ts';
import { housesOf } from './statement-content.ts';
import { TEMPLATE, type StatementFile } from './statement-file.ts';
import { ACCENT, GREY, INK, LINE, MARGIN, SheetFlow, SHADE, WIDTH } from './sheet-flow.ts';
import { due, extra, performances, priceTypes, sums } from './statement-tables.ts';
import { moment, signed } from './spelling.ts';
import { STATEMENT_WORDS, type StatementWords } from './statement-words.ts';

/** Tried in this order: a sheet that is a little long is drawn smaller, a long one stands on several pages in full size. */
const SCALES = [1, 0.94, 0.88] as const;
const RED = [0.7, 0.11, 0.11] as const;

let fonts: Readonly<Record<Weight, Uint8Array>> | undefined;

export async function statementPdf(file: StatementFile): Promise<Uint8Array<ArrayBuffer>> {
  const kit = await loadPdf();
  const own = (fonts ??= { regular: unpackFont(INTER_REGULAR), semibold: unpackFont(INTER_SEMIBOLD) });
  const { record, lang, signatures: signed } = file;
  const title = `${STATEMENT_WORDS[lang].statement} ${record.id}: ${record.production.title}`;
  const at = new Date(Math.max(0, ...signed.map((one) => Date.parse(one.at))));
  const drawn = (scale: number) => {
    const pdf = new TaggedPdf(kit, own, { title, lang, at });
    draw(new SheetFlow(pdf, scale), file);
    return pdf;
  };
  let pdf = drawn(1);
  for (const scale of SCALES.slice(1)) {
    if (pdf.pages === 1) break;
    const smaller = drawn(scale);
    if (smaller.pages === 1) pdf = smaller;
  }
  footers(pdf, file);
  return pdf.bytes();
}

function draw(flow: SheetFlow, file: StatementFile): void {
  const { record, lang } = file;
  const words = STATEMENT_WORDS[lang];
  title(flow, file, words);
  parties(flow, file, words);
  const section = (heading: string, body: () => void) =>
    flow.pdf.tag('Sect', () => {
      flow.heading(heading);
      body();
    });
  section(words.deal, () => flow.paragraph(record.sentence[lang]));
  const houses = housesOf(record);
  if (houses.length) section(words.performances, () => performances(flow, file, houses, words));
  if (houses.length) section(words.types, () => priceTypes(flow, file, houses, words));
  if (record.waterfall.lines.length) section(words.sum, () => sums(flow, file, words));
  if (record.extra.length || record.adjustment) section(words.extra, () => extra(flow, file, words));
  section(words.due, () => due(flow, file, words));
  section(words.signatures, () => signatures(flow, file, words));
}

function title(flow: SheetFlow, { record }: StatementFile, words: StatementWords): void {
  const { pdf } = flow;
  const kicker = { weight: 'semibold', size: flow.size(8.6), colour: ACCENT } as const;
  flow.y += kicker.size;
  pdf.tag('P', () => pdf.text(MARGIN, flow.y, words.statement.toUpperCase(), kicker));
  if (!record.livemode) {
    const style = { weight: 'semibold', size: flow.size(12), colour: RED } as const;
    const wide = pdf.width(words.test, style) + 16;
    const left = PAGE.width - MARGIN - wide;
    pdf.box(left, flow.y - 9, wide, 22, { line: RED });
    pdf.tag('P', () => pdf.text(left + 8, flow.y + 6.5, words.test, style));
  }
  const big = { weight: 'semibold', size: flow.size(17), colour: INK } as const;
  const lines = flow.wrap(record.production.title, WIDTH - 70, big);
  pdf.tag('H1', () => {
    for (const line of lines) {
      flow.y += big.size * 1.24;
      pdf.text(MARGIN, flow.y, line, big);
    }
  });
  flow.gap(5);
  const ids = [
    `${words.statement} ${record.id}`,
    `${words.agreement.toLowerCase()} ${record.agreement}, ${words.version} ${record.agreementVersion}`,
    ...(record.reference ? [`${words.reference.toLowerCase()} ${record.reference}`] : []),
  ];
  flow.paragraph(ids.join(' · '), { size: 7.8, colour: GREY });
  if (!record.livemode) flow.paragraph(words.testNote, { size: 7.8, colour: RED, weight: 'semibold' });
  flow.gap(7);
}

function parties(flow: SheetFlow, { record, lang }: StatementFile, words: StatementWords): void {
  const { pdf } = flow;
  const { due, provider, venue } = record;
  const amount = signed(Math.abs(due.incl), record.waterfall.currency, lang);
  const [debtor, creditor] = due.incl < 0 ? [provider, venue] : [venue, provider];
  const third = WIDTH / 3;
  const columns = [
    [words.side.provider, provider.name, provider.city ?? ''],
    [words.side.venue, venue.name, venue.city ?? ''],
    [
      words.owes(debtor.name, creditor.name),
      amount,
      `${words.incl}; ${signed(Math.abs(due.ex), record.waterfall.currency, lang)} ${words.excl}`,
    ],
  ].map((texts, i) =>
    texts.map((text, n) => {
      const size = flow.size(n === 1 ? (i === 2 ? 14 : 10) : 7.6);
      const weight: Weight = n === 1 ? 'semibold' : 'regular';
      const style = { size, weight, colour: n === 1 ? INK : GREY };
      return { style, lines: text ? flow.wrap(text, third - 18, style) : [] };
    }),
  );
  const pad = flow.size(8);
  const heightOf = (texts: (typeof columns)[number]) =>
    texts.reduce((sum, { style, lines }) => sum + lines.length * style.size * 1.36, 0);
  const height = Math.max(...columns.map(heightOf)) + pad * 2;
  flow.room(height);
  pdf.box(MARGIN, flow.y, WIDTH, height, { fill: SHADE });
  columns.forEach((texts, i) => {
    let y = flow.y + pad;
    pdf.tag('P', () => {
      for (const { style, lines } of texts)
        for (const line of lines) {
          y += style.size * 1.36;
          pdf.text(MARGIN + 9 + i * third, y - style.size * 0.34, line, style);
        }
    });
  });
  flow.y += height;
}

function signatures(flow: SheetFlow, file: StatementFile, words: StatementWords): void {
  const { record, lang, sha256 } = file;
  const { pdf } = flow;
  const half = (WIDTH - 14) / 2;
  const height = flow.size(46);
  flow.gap(3);
  flow.room(height + flow.size(32));
  (['provider', 'venue'] as const).forEach((side, i) => {
    const mark = file.signatures.find((one) => one.side === side);
    const left = MARGIN + i * (half + 14);
    pdf.box(left, flow.y, half, height, { line: LINE });
    const texts: ({ text: string; points: number } & Omit<Style, 'size'>)[] = [
      { text: `${words.side[side]} · ${record[side].name}`, points: 7.6, colour: GREY },
      mark
        ? { text: mark.person ?? words.onBehalf(record[side].name), points: 10, colour: INK, weight: 'semibold' }
        : { text: words.unsigned, points: 10, colour: GREY },
      { text: mark ? words.signed(moment(mark.at, lang)) : '', points: 7.6, colour: GREY },
    ];
    let y = flow.y + flow.size(6);
    pdf.tag('P', () => {
      for (const { text, points, ...look } of texts) {
        const style = { ...look, size: flow.size(points) };
        y += style.size * 1.4;
        pdf.text(left + 9, y - style.size * 0.3, flow.wrap(text, half - 18, style)[0] ?? '', style);
      }
    });
  });
  flow.y += height;
  flow.gap(4);
  flow.paragraph(`${words.record} ${words.hash}: ${sha256}`, { size: 7.4, colour: GREY });
}

function footers(pdf: TaggedPdf, { record, lang, sha256 }: StatementFile): void {
  const words = STATEMENT_WORDS[lang];
  const style = { size: 6.8, colour: GREY } as const;
  const y = PAGE.height - 30;
  for (let page = 0; page < pdf.pages; page += 1) {
    pdf.turnTo(page);
    pdf.unread(() => {
      pdf.rule(MARGIN, y - 11, WIDTH, LINE);
      pdf.text(MARGIN, y, `${record.livemode ? '' : `${words.test} · `}${record.id} · SHA-256 ${sha256}`, style);
      const right = `${words.template} ${TEMPLATE} · ${words.page(page + 1, pdf.pages)}`;
      pdf.text(PAGE.width - MARGIN - pdf.width(right, style), y, right, style);
    });
  }
}
