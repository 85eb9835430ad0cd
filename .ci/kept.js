// For tests of every room: what many files need alike is made once and kept beside the installed packages, under a name made of all it is made from.
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'node_modules/.cache/tests');
const WEEK_MS = 7 * 86_400_000;

export function hashOf(patterns, more = []) {
  const hash = createHash('sha256');
  const paths = globSync(patterns, { cwd: ROOT, exclude: (name) => name.endsWith('.test.ts') });
  for (const path of paths.toSorted()) hash.update(`${path}\n`).update(readFileSync(join(ROOT, path)));
  for (const text of more) hash.update(`\n${text}`);
  return hash.digest('hex').slice(0, 16);
}

export async function kept(kind, hash, make) {
  const folder = join(FOLDER, `${kind}-${hash}`);
  if (existsSync(folder)) {
    // What is used stays.
    await utimes(folder, new Date(), new Date());
    return folder;
  }
  await mkdir(FOLDER, { recursive: true });
  const making = await mkdtemp(join(FOLDER, `making-${kind}-`));
  try {
    await make(making);
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  await forgetOld((await stat(folder)).mtimeMs);
  return folder;
}

/** What nobody used for a week before that moment, by the same clock: made of sources that have changed since, or cut off in the making. */
async function forgetOld(now) {
  for (const name of await readdir(FOLDER)) {
    const path = join(FOLDER, name);
    const used = await stat(path).catch(() => null);
    if (used && used.mtimeMs < now - WEEK_MS) await rm(path, { recursive: true, force: true });
  }
}
