// A venue's ticketing system: sells, takes back, and writes its whole export anew; the sums come from the file it wrote.
import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Random } from '../season/random.ts';

const HEADERS = 'voorstelling_id;aanvang;kaartnummer;besteld_op;geannuleerd_op;kaartsoort;prijs;status';
const TYPES = [
  ['Normaal', 3_250],
  ['Jongeren', 1_675],
  ['Rang 2', 2_495],
] as const;

interface Ticket {
  readonly performance: string;
  readonly startsAt: number;
  readonly number: number;
  readonly soldAt: number;
  readonly type: string;
  readonly cents: number;
  backAt: number | null;
}
export interface Sums {
  readonly count: number;
  readonly cents: number;
}

/** `dd-mm-yyyy HH:MM` at the venue: minutes, as such systems write it, so that one moment is told in several versions. */
function stamp(at: number): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Amsterdam',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts['day']}-${parts['month']}-${parts['year']} ${parts['hour']}:${parts['minute']}`;
}

export class BoxOffice {
  readonly #folder: string;
  readonly #random: Random;
  readonly #performances: readonly { readonly id: string; readonly startsAt: number }[];
  readonly #tickets: Ticket[] = [];

  constructor(folder: string, seed: number, performances: readonly { id: string; startsAt: number }[]) {
    this.#folder = folder;
    this.#random = new Random(seed);
    this.#performances = performances;
  }

  /** `from` to `until`: when these were sold, UTC ms. One in twelve is taken back. */
  sell(count: number, from: number, until: number): void {
    for (let i = 0; i < count; i += 1) {
      const { id, startsAt } = this.#random.pick(this.#performances);
      const [type, cents] = this.#random.pick(TYPES);
      const soldAt = Math.round(this.#random.between(from, until));
      this.#tickets.push({
        performance: id,
        startsAt,
        number: this.#tickets.length + 1,
        soldAt,
        type,
        cents,
        backAt: null,
      });
      if (this.#random.chance(1 / 12)) {
        const back = this.#random.pick(this.#tickets);
        back.backAt ??= Math.max(back.soldAt, Math.round(this.#random.between(from, until)));
      }
    }
  }

  /** Beside its place first, so that nobody reads half a file. */
  async export(): Promise<void> {
    const rows = this.#tickets.map((t) =>
      [
        t.performance,
        stamp(t.startsAt),
        `K${t.number}`,
        stamp(t.soldAt),
        t.backAt === null ? '' : stamp(t.backAt),
        t.type,
        `${Math.floor(t.cents / 100)},${String(t.cents % 100).padStart(2, '0')}`,
        t.backAt === null ? 'verkocht' : 'geannuleerd',
      ].join(';'),
    );
    await mkdir(join(this.#folder, 'in'), { recursive: true });
    await writeFile(join(this.#folder, 'kaarten.csv'), `${HEADERS}\n${rows.join('\n')}\n`);
    await rename(join(this.#folder, 'kaarten.csv'), this.path);
  }

  get path(): string {
    return join(this.#folder, 'in', 'kaarten.csv');
  }

  /** Read back from the file itself: nothing of what this program remembers. */
  sums(): Sums {
    let [count, cents] = [0, 0];
    for (const line of readFileSync(this.path, 'utf8').trim().split('\n').slice(1)) {
      const cells = line.split(';');
      if (cells[7] !== 'verkocht') continue;
      count += 1;
      cents += Number((cells[6] ?? '0').replace(',', ''));
    }
    return { count, cents };
  }
}
