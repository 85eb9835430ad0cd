/** Only SQL: what a push merges over, and the one transaction that writes it. Bulk is one statement over json_each(?). */
import { COMPONENTS, type Component } from '#protocol';
import { checkHomes, TOLD_EPOCH, type Home } from '../shards/home-store.ts';
import type { Touched } from './merge.ts';
import { outboxStatement } from './outbox.ts';
import type { DayRow, Register } from './registers.ts';
import { packLines, ROW_TEXT, toRows, unpackLines } from './row-text.ts';

/** Where a source stands. Every write moves it on, so what was read at a mark holds for as long as the mark does. */
export interface Mark {
  readonly epoch: number;
  /** Number of the last push that changed something; 0 before the first. */
  readonly seq: number;
  readonly receivedAt: number | null;
}

export interface Receipt {
  readonly bodySha256: string;
  readonly result: string;
}

export interface Before {
  readonly mark: Mark;
  readonly receipt: Receipt | undefined;
  /** Newest row of each performance, and the rows of the days asked for where they exist; doubles are possible. */
  readonly rows: readonly DayRow[];
}

/** Days reported, with the performances that report them. */
export type Wanted = readonly (readonly [day: string, performances: readonly number[]])[];

const STANDING = `SELECT group_concat(${ROW_TEXT('n')}||iif(d.day IS NULL,'',';'||${ROW_TEXT('d')}),';') FROM
  (SELECT g.value->>0 AS day, k.value AS performance, (SELECT max(day) FROM sales_day WHERE tenant = ?1 AND performance = k.value AND source = ?2) AS newest
   FROM json_each(?4) g CROSS JOIN json_each(g.value, '$[1]') k) w
  CROSS JOIN sales_day n ON n.tenant = ?1 AND n.performance = w.performance AND n.source = ?2 AND n.day = w.newest
  LEFT JOIN sales_day d ON w.day < w.newest AND d.tenant = ?1 AND d.performance = w.performance AND d.source = ?2 AND d.day = w.day`;

const LAST = 'FROM ingest WHERE tenant = ?1 AND source = ?2 ORDER BY seq DESC LIMIT 1';
const READ = `SELECT ${TOLD_EPOCH} AS epoch, (SELECT seq ${LAST}) AS seq, (SELECT received_at ${LAST}) AS received_at,
  (SELECT json_array(body_sha256, result) FROM ingest WHERE tenant = ?1 AND source = ?2 AND idempotency_key = ?3) AS receipt`;

/** One query; price lines are read by a second one, and only when reported ones are to be merged over them. */
export async function readBefore(
  shard: D1Database,
  tenant: number,
  source: number,
  wanted: Wanted,
  idempotencyKey: string | null,
  withLines: boolean,
): Promise<Before> {
  const days = JSON.stringify(wanted);
  const head = shard.prepare(wanted.length ? `${READ}, (${STANDING}) AS standing` : READ);
  const [read, lines] = await shard.batch<Record<string, string | number | null>>([
    wanted.length ? head.bind(tenant, source, idempotencyKey, days) : head.bind(tenant, source, idempotencyKey),
    ...(withLines
      ? [
          shard
            .prepare(
              `SELECT d.performance, d.day, d.lines FROM json_each(?3) g CROSS JOIN json_each(g.value, '$[1]') k CROSS JOIN sales_day d
               ON d.tenant = ?1 AND d.performance = k.value AND d.source = ?2 AND d.day = g.value->>0 WHERE d.lines IS NOT NULL`,
            )
            .bind(tenant, source, days),
        ]
      : []),
  ]);
  const row = read?.results[0];
  const receipt = row?.['receipt'] ? (JSON.parse(row['receipt'] as string) as [string, string]) : undefined;
  const packed = new Map((lines?.results ?? []).map((r) => [`${r['performance']} ${r['day']}`, r['lines'] as string]));
  const rows = toRows((row?.['standing'] ?? null) as string | null);
  return {
    mark: {
      epoch: (row?.['epoch'] as number | null) ?? 1,
      seq: (row?.['seq'] as number | null) ?? 0,
      receivedAt: (row?.['received_at'] as number | null) ?? null,
    },
    receipt: receipt && { bodySha256: receipt[0], result: receipt[1] },
    rows: packed.size
      ? rows.map((r) => ({ ...r, lines: unpackLines(packed.get(`${r.performance} ${r.day}`) ?? null) }))
      : rows,
  };
}

type Cell = number | string | null;

/**
 * Only what changed: columns of the registers that moved, and day and version once instead of in every row when all
 * share them, as the rows of one export do.
 */
function upsertDays(
  shard: D1Database,
  tenant: number,
  source: number,
  touched: readonly Touched[],
): D1PreparedStatement {
  const moved = (row: Touched, name: Component): Register | undefined =>
    row.after.registers[name] === row.before?.registers[name] ? undefined : row.after.registers[name];
  const names = COMPONENTS.filter((name) => touched.some((row) => moved(row, name)));
  const lines = touched.some((row) => row.after.lines !== (row.before?.lines ?? null));
  const day = touched[0]?.after.day ?? '';
  const v = names.map((name) => touched[0] && moved(touched[0], name)?.v).find((version) => version !== undefined) ?? 0;
  const shared =
    names.length > 0 &&
    touched.every((row) => row.after.day === day && names.every((name) => (moved(row, name)?.v ?? v) === v));
  // Registers that did not move in some of the rows are left alone there.
  const dense = touched.every((row) => names.every((name) => moved(row, name)));
  const columns: string[] = ['performance'];
  const values: string[] = ['value->>0'];
  const updates: string[] = [];
  const cells: ((row: Touched) => Cell)[] = [(row) => row.after.performance];
  const take = (cell: (row: Touched) => Cell): string => `value->>${cells.push(cell) - 1}`;
  const add = (column: string, value: string, update: string) => {
    columns.push(column);
    values.push(value);
    updates.push(`${column} = ${update}`);
  };
  columns.push('day');
  values.push(shared ? '?4' : take((row) => row.after.day));
  for (const name of names) {
    const n = take((row) => moved(row, name)?.n ?? null);
    const version = shared
      ? dense
        ? '?5'
        : `iif(${n} IS NULL, NULL, ?5)`
      : take((row) => moved(row, name)?.v ?? null);
    const kept = (column: string) =>
      dense ? `excluded.${column}` : `iif(excluded.${name}_v IS NULL, ${column}, excluded.${column})`;
    add(`${name}_v`, version, kept(`${name}_v`));
    add(`${name}_n`, n, kept(`${name}_n`));
    if (name !== 'capacity')
      add(
        `${name}_a`,
        take((row) => moved(row, name)?.a ?? null),
        kept(`${name}_a`),
      );
    if (name === 'reserved')
      add(
        'reserved_until',
        take((row) => row.after.reservedUntil),
        kept('reserved_until'),
      );
  }
  if (lines)
    add(
      'lines',
      take((row) => packLines(row.after.lines)),
      'coalesce(excluded.lines, lines)',
    );
  const statement = shard.prepare(
    `INSERT INTO sales_day (tenant, source, ${columns.join(', ')}) SELECT ?1, ?2, ${values.join(', ')} FROM json_each(?3) WHERE true
     ON CONFLICT (tenant, performance, source, day) DO UPDATE SET ${updates.join(', ')}`,
  );
  const rows = JSON.stringify(touched.map((row) => cells.map((cell) => cell(row))));
  return shared ? statement.bind(tenant, source, rows, day, v) : statement.bind(tenant, source, rows);
}

export interface Correction {
  readonly performance: number;
  readonly day: string;
  readonly component: Component;
  readonly old: Register | null;
  readonly new: { readonly n: number; readonly a: number | null };
}

/** Days that were over when this performance was first reported of them. */
export interface FirstReport {
  readonly performance: number;
  readonly days: readonly string[];
}

export interface Change {
  readonly home: Home;
  readonly source: number;
  /** What was merged over; the write fails when it no longer stands. */
  readonly mark: Mark;
  readonly now: number;
  readonly asOf: number;
  readonly idempotencyKey: string | null;
  readonly bodySha256: string | null;
  readonly result: string | null;
  readonly touched: readonly Touched[];
  readonly corrections: readonly Correction[];
  readonly firsts: readonly FirstReport[];
  readonly announced: readonly number[];
  readonly quarantined: readonly { readonly performance: number; readonly asOf: number; readonly item: string }[];
  readonly alongside: readonly D1PreparedStatement[];
}

/** A mark that has moved on gives a number of null, which the table refuses, and the whole batch with it. */
const NEXT = `SELECT ?3 + 1 WHERE ${TOLD_EPOCH} = ?8
  AND (SELECT seq ${LAST}) IS nullif(?3, 0) AND (SELECT received_at ${LAST}) IS ?9`;

/**
 * One transaction: facts, what came late, receipt and outbox. Answers false when another push of the same source came between
 * or the shard was restored; throws `not_home` when the tenant does not live here.
 */
export async function writeChange(shard: D1Database, change: Change): Promise<boolean> {
  const { source, now, mark } = change;
  const { tenant } = change.home;
  const statements = [
    checkHomes(shard, [change.home]),
    shard
      .prepare(
        `INSERT INTO ingest (tenant, source, seq, idempotency_key, body_sha256, result, received_at) VALUES (?1, ?2, (${NEXT}), ?4, ?5, ?6, ?7)`,
      )
      .bind(
        tenant,
        source,
        mark.seq,
        change.idempotencyKey,
        change.bodySha256,
        change.result,
        now,
        mark.epoch,
        mark.receivedAt,
      ),
  ];
  if (change.touched.length) {
    statements.push(upsertDays(shard, tenant, source, change.touched));
    statements.push(
      shard
        .prepare(
          'INSERT INTO source_state (tenant, source, received_at, as_of) VALUES (?1,?2,?3,?4) ON CONFLICT DO UPDATE SET received_at = ?3, as_of = max(as_of, ?4)',
        )
        .bind(tenant, source, now, change.asOf),
    );
  }
  if (change.corrections.length) {
    const values = change.corrections.map((c) => [
      c.performance,
      c.day,
      c.component,
      c.old?.n ?? null,
      c.old?.a ?? null,
      c.new.n,
      c.new.a,
      c.old?.v ?? null,
    ]);
    statements.push(
      shard
        .prepare(
          `INSERT INTO sales_correction (tenant, source, received_at, performance, day, component, old_n, old_a, new_n, new_a, old_v)
           SELECT ?1, ?2, ?3, value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7 FROM json_each(?4)`,
        )
        .bind(tenant, source, now, JSON.stringify(values)),
    );
  }
  if (change.firsts.length) {
    statements.push(
      shard
        .prepare(
          `INSERT INTO sales_first (tenant, source, seq, received_at, performance, days)
           SELECT ?1, ?2, ?3, ?4, value->>0, value->>1 FROM json_each(?5)`,
        )
        .bind(
          tenant,
          source,
          mark.seq + 1,
          now,
          JSON.stringify(change.firsts.map(({ performance, days }) => [performance, days.join(' ')])),
        ),
    );
  }
  if (change.quarantined.length) {
    statements.push(
      shard
        .prepare(
          `INSERT OR IGNORE INTO quarantine (tenant, source, performance, as_of, item, received_at)
           SELECT ?1, ?2, value->>0, value->>1, value->>2, ?3 FROM json_each(?4)`,
        )
        .bind(tenant, source, now, JSON.stringify(change.quarantined.map((q) => [q.performance, q.asOf, q.item]))),
    );
  }
  if (change.announced.length) statements.push(outboxStatement(shard, tenant, change.announced, now));
  statements.push(...change.alongside);
  try {
    await shard.batch(statements);
    return true;
  } catch (error) {
    if (/constraint failed: ingest/.test((error as Error).message)) return false;
    throw error;
  }
}

export async function readQuarantined(
  shard: D1Database,
  tenant: number,
  source: number,
  items: readonly string[],
): Promise<Set<string>> {
  const { results } = await shard
    .prepare(
      'SELECT item FROM quarantine WHERE tenant = ?1 AND source = ?2 AND item IN (SELECT value FROM json_each(?3))',
    )
    .bind(tenant, source, JSON.stringify(items))
    .all<{ item: string }>();
  return new Set(results.map((row) => row.item));
}
