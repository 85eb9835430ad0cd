/** A push, from checked items to one transaction. Reads, merges purely, writes only what changed; 0 rows for a repeat. */
import * as v from 'valibot';
import {
  COMPONENTS,
  MAX_AHEAD_MS,
  parsePerformanceId,
  reportDay,
  Snapshot,
  type ItemResult,
  type Outcome,
  type PushResult,
  type ReviewReason,
} from '#protocol';
import { toFieldErrors } from '../body.ts';
import { findByIds, useReferences, useSource, type OwnReference } from '../catalogue/performance-lookup.ts';
import { autoLink } from '../catalogue/link-routes.ts';
import { ApiError } from '../api-error.ts';
import { shardOf, type Env } from '../env.ts';
import type { Organisation } from '../identity/identity-store.ts';
import { isNotHome, type Home } from '../shards/home-store.ts';
import { openHome } from '../shards/router.ts';
import {
  asOfOf,
  lostTo,
  mergeDay,
  revisionOf,
  sameFigures,
  sameRow,
  versionOf,
  type DayRow,
  type Registers,
} from './registers.ts';
import { reviewReasons } from './review.ts';
import { readBefore, readQuarantined, writeChange, type Correction } from './sales-store.ts';

export interface Push {
  readonly venue: Organisation;
  readonly source: string;
  readonly reseller: number | null;
  readonly items: readonly unknown[];
  /** JSON pointer of the list the items stand in. */
  readonly pointer: string;
  readonly idempotencyKey: string | null;
  readonly bodySha256: string | null;
  /** Written in the same transaction as an item that is delivered, also where its figures change nothing. */
  readonly alongside?: (shard: D1Database) => readonly D1PreparedStatement[];
}

interface Meant {
  readonly index: number;
  readonly snapshot: Snapshot;
  readonly performance: number;
  readonly name: string;
  readonly asOf: number;
  readonly row: DayRow;
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
  let home: Home = { tenant: input.venue.key, shard: input.venue.shard, epoch: input.venue.home_epoch };
  const results: ItemResult[] = [];
  const parsed: { index: number; snapshot: Snapshot }[] = [];
  for (const [index, item] of input.items.entries()) {
    const checked = v.safeParse(Snapshot, item);
    if (checked.success) parsed.push({ index, snapshot: checked.output });
    else {
      const fault = toFieldErrors(checked.issues, `${input.pointer}/${index}`)[0];
      results.push({ index, outcome: 'invalid', ...(fault ? { pointer: fault.pointer, detail: fault.detail } : {}) });
    }
  }
  const source = await useSource(env.DIRECTORY, input.venue.key, input.source, input.reseller);
  const known = await findPerformances(
    env,
    input.venue.key,
    source.key,
    parsed.map((p) => p.snapshot),
  );
  const meant: Meant[] = [];
  for (const { index, snapshot } of parsed) {
    const found = known.find(snapshot);
    if (typeof found === 'string') {
      results.push({
        index,
        outcome: found,
        detail:
          found === 'not_linked'
            ? 'unknown reference: send about (title, startsAt) once, or link it'
            : 'no such performance at this venue',
      });
      continue;
    }
    const asOf = snapshot.asOf === undefined ? now : Date.parse(snapshot.asOf);
    const version = versionOf(asOf, snapshot.revision ?? 0);
    const row: DayRow = {
      performance: found.key,
      day: reportDay(asOf, input.venue.time_zone, source.day_offset_hours),
      registers: toRegisters(snapshot, version),
      reservedUntil: snapshot.reserved?.expiresAt ? Date.parse(snapshot.reserved.expiresAt) : null,
      lines: snapshot.lines ? { v: version, json: JSON.stringify(snapshot.lines) } : null,
    };
    meant.push({ index, snapshot, performance: found.key, name: found.name, asOf, row });
  }
  const ahead = meant.filter((item) => item.asOf > now + MAX_AHEAD_MS);
  const timely = meant.filter((item) => item.asOf <= now + MAX_AHEAD_MS);
  const today = reportDay(now, input.venue.time_zone, source.day_offset_hours);
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const shard = shardOf(env, home.shard);
    const keys = [
      ...new Map(
        timely.map((item) => [`${item.performance} ${item.row.day}`, [item.performance, item.row.day] as const]),
      ).values(),
    ];
    const before = await readBefore(shard, input.venue.key, source.key, keys, input.idempotencyKey);
    if (before.receipt) {
      if (before.receipt.body_sha256 !== input.bodySha256)
        throw new ApiError('idempotency_mismatch', 'this Idempotency-Key was used with another body; make a new key');
      // The epoch is of today: a receipt that outlived a restore must not look like another restore.
      const kept = JSON.parse(before.receipt.result) as PushResult;
      return { result: { ...kept, epoch: before.epoch }, announced: false };
    }
    const merged = mergeAll(timely, before.days, before.latest, today);
    const itemTexts = ahead.map((item) => JSON.stringify(item.snapshot));
    const kept = ahead.length
      ? await readQuarantined(shard, input.venue.key, source.key, itemTexts)
      : new Set<string>();
    const all = [
      ...results,
      ...merged.results,
      ...ahead.map((item): ItemResult => ({
        index: item.index,
        outcome: 'quarantined',
        performance: item.name,
        detail: 'asOf lies in the future; a person re-times or drops it',
      })),
    ];
    const result: PushResult = {
      epoch: before.epoch,
      receivedAt: new Date(now).toISOString(),
      livemode: input.venue.livemode === 1,
      results: all.toSorted((a, b) => a.index - b.index),
      ...(timely.some((item) => item.snapshot.asOf === undefined) ? { warning: NO_AS_OF } : {}),
    };
    const quarantined = ahead
      .map((item, i) => ({ performance: item.performance, asOf: item.asOf, item: itemTexts[i] as string }))
      .filter((q) => !kept.has(q.item));
    const alongside = merged.results.length ? (input.alongside?.(shard) ?? []) : [];
    if (!merged.rows.length && !quarantined.length && !known.made && !alongside.length)
      return { result, announced: false };
    const written = await writeChange(shard, {
      home,
      source: source.key,
      seq: before.seq + 1,
      now,
      asOf: Math.max(0, ...timely.map((item) => item.asOf)),
      idempotencyKey: input.idempotencyKey,
      bodySha256: input.bodySha256,
      result: input.idempotencyKey ? JSON.stringify(result) : null,
      rows: merged.rows,
      corrections: merged.corrections,
      announced: merged.announced,
      quarantined,
      alongside,
    }).catch(async (error: unknown) => {
      if (!isNotHome(error)) throw error;
      home = await openHome(env, home.tenant);
      return false;
    });
    if (written) {
      if (known.made) await autoLink(env, input.venue.key, now);
      return { result, announced: merged.announced.length > 0 };
    }
  }
  throw new ApiError('unavailable', 'many pushes of this source at once; send them one after the other', {
    headers: { 'retry-after': '1' },
  });
}

async function findPerformances(env: Env, venue: number, source: number, snapshots: readonly Snapshot[]) {
  const ids = snapshots.flatMap((s) => (s.performance === undefined ? [] : (parsePerformanceId(s.performance) ?? [])));
  const byId = ids.length
    ? await findByIds(env.DIRECTORY, venue, ids)
    : new Map<string, { key: number; numberText: string }>();
  const own = snapshots.flatMap((s): OwnReference[] => {
    if (s.ref === undefined) return [];
    const about = s.about && {
      title: s.about.title,
      startsAt: Date.parse(s.about.startsAt),
      ...(s.about.hall ? { hall: s.about.hall } : {}),
      ...(s.about.provider ? { provider: s.about.provider } : {}),
    };
    return [{ ref: s.ref, ...about }];
  });
  const { keys, made } = own.length
    ? await useReferences(env.DIRECTORY, venue, source, own)
    : { keys: new Map<string, number>(), made: false };
  const find = (s: Snapshot): { key: number; name: string } | Outcome => {
    if (s.ref !== undefined) {
      const key = keys.get(s.ref);
      return key === undefined ? 'not_linked' : { key, name: `ref:${s.ref}` };
    }
    const id = parsePerformanceId(s.performance ?? '');
    const found = id && byId.get(`${id.production}|${id.number}`);
    return found ? { key: found.key, name: `${id.production}|${found.numberText}` } : 'unknown_performance';
  };
  return { find, made };
}

/** Pure: incoming rows over what stands; what to write, what to announce, and what to answer. */
export function mergeAll(items: readonly Meant[], days: readonly DayRow[], latest: readonly DayRow[], today: string) {
  const stands = new Map(days.map((row) => [`${row.performance} ${row.day}`, row]));
  const last = new Map(latest.map((row) => [row.performance, row]));
  const touched = new Map<string, { before: DayRow | undefined; after: DayRow }>();
  const results: ItemResult[] = [];
  for (const item of items) {
    const key = `${item.performance} ${item.row.day}`;
    const standing = touched.get(key)?.after ?? stands.get(key);
    const after = mergeDay(standing, item.row);
    const newest = last.get(item.performance);
    const moved = !standing || !sameRow(standing, after);
    const equal = COMPONENTS.every(
      (name) =>
        !item.row.registers[name] || sameFigures(item.row.registers[name], (standing ?? newest)?.registers[name]),
    );
    const late = (newest && newest.day > item.row.day) || (!moved && !equal);
    const outcome: Outcome = late ? (moved || !equal ? 'older' : 'unchanged') : equal ? 'unchanged' : 'applied';
    const review: ReviewReason[] = late
      ? []
      : reviewReasons(after.registers, newest && newest.day < item.row.day ? newest.registers : standing?.registers);
    const lost = lostTo(item.row.registers, after.registers);
    results.push({
      index: item.index,
      outcome,
      performance: item.name,
      ...(review.length ? { review } : {}),
      ...(lost === undefined
        ? {}
        : { stands: { asOf: new Date(asOfOf(lost)).toISOString(), revision: revisionOf(lost) } }),
    });
    if (!moved) continue;
    touched.set(key, { before: touched.has(key) ? touched.get(key)?.before : stands.get(key), after });
    if (!newest || newest.day <= after.day) last.set(item.performance, after);
  }
  const corrections: Correction[] = [];
  const announced = new Set<number>();
  for (const { before, after } of touched.values()) {
    // A first report of a new day is announced even when equal, so that readers see its time at least daily.
    if (!before) announced.add(after.performance);
    for (const name of COMPONENTS) {
      const register = after.registers[name];
      if (!register || sameFigures(register, before?.registers[name])) continue;
      announced.add(after.performance);
      const old = before?.registers[name];
      if (after.day < today)
        corrections.push({
          performance: after.performance,
          day: after.day,
          component: name,
          old: old ?? null,
          new: register,
        });
    }
  }
  return { results, rows: [...touched.values()].map((t) => t.after), corrections, announced: [...announced] };
}
