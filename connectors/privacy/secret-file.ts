// The secrets that make buyer keys, one a line, the one in use first. Law: the file is the machine account's alone, and no message holds any of it.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { Secret } from '../secret.ts';

export interface AudienceKey {
  readonly keyId: string;
  /** 32 bytes as base64url. */
  readonly secret: Secret;
}
/** The message names the remedy, never a value. */
export class SecretFileError extends Error {
  override readonly name = 'SecretFileError';
}

const LINE = /^([a-z0-9][a-z0-9-]{0,31}) ([A-Za-z0-9_-]{43})$/;
const HEAD =
  '# Secret of the keys that stand for buyers. Keep a copy where only the venue comes; without it nobody can be erased by number.\n';

/** False when there is one already: it is never overwritten. */
export function makeSecretFile(path: string): boolean {
  try {
    write(path, HEAD + newLine(), 'wx');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false;
    throw error;
  }
}

export function readSecretFile(path: string): readonly [AudienceKey, ...AudienceKey[]] {
  let text: string;
  try {
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
      throw new SecretFileError('others on this machine can read it, run chmod 600 on it');
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof SecretFileError) throw error;
    throw new SecretFileError('cannot be read: run init, which makes it, or put the copy of it back');
  }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const [first, ...rest] = lines.map((line): AudienceKey => {
    const [, keyId, secret] = LINE.exec(line.trim()) ?? [];
    if (keyId === undefined || secret === undefined)
      throw new SecretFileError('is damaged: put the copy of it back, or see "Loss of the secret" in the README');
    return { keyId, secret: new Secret(secret) };
  });
  if (!first) throw new SecretFileError('is empty: put the copy of it back, or remove it and run init');
  return [first, ...rest];
}

/** A new secret in front; the ones before stay, so that what they made can still be erased and stays erased. */
export function addSecret(path: string): string {
  const before = readSecretFile(path);
  const line = newLine();
  write(`${path}.new`, HEAD + line + before.map(lineOf).join(''), 'w');
  renameSync(`${path}.new`, path);
  return line.slice(0, line.indexOf(' '));
}

const lineOf = ({ keyId, secret }: AudienceKey) => `${keyId} ${secret.reveal()}\n`;
const newLine = () => `k-${randomBytes(5).toString('hex')} ${randomBytes(32).toString('base64url')}\n`;

function write(path: string, text: string, flag: 'w' | 'wx'): void {
  const file = openSync(path, flag, 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
