// One round: read what is ready, deliver what waits, ask again for what is parked when the link list changed.
import { deliver, type Delivery, type DeliverPorts } from './delivery/deliver.ts';
import type { Source, SourceContent, SourceFile } from './sources/source.ts';

export interface RoundOptions {
  readonly maxAttempts: number;
  /** No file is read while more than this waits: the source keeps it better. */
  readonly maxSpoolBytes: number;
  /** How often the link list may be asked for, ms; the epoch of the store ten times less often. */
  readonly linksEveryMs: number;
  readonly reading?: (file: { readonly size: number }) => { progress(bytes: number): void; done(): void };
}
export interface Round {
  readonly files: number;
  readonly items: number;
  readonly problems: number;
  readonly requeued: number;
  /** Reading stopped because enough waits already. */
  readonly full: boolean;
  readonly delivery: Delivery;
}
const VANISHED_MS = 30 * 86_400_000;
const OFFER_EVERY_MS = 6 * 3_600_000;

export async function runRound(source: Source, ports: DeliverPorts, options: RoundOptions): Promise<Round> {
  const { spool, clock, signal } = ports;
  const sum = { files: 0, items: 0, problems: 0, requeued: 0, full: false };
  // A restored store asks for everything again, once: it answers the second time with the epoch that is now known.
  for (;;) {
    const { files, notices } = await source.ready();
    const now = clock.now();
    spool.note(notices, new Date(now).toISOString());
    for (const file of files) {
      if (signal.aborted) break;
      if (spool.stampOf(file.path) === file.stamp) continue;
      if (spool.waitingBytes() > options.maxSpoolBytes) {
        sum.full = true;
        break;
      }
      const content = await readFile(file, ports, options);
      if (content === null) continue;
      const { items, problems } = spool.accept(file, content);
      sum.files += 1;
      sum.items += items;
      sum.problems += problems;
    }
    if (!signal.aborted && !sum.full) {
      spool.backfillRead();
      sum.items += spool.restate(now);
      const absent = new Set(notices.map(({ stream }) => stream));
      const present = new Set(files.map(({ path }) => path));
      for (const stream of source.streams)
        if (!absent.has(stream)) spool.dropVanished(stream, present, now - VANISHED_MS);
    }
    sum.requeued += await askAgain(ports, options.linksEveryMs);
    const waited = spool.waiting() > 0;
    const delivery = await deliver(ports, options.maxAttempts);
    if (waited) spool.shrink();
    if (delivery.kind === 'new_epoch') continue;
    if (!waited && delivery.kind === 'empty' && (await restoredMeanwhile(ports, 10 * options.linksEveryMs))) continue;
    // What did not fit before may fit now.
    if (delivery.kind === 'empty' && sum.full && !signal.aborted) {
      sum.full = false;
      continue;
    }
    return { ...sum, delivery };
  }
}

async function readFile(file: SourceFile, ports: DeliverPorts, options: RoundOptions): Promise<SourceContent | null> {
  const shown = options.reading?.({ size: file.size });
  try {
    ports.spool.abandonReading();
    return await file.read({
      isNew: (id) => ports.spool.isNewMovement(file.stream, id),
      signal: ports.signal,
      ...(shown ? { progress: (bytes) => shown.progress(bytes) } : {}),
    });
  } finally {
    shown?.done();
  }
}

/**
 * Parked items go back into the queue when the venue's links changed since they were parked; now and then also when
 * nothing tells, because a new performance of the platform is no change of a link.
 */
async function askAgain({ spool, transport, clock, signal, random }: DeliverPorts, everyMs: number): Promise<number> {
  if (spool.parked() === 0 || signal.aborted) return 0;
  const now = clock.now();
  const asked = spool.links();
  if (Math.abs(now - asked.at) < everyMs) return 0;
  const version = await transport.linksVersion();
  const due = Math.abs(now - asked.offeredAt) >= OFFER_EVERY_MS;
  const changed = version !== undefined && version !== asked.version;
  const offer = changed || due;
  spool.setLinks({ version: version ?? asked.version, at: now, offeredAt: offer ? now : asked.offeredAt });
  return offer ? spool.requeue('parked', `${version ?? 'due'}|${now}|${random()}`) : 0;
}

/** A venue with nothing new to say would never hear in an answer that the store was restored, so it asks. */
async function restoredMeanwhile({ spool, transport, clock, signal }: DeliverPorts, everyMs: number): Promise<boolean> {
  const now = clock.now();
  if (signal.aborted || Math.abs(now - spool.epochAskedAt()) < everyMs) return false;
  return spool.hearEpoch(await transport.epoch(), now);
}
