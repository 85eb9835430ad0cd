/** Cells by name, as they are answered. */
import { AUDIENCE_TABLES, type AudienceTable, type AudienceTableName, middleOf, type Tens } from '#protocol';
import { HIDDEN, type Answers } from './answers.ts';
import { tableAt, type Frame } from './frame.ts';
import { TABLE_NAMES, type Layout } from './layout.ts';
import { tenOf } from './tens.ts';

/** Their categories are as many as there happen to be: a name without a figure would say that somebody is there. */
export const OPEN_TABLES: ReadonlySet<AudienceTableName> = new Set<AudienceTableName>([
  'origin',
  'origin_pc4',
  'house_segment',
  'moment',
  'overlap',
  'combinations',
]);

/** Made of published tens alone, so that it says nothing that they do not. */
function shownOf(table: AudienceTableName, cells: Readonly<Record<string, Tens>>, buyers: Tens): number | null {
  const values = Object.values(cells);
  if (AUDIENCE_TABLES[table].many) return values.includes(null) || OPEN_TABLES.has(table) ? null : buyers;
  const sum = values.reduce<number>((total, tens) => total + middleOf(tens ?? 0), 0);
  return Math.min(tenOf(sum), buyers ?? 0);
}

function tableOf(
  answers: Answers,
  layout: Layout,
  frame: Frame,
  table: AudienceTableName,
  buyers: Tens,
): AudienceTable {
  const withheld = answers.withheld(frame, table);
  if (withheld) return { cells: {}, shown: null, withheld };
  const start = tableAt(layout, frame, table);
  const rows = layout.categories[table].map((label, i): [string, Tens] => {
    const said = answers.said[start + i] ?? HIDDEN;
    return [label, said === HIDDEN ? null : said];
  });
  const open = OPEN_TABLES.has(table);
  const kept = open ? rows.filter(([, tens]) => tens !== null && tens > 0) : rows;
  if (open) kept.sort(([a, x], [b, y]) => (y ?? 0) - (x ?? 0) || (a < b ? -1 : 1));
  const cells = Object.fromEntries(kept);
  // Whether all were fewer than ten, or some were hidden for something else, is never told apart.
  if (!kept.some(([, tens]) => tens !== null && tens > 0)) return { cells: {}, shown: null, withheld: 'too_few' };
  return { cells, shown: shownOf(table, cells, buyers) };
}

export function tablesOf(
  answers: Answers,
  layout: Layout,
  frame: Frame,
  buyers: Tens,
): Partial<Record<AudienceTableName, AudienceTable>> {
  const tables: Partial<Record<AudienceTableName, AudienceTable>> = {};
  for (const table of TABLE_NAMES) {
    if (tableAt(layout, frame, table) >= 0) tables[table] = tableOf(answers, layout, frame, table, buyers);
  }
  return tables;
}
