/** Everything that must hold between the cells of some tables: written as rows, as sharply as whole numbers allow. */
import {
  AUDIENCE_K,
  AUDIENCE_TABLES,
  LEAD_BANDS,
  PARTY_BANDS,
  PRICE_CLASSES,
  SEGMENTS,
  VISIT_BANDS,
  type AudienceTableName,
  type Tens,
} from '#protocol';
import { OPEN_TABLES } from '../src/audience/release/published.ts';
import { insideOf, type KnownFrame } from './frames.ts';
import type { Programme } from './programme.ts';

/**
 * Open: what is hidden may be anything. Narrow: as if somebody told which hidden cells are fewer than ten; more than anybody is told,
 * and it still must not be enough. In both, what did not move may have been left as it was.
 */
export type Reading = 'open' | 'narrow';
export interface Asked {
  readonly kind: 'cell' | 'level' | 'release' | 'tables' | 'everyone';
  readonly variable: number;
  readonly truth: number;
  readonly name: string;
}

type TableName = AudienceTableName | 'own';
/** Everybody is in one of these. */
const COMPLETE = new Map<TableName, readonly string[]>([
  ['newness', ['new', 'returning']],
  ['segment', SEGMENTS],
  ['visits', VISIT_BANDS],
]);
/** Cheapest tickets that a buyer spent at most, an evening. */
const MOST_SPENT = 60;
const PARTY_LEAST = [1, 2, 3, 5, 10];
const VISIT_LEAST = [1, 2, 3, 4, 11];
const VISIT_MOST = [1, 2, 3, 10, Infinity];

export class Relations {
  readonly programme: Programme;
  readonly asked: Asked[] = [];
  readonly #frames: readonly KnownFrame[];
  readonly #categories: ReadonlyMap<TableName, readonly string[]>;
  readonly #reading: Reading;
  readonly #without: ReadonlySet<string>;

  constructor(
    programme: Programme,
    frames: readonly KnownFrame[],
    tables: readonly AudienceTableName[],
    reading: Reading,
    without: ReadonlySet<string>,
  ) {
    this.programme = programme;
    this.#frames = frames;
    this.#reading = reading;
    this.#without = without;
    // Areas that are shown nowhere are alike: they are part of the rest.
    this.#categories = new Map<TableName, readonly string[]>([
      ['own', ['buyers']],
      ...tables.map((table): [TableName, readonly string[]] => [
        table,
        [
          ...new Set([
            ...(COMPLETE.get(table) ?? []),
            ...frames.flatMap(({ published, exact }) => [
              ...Object.keys(published.tables[table]?.cells ?? {}),
              ...(without.has('hiding') && published.tables[table] ? Object.keys(exact.tables[table] ?? {}) : []),
            ]),
          ]),
        ],
      ]),
    ]);
    for (const frame of frames) {
      this.#cells(frame, 'own');
      for (const table of tables) if (frame.published.tables[table]) this.#table(frame, table);
      this.#growth(frame);
      this.#levels(frame);
    }
    for (const frame of frames) {
      this.#between(frame, tables);
      if (tables.includes('origin')) this.#catchment(frame);
    }
  }

  #has(frame: KnownFrame, table: TableName): boolean {
    return table === 'own' || frame.published.tables[table] !== undefined;
  }
  #x(frame: KnownFrame, table: TableName, label: string): number {
    return this.programme.variable(`${frame.name} ${table} ${label}`);
  }
  #truth(frame: KnownFrame, table: TableName, label: string): number {
    return table === 'own' ? frame.exact.buyers : (frame.exact.tables[table]?.[label] ?? 0);
  }
  #said(frame: KnownFrame, table: TableName, label: string): Tens {
    const said = table === 'own' ? frame.published.buyers : (frame.published.tables[table]?.cells[label] ?? null);
    return said;
  }

  #cells(frame: KnownFrame, table: TableName): void {
    const withheld = table !== 'own' && frame.published.tables[table]?.withheld !== undefined;
    for (const label of this.#categories.get(table) ?? []) {
      const x = this.#x(frame, table, label);
      const said = this.#said(frame, table, label);
      const truth = this.#truth(frame, table, label);
      const again =
        frame.before !== null && this.#has(frame.before, table) && this.#said(frame.before, table, label) === said;
      if (said === null) {
        if (this.#without.has('hiding')) this.programme.within(x, truth, truth);
        else if (this.#reading === 'narrow' && !withheld && truth < AUDIENCE_K) this.programme.within(x, 0, 9);
      } else if (said === 0) this.programme.within(x, 0, 0);
      else if (this.#without.has('tens')) this.programme.within(x, truth, truth);
      else if (!again) this.programme.within(x, said, said + 9);
      this.asked.push({ kind: 'cell', variable: x, truth, name: `${frame.name} ${table} ${label}` });
    }
  }

  #table(frame: KnownFrame, table: AudienceTableName): void {
    this.#cells(frame, table);
    const n = this.#x(frame, 'own', 'buyers');
    const labels = this.#categories.get(table) ?? [];
    const xs = labels.map((label) => this.#x(frame, table, label));
    const { programme } = this;
    if (AUDIENCE_TABLES[table].many) {
      for (const x of xs)
        programme.row(
          [
            [n, 1],
            [x, -1],
          ],
          0,
          Infinity,
        );
      const whole = !OPEN_TABLES.has(table) && (table !== 'lead' || frame.played);
      if (whole) programme.row([...xs.map((x) => [x, 1] as const), [n, -1]], 0, Infinity);
    } else {
      const rest = COMPLETE.has(table) ? 0 : Infinity;
      programme.row([[n, 1], ...xs.map((x) => [x, -1] as const)], 0, rest);
      // Buyers without a place hold a ticket each, and no more tickets are without one than the coverage leaves.
      const unknown = table === 'origin' ? frame.unknown.postcode : table === 'age' ? frame.unknown.age : null;
      if (unknown !== null && !OPEN_TABLES.has(table))
        programme.row([[n, 1], ...xs.map((x) => [x, -1] as const)], 0, unknown);
      for (const [i, label] of labels.entries()) {
        if ((this.#said(frame, table, label) ?? 0) <= 0) continue;
        const others = programme.variable(`${frame.name} ${table} not ${label}`);
        programme.row(
          [
            [n, 1],
            [xs[i] ?? 0, -1],
            [others, -1],
          ],
          0,
          0,
        );
        const truth = frame.exact.buyers - this.#truth(frame, table, label);
        this.asked.push({ kind: 'everyone', variable: others, truth, name: `${frame.name} ${table} not ${label}` });
      }
    }
    this.#tickets(frame, table, labels, xs);
  }

  /** The monitor's exact tickets: nobody without one, and few enough without a name. */
  #tickets(frame: KnownFrame, table: AudienceTableName, labels: readonly string[], xs: readonly number[]): void {
    const { programme } = this;
    if (table === 'lead' || table === 'price_class') {
      const names: readonly string[] = table === 'lead' ? LEAD_BANDS : PRICE_CLASSES;
      for (const [i, label] of labels.entries()) {
        const category = names.indexOf(label);
        const tickets = frame.rooms.reduce((sum, room) => sum + (room[table]?.[category] ?? Infinity), 0);
        const known = table === 'price_class' || frame.played;
        programme.within(xs[i] ?? 0, known && tickets > frame.unknown.buyer && tickets < Infinity ? 1 : 0, tickets);
      }
    }
    if (table === 'party')
      programme.row(
        labels.map((label, i) => [xs[i] ?? 0, PARTY_LEAST[PARTY_BANDS.indexOf(label as '1')] ?? 1] as const),
        0,
        frame.tickets,
      );
    programme.within(this.#x(frame, 'own', 'buyers'), 0, frame.tickets);
  }

  #growth(frame: KnownFrame): void {
    const { before } = frame;
    if (!before) return;
    for (const [table, labels] of this.#categories) {
      if (!this.#has(frame, table) || !this.#has(before, table)) continue;
      if (table === 'visits' || table === 'combinations' || table === 'segment') continue;
      for (const label of labels) {
        const [now, was] = [this.#x(frame, table, label), this.#x(before, table, label)];
        const more = table === 'lead' || table === 'overlap' ? Infinity : frame.tickets - before.tickets;
        this.programme.row(
          [
            [now, 1],
            [was, -1],
          ],
          -frame.erased,
          more,
        );
        const [said, saidBefore] = [this.#said(frame, table, label), this.#said(before, table, label)];
        if (said === null || saidBefore === null || said === saidBefore) continue;
        const moved = this.programme.variable(`${frame.name} ${table} ${label} since`);
        this.programme.low[moved] = -100_000;
        this.programme.row(
          [
            [now, 1],
            [was, -1],
            [moved, -1],
          ],
          0,
          0,
        );
        const truth = this.#truth(frame, table, label) - this.#truth(before, table, label);
        this.asked.push({ kind: 'release', variable: moved, truth, name: `${frame.name} ${table} ${label} since` });
      }
    }
  }

  #levels(frame: KnownFrame): void {
    const inside = insideOf(this.#frames, frame);
    for (const [table, labels] of this.#categories) {
      if (!this.#has(frame, table) || table === 'visits' || table === 'combinations') continue;
      const parts = inside.filter((part) => this.#has(part, table));
      for (const label of labels) {
        const x = this.#x(frame, table, label);
        for (const part of parts) {
          const y = this.#x(part, table, label);
          const late = part.round < frame.round ? frame.erased + part.erased : 0;
          this.programme.row(
            [
              [x, 1],
              [y, -1],
            ],
            -late,
            Infinity,
          );
          if ((this.#said(frame, table, label) ?? 0) <= 0 || (this.#said(part, table, label) ?? 0) <= 0 || late > 0)
            continue;
          const less = this.programme.variable(`${frame.name} ${table} ${label} less ${part.name}`);
          this.programme.row(
            [
              [x, 1],
              [y, -1],
              [less, -1],
            ],
            0,
            0,
          );
          const truth = this.#truth(frame, table, label) - this.#truth(part, table, label);
          this.asked.push({
            kind: 'level',
            variable: less,
            truth,
            name: `${frame.name} ${table} ${label} less ${part.name}`,
          });
        }
        for (const level of ['performance', 'production', 'genre'] as const)
          this.#sum(
            frame,
            table,
            label,
            parts.filter((part) => part.level === level),
            x,
          );
      }
    }
  }

  /** No more are in the whole than in its parts together, and what was sold since these were told. */
  #sum(frame: KnownFrame, table: TableName, label: string, parts: readonly KnownFrame[], x: number): void {
    const covered = new Set(parts.flatMap(({ performances }) => performances));
    if (parts.length === 0 || frame.performances.some((p) => !covered.has(p)) || table === 'overlap') return;
    const since = frame.tickets - parts.reduce((sum, part) => sum + part.tickets, 0);
    this.programme.row(
      [[x, 1], ...parts.map((part) => [this.#x(part, table, label), -1] as const)],
      -Infinity,
      Math.max(0, since),
    );
  }

  /**
   * Areas by what was spent there. Read as if every buyer spent between the price of one cheap ticket
   * and of ten dear ones, which is closer than anybody is told: what an area spends then says something of how many there are.
   */
  #catchment(frame: KnownFrame): void {
    const { programme } = this;
    const ranked = Object.entries(frame.published.catchment ?? {}).filter(([, zone]) => zone !== 'rest');
    const spent = ranked.map(([label, zone]) => {
      const s = programme.variable(`${frame.name} spent ${label}`);
      const x = this.#x(frame, 'origin', label);
      programme.row([[s, 1], [x, -1]], 0, Infinity); // prettier-ignore
      programme.row([[x, MOST_SPENT * frame.performances.length], [s, -1]], 0, Infinity); // prettier-ignore
      return { s, zone };
    });
    // Which zone is told, not the order in it: each area of the core spent as much as any other, and the core three fifths or more.
    const zones = ['core', 'primary', 'secondary'].map((zone) => spent.filter((one) => one.zone === zone));
    const [core = [], ...others] = zones;
    for (const [i, zone] of zones.entries())
      for (const { s } of zone) for (const less of zones[i + 1] ?? []) programme.row([[s, 1], [less.s, -1]], 0, Infinity); // prettier-ignore
    const rest = others.flat();
    if (rest.length > 0)
      programme.row([...core.map(({ s }) => [s, 4] as const), ...rest.map(({ s }) => [s, -6] as const)], 0, Infinity);
  }

  #between(frame: KnownFrame, tables: readonly AudienceTableName[]): void {
    const { programme } = this;
    const shownIn = (table: AudienceTableName) => Object.keys(frame.published.tables[table]?.cells ?? {});
    const finer = (fine: AudienceTableName, coarse: AudienceTableName, of: (label: string) => string) => {
      if (!tables.includes(fine) || !this.#has(frame, fine) || !this.#has(frame, coarse)) return;
      const groups = Map.groupBy(this.#categories.get(fine) ?? [], of);
      for (const [label, parts] of groups) {
        if (!this.#categories.get(coarse)?.includes(label)) continue;
        const whole = this.#x(frame, coarse, label);
        programme.row([[whole, 1], ...parts.map((part) => [this.#x(frame, fine, part), -1] as const)], 0, Infinity);
        for (const part of parts) {
          if ((this.#said(frame, fine, part) ?? 0) <= 0 || (this.#said(frame, coarse, label) ?? 0) <= 0) continue;
          const less = programme.variable(`${frame.name} ${label} less ${part}`);
          programme.row(
            [
              [whole, 1],
              [this.#x(frame, fine, part), -1],
              [less, -1],
            ],
            0,
            0,
          );
          const truth = this.#truth(frame, coarse, label) - this.#truth(frame, fine, part);
          this.asked.push({ kind: 'tables', variable: less, truth, name: `${frame.name} ${label} less ${part}` });
        }
      }
    };
    finer('origin_pc4', 'origin', (label) => label.slice(0, 2));
    finer('age_gender', 'age', (label) => label.split('|')[0] ?? '');
    if (!tables.includes('visits')) return;
    const inside = insideOf(this.#frames, frame);
    const n = this.#x(frame, 'own', 'buyers');
    const of = (part: KnownFrame) => this.#x(part, 'own', 'buyers');
    if (frame.level === 'season' && this.#has(frame, 'visits')) {
      const parts = inside.filter(({ level, round }) => level === 'performance' && round === frame.round);
      const labels = this.#categories.get('visits') ?? [];
      const times = (factors: readonly number[]) =>
        labels.map((label, i) => [this.#x(frame, 'visits', label), factors[i] ?? 0] as const);
      if (parts.length === frame.performances.length && labels.length === VISIT_LEAST.length)
        programme.row([...times(VISIT_LEAST), ...parts.map((part) => [of(part), -1] as const)], -Infinity, 0);
      if (labels.length === VISIT_MOST.length && (this.#said(frame, 'visits', '11+') ?? 1) === 0)
        programme.row(
          [...times(VISIT_MOST.map((most) => Math.min(most, 10))), ...parts.map((part) => [of(part), -1] as const)],
          0,
          Infinity,
        );
    }
    const productions = inside.filter(({ level }) => level === 'production');
    if (frame.level === 'season') {
      const sets = (this.#categories.get('combinations') ?? []).filter(() => this.#has(frame, 'combinations'));
      if (sets.length > 0)
        programme.row([[n, 1], ...sets.map((set) => [this.#x(frame, 'combinations', set), -1] as const)], 0, Infinity);
      for (const part of productions) {
        const mine = sets
          .filter((set) => set.split('+').includes(part.id))
          .map((set) => [this.#x(frame, 'combinations', set), -1] as const);
        if (mine.length > 0 && part.round === frame.round) programme.row([[of(part), 1], ...mine], 0, Infinity);
      }
    }
    // Who was at both is counted once in what holds both.
    for (const one of productions) {
      for (const two of productions) {
        if (one.id >= two.id || one.round !== frame.round || two.round !== frame.round || !shownIn) continue;
        const both = programme.has(`${one.name} overlap ${two.id}`);
        const again = programme.has(`${two.name} overlap ${one.id}`);
        if (both === undefined || again === undefined) continue;
        programme.row(
          [
            [both, 1],
            [again, -1],
          ],
          0,
          0,
        );
        programme.row(
          [
            [both, 1],
            [of(one), -1],
            [of(two), -1],
            [n, 1],
          ],
          0,
          Infinity,
        );
        programme.row(
          [
            [of(two), 1],
            [both, -1],
          ],
          0,
          Infinity,
        );
      }
    }
  }
}
