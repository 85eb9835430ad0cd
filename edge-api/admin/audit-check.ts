/** Pure: walks the chain of one log and names what no longer fits. */
import { createHash } from 'node:crypto';
import { auditText, FIRST_SEAL, type AuditLine, type AuditLink } from '#protocol';

export const AUDIT_FAULTS = {
  removed: 'the line is gone',
  altered: 'the line does not say what was sealed',
  moved: 'the line stands at another place than it was sealed at',
  inserted: 'a line stands among sealed ones that was never sealed',
  truncated: 'the log is shorter than the anchor says',
  rewritten: 'the seal is another than the anchor holds: lines up to here were changed and sealed anew',
} as const;
export type AuditFault = keyof typeof AUDIT_FAULTS;

export interface Damage {
  readonly organisation: string;
  readonly line: number;
  readonly fault: AuditFault;
  /** Of a moved line: where it was sealed. */
  readonly was?: number;
}

/** How far a log went when its operator last looked; kept outside the platform. */
export interface Anchor {
  readonly count: number;
  readonly hash: string;
}

export interface Checked {
  readonly organisation: string;
  /** Sealed lines, and the newest seal: what an anchor holds. */
  readonly sealed: number;
  readonly head: string | null;
  /** Numbers of the first and the last line not sealed yet; null = none. */
  readonly unsealed: { readonly from: number; readonly to: number } | null;
  readonly damage: readonly Damage[];
}

/** Lines that no longer fit are looked for at so many other places. */
const MAX_SOUGHT = 300;

const sealOf = (organisation: string, before: string, entry: AuditLine, line = entry.line): string =>
  createHash('sha256')
    .update(`${before}\n${auditText(organisation, { ...entry, line })}`)
    .digest('hex');

/** A place whose seal no line in its own place fits, with the seal it was made over. */
interface Open {
  readonly line: number;
  readonly before: string;
  readonly hash: string;
}

/** `links`: the whole chain in order. Memory grows with the number of faults, not of lines. */
export class ChainCheck {
  readonly #organisation: string;
  readonly #anchor: Anchor | undefined;
  readonly #damage: Damage[] = [];
  readonly #open: Open[] = [];
  /** Lines that fit no seal in their place. */
  readonly #strays: { readonly entry: AuditLine; readonly sealed: boolean }[] = [];
  #last = 0;
  /** The seal before the next line; undefined = it is gone. */
  #before: string | undefined = FIRST_SEAL;
  #sealed = 0;
  #head: string | null = null;
  #tail: AuditLine[] = [];
  #gapsInTail: number[] = [];
  #anchored = false;

  constructor(organisation: string, anchor?: Anchor) {
    this.#organisation = organisation;
    this.#anchor = anchor;
  }

  add({ line, hash, entry }: AuditLink): void {
    if (line <= this.#last) this.#stray(entry, hash);
    else {
      for (let gone = this.#last + 1; gone < line; gone += 1) this.#gapsInTail.push(gone);
      this.#last = line;
      if (hash === null) this.#unsealed(entry);
      else this.#place(line, hash, entry);
    }
  }

  end(): Checked {
    for (const gone of this.#gapsInTail) this.#note(gone, 'removed');
    this.#search();
    const anchor = this.#anchor;
    if (anchor && !this.#anchored) this.#note(this.#sealed + 1, 'truncated');
    return {
      organisation: this.#organisation,
      sealed: this.#sealed,
      head: this.#head,
      unsealed: this.#tail.length ? { from: this.#tail[0]?.line ?? 0, to: this.#tail.at(-1)?.line ?? 0 } : null,
      damage: this.#damage.toSorted((a, b) => a.line - b.line),
    };
  }

  #note(line: number, fault: AuditFault, was?: number): void {
    this.#damage.push({ organisation: this.#organisation, line, fault, ...(was === undefined ? {} : { was }) });
  }

  #stray(entry: AuditLine | null, hash: string | null): void {
    if (entry) this.#strays.push({ entry, sealed: hash !== null });
  }

  #unsealed(entry: AuditLine | null): void {
    if (entry) this.#tail.push(entry);
  }

  #place(line: number, hash: string, entry: AuditLine | null): void {
    // Behind a sealed line nothing before it may be without a seal: what stands there was put in.
    for (const gone of this.#gapsInTail) this.#note(gone, 'removed');
    if (this.#gapsInTail.length || this.#tail.length) this.#before = undefined;
    for (const inserted of this.#tail) this.#strays.push({ entry: inserted, sealed: false });
    this.#gapsInTail = [];
    this.#tail = [];
    const { count, hash: held } = this.#anchor ?? {};
    if (line === count) {
      this.#anchored = true;
      if (hash !== held) this.#note(line, 'rewritten');
    }
    const before = this.#before;
    if (!entry || (before !== undefined && sealOf(this.#organisation, before, entry) !== hash)) {
      if (before !== undefined) this.#open.push({ line, before, hash });
      else if (!entry) this.#note(line, 'removed');
      if (entry) this.#stray(entry, hash);
    }
    this.#before = hash;
    this.#sealed = line;
    this.#head = hash;
  }

  /** Which of the lines that do not fit belongs to which of the seals that nothing fits. */
  #search(): void {
    const open = [...this.#open];
    const lost: AuditLine[] = [];
    for (const { entry } of this.#strays) {
      const nearest = open
        .toSorted((a, b) => Math.abs(a.line - entry.line) - Math.abs(b.line - entry.line))
        .slice(0, MAX_SOUGHT);
      const home = nearest.find(({ line, before, hash }) => sealOf(this.#organisation, before, entry, line) === hash);
      if (home) {
        open.splice(open.indexOf(home), 1);
        this.#note(entry.line, 'moved', home.line);
      } else lost.push(entry);
    }
    for (const entry of lost) {
      const own = open.findIndex(({ line }) => line === entry.line);
      if (own === -1) this.#note(entry.line, 'inserted');
      else {
        open.splice(own, 1);
        this.#note(entry.line, 'altered');
      }
    }
    for (const { line } of open) this.#note(line, 'removed');
  }
}
