// The connector's own log. Law: a line is built from the fields named here and nothing else, so no row, name or token can get in.
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { destination, pino, type Logger } from 'pino';

/** Numbers, and words that the program itself made; a stream is named in the configuration. */
export interface LogFields {
  readonly stream?: string;
  readonly files?: number;
  readonly items?: number;
  readonly delivered?: number;
  readonly waiting?: number;
  readonly parked?: number;
  readonly deadLetters?: number;
  readonly problems?: number;
  readonly status?: number;
  readonly ms?: number;
  readonly code?: string;
  readonly version?: string;
}
const ALLOWED: Readonly<Record<keyof LogFields, 'number' | 'word'>> = {
  stream: 'word',
  files: 'number',
  items: 'number',
  delivered: 'number',
  waiting: 'number',
  parked: 'number',
  deadLetters: 'number',
  problems: 'number',
  status: 'number',
  ms: 'number',
  code: 'word',
  version: 'word',
};
const WORD = /^[\w./*?:-]{1,80}$/;
export const LOG_EVENTS = [
  'started',
  'round',
  'stopped',
  'rebuilt',
  'fault',
  'disk_full',
  'requeued',
  'new_epoch',
  'spool_full',
  'erased',
] as const;
export type LogEvent = (typeof LOG_EVENTS)[number];

export interface Log {
  write(event: LogEvent, fields?: LogFields): void;
  close(): void;
}
const MAX_LOG_BYTES = 5_000_000;

/** `log.jsonl` in the state folder; at 5 MB it becomes `log.1.jsonl`, so that two files is all there ever is. */
export function openLog(folder: string): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'log.jsonl');
  let fd = -1;
  let logger: Logger | undefined;
  let lines = 0;
  const open = () => {
    if (existsSync(path) && statSync(path).size > MAX_LOG_BYTES) renameSync(path, join(folder, 'log.1.jsonl'));
    fd = openSync(path, 'a', 0o600);
    logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination({ fd, sync: true }));
  };
  return {
    write(event, fields = {}) {
      try {
        if (lines % 1_000 === 0) {
          if (fd !== -1) closeSync(fd);
          open();
        }
        lines += 1;
        logger?.info({ event, ...allowed(fields) });
      } catch {
        // A full disk must not stop the connector for want of a line about it.
      }
    },
    close() {
      if (fd !== -1) closeSync(fd);
      fd = -1;
    },
  };
}

export function allowed(fields: Readonly<Record<string, unknown>> | LogFields): Record<string, string | number> {
  const made: Record<string, string | number> = {};
  for (const [name, kind] of Object.entries(ALLOWED)) {
    const value = (fields as Record<string, unknown>)[name];
    if (kind === 'number' && typeof value === 'number') made[name] = value;
    if (kind === 'word' && typeof value === 'string') made[name] = WORD.test(value) ? value : 'other';
  }
  return made;
}
