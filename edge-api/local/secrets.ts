/** The two secrets of a local installation, made once, in a file that only its owner can read. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface LocalSecrets {
  readonly operator: string;
  /** base64 of 32 bytes. */
  readonly keyWrapping: string;
}

export async function readSecrets(stateDir: string): Promise<LocalSecrets> {
  const path = join(stateDir, 'secrets.json');
  try {
    return JSON.parse(await readFile(path, 'utf8')) as LocalSecrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secrets = { operator: randomBytes(32).toString('base64url'), keyWrapping: randomBytes(32).toString('base64') };
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  await writeFile(`${path}.new`, JSON.stringify(secrets), { mode: 0o600 });
  await rename(`${path}.new`, path);
  return secrets;
}

export const workerSecrets = (secrets: LocalSecrets) => ({
  keyWrappingSecret: secrets.keyWrapping,
  operatorSecretSha256: createHash('sha256').update(secrets.operator).digest('hex'),
});
