// Pure: which register row of the API an item speaks of. Two items with one key correct each other.
import { createHash } from 'node:crypto';
import { COMPONENTS, reportDay, type AudienceSet, type Snapshot } from '#protocol';

export type TimedSnapshot = Snapshot & { readonly asOf: string };
export type TimedAudience = AudienceSet;
/** What waits in the spool: figures, or a part of an audience. */
export type SpoolItem = TimedSnapshot | TimedAudience;
export const isAudience = (item: SpoolItem): item is TimedAudience => 'keyId' in item;

export interface ItemKey {
  /** Performance and components, `ref:V1|normal,discount`. */
  readonly prefix: string;
  readonly day: string;
}
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Capacity travels along with other figures and makes no place of its own. */
export function keyOf(item: TimedSnapshot, zone: string): ItemKey {
  const given = COMPONENTS.filter((name) => item[name] !== undefined);
  const figures = given.length > 1 ? given.filter((name) => name !== 'capacity') : given;
  const who = item.ref === undefined ? `dip:${item.performance}` : `ref:${item.ref}`;
  return { prefix: `${who}|${figures.join(',')}`, day: reportDay(Date.parse(item.asOf), zone) };
}

/** The item without the facts of these buyers; undefined when it has none. */
export function without(item: SpoolItem, buyers: ReadonlySet<string>): TimedAudience | undefined {
  if (!isAudience(item)) return undefined;
  const facts = item.facts.filter(({ buyer }) => buyer === null || !buyers.has(buyer));
  return facts.length === item.facts.length ? undefined : { ...item, facts };
}

/** The place of an item on a shelf: a newer one there takes its place. */
export function shelfKeyOf(item: SpoolItem, zone: string): string {
  if (isAudience(item))
    return `${item.ref === undefined ? `dip:${item.performance}` : `ref:${item.ref}`}|audience|${item.part}`;
  const { prefix, day } = keyOf(item, zone);
  return `${prefix}|${day}`;
}

/** What the figures say, without their time, and what the newest item says besides. */
export function contentHashes(item: TimedSnapshot, stand: boolean): { readonly hash: string; readonly extra: string } {
  const { asOf: _, revision: __, about, lines, capacity, ...figures } = item;
  const only = Object.keys(figures).length === 1;
  const hash = hashOf(JSON.stringify(only ? [figures, capacity] : figures)).slice(0, 32);
  return { hash, extra: stand ? hashOf(JSON.stringify([about, lines, capacity])).slice(0, 32) : '' };
}

export const ticketsOf = (item: Snapshot): number =>
  (item.normal?.count ?? 0) + (item.discount?.count ?? 0) + (item.free?.count ?? 0) + (item.other?.count ?? 0);

/** The same place with nothing in it. */
export function zeroItem(prefix: string, asOf: number): TimedSnapshot {
  const bar = prefix.lastIndexOf('|');
  const who = prefix.slice(4, bar);
  const names = prefix.slice(bar + 1).split(',');
  const none = Object.fromEntries(names.map((name) => [name, name === 'capacity' ? 0 : { count: 0, amount: 0 }]));
  return {
    ...(prefix.startsWith('ref:') ? { ref: who } : { performance: who }),
    asOf: new Date(asOf).toISOString(),
    ...none,
  };
}
