// Pure: which kind of file a header belongs to and which column holds what. Columns without a name of ours are never read.
import { cellText, type Cell } from './cell.ts';
import { COLUMN_NAMES, FILE_KINDS, type FileKind } from './column-names.ts';
import { normalName } from './normal-name.ts';

export interface MappedColumn {
  readonly field: string;
  /** Position from 0. */
  readonly index: number;
  /** As the file writes it. */
  readonly header: string;
}
export interface ColumnMap {
  readonly kind: FileKind;
  readonly width: number;
  readonly columns: readonly MappedColumn[];
  /** Columns that the venue named for its audience: read by the privacy filter, and by nothing else. */
  readonly allowed: readonly MappedColumn[];
  /** Headers that are not read, as the file writes them. */
  readonly ignored: readonly string[];
}
export interface MissingColumn {
  readonly field: string;
  readonly aliases: readonly string[];
}
export type Recognised =
  | { readonly ok: true; readonly map: ColumnMap }
  | {
      readonly ok: false;
      readonly kind: FileKind;
      readonly missing: readonly MissingColumn[];
      readonly found: readonly string[];
      readonly message: string;
    };

export interface ColumnOptions {
  /** Narrows recognition to one kind. */
  readonly kind?: FileKind;
  /** The venue's own header → our field, e.g. `{ 'Vst.nr': 'performance_ref' }`. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Field of the audience → the venue's header; only in a file of tickets. */
  readonly audience?: Readonly<Record<string, string>>;
}

/** The first kind whose required columns are all there; else what the nearest kind lacks. */
export function recogniseColumns(header: readonly Cell[], options: ColumnOptions = {}): Recognised {
  const kinds = options.kind ? [options.kind] : FILE_KINDS;
  let nearest: Recognised | undefined;
  let nearestShare = -1;
  for (const kind of kinds) {
    const map = mapColumns(header, kind, options.columns ?? {}, kind === 'tickets' ? options.audience : undefined);
    const missing = missingColumns(map);
    if (missing.length === 0) return { ok: true, map };
    const required = Object.values(COLUMN_NAMES[kind]).filter((name) => name.required).length;
    const share = (required - missing.length) / required + map.columns.length / 1000;
    if (share <= nearestShare) continue;
    nearestShare = share;
    nearest = {
      ok: false,
      kind,
      missing,
      found: map.columns.map((column) => column.field),
      message: missingMessage(kind, missing),
    };
  }
  return nearest as Recognised;
}

function mapColumns(
  header: readonly Cell[],
  kind: FileKind,
  own: Readonly<Record<string, string>>,
  audience: Readonly<Record<string, string>> = {},
): ColumnMap {
  const fields = COLUMN_NAMES[kind];
  const byName = new Map<string, string>();
  for (const [field, { aliases }] of Object.entries(fields))
    for (const alias of aliases) if (!byName.has(alias)) byName.set(alias, field);
  for (const [name, field] of Object.entries(own)) if (fields[field]) byName.set(normalName(name), field);
  const columns: MappedColumn[] = [];
  const ignored: string[] = [];
  const names = header.map((cell) => normalName(cellText(cell)));
  const allowed = Object.entries(audience).flatMap(([field, name]): MappedColumn[] => {
    const index = names.indexOf(normalName(name));
    return index === -1 ? [] : [{ field, index, header: cellText(header[index]) }];
  });
  header.forEach((cell, index) => {
    const text = cellText(cell);
    const field = byName.get(normalName(text));
    // The first column of a name counts; a second one is listed as ignored rather than silently preferred.
    if (field && !columns.some((column) => column.field === field)) columns.push({ field, index, header: text });
    else if (text !== '' && !allowed.some((column) => column.index === index)) ignored.push(text);
  });
  return { kind, width: header.length, columns, allowed, ignored };
}

function missingColumns(map: ColumnMap): MissingColumn[] {
  const has = (field: string) => map.columns.some((column) => column.field === field);
  return Object.entries(COLUMN_NAMES[map.kind]).flatMap(([field, { required, aliases }]) => {
    if (!required || has(field) || (field === 'start' && has('start_date'))) return [];
    return [
      {
        field,
        aliases: field === 'start' ? [...aliases, ...(COLUMN_NAMES[map.kind]['start_date']?.aliases ?? [])] : aliases,
      },
    ];
  });
}

function missingMessage(kind: FileKind, missing: readonly MissingColumn[]): string {
  const each = missing.map(({ field, aliases }) => `${field} (would do: ${aliases.slice(0, 8).join(', ')})`);
  return `the header looks like a ${kind} file but lacks ${each.join('; ')}: add the column, or name yours under columns in the configuration`;
}
