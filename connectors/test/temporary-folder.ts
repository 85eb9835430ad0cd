// Where tests keep what they throw away: in memory where there is room, because a kill of a process needs no disk to be real.
import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ROOM = 1_000_000_000;

function roomy(): boolean {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > ROOM;
}

export const temporaryFolder = (name: string): string => mkdtempSync(join(roomy() ? MEMORY : tmpdir(), `dip-${name}-`));
