// A file becomes batches. Law: its batches, what was said and its checkpoint commit together or not at all.
import { reportDay } from '#protocol';
import { zeroAbsent } from '../sources/file/figures.ts';
import type {
  SourceAudience,
  SourceAudiences,
  SourceContent,
  SourceFile,
  SourceItem,
  SourceProblem,
} from '../sources/source.ts';
import { audienceStream, nothingOf, type AudienceSaid } from './audience-said.ts';
import type { SpoolDatabase } from './database.ts';
import type { Figures } from './figures.ts';
import { keyOf, zeroItem, type TimedSnapshot } from './item-key.ts';
import type { Ledger } from './ledger.ts';
import { LANE, type Outbox, type Writer } from './outbox.ts';
import type { Streams } from './streams.ts';

export interface AcceptParts {
  readonly db: SpoolDatabase;
  readonly outbox: Outbox;
  readonly figures: Figures;
  readonly audience: AudienceSaid;
  readonly ledger: Ledger;
  readonly streams: Streams;
  readonly zone: string;
  /** Of this spool and of how often it was told to forget; keeps an old receipt from answering for a new sending. */
  readonly generation: () => string;
  readonly itemsOf: (stream: string, movements: Parameters<Ledger['add']>[1], at: number) => readonly SourceItem[];
}
/** The ledger holds all movements, however late their file came: what it says is never outdated. */
const NEWEST = Number.MAX_SAFE_INTEGER;

export interface Accepted {
  readonly items: number;
  readonly problems: number;
}

export function accept(parts: AcceptParts, file: Omit<SourceFile, 'read'>, content: SourceContent): Accepted {
  const { db, outbox, streams, ledger } = parts;
  return db.atomically(() => {
    const { stream } = file;
    const problems: SourceProblem[] = [...content.problems];
    const lane = streams.backfilling() ? LANE.backfill : LANE.live;
    const seed = `${parts.generation()}|${content.sha256}|${file.mapping}`;
    const writer = outbox.writer(stream, seed, lane);
    if (content.movements) {
      for (const moved of content.movements) {
        const all = ledger.add(stream, moved);
        tell(parts, stream, parts.itemsOf(stream, all, content.fileTime), NEWEST, writer, true);
      }
      ledger.keepIds();
      tellDaily(parts, stream, content.fileTime, writer);
    } else problems.push(...tellFile(parts, stream, content, writer));
    const figures = writer.end();
    streams.count(stream, 'queued', figures);
    const vanished = problems.length === content.problems.length;
    const sets = content.audience ? tellAudience(parts, stream, content.audience, content, seed, vanished) : 0;
    streams.checkpoint(file, content, problems);
    return { items: figures + sets, problems: problems.length + content.moreProblems };
  });
}

function tellFile(parts: AcceptParts, stream: string, content: SourceContent, writer: Writer): SourceProblem[] {
  const present = new Set<string>();
  for (const items of content.performances) {
    const prefix = tell(parts, stream, items, content.fileTime, writer, content.complete);
    if (prefix !== undefined) present.add(prefix);
  }
  if (content.zeroAbsent === undefined || content.rows === 0) return [];
  const gone = zeroAbsent(present, parts.figures.tickets(stream), content.zeroAbsent);
  if (!gone.ok) return [{ reason: gone.reason, column: '', line: 0 }];
  for (const prefix of gone.refs) {
    const item = parts.figures.admit(stream, zeroItem(prefix, content.fileTime), false, content.fileTime);
    if (item) writer.add(item);
  }
  return [];
}

/** One set per performance. `vanished`: what the file no longer has is gone, as far as its mode says so. */
function tellAudience(
  { audience, outbox, streams }: AcceptParts,
  of: string,
  { keyId, performances }: SourceAudiences,
  { fileTime, zeroAbsent: share, rows }: SourceContent,
  seed: string,
  vanished: boolean,
): number {
  const stream = audienceStream(of);
  const writer = outbox.writer(stream, seed, LANE.audience);
  const absent = new Set(share !== undefined && rows > 0 && vanished ? audience.standing(stream) : []);
  const say = (one: SourceAudience) => audience.admit(stream, keyId, one, fileTime).forEach(writer.add);
  for (const one of performances) {
    absent.delete(`${one.who.ref === undefined ? `dip:${one.who.performance}` : `ref:${one.who.ref}`}|audience`);
    say(one);
  }
  for (const prefix of absent) say(nothingOf(prefix));
  const items = writer.end();
  streams.count(stream, 'queued', items);
  streams.readUpTo(stream, rows > 0 ? fileTime : 0);
  return items;
}

/** A file of movements is silent about what did not move; once a day all of it is told, as other files do by themselves. */
function tellDaily(parts: AcceptParts, stream: string, at: number, writer: Writer): void {
  const { db, ledger, zone } = parts;
  const day = reportDay(at, zone);
  if ((db.get(`told ${stream}`) ?? '') >= day) return;
  db.set(`told ${stream}`, day);
  for (const { who, about } of ledger.of(stream))
    tell(
      parts,
      stream,
      parts.itemsOf(stream, { who, about, days: ledger.days(stream, who) }, at),
      NEWEST,
      writer,
      true,
    );
}

/** The items of one performance; days that the source no longer has fall back to what stood before them. */
function tell(
  { figures, zone }: AcceptParts,
  stream: string,
  items: readonly SourceItem[],
  fileTime: number,
  writer: Writer,
  complete: boolean,
): string | undefined {
  const first = items[0];
  if (!first) return undefined;
  const { prefix } = keyOf(first.item, zone);
  const byDay = new Map<string, SourceItem>();
  for (const one of items) byDay.set(keyOf(one.item, zone).day, one);
  const admit = (item: TimedSnapshot, stand: boolean) => {
    const admitted = figures.admit(stream, item, stand, fileTime);
    if (admitted) writer.add(admitted);
  };
  if (complete) {
    const ordered = [...byDay].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const { day, asOf } of figures.absentDays(prefix, new Set(byDay.keys()), fileTime)) {
      const before = ordered.findLast(([present]) => present < day)?.[1].item;
      admit(before ? figuresAt(before, asOf) : zeroItem(prefix, asOf), false);
    }
  }
  for (const { item, stand } of byDay.values()) admit(item, stand);
  return prefix;
}

function figuresAt(item: TimedSnapshot, asOf: number): TimedSnapshot {
  const { lines: _, capacity: __, revision: ___, ...rest } = item;
  return { ...rest, asOf: new Date(asOf).toISOString() };
}

/** After a forgotten store: what only the ledger knows is said again. */
export function restate(parts: AcceptParts, at: number): number {
  const { db, ledger, outbox, streams } = parts;
  const stale = ledger.stale();
  if (stale.length === 0) return 0;
  return db.atomically(() => {
    let total = 0;
    for (const { stream, who, about } of stale) {
      const writer = outbox.writer(stream, `restate|${parts.generation()}|${at}|${who}`);
      const items = parts.itemsOf(stream, { who, about, days: ledger.days(stream, who) }, at);
      tell(parts, stream, items, NEWEST, writer, true);
      const made = writer.end();
      streams.count(stream, 'queued', made);
      total += made;
    }
    ledger.fresh();
    return total;
  });
}
