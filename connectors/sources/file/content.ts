// One finished file to what it says. Law: a file that changed, broke off or cannot be read whole says nothing at all.
import { createHash } from 'node:crypto';
import type { Snapshot } from '#protocol';
import type { FileConfig } from '../../config.ts';
import type { Files } from '../../ports/ports.ts';
import { FileAudience } from '../../privacy/file-audience.ts';
import type { AudienceFilter } from '../../privacy/filter.ts';
import type { PerformanceMovements, ReadOptions, SourceContent, SourceItem, SourceProblem } from '../source.ts';
import {
  coveredFigures,
  coveredPart,
  CumulativeSales,
  PriceClasses,
  readFileRecords,
  TicketSet,
  TotalSales,
  type ColumnMap,
  type PerformanceFigures,
  type PerformanceRow,
} from './index.ts';
import { movementsOf } from './movements.ts';
import { closingOf, tellOf, toItems } from './stand.ts';

const MAX_PROBLEMS = 200;
const MAX_LINES = 200;

export interface ContentOptions {
  readonly zone: string;
  readonly fs: Files;
  readonly fileTime: number;
  readonly audience?: AudienceFilter;
}

export const whoOf = (config: FileConfig, ref: string): Pick<Snapshot, 'ref' | 'performance'> =>
  config.performanceIds === 'dip' ? { performance: ref } : { ref };

export async function fileHash(fs: Files, path: string, progress?: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of fs.read(path)) {
    hash.update(chunk);
    progress?.(chunk.length);
  }
  return hash.digest('hex');
}

export async function readContent(
  path: string,
  config: FileConfig,
  { zone, fs, fileTime, audience }: ContentOptions,
  options: ReadOptions,
): Promise<SourceContent | null> {
  const sha256 = await fileHash(fs, path);
  const delta = config.mode === 'delta';
  const classes = new PriceClasses(config.priceClasses ?? {});
  const tickets = new TicketSet();
  const once = delta ? options.isNew : (id: string) => tickets.add(id);
  const sales = new CumulativeSales({ zone, mode: config.mode, classes, isNew: once });
  const totals = new TotalSales({ zone, classes, asOf: fileTime, ...(delta ? { isNew: options.isNew } : {}) });
  const capacities: PerformanceRow[] = [];
  const problems: SourceProblem[] = [];
  let [moreProblems, rows] = [0, 0];
  const problem = ({ reason, column, line }: SourceProblem) => {
    if (problems.length < MAX_PROBLEMS) problems.push({ reason, column, line });
    else moreProblems += 1;
  };
  const nothing = (): SourceContent => ({
    sha256,
    fileTime,
    performances: [],
    complete: false,
    problems,
    moreProblems,
    rows: 0,
  });
  const unchanged = async () => (await fileHash(fs, path)) === sha256;
  let map: ColumnMap | undefined;
  // Movements tell what happened, not who comes: a set is made of a file that holds whole performances.
  const { dateOrder } = config;
  const filtered =
    audience && !delta
      ? new FileAudience(audience, { zone, fileTime, classes, ...(dateOrder ? { dateOrder } : {}) })
      : undefined;
  const readOptions = {
    zone,
    files: fs,
    ...(options.progress ? { progress: options.progress } : {}),
    ...(config.kind === undefined ? {} : { kind: config.kind }),
    ...(config.columns === undefined ? {} : { columns: config.columns }),
    ...(config.statuses === undefined ? {} : { statuses: config.statuses }),
    ...(config.encoding === undefined ? {} : { encoding: config.encoding }),
    ...(config.delimiter === undefined ? {} : { delimiter: config.delimiter }),
    ...(config.decimals === undefined ? {} : { decimals: config.decimals }),
    ...(config.dateOrder === undefined ? {} : { dateOrder: config.dateOrder }),
    ...(config.sheet === undefined ? {} : { sheet: config.sheet }),
    negativeCounts: delta,
    ...filtered?.readOptions,
    fallbackAt: fileTime,
  };
  for await (const event of readFileRecords(path, readOptions)) {
    if (options.signal?.aborted) return null;
    if (event.kind === 'header') {
      map = event.map;
      filtered?.header(map, event.line).forEach(problem);
      const named = map.columns.some(({ field }) => field === 'row_ref');
      if (delta && map.kind === 'sales' && !named)
        problem({ reason: 'delta_without_row_id', column: 'row_ref', line: event.line });
    } else if (event.kind === 'stopped') {
      if (!(await unchanged())) return null;
      problem({ reason: event.fault, column: '', line: event.line ?? 0 });
      return nothing();
    } else if (event.kind === 'rows') {
      for (const fault of event.problems) problem(fault);
      rows += event.rows.length;
      for (const row of event.rows) {
        if (row.kind === 'ticket') {
          if (sales.add(row) !== 'duplicate') filtered?.add(row);
        } else if (row.kind !== 'performance') totals.add(row);
        else if (row.capacity !== undefined) capacities.push(row);
      }
    }
  }
  if (!(await unchanged())) return null;
  if (tickets.full) problem({ reason: 'too_many_tickets', column: '', line: 0 });
  if (problems.some(({ reason }) => reason === 'delta_without_row_id')) return nothing();
  const covered = map ? coveredFigures(map) : [];
  const dated = map?.columns.some(({ field }) => field === 'ordered_at' || field === 'ordered_date') === true;
  const timed = map?.columns.some(({ field }) => field === 'as_of') === true;
  const who = (ref: string) => whoOf(config, ref);
  const base = { sha256, fileTime, complete: map?.kind === 'tickets' && dated && !delta, problems, moreProblems, rows };

  function* movements(): Generator<PerformanceMovements> {
    for (const one of sales.performances()) yield movementsOf(one, covered, config.performanceIds === 'dip');
    for (const one of totals.performances()) yield movementsOf(one, covered, config.performanceIds === 'dip', true);
  }
  if (delta) return { ...base, performances: [], movements: movements() };

  function totalItems({ performanceRef, about, days }: PerformanceFigures): SourceItem[] {
    // Of several moments of one day the last is the day's figure.
    const lastOfDay = new Map(days.map((day) => [day.day, day]));
    return [...lastOfDay.values()].map((day, index): SourceItem => {
      const stand = index === lastOfDay.size - 1;
      const asOf = timed ? day.asOf : Math.min(fileTime, closingOf(about, fileTime, zone));
      const item = {
        ...who(performanceRef),
        ...tellOf(about),
        asOf: new Date(asOf).toISOString(),
        ...(coveredPart(day.figures, covered) as Omit<ReturnType<typeof coveredPart>, 'capacity'>),
        ...(stand && about.capacity !== undefined ? { capacity: about.capacity } : {}),
        ...(stand && day.lines.length > 0 && day.lines.length <= MAX_LINES ? { lines: [...day.lines] } : {}),
      };
      return { item, stand };
    });
  }
  function* performances(): Generator<SourceItem[]> {
    for (const { performanceRef, about, days } of sales.performances())
      yield toItems(days, about, { zone, fileTime, who: who(performanceRef), covered });
    for (const figures of totals.performances()) yield totalItems(figures);
    for (const row of capacities) {
      const asOf = new Date(Math.min(fileTime, closingOf(row, fileTime, zone))).toISOString();
      const item = { ...who(row.performanceRef), ...tellOf(row), asOf, capacity: row.capacity ?? 0 };
      yield [{ item, stand: true }];
    }
  }
  const told = filtered?.told(who);
  return {
    ...base,
    performances: performances(),
    ...(told ? { audience: told } : {}),
    ...(config.mode === 'full' ? { zeroAbsent: config.maxAbsentShare } : {}),
  };
}
