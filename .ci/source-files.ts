import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');
export const ROOMS = ['edge-api', 'connectors', 'widgets', 'demo'] as const;

/** Paths below the root, sorted, with forward slashes; nothing from a built or installed folder. */
export function filesIn(room: string, pattern: string): string[] {
  return globSync(`${room}/**/${pattern}`, { cwd: ROOT })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(node_modules|dist|\.state|\.wrangler)\//.test(path))
    .sort();
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
