// Who was erased, as keys. It lies beside the secret and not in the state folder, which may be thrown away.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import type { Erased } from './pseudonyms.ts';
import { SecretFileError } from './secret-file.ts';

const LINE = /^([a-z0-9][a-z0-9-]{0,31}) ([A-Za-z0-9_-]{22})( waits)?$/;
export interface Erasure {
  readonly keyId: string;
  readonly buyer: string;
  /** The API was not told yet. */
  readonly waits: boolean;
}

export function readErasures(path: string): Erasure[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return [];
    throw new SecretFileError('the list of erased buyers beside it cannot be read');
  }
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, keyId, buyer, waits] = LINE.exec(line.trim()) ?? [];
      if (keyId === undefined || buyer === undefined)
        throw new SecretFileError('the list of erased buyers beside it is damaged: put the copy of it back');
      return { keyId, buyer, waits: waits !== undefined };
    });
}

export function readErased(path: string): Erased {
  const found = new Map<string, Set<string>>();
  for (const { keyId, buyer } of readErasures(path)) {
    const of = found.get(keyId) ?? new Set();
    found.set(keyId, of.add(buyer));
  }
  return found;
}

/** The list as it is from now on; one line for each buyer and key. */
export function writeErasures(path: string, erasures: readonly Erasure[]): void {
  const lines = new Map(erasures.map((one) => [`${one.keyId} ${one.buyer}`, one.waits]));
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeSync(file, [...lines].map(([line, waits]) => `${line}${waits ? ' waits' : ''}\n`).join(''));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
}
