/** A push, from checked items to one transaction. Reads, merges purely, writes only what changed; 0 rows for a repeat. */
import * as v from 'valibot';
import {
  COMPONENTS,
  MAX_AHEAD_MS,
  reportDay,
  Snapshot,
  type AmountTerms,
  type ItemResult,
  type Outcome,
  type PushResult,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { autoLink } from '../catalogue/link-routes.ts';
import { useSource, type Source } from '../catalogue/performance-lookup.ts';
import { shardOf, type Env } from '../env.ts';
import type { Organisation } from '../identity/identity-store.ts';
import { isNotHome, type Home } from '../shards/home-store.ts';
import { openHome } from '../shards/router.ts';
import { findPerformances, WHY_UNKNOWN, type Found } from './find-performances.ts';
import { mergeAll, type Meant } from './merge.ts';
import { readBefore, readQuarantined, writeChange, type Mark, type Receipt, type Wanted } from './push-store.ts';
import { fromReceipt, toReceipt } from './receipt.ts';
import { settleTerms } from './settle-terms.ts';
import { versionOf, type DayRow, type Registers } from './registers.ts';
import { checkSnapshots, type Checked } from './snapshot-check.ts';
import { dropStanding, keepStanding, rowsOf, sameMark, standingOf } from './standing-cache.ts';

export interface Push {
  readonly venue: Organisation;
  readonly source: string;
  readonly reseller: number | null;
  readonly items: readonly unknown[];
  /** JSON pointer of the list the items stand in. */
  readonly pointer: string;
  readonly idempotencyKey: string | null;
  readonly bodySha256: string | null;
  /** What the batch says its amounts contain; absent = as this source reported before. */
  readonly amounts?: Partial<AmountTerms>;
  /** Written in the same transaction as an item that is delivered, also where its figures change nothing. */
  readonly alongside?: (shard: D1Database) => readonly D1PreparedStatement[];
}

const MAX_TRIES = 12;
const NO_AS_OF =
  'items came without asOf: the time of receipt was used, and a delayed retry can then overwrite newer figures; send asOf';

function toRegisters(snapshot: Snapshot, version: number): Registers {
  const registers: Registers = {};
  for (const name of COMPONENTS) {
    const value = snapshot[name];
    if (value === undefined) continue;
    registers[name] =
      typeof value === 'number'
        ? { v: version, n: value, a: null }
        : { v: version, n: value.count, a: value.amount ?? (name === 'free' ? 0 : null) };
  }
  return registers;
}

export async function push(env: Env, input: Push, now: number): Promise<{ result: PushResult; announced: boolean }> {
  const { venue } = input;
  let home: Home = { tenant: venue.key, shard: venue.shard, epoch: venue.home_epoch };
  const source = await useSource(env.DIRECTORY, venue.key, input.source, input.reseller);
  const { parsed, invalid } = checkSnapshots(input.items, input.pointer);
  const known = await findPerformances(
    env,
    venue.key,
    source,
    parsed.map(({ snapshot }) => snapshot),
  );
  const { meant, unknown } = interpret(parsed, known.find, venue, source, now);
  const names = new Map(meant.map((item) => [item.index, item.name]));
  const ahead = meant.filter((item) => item.asOf > now + MAX_AHEAD_MS);
  const timely = ahead.length ? meant.filter((item) => item.asOf <= now + MAX_AHEAD_MS) : meant;
  if (input.amounts)
    await settleTerms(env, venue, source, input.amounts, [...new Set(timely.map((item) => item.row.day))]);
  const reported = timely.map((item) => item.row);
  const performances = timely.map((item) => item.performance);
  const today = reportDay(now, venue.time_zone, source.day_offset_hours);
  const refused = [...invalid, ...unknown, ...ahead.map(toQuarantined)];
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const shard = shardOf(env, home.shard);
    const copy = attempt === 0 ? standingOf(shard, home, source.key, reported) : undefined;
    const read = (wanted: Wanted) =>
      readBefore(shard, venue.key, source.key, wanted, input.idempotencyKey, wanted.length > 0 && hasLines(reported));
    let before = copy ? { ...rowsOf(copy, performances), receipt: undefined } : await read(wantedOf(reported));
    const merged = mergeAll(timely, before.rows, today);
    const quarantined = await newlyQuarantined(shard, venue.key, source.key, ahead);
    const alongside = merged.results.length ? (input.alongside?.(shard) ?? []) : [];
    const writes = merged.touched.length > 0 || quarantined.length > 0 || known.made || alongside.length > 0;
    if (copy && !writes) {
      before = { ...(await read([])), rows: before.rows };
      if (!before.receipt && !sameMark(before.mark, copy.mark)) {
        dropStanding(shard, home, source.key);
        continue;
      }
    }
    if (before.receipt) return { result: repeated(input, before.receipt, before.mark, names), announced: false };
    const all = [...merged.results, ...refused];
    const result: PushResult = {
      epoch: before.mark.epoch,
      receivedAt: new Date(now).toISOString(),
      livemode: venue.livemode === 1,
      results: refused.length ? all.sort((a, b) => a.index - b.index) : all,
      ...(timely.some((item) => item.snapshot.asOf === undefined) ? { warning: NO_AS_OF } : {}),
    };
    if (!writes) {
      keepStanding(shard, home, source.key, before.mark, before.mark, performances, before.rows);
      return { result, announced: false };
    }
    const written = await writeChange(shard, {
      home,
      source: source.key,
      mark: before.mark,
      now,
      asOf: timely.reduce((newest, item) => Math.max(newest, item.asOf), 0),
      idempotencyKey: input.idempotencyKey,
      bodySha256: input.bodySha256,
      result: input.idempotencyKey ? toReceipt(result, names) : null,
      touched: merged.touched,
      corrections: merged.corrections,
      firsts: merged.firsts,
      announced: merged.announced,
      quarantined,
      alongside,
    }).catch(async (error: unknown) => {
      dropStanding(shard, home, source.key);
      if (!isNotHome(error)) throw error;
      home = await openHome(env, home.tenant);
      return false;
    });
    if (!written) {
      dropStanding(shard, home, source.key);
      continue;
    }
    const next = { epoch: before.mark.epoch, seq: before.mark.seq + 1, receivedAt: now };
    const after = merged.touched.map((row) => row.after);
    keepStanding(shard, home, source.key, before.mark, next, performances, [...(copy ? [] : before.rows), ...after]);
    if (known.made) await autoLink(env, venue.key, now);
    return { result, announced: merged.announced.length > 0 };
  }
  throw new ApiError('unavailable', 'many pushes of this source at once; send them one after the other', {
    headers: { 'retry-after': '1' },
  });
}

/** Items whose performance is known, as day rows; and the answers to the others. */
function interpret(
  parsed: Checked['parsed'],
  find: (snapshot: Snapshot) => Found | Outcome,
  venue: Organisation,
  source: Source,
  now: number,
): { meant: Meant[]; unknown: ItemResult[] } {
  const meant: Meant[] = [];
  const unknown: ItemResult[] = [];
  // One export says one time in all its items.
  let [time, asOf, day] = ['', 0, ''];
  for (const { index, snapshot } of parsed) {
    const found = find(snapshot);
    if (typeof found === 'string') {
      unknown.push({ index, outcome: found, detail: WHY_UNKNOWN[found] ?? '' });
      continue;
    }
    if (snapshot.asOf === undefined || snapshot.asOf !== time || !day) {
      time = snapshot.asOf ?? '';
      asOf = snapshot.asOf === undefined ? now : Date.parse(snapshot.asOf);
      day = reportDay(asOf, venue.time_zone, source.day_offset_hours);
    }
    const version = versionOf(asOf, snapshot.revision ?? 0);
    const row: DayRow = {
      performance: found.key,
      day,
      registers: toRegisters(snapshot, version),
      reservedUntil: snapshot.reserved?.expiresAt ? Date.parse(snapshot.reserved.expiresAt) : null,
      lines: snapshot.lines ? { v: version, json: JSON.stringify(snapshot.lines) } : null,
    };
    meant.push({ index, snapshot, performance: found.key, name: found.name, asOf, row });
  }
  return { meant, unknown };
}

const toQuarantined = (item: Meant): ItemResult => ({
  index: item.index,
  outcome: 'quarantined',
  performance: item.name,
  detail: 'asOf lies in the future; a person re-times or drops it',
});

/** Those that are not kept already. The text is the schema's own spelling, so that a repeat is known again. */
async function newlyQuarantined(shard: D1Database, tenant: number, source: number, ahead: readonly Meant[]) {
  if (!ahead.length) return [];
  const items = ahead.map(({ performance, asOf, snapshot }) => ({
    performance,
    asOf,
    item: JSON.stringify(v.parse(Snapshot, snapshot)),
  }));
  const kept = await readQuarantined(
    shard,
    tenant,
    source,
    items.map(({ item }) => item),
  );
  return items.filter(({ item }) => !kept.has(item));
}

/** The answer of the first time. Its epoch is of today: a receipt that outlived a restore must not look like another one. */
function repeated(input: Push, receipt: Receipt, mark: Mark, names: ReadonlyMap<number, string>): PushResult {
  if (receipt.bodySha256 !== input.bodySha256)
    throw new ApiError('idempotency_mismatch', 'this Idempotency-Key was used with another body; make a new key');
  return { ...fromReceipt(receipt.result, names), epoch: mark.epoch };
}

const hasLines = (rows: readonly DayRow[]): boolean => rows.some((row) => row.lines);

function wantedOf(rows: readonly DayRow[]): Wanted {
  const days = new Map<string, Set<number>>();
  for (const { day, performance } of rows) {
    const own = days.get(day);
    if (own) own.add(performance);
    else days.set(day, new Set([performance]));
  }
  return [...days].map(([day, performances]) => [day, [...performances]]);
}
