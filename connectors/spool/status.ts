// What the connector knows about itself. Law (I9): never `ok` while the newest delivered figures are older than was promised.
import type { AudienceCoverage } from '#protocol';
import type { SpoolDatabase } from './database.ts';
import { audienceStream, coverages } from './audience-said.ts';
import type { SetAside } from './set-aside.ts';

export type Health = 'ok' | 'sending' | 'late' | 'paused' | 'empty';
export interface Pause {
  readonly why: 'auth' | 'no_route';
  readonly status: number;
  readonly since: string;
  /** It is who comes that is refused; figures go on. */
  readonly facts?: true;
}
export interface StreamStatus {
  readonly name: string;
  readonly queued: number;
  readonly acknowledged: number;
  /** Replaced by a newer figure for the same place before it was taken. */
  readonly superseded: number;
  readonly waiting: number;
  readonly parked: number;
  readonly deadLetters: number;
  readonly sourceProblems: number;
  readonly newestFileAt: string | null;
  readonly deliveredUpTo: string | null;
  readonly lagSeconds: number | null;
  readonly health: Health;
  readonly notice?: string;
}
export interface SpoolStatus {
  readonly health: Health;
  readonly streams: readonly StreamStatus[];
  readonly batches: number;
  readonly waiting: number;
  readonly queued: number;
  readonly acknowledged: number;
  readonly superseded: number;
  readonly deadLetters: number;
  readonly parked: number;
  readonly sourceProblems: number;
  readonly lastAckAt: string | null;
  readonly lastRoundAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly nextRunAt: string | null;
  readonly clockSkewSeconds: number | null;
  readonly waitingBytes: number;
  readonly spoolBytes: number;
  readonly pause: Pause | null;
  readonly linksVersion: string | null;
  readonly deadLetterReasons: readonly { readonly reason: string; readonly items: number }[];
  readonly parkedReasons: readonly { readonly reason: string; readonly items: number }[];
  readonly problems: readonly { readonly stream: string; readonly reason: string; readonly line: number }[];
  /** Of all tickets of which somebody may come, how many are known how far; absent where nothing was read. */
  readonly audience?: readonly {
    readonly stream: string;
    readonly performances: number;
    readonly coverage: AudienceCoverage;
  }[];
  /** queued = acknowledged + superseded + dead letters + parked + waiting, in every stream. */
  readonly balanced: boolean;
}

const iso = (at: number | null | undefined) => (at ? new Date(at).toISOString() : null);

export function readStatus(
  db: SpoolDatabase,
  shelves: SetAside,
  options: { readonly now: number; readonly maxLagMs: number; readonly streams: readonly string[] },
): SpoolStatus {
  const { now, maxLagMs } = options;
  const pause = JSON.parse(db.get('pause') ?? 'null') as Pause | null;
  const notices = new Map(JSON.parse(db.get('notices') ?? '[]') as [string, string][]);
  const rows = new Map(
    db
      .sql('select * from stream order by name')
      .all()
      .map((row) => [String(row['name']), row]),
  );
  const audiences = new Set(options.streams.map(audienceStream));
  const names = [...new Set([...options.streams, ...rows.keys()])];
  const streams = names.map((name): StreamStatus => {
    const row = rows.get(name);
    const value = (column: string) => Number(row?.[column] ?? 0);
    const waiting = db.number('select coalesce(sum(items), 0) as n from outbox where stream = ?', name);
    const problems =
      db.number('select count(*) as n from source_problem where stream = ?', name) +
      db.number('select coalesce(sum(more_problems), 0) as n from checkpoint where stream = ?', name);
    // With nothing left to send, all that the newest file said is there.
    const upTo = waiting === 0 ? Math.max(value('file_at'), value('acked_as_of')) : value('acked_as_of');
    const delivered = Math.min(upTo, now) || null;
    const lag = delivered === null ? null : now - delivered;
    const known = options.streams.includes(name) || audiences.has(name);
    const health: Health =
      pause && (!pause.facts || audiences.has(name))
        ? 'paused'
        : lag === null
          ? waiting > 0
            ? 'sending'
            : 'empty'
          : known && lag > maxLagMs
            ? 'late'
            : waiting > 0
              ? 'sending'
              : 'ok';
    const notice = notices.get(name);
    return {
      name,
      queued: value('queued'),
      acknowledged: value('acknowledged'),
      superseded: value('superseded'),
      waiting,
      parked: shelves.count('parked', name),
      deadLetters: shelves.count('dead_letter', name),
      sourceProblems: problems,
      newestFileAt: iso(value('file_at')),
      deliveredUpTo: iso(delivered),
      lagSeconds: lag === null ? null : Math.round(lag / 1_000),
      health,
      ...(notice === undefined ? {} : { notice }),
    };
  });
  const audience = [...coverages(db)].map(([stream, one]) => ({ stream, ...one }));
  const total = (of: (one: StreamStatus) => number) => streams.reduce((sum, one) => sum + of(one), 0);
  const worst = (['paused', 'late', 'empty', 'sending', 'ok'] as const).find((health) =>
    streams.some((one) => one.health === health),
  );
  return {
    health: worst ?? 'empty',
    streams,
    batches: db.number('select count(*) as n from outbox'),
    waiting: total((one) => one.waiting),
    queued: total((one) => one.queued),
    acknowledged: total((one) => one.acknowledged),
    superseded: total((one) => one.superseded),
    deadLetters: total((one) => one.deadLetters),
    parked: total((one) => one.parked),
    sourceProblems: total((one) => one.sourceProblems),
    lastAckAt: db.get('last_ack') ?? null,
    lastRoundAt: db.get('last_round') ?? null,
    nextAttemptAt: iso(db.number('select coalesce(max(next_at), 0) as n from outbox')),
    nextRunAt: iso(Number(db.get('next_run') ?? 0)),
    clockSkewSeconds: db.get('skew') === undefined ? null : Math.round(Number(db.get('skew')) / 1_000),
    waitingBytes: db.number('select coalesce(sum(length(body)), 0) as n from outbox'),
    spoolBytes: spoolBytes(db),
    pause,
    linksVersion: (JSON.parse(db.get('links') ?? '{}') as { version?: string }).version ?? null,
    deadLetterReasons: shelves.reasons('dead_letter'),
    parkedReasons: shelves.reasons('parked'),
    problems: db
      .sql('select stream, reason, line from source_problem order by stream, id limit 20')
      .all() as unknown as SpoolStatus['problems'],
    ...(audience.length > 0 ? { audience } : {}),
    balanced: streams.every(
      (one) => one.queued === one.acknowledged + one.superseded + one.deadLetters + one.parked + one.waiting,
    ),
  };
}

function spoolBytes(db: SpoolDatabase): number {
  const pages = db.number('select page_count as n from pragma_page_count');
  const free = db.number('select freelist_count as n from pragma_freelist_count');
  return (pages - free) * db.number('select page_size as n from pragma_page_size');
}
