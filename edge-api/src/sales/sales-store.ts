/** The only SQL of the facts. Bulk reads and writes are one statement over json_each(?). */
import { COMPONENTS, type Component } from '#protocol';
import { checkHomes, type Home } from '../shards/home-store.ts';
import { outboxStatement } from './outbox.ts';
import type { DayRow, Register, Registers } from './registers.ts';

type Raw = Record<string, number | string | null>;

const REGISTER_COLUMNS = COMPONENTS.flatMap((name) => [`${name}_v`, `${name}_n`, `${name}_a`]);
const COLUMNS = ['performance', 'day', ...REGISTER_COLUMNS, 'reserved_until', 'lines'];

const UPSERT = `INSERT INTO sales_day (tenant, source, ${COLUMNS.join(', ')})
  SELECT ?1, ?2, ${COLUMNS.map((_, i) => `value->>${i}`).join(', ')} FROM json_each(?3) WHERE true
  ON CONFLICT (tenant, performance, source, day) DO UPDATE SET
  ${COLUMNS.slice(2)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}`;

function toRow(raw: Raw): DayRow {
  const registers: Registers = {};
  for (const name of COMPONENTS) {
    const v = raw[`${name}_v`];
    if (typeof v === 'number')
      registers[name] = { v, n: raw[`${name}_n`] as number, a: raw[`${name}_a`] as number | null };
  }
  const packed = raw['lines'] as string | null;
  return {
    performance: raw['performance'] as number,
    day: raw['day'] as string,
    registers,
    reservedUntil: raw['reserved_until'] as number | null,
    lines: packed
      ? { v: Number(packed.slice(0, packed.indexOf(' '))), json: packed.slice(packed.indexOf(' ') + 1) }
      : null,
  };
}

const toValues = (row: DayRow): (number | string | null)[] => [
  row.performance,
  row.day,
  ...COMPONENTS.flatMap((name) => {
    const register = row.registers[name];
    return register ? [register.v, register.n, register.a] : [null, null, null];
  }),
  row.reservedUntil,
  row.lines ? `${row.lines.v} ${row.lines.json}` : null,
];

export interface Before {
  readonly epoch: number;
  readonly seq: number;
  readonly receipt: { readonly body_sha256: string; readonly result: string } | undefined;
  /** Rows of exactly the days asked for, and the newest row of each performance. */
  readonly days: readonly DayRow[];
  readonly latest: readonly DayRow[];
}

export async function readBefore(
  shard: D1Database,
  tenant: number,
  source: number,
  keys: readonly (readonly [number, string])[],
  idempotencyKey: string | null,
): Promise<Before> {
  const performances = [...new Set(keys.map(([performance]) => performance))];
  const columns = COLUMNS.map((name) => `d.${name}`).join(', ');
  const [epoch, seq, receipt, days, latest] = await shard.batch<Raw>([
    shard.prepare('SELECT epoch FROM shard_epoch'),
    shard.prepare('SELECT max(seq) AS seq FROM ingest WHERE tenant = ?1 AND source = ?2').bind(tenant, source),
    shard
      .prepare('SELECT body_sha256, result FROM ingest WHERE tenant = ?1 AND source = ?2 AND idempotency_key = ?3')
      .bind(tenant, source, idempotencyKey),
    shard
      .prepare(
        `SELECT ${columns} FROM json_each(?3) k CROSS JOIN sales_day d ON d.tenant = ?1 AND d.performance = k.value->>0 AND d.source = ?2 AND d.day = k.value->>1`,
      )
      .bind(tenant, source, JSON.stringify(keys)),
    shard
      .prepare(
        `SELECT ${columns} FROM json_each(?3) k CROSS JOIN sales_day d ON d.tenant = ?1 AND d.performance = k.value AND d.source = ?2
         AND d.day = (SELECT max(day) FROM sales_day WHERE tenant = ?1 AND performance = k.value AND source = ?2)`,
      )
      .bind(tenant, source, JSON.stringify(performances)),
  ]);
  return {
    epoch: (epoch?.results[0]?.['epoch'] as number | undefined) ?? 1,
    seq: (seq?.results[0]?.['seq'] as number | null) ?? 0,
    receipt: receipt?.results[0] as { body_sha256: string; result: string } | undefined,
    days: (days?.results ?? []).map(toRow),
    latest: (latest?.results ?? []).map(toRow),
  };
}

export interface Correction {
  readonly performance: number;
  readonly day: string;
  readonly component: Component;
  readonly old: Register | null;
  readonly new: { readonly n: number; readonly a: number | null };
}

export interface Change {
  readonly home: Home;
  readonly source: number;
  readonly seq: number;
  readonly now: number;
  readonly asOf: number;
  readonly idempotencyKey: string | null;
  readonly bodySha256: string | null;
  readonly result: string | null;
  readonly rows: readonly DayRow[];
  readonly corrections: readonly Correction[];
  readonly announced: readonly number[];
  readonly quarantined: readonly { readonly performance: number; readonly asOf: number; readonly item: string }[];
  readonly alongside: readonly D1PreparedStatement[];
}

/**
 * One transaction: facts, corrections, receipt and outbox. Answers false when another push of the same source came between;
 * throws `not_home` when the tenant does not live here.
 */
export async function writeChange(shard: D1Database, change: Change): Promise<boolean> {
  const { source, now } = change;
  const { tenant } = change.home;
  const statements = [
    checkHomes(shard, [change.home]),
    shard
      .prepare(
        'INSERT INTO ingest (tenant, source, seq, idempotency_key, body_sha256, result, received_at) VALUES (?1,?2,?3,?4,?5,?6,?7)',
      )
      .bind(tenant, source, change.seq, change.idempotencyKey, change.bodySha256, change.result, now),
  ];
  if (change.rows.length) {
    statements.push(shard.prepare(UPSERT).bind(tenant, source, JSON.stringify(change.rows.map(toValues))));
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
    if (/UNIQUE constraint failed: ingest/.test((error as Error).message)) return false;
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

/** All day rows of these performances, oldest first, with their source. Background and as-of work only. */
export async function readHistory(
  shard: D1Database,
  tenant: number,
  performances: readonly number[],
  until = '9999-12-31',
): Promise<(DayRow & { source: number })[]> {
  const { results } = await shard
    .prepare(
      `SELECT d.source, ${COLUMNS.map((name) => `d.${name}`).join(', ')} FROM json_each(?2) k CROSS JOIN sales_day d
       ON d.tenant = ?1 AND d.performance = k.value WHERE d.day <= ?3 ORDER BY d.performance, d.source, d.day`,
    )
    .bind(tenant, JSON.stringify(performances), until)
    .all<Raw>();
  return results.map((raw) => ({ ...toRow(raw), source: raw['source'] as number }));
}

export interface CorrectionRow {
  readonly performance: number;
  readonly source: number;
  readonly day: string;
  readonly component: Component;
  readonly received_at: number;
  readonly old_n: number | null;
  readonly old_a: number | null;
  readonly new_n: number;
  /** Null where the correction was written before versions were kept. */
  readonly old_v: number | null;
}

export async function readCorrections(
  shard: D1Database,
  tenant: number,
  performances: readonly number[],
  after = 0,
): Promise<CorrectionRow[]> {
  const { results } = await shard
    .prepare(
      `SELECT c.* FROM json_each(?2) k CROSS JOIN sales_correction c ON c.tenant = ?1 AND c.performance = k.value
       WHERE c.received_at > ?3 ORDER BY c.id DESC`,
    )
    .bind(tenant, JSON.stringify(performances), after)
    .all<CorrectionRow>();
  return results;
}
