// How far reading and sending are: a line that renews itself on a terminal, a plain line every five seconds elsewhere.
export interface Screen {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}
const EVERY_MS = { terminal: 200, plain: 5_000 };

export class Progress {
  readonly #screen: Screen;
  readonly #now: () => number;
  readonly #label: string;
  readonly #unit: string;
  #total: number;
  #done = 0;
  readonly #startedAt: number;
  #shownAt: number;
  #drawn = false;

  constructor(screen: Screen, now: () => number, what: { label: string; unit: string; total: number }) {
    this.#screen = screen;
    this.#now = now;
    this.#label = what.label;
    this.#unit = what.unit;
    this.#total = what.total;
    this.#startedAt = this.#shownAt = now();
  }

  add(amount: number): void {
    this.#done += amount;
    const now = this.#now();
    if (now - this.#shownAt < (this.#screen.isTTY ? EVERY_MS.terminal : EVERY_MS.plain)) return;
    this.#shownAt = now;
    const text = progressLine(this.#label, this.#unit, this.#done, this.#total, now - this.#startedAt);
    this.#screen.write(this.#screen.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
    this.#drawn = true;
  }

  done(): void {
    if (this.#drawn && this.#screen.isTTY) this.#screen.write('\r\u001b[2K');
  }
}

export function progressLine(label: string, unit: string, done: number, total: number, ms: number): string {
  const rate = ms > 0 ? (done / ms) * 1_000 : 0;
  const left = rate > 0 && total > done ? ` ${duration((total - done) / rate)} left` : '';
  const share = total > 0 ? `${Math.min(100, Math.floor((done / total) * 100))}%` : '';
  return `${label} ${share} ${amount(rate, unit)}/s${left}`.replace(/ +/g, ' ');
}

function amount(value: number, unit: string): string {
  if (unit === 'B') return `${(value / 1e6).toFixed(1)} MB`;
  return `${Math.round(value).toLocaleString('en')} ${unit}`;
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3_600) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3_600).toFixed(1)} h`;
}
