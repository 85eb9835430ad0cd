// discover: what would be read, in words. Nothing is sent, and cells of columns that are not ours are masked.
import { basename } from 'node:path';
import type { Config, FileConfig } from '../config.ts';
import { sourceOf } from '../connector.ts';
import type { Ports } from '../ports/ports.ts';
import { describeFile, type FileDescription } from '../sources/file/index.ts';
import type { DescribeOptions } from '../sources/file/describe.ts';
import { remedyOf } from '../sources/file/remedies.ts';

export interface Discovered {
  readonly stream: string;
  readonly file: string;
  readonly description: FileDescription;
}

export function describeOptions({ timeZone, audience }: Config, file: FileConfig): DescribeOptions {
  const { kind, columns, priceClasses, statuses, encoding, delimiter, decimals, dateOrder, sheet, mode } = file;
  const given = { kind, columns, priceClasses, statuses, encoding, delimiter, decimals, dateOrder, sheet };
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return {
    zone: timeZone,
    fallbackAt: 0,
    negativeCounts: mode === 'delta',
    ...(audience ? { audience: audience.columns as Readonly<Record<string, string>> } : {}),
    ...(set as Omit<DescribeOptions, 'zone'>),
  };
}

/** The newest file of each stream, or all of them. */
export async function discover(config: Config, ports: Ports, all: boolean): Promise<Discovered[]> {
  const found: Discovered[] = [];
  const { files } = await sourceOf(
    { ...config, files: config.files.map((one) => ({ ...one, allowUnterminated: true })) },
    ports,
    0,
  ).ready();
  for (const file of config.files) {
    const own = files.filter(({ stream }) => stream === file.stream);
    for (const { path } of all ? own : own.slice(-1))
      found.push({
        stream: file.stream,
        file: path,
        description: await describeFile(path, describeOptions(config, file)),
      });
  }
  return found;
}

export function discoverLines({ stream, file, description: seen }: Discovered): string[] {
  const head = `${stream}: ${basename(file)}`;
  if (!seen.ok) return [head, `  cannot be read${seen.line ? ` (line ${seen.line})` : ''}: ${seen.message}`];
  const format =
    seen.format.format === 'csv'
      ? `CSV in ${seen.format.encoding}, separated by ${JSON.stringify(seen.format.delimiter)}`
      : `workbook, sheet ${seen.format.sheet}`;
  const width = Math.max(...seen.columns.map(({ header }) => header.length), 0);
  const unknown = Object.entries(seen.unknownPriceTypes);
  return [
    head,
    `  ${format}; a ${seen.kind} file with ${seen.rows} rows${seen.skipped ? `, ${seen.skipped} total or blank rows left out` : ''}`,
    '  columns that are read:',
    ...seen.columns.map(({ header, field }) => `    ${header.padEnd(width)}  ${field}`),
    ...(seen.allowed.length
      ? ['  columns of the audience, of which only a key, a band, four digits or a code goes on:']
      : []),
    ...seen.allowed.map(({ header, field }) => `    ${header.padEnd(width)}  ${field}`),
    ...(seen.ignored.length ? [`  columns that never leave the house: ${seen.ignored.join(', ')}`] : []),
    ...(seen.priceTypes.length ? ['  price types:'] : []),
    ...seen.priceTypes
      .slice(0, 30)
      .map(({ name, class: of, tickets }) => `    ${name || '(empty)'}: ${of}, ${tickets} tickets`),
    ...(unknown.length
      ? [
          '  not known, counted as other; set them in the configuration:',
          '    priceClasses:',
          ...unknown
            .slice(0, 30)
            .map(([name]) => `      ${JSON.stringify(name)}: other   # normal, discount, free or other`),
        ]
      : []),
    ...Object.entries(seen.faults).map(([reason, rows]) => {
      const first = seen.problems.find((problem) => problem.reason === reason);
      return `  ${rows} rows cannot be read, first on line ${first?.line ?? '?'} (${first?.column ?? ''}): ${remedyOf(reason)}`;
    }),
  ];
}
