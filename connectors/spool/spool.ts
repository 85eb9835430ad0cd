// The connector's memory: what waits, what was said, where each file stands. All of it in one SQLite file, all changes in transactions.
import type { Databases } from '../ports/ports.ts';
import type { PerformanceMovements, SourceContent, SourceFile, SourceItem, SourceNotice } from '../sources/source.ts';
import { accept, restate, type Accepted, type AcceptParts } from './accept.ts';
import { AudienceSaid } from './audience-said.ts';
import { SpoolDatabase } from './database.ts';
import { Figures } from './figures.ts';
import { hashOf, isAudience, type SpoolItem } from './item-key.ts';
import { Ledger } from './ledger.ts';
import { itemsOf, LANE, Outbox, type Batch } from './outbox.ts';
import { SetAside, type Shelf } from './set-aside.ts';
import { readStatus, type Pause, type SpoolStatus } from './status.ts';
import { Streams } from './streams.ts';

export interface SpoolOptions {
  readonly folder: string;
  readonly source: string;
  readonly zone: string;
  readonly batchItems: number;
  readonly databases: Databases;
  readonly random: () => number;
  readonly now: number;
  readonly itemsOf?: (stream: string, movements: PerformanceMovements, at: number) => readonly SourceItem[];
}
export interface Stands {
  readonly asOf: string;
  readonly revision: number;
}
export interface Links {
  readonly version: string | null;
  readonly at: number;
  readonly offeredAt: number;
}
/** What the API said of one item. */
export type Verdict =
  | { readonly kind: 'delivered'; readonly stands?: Stands }
  | { readonly kind: 'parked'; readonly reason: string }
  | { readonly kind: 'invalid'; readonly reason: string };

export class Spool {
  readonly #db: SpoolDatabase;
  readonly #outbox: Outbox;
  readonly #figures: Figures;
  readonly #audience: AudienceSaid;
  readonly #ledger: Ledger;
  readonly #streams: Streams;
  readonly #shelves: SetAside;
  readonly #parts: AcceptParts;

  constructor({ folder, source, zone, batchItems, databases, random, now, itemsOf: toItems }: SpoolOptions) {
    this.#db = new SpoolDatabase(folder, databases, now);
    this.#outbox = new Outbox(this.#db, source, batchItems);
    this.#figures = new Figures(this.#db, zone);
    this.#audience = new AudienceSaid(this.#db);
    this.#ledger = new Ledger(this.#db);
    this.#streams = new Streams(this.#db);
    this.#shelves = new SetAside(this.#db, this.#outbox, this.#streams, zone);
    if (this.#db.get('birth') === undefined)
      this.#db.set('birth', `${now.toString(36)}${Math.floor(random() * 2 ** 40).toString(36)}`);
    this.#parts = {
      db: this.#db,
      outbox: this.#outbox,
      figures: this.#figures,
      audience: this.#audience,
      ledger: this.#ledger,
      streams: this.#streams,
      zone,
      generation: () => `${this.#db.get('birth')}.${this.#db.get('forgotten') ?? 0}`,
      itemsOf: toItems ?? (() => []),
    };
  }

  /** True when a damaged spool was set aside, or there was none: everything is read from the source. */
  get rebuilt(): boolean {
    return this.#db.rebuilt;
  }

  close(): void {
    this.#db.close();
  }

  stampOf(path: string): string | undefined {
    return this.#streams.stampOf(path);
  }

  accept(file: Omit<SourceFile, 'read'>, content: SourceContent): Accepted {
    return accept(this.#parts, file, content);
  }

  isNewMovement(stream: string, id: string): boolean {
    return this.#ledger.isNew(stream, id);
  }

  abandonReading(): void {
    this.#ledger.abandon();
  }

  restate(at: number): number {
    return restate(this.#parts, at);
  }

  head(): Batch | undefined {
    return this.#outbox.head();
  }

  nextAt(): number | undefined {
    return this.#outbox.nextAt();
  }

  waiting(): number {
    return this.#outbox.waiting();
  }

  parked(): number {
    return this.#shelves.count('parked');
  }

  split(batch: Batch): boolean {
    return this.#outbox.split(batch);
  }

  postpone(batch: Batch, nextAt: number): void {
    this.#outbox.postpone(batch, nextAt);
  }

  /**
   * One verdict per item of the batch, in its order. True when the answer came from a restored store, which is noted
   * with the settlement: an acknowledgement without its epoch would be believed after the next restore.
   */
  settle(batch: Batch, verdicts: readonly Verdict[], at: string, epoch?: number): boolean {
    const { stream } = batch;
    return this.#db.atomically(() => {
      const again: SpoolItem[] = [];
      let newest = 0;
      let acknowledged = 0;
      for (const [index, item] of itemsOf(batch.body).entries()) {
        const verdict = verdicts[index] ?? { kind: 'invalid', reason: 'the answer lacks this item' };
        if (verdict.kind === 'parked') this.#shelves.put('parked', stream, item, verdict.reason);
        else if (verdict.kind === 'invalid') this.#shelves.put('dead_letter', stream, item, verdict.reason);
        else {
          acknowledged += 1;
          newest = Math.max(newest, Date.parse(item.asOf));
          this.#shelves.clear(stream, item);
          const higher = verdict.stands && this.#outrank(item, verdict.stands);
          if (higher) again.push(higher);
        }
      }
      this.#outbox.remove(batch);
      if (again.length > 0) {
        const writer = this.#outbox.writer(stream, `outrank|${batch.key}`, batch.lane);
        for (const item of again) writer.add(item);
        this.#streams.count(stream, 'queued', writer.end());
      }
      this.#streams.count(stream, 'acknowledged', acknowledged);
      if (acknowledged > 0) this.#streams.acknowledged(stream, newest);
      this.#db.set('last_ack', at);
      // That figures are taken says nothing of facts.
      if (batch.lane === LANE.audience || !this.standingPause()?.facts) this.#db.set('pause', undefined);
      return epoch !== undefined && this.#heardEpoch(epoch);
    });
  }

  #outrank(item: SpoolItem, stands: Stands): SpoolItem | undefined {
    return isAudience(item) ? this.#audience.outrank(item, stands) : this.#figures.outrank(item, stands);
  }

  /** Erased buyers leave everything that waits or lies on a shelf. */
  withoutBuyers(buyers: ReadonlySet<string>): void {
    const seen = hashOf([...buyers].join());
    if (buyers.size === 0 || this.#db.get('erased') === seen) return;
    this.#db.atomically(() => {
      this.#db.set('erased', seen);
      this.#outbox.withoutBuyers(buyers);
      this.#shelves.withoutBuyers(buyers);
    });
  }

  requeue(shelf: Shelf, salt: string): number {
    return this.#shelves.requeue(shelf, salt);
  }

  /**
   * True when the store behind the API was restored: then everything is to be read and sent again. Epochs only rise; a
   * lower one comes from a receipt that was written before.
   */
  #heardEpoch(epoch: number): boolean {
    const before = this.#db.get('epoch');
    if (before !== undefined && epoch <= Number(before)) return false;
    this.#db.set('epoch', String(epoch));
    if (before !== undefined) this.#forget();
    return before !== undefined;
  }

  /** An epoch that was asked for, at `now`, because nothing was to be sent; as in `settle`. */
  hearEpoch(epoch: number | undefined, now: number): boolean {
    return this.#db.atomically(() => {
      this.#db.set('epoch_asked', String(now));
      return epoch !== undefined && this.#heardEpoch(epoch);
    });
  }

  epochAskedAt(): number {
    return Number(this.#db.get('epoch_asked') ?? 0);
  }

  /** Reads everything again and sends the days from one to another once more, behind what is new. */
  backfill(from?: string, until?: string): void {
    this.#db.atomically(() => {
      this.#forget(from, until);
      this.#db.set('backfill', '1');
    });
  }

  backfillRead(): void {
    if (this.#streams.backfilling()) this.#db.set('backfill', undefined);
  }

  #forget(from?: string, until?: string): void {
    this.#db.set('forgotten', String(Number(this.#db.get('forgotten') ?? 0) + 1));
    this.#streams.forget();
    this.#figures.forget(from, until);
    this.#ledger.markStale();
  }

  standingPause(): Pause | null {
    return JSON.parse(this.#db.get('pause') ?? 'null') as Pause | null;
  }

  pause(pause: Pause | null): void {
    const before = this.standingPause();
    if (pause && before?.why === pause.why && before.facts === pause.facts) return;
    this.#db.set('pause', pause ? JSON.stringify(pause) : undefined);
  }

  /** Version of the link list that was seen last, when it was asked for, and when parked items were last offered. */
  links(): Links {
    return JSON.parse(this.#db.get('links') ?? '{"version":null,"at":0,"offeredAt":0}') as Links;
  }

  setLinks(links: Links): void {
    this.#db.set('links', JSON.stringify(links));
  }

  note(notices: readonly SourceNotice[], at: string): void {
    const text = JSON.stringify(notices.map(({ stream, reason }) => [stream, reason]));
    if (text !== (this.#db.get('notices') ?? '[]')) this.#db.set('notices', text);
    this.#db.set('last_round', at);
  }

  setSkew(ms: number): void {
    const before = Number(this.#db.get('skew') ?? 0);
    if (this.#db.get('skew') === undefined || Math.abs(before - ms) > 2_000) this.#db.set('skew', String(ms));
  }

  nextRun(): number | undefined {
    const text = this.#db.get('next_run');
    return text === undefined ? undefined : Number(text);
  }

  setNextRun(at: number | undefined): void {
    this.#db.set('next_run', at === undefined ? undefined : String(at));
  }

  dropVanished(stream: string, present: ReadonlySet<string>, before: number): void {
    this.#streams.dropVanished(stream, present, before);
  }

  /** Bytes that wait to be sent. */
  waitingBytes(): number {
    return this.#outbox.bytes();
  }

  /** Gives pages of delivered batches back to the disk. */
  shrink(): void {
    this.#db.exec('pragma incremental_vacuum(2000)');
  }

  status(options: { now: number; maxLagMs: number; streams: readonly string[] }): SpoolStatus {
    return readStatus(this.#db, this.#shelves, options);
  }
}
