// What a workbook says about its sheets, its shared texts and which styles are dates.
import { broken, tooLarge, type WorkbookArchive } from './workbook-archive.ts';

export interface Sheet {
  readonly name: string;
  readonly part: string;
}
export interface Workbook {
  /** Visible sheets in the order of their tabs. */
  readonly sheets: readonly Sheet[];
  readonly epoch: 1900 | 1904;
}

const MAX_SHEETS = 1_000;

async function drain(steps: AsyncGenerator<void>): Promise<void> {
  for await (const _ of steps);
}

function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  const prefixed = Object.keys(attributes).find((key) => key.endsWith(`:${name}`));
  return prefixed === undefined ? undefined : attributes[prefixed];
}

export async function readWorkbook(archive: WorkbookArchive): Promise<Workbook> {
  if (!archive.has('xl/workbook.xml')) throw broken(undefined);
  const listed: { name: string; id: string }[] = [];
  let epoch: Workbook['epoch'] = 1900;
  await drain(
    archive.read('xl/workbook.xml', {
      open(name, attributes) {
        if (name === 'workbookPr' && /^(1|true)$/i.test(attributes['date1904'] ?? '')) epoch = 1904;
        if (name !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return;
        // `r:id` stands beside `sheetId`; only the prefixed one names the relation.
        const id = Object.keys(attributes).find((key) => key.endsWith(':id'));
        if (id !== undefined) listed.push({ name: attributes['name'] ?? '', id: attributes[id] ?? '' });
        if (listed.length > MAX_SHEETS) throw tooLarge(`more than ${MAX_SHEETS} sheets`);
      },
    }),
  );
  const targets = new Map<string, string>();
  await drain(
    archive.read('xl/_rels/workbook.xml.rels', {
      open(name, attributes) {
        if (name === 'Relationship' && attributes['TargetMode'] !== 'External')
          targets.set(attributes['Id'] ?? '', attributes['Target'] ?? '');
      },
    }),
  );
  const sheets = listed.flatMap(({ name, id }) => {
    const target = targets.get(id);
    if (target === undefined) return [];
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
    return archive.has(part) ? [{ name, part }] : [];
  });
  return { sheets, epoch };
}

export async function readSharedStrings(archive: WorkbookArchive): Promise<string[]> {
  const strings: string[] = [];
  if (!archive.has('xl/sharedStrings.xml')) return strings;
  let text = '';
  let taking = false;
  let phonetic = false;
  await drain(
    archive.read('xl/sharedStrings.xml', {
      open(name) {
        if (name === 'si') text = '';
        if (name === 'rPh') phonetic = true;
        taking = name === 't' && !phonetic;
      },
      text(part) {
        if (taking) text += part;
      },
      close(name) {
        if (name === 'si') strings.push(text);
        if (name === 'rPh') phonetic = false;
        taking = false;
      },
    }),
  );
  return strings;
}

/** For each cell style: does it show a date or a time? */
export async function readDateStyles(archive: WorkbookArchive): Promise<boolean[]> {
  const dates: boolean[] = [];
  if (!archive.has('xl/styles.xml')) return dates;
  const formats = new Map<number, string>();
  let inCellStyles = false;
  await drain(
    archive.read('xl/styles.xml', {
      open(name, attributes) {
        if (name === 'numFmt') formats.set(Number(attribute(attributes, 'numFmtId')), attributes['formatCode'] ?? '');
        if (name === 'cellXfs') inCellStyles = true;
        if (name !== 'xf' || !inCellStyles) return;
        const id = Number(attributes['numFmtId'] ?? 0);
        const code = formats.get(id);
        dates.push(code === undefined ? builtInDate(id) : dateFormat(code));
      },
      close(name) {
        if (name === 'cellXfs') inCellStyles = false;
      },
    }),
  );
  return dates;
}

/** Ids 27 to 36 and 50 to 58 are dates in the Asian editions, which Dutch files never use otherwise. */
function builtInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** Quoted text, escapes, colours and locales aside, does the format use a date or time letter? */
export function dateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return /[ymdhsj]/i.test(bare.replace(/general|standaard/gi, ''));
}
