/** Reading performances by id for a caller, and what a change of one means: for edits and for proposals. */
import { parsePerformanceId, PATHS, PerformanceChange, type Performance, type WriteResult } from '#protocol';
import { actorOf, type Ctx } from '../route.ts';
import type { Change, Found, Noun } from './change-items.ts';
import { readHallKeys } from './key-store.ts';
import { toColumns, type Known } from './performance-change.ts';
import * as store from './performance-store.ts';

export const TWICE = 'a performance with this title, date and hall is there already; merge them if they are the same';

/** By the id as it was asked. */
export async function findPerformances(c: Ctx, ids: readonly string[]): Promise<Map<string, store.FoundPerformance>> {
  const { organisation, productions } = actorOf(c);
  const found = await store.readPerformances(c.env.DIRECTORY, organisation, ids.map(parsePerformanceId));
  return new Map(
    [...found]
      .filter(([, { answer }]) => !productions || productions.includes(answer.production))
      .map(([i, one]) => [ids[i] ?? '', one]),
  );
}

export async function knownFor(c: Ctx, bodies: readonly PerformanceChange[]): Promise<Known> {
  const named = bodies.flatMap(({ movedTo }) => movedTo ?? []);
  const [halls, performances] = await Promise.all([
    readHallKeys(
      c.env.DIRECTORY,
      bodies.flatMap(({ hall }) => hall ?? []),
    ),
    named.length ? findPerformances(c, named) : new Map<string, store.FoundPerformance>(),
  ]);
  return { halls, performances: new Set(performances.keys()) };
}

/** Twins of performances as they will stand after the change. */
async function warn(
  c: Ctx,
  changes: readonly Change<Performance, PerformanceChange>[],
): Promise<readonly Partial<WriteResult>[]> {
  const now = await findPerformances(
    c,
    changes.map(({ found }) => found.answer.id),
  );
  const placed = changes.flatMap(({ found }) => now.get(found.answer.id) ?? []);
  const twins = await store.findDuplicates(c.env.DIRECTORY, actorOf(c).organisation, placed);
  const byId = new Map(placed.map(({ answer }, i) => [answer.id, twins.get(i)]));
  return changes.map(({ found, body }) => {
    const duplicates = byId.get(found.answer.id);
    const moved = body.startsAt !== undefined || body.hall !== undefined;
    return duplicates && moved ? { warning: TWICE, duplicates } : {};
  });
}

export const PERFORMANCE: Noun<Performance, PerformanceChange> = {
  table: 'performance',
  path: PATHS.performances,
  schema: PerformanceChange,
  read: async (c, ids) => {
    const found = await findPerformances(c, ids);
    return new Map(
      [...found].map(([id, { key, own, answer }]): [string, Found<Performance>] => [id, { key, mine: own, answer }]),
    );
  },
  resolve: async (c, changes) => {
    const known = await knownFor(
      c,
      changes.map(({ body }) => body),
    );
    const places = await findPerformances(
      c,
      changes.map(({ found }) => found.answer.id),
    );
    return changes.map(({ found, body }) =>
      toColumns(body, { venueKey: places.get(found.answer.id)?.venueKey ?? 0, id: found.answer.id }, known),
    );
  },
  warn,
};
