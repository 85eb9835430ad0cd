/** Only SQL: facts as they are read back, in the background and for days gone by. */
import { COMPONENTS, type Component } from '#protocol';
import { unpackLines } from './push-store.ts';
import type { DayRow, Registers } from './registers.ts';

type Raw = Record<string, number | string | null>;

const REGISTER_COLUMNS = COMPONENTS.flatMap((name) => [`${name}_v`, `${name}_n`, `${name}_a`]);
const COLUMNS = ['performance', 'day', ...REGISTER_COLUMNS, 'reserved_until', 'lines'];

function toRow(raw: Raw): DayRow {
  const registers: Registers = {};
  for (const name of COMPONENTS) {
    const v = raw[`${name}_v`];
    if (typeof v === 'number')
      registers[name] = { v, n: raw[`${name}_n`] as number, a: raw[`${name}_a`] as number | null };
  }
  return {
    performance: raw['performance'] as number,
    day: raw['day'] as string,
    registers,
    reservedUntil: raw['reserved_until'] as number | null,
    lines: unpackLines(raw['lines'] as string | null),
  };
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
