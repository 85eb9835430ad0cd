// Finds files that are finished and turns each into snapshots, in an order that depends on the file alone.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Snapshot } from '#protocol';
import type { FileConfig } from '../../config.ts';
import type { Source, SourceContent, SourceFile, SourceProblem } from '../source.ts';
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
} from './index.ts';

const UNFINISHED = /^(~\$|\.)|\.(tmp|part|crdownload|ok)$/i;
const MAX_LINES = 200;

export interface FileSourceOptions {
  readonly files: readonly FileConfig[];
  readonly zone: string;
  readonly settleMs: number;
  readonly now: () => number;
}

export function fileSource(options: FileSourceOptions): Source {
  return {
    async ready() {
      const found: (SourceFile & { readonly at: number })[] = [];
      for (const config of options.files) {
        const pattern = namePattern(config.pattern);
        for (const name of await readdir(config.folder)) {
          if (UNFINISHED.test(name) || !pattern.test(name)) continue;
          const path = join(config.folder, name);
          const info = await stat(path);
          if (!info.isFile()) continue;
          const released = await access(`${path}.ok`).then(
            () => true,
            () => false,
          );
          if (!released && options.now() - info.mtimeMs < options.settleMs) continue;
          const mapping = createHash('sha256')
            .update(JSON.stringify({ ...config, folder: '' }))
            .digest('hex');
          const stamp = `${info.size}:${info.mtimeMs}:${mapping}`;
          const read = () => readContent(path, config, options.zone);
          found.push({ path, stamp, mapping, at: info.mtimeMs, read });
        }
      }
      return found.sort((a, b) => a.at - b.at || (a.path < b.path ? -1 : 1));
    },
  };
}

function namePattern(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
}

async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

async function readContent(path: string, config: FileConfig, zone: string): Promise<SourceContent | null> {
  const sha256 = await fileHash(path);
  const fileTime = Math.floor((await stat(path)).mtimeMs);
  const classes = new PriceClasses(config.priceClasses ?? {});
  const tickets = new TicketSet();
  const sales = new CumulativeSales({ zone, mode: 'snapshot', classes, isNew: (id) => tickets.add(id) });
  const totals = new TotalSales({ zone, classes, asOf: fileTime });
  const items: { key: string; item: Snapshot }[] = [];
  const problems: SourceProblem[] = [];
  const who = (ref: string) => (config.performanceIds === 'dip' ? { performance: ref } : { ref });
  let map: ColumnMap | undefined;
  const readOptions = {
    zone,
    ...(config.kind === undefined ? {} : { kind: config.kind }),
    ...(config.columns === undefined ? {} : { columns: config.columns }),
  };
  for await (const event of readFileRecords(path, readOptions)) {
    if (event.kind === 'header') map = event.map;
    else if (event.kind === 'stopped') {
      // What came before is not the whole file and would read as a fall in sales.
      return (await fileHash(path)) === sha256
        ? { sha256, items: [], problems: [{ reason: event.fault, column: '', line: event.line ?? 0 }] }
        : null;
    } else if (event.kind === 'rows') {
      for (const { reason, column, line } of event.problems) problems.push({ reason, column, line });
      for (const row of event.rows) {
        if (row.kind === 'ticket') sales.add(row);
        else if (row.kind !== 'performance') totals.add(row);
        else if (row.capacity !== undefined) {
          const about = aboutOf(row);
          const asOf = new Date(fileTime).toISOString();
          const item = { ...who(row.performanceRef), ...about, asOf, capacity: row.capacity };
          items.push({ key: `${row.performanceRef}|capacity`, item });
        }
      }
    }
  }
  if ((await fileHash(path)) !== sha256) return null;
  const covered = map ? coveredFigures(map) : [];
  const scope = map?.kind ?? '';
  const add = ({ performanceRef, about, days }: PerformanceFigures) => {
    for (const [index, day] of days.entries()) {
      const last = index === days.length - 1;
      const item: Snapshot = {
        ...who(performanceRef),
        ...aboutOf(about),
        asOf: new Date(day.asOf).toISOString(),
        ...(coveredPart(day.figures, covered) as Omit<ReturnType<typeof coveredPart>, 'capacity'>),
        ...(last && about.capacity !== undefined ? { capacity: about.capacity } : {}),
        ...(last && day.lines.length > 0 && day.lines.length <= MAX_LINES ? { lines: [...day.lines] } : {}),
      };
      items.push({ key: `${performanceRef}|${scope}|${day.asOf}`, item });
    }
  };
  for (const figures of sales.performances()) add(figures);
  for (const figures of totals.performances()) add(figures);
  return { sha256, items, problems };
}

function aboutOf(about: { title?: string; startsAt?: number; hall?: string }): Pick<Snapshot, 'about'> {
  if (about.title === undefined || about.startsAt === undefined) return {};
  const hall = about.hall === undefined ? {} : { hall: about.hall };
  return { about: { title: about.title, startsAt: new Date(about.startsAt).toISOString(), ...hall } };
}
