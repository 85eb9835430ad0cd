// Who was erased, as keys, line after line. It lies beside the secret and not in the state folder, which may be thrown away; it only ever grows.
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Erased } from './pseudonyms.ts';
import { SecretFileError } from './secret-file.ts';

export interface Erasure {
  readonly keyId: string;
  readonly buyer: string;
}
const LINE = /^([a-z0-9][a-z0-9-]{0,31}) ([A-Za-z0-9_-]{22})( told)?$/;

/** All of them, and those of which the API was not told yet. */
export function readErasures(path: string): { readonly all: readonly Erasure[]; readonly waiting: readonly Erasure[] } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return { all: [], waiting: [] };
    throw new SecretFileError('the list of erased buyers beside it cannot be read');
  }
  const found = new Map<string, Erasure & { readonly told: boolean }>();
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const [, keyId, buyer, told] = LINE.exec(line.trim()) ?? [];
    if (keyId === undefined || buyer === undefined)
      throw new SecretFileError('the list of erased buyers beside it is damaged: put the copy of it back');
    found.set(`${keyId} ${buyer}`, { keyId, buyer, told: told !== undefined });
  }
  const all = [...found.values()];
  return { all, waiting: all.filter(({ told }) => !told) };
}

export function readErased(path: string): Erased {
  const found = new Map<string, Set<string>>();
  for (const { keyId, buyer } of readErasures(path).all) {
    const of = found.get(keyId) ?? new Set();
    found.set(keyId, of.add(buyer));
  }
  return found;
}

/** In one write at the end, so that two programs at once lose nothing of each other's. */
export function addErasures(path: string, erasures: readonly Erasure[], told: boolean): void {
  if (erasures.length === 0) return;
  const file = openSync(path, 'a', 0o600);
  try {
    writeSync(file, erasures.map(({ keyId, buyer }) => `${keyId} ${buyer}${told ? ' told' : ''}\n`).join(''));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
