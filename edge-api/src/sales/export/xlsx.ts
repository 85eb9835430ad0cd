/**
 * Pure: cells → XLSX with real numbers, times and percentages. Text is stored as text, which a spreadsheet never runs.
 * Written by hand, as two sheets of five kinds of cell need little: a ready library packs parts over 160 kB in browser
 * threads, which a Worker has not, and takes several times the processor time a request may use.
 */
import { strToU8, zipSync } from 'fflate';
import type { Cell } from './cells.ts';

export interface Table {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly widths: readonly number[];
}

/** What XML cannot hold: control characters and the two non-characters. */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu;
/** A cell holds no more. */
const MAX_TEXT = 32_767;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
const escape = (text: string): string => text.replaceAll(/[&<>"\r]/g, (found) => ESCAPES[found] ?? found);
const clean = (text: string): string => escape(text.toWellFormed().replaceAll(UNWRITABLE, '').slice(0, MAX_TEXT));

/** Places in `cellXfs` below. */
const STYLES = { plain: 0, head: 1, count: 2, share: 3, cents: 4, time: 5 } as const;
/** Days between 30 December 1899, where spreadsheets begin, and 1 January 1970. */
const EPOCH_DAYS = 25_569;
const DAY_MS = 86_400_000;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const STYLESHEET = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm"/><numFmt numFmtId="165" formatCode="0.0%"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">${[
  0, 0, 3, 165, 4, 164,
]
  .map(
    (format, i) =>
      `<xf numFmtId="${format}" fontId="${i === STYLES.head ? 1 : 0}" fillId="0" borderId="0" xfId="0"${format ? ' applyNumberFormat="1"' : ''}${i === STYLES.head ? ' applyFont="1"' : ''}/>`,
  )
  .join(
    '',
  )}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/** A, B … Z, AA … */
function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

const textCell = (at: string, value: string, style: number): string =>
  `<c r="${at}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${clean(value)}</t></is></c>`;
const numberCell = (at: string, value: number, style: number): string =>
  `<c r="${at}" s="${style}"><v>${value}</v></c>`;

function cellXml(at: string, cell: Cell): string {
  if (cell === null) return '';
  switch (cell.kind) {
    case 'text':
      return textCell(at, cell.value, STYLES.plain);
    case 'count':
      return numberCell(at, cell.value, STYLES.count);
    case 'share':
      return numberCell(at, cell.value, STYLES.share);
    case 'cents':
      return numberCell(at, cell.value / 100, STYLES.cents);
    case 'time':
      return numberCell(at, cell.value / DAY_MS + EPOCH_DAYS, STYLES.time);
  }
}

function sheetXml({ header, rows, widths }: Table): string {
  const names = widths.map((_, i) => columnName(i));
  const head = header.length ? 1 : 0;
  const lines = rows.map(
    (row, i) =>
      `<row r="${i + 1 + head}">${row.map((cell, j) => cellXml(`${names[j]}${i + 1 + head}`, cell)).join('')}</row>`,
  );
  if (head)
    lines.unshift(
      `<row r="1">${header.map((value, j) => textCell(`${names[j]}1`, value, STYLES.head)).join('')}</row>`,
    );
  const columns = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`);
  const pane = head ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : '';
  const filter = head ? `<autoFilter ref="A1:${names.at(-1)}${rows.length + 1}"/>` : '';
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>${lines.join('')}</sheetData>${filter}</worksheet>`;
}

export function toXlsx(tables: readonly Table[]): Uint8Array<ArrayBuffer> {
  const each = (make: (table: Table, n: number) => string) => tables.map((table, i) => make(table, i + 1)).join('');
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${each(({ name }, n) => `<sheet name="${clean(name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each((_, n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${tables.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLESHEET,
    ...Object.fromEntries(tables.map((table, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(table)])),
  };
  // The fastest level: these parts repeat themselves, so it still takes nine tenths away.
  const files = Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)]));
  // The earliest day a ZIP can name, so that the same figures are the same file.
  return zipSync(files, { level: 1, mtime: new Date(1980, 0, 1) }) as Uint8Array<ArrayBuffer>;
}
