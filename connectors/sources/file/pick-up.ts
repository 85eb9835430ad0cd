// Which files are finished. Law: nothing is read while somebody may still be writing it.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FileConfig } from '../../config.ts';
import type { Clock, Files } from '../../ports/ports.ts';
import type { AudienceFilter } from '../../privacy/filter.ts';
import type { SourceNotice } from '../source.ts';

const UNFINISHED = /^(~\$|\.)|\.(tmp|part|partial|crdownload|filepart|ok)$/i;
/** A last line without its end may be half of `12,50`; after this long it is said. */
const WITHOUT_END_MS = 10 * 60_000;
const LF = 10;
const CR = 13;

export interface Finished {
  readonly path: string;
  readonly config: FileConfig;
  readonly stream: string;
  readonly size: number;
  readonly mapping: string;
  readonly stamp: string;
  /** UTC ms, never later than the clock. */
  readonly at: number;
}
interface Look {
  readonly stamp: string;
  readonly since: number;
}

export class PickUp {
  readonly #configs: readonly FileConfig[];
  readonly #fs: Files;
  readonly #clock: Clock;
  readonly #settleMs: number;
  readonly #audience: AudienceFilter | undefined;
  #looks = new Map<string, Look>();

  constructor(configs: readonly FileConfig[], fs: Files, clock: Clock, settleMs: number, audience?: AudienceFilter) {
    this.#configs = configs;
    this.#fs = fs;
    this.#clock = clock;
    this.#settleMs = settleMs;
    this.#audience = audience;
  }

  async look(): Promise<{ finished: Finished[]; notices: SourceNotice[] }> {
    const finished: Finished[] = [];
    const notices: SourceNotice[] = [];
    const looks = new Map<string, Look>();
    this.#audience?.refresh();
    for (const config of this.#configs) {
      const { stream } = config;
      if (this.#audience?.trouble !== undefined) notices.push({ stream, reason: this.#audience.trouble });
      const names = await this.#fs.list(config.folder);
      if (!names) {
        notices.push({ stream, reason: 'the folder is not there: create it, or connect the network drive' });
        continue;
      }
      const present = new Set(names);
      const pattern = namePattern(config.pattern);
      for (const name of names) {
        if (UNFINISHED.test(name) || !pattern.test(name)) continue;
        const path = join(config.folder, name);
        const info = await this.#fs.stat(path);
        if (!info?.isFile) continue;
        const now = this.#clock.now();
        const mapping = mappingOf(config, this.#audience);
        const stamp = `${info.size}:${info.mtimeMs}:${mapping}`;
        const before = this.#looks.get(path);
        const since = before?.stamp === stamp ? before.since : now;
        looks.set(path, { stamp, since });
        if (!present.has(`${name}.ok`)) {
          // The second clock helps when the file's own is ahead, or kept from where it was copied.
          const still = Math.max(now - since, now - info.mtimeMs);
          if (still < this.#settleMs) continue;
          if (!config.allowUnterminated && !(await this.#ends(path, info.size))) {
            if (now - Math.min(info.mtimeMs, since) >= WITHOUT_END_MS)
              notices.push({
                stream,
                reason:
                  'a file has no line end after its last row and may be half-written: export it again, or set allowUnterminated: true if your system always writes so',
              });
            continue;
          }
        }
        finished.push({
          path,
          config,
          stream,
          size: info.size,
          mapping,
          stamp,
          at: Math.min(Math.floor(info.mtimeMs), now),
        });
      }
    }
    this.#looks = looks;
    finished.sort((a, b) => a.at - b.at || (a.path < b.path ? -1 : 1));
    return { finished, notices };
  }

  /** A workbook has its own end; a text file needs a line end. UTF-16 has a zero beside it. */
  async #ends(path: string, size: number): Promise<boolean> {
    if (/\.xls[xm]?$/i.test(path) || size === 0) return true;
    let last: number[] = [];
    for await (const chunk of this.#fs.read(path, Math.max(0, size - 2))) last = [...last, ...chunk].slice(-2);
    const [before, end] = last.length === 1 ? [-1, last[0]] : last;
    return end === LF || end === CR || (end === 0 && (before === LF || before === CR));
  }
}

/** Changes when the configuration reads a file differently, so that it is read again. */
function mappingOf(config: FileConfig, audience: AudienceFilter | undefined): string {
  const filter = config.mode === 'delta' ? undefined : audience?.stamp;
  return createHash('sha256')
    .update(JSON.stringify({ ...config, folder: '', stream: '', ...(filter === undefined ? {} : { filter }) }))
    .digest('hex');
}

function namePattern(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
}
