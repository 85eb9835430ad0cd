/**
 * Seals the log: each line's hash takes in the seal before it in the same log, so that a line that is altered, removed or
 * put in between no longer fits. D1 has no hash function, so it happens behind the writes, once a minute.
 */
import { auditText, FIRST_SEAL } from '#protocol';
import type { Env } from '../env.ts';
import { sha256 } from '../identity/secret.ts';
import { toLine } from './audit-store.ts';
import { addSeals, readSealHeads, readUnsealed, type Seal } from './seal-store.ts';

const ROUND = 500;
/** 10,000 lines a minute; what is more waits for the next one. */
const MAX_ROUNDS = 20;

/** Answers how many were sealed. Two runs at once make the same seals; the table takes them once. */
export async function sealLines(env: Env, now: number): Promise<number> {
  const db = env.DIRECTORY;
  let sealed = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const rows = await readUnsealed(db, ROUND);
    if (!rows.length) break;
    const heads = await readSealHeads(db, [...new Set(rows.map(({ organisation }) => organisation))]);
    const seals: Seal[] = [];
    for (const row of rows) {
      const before = heads.get(row.organisation) ?? FIRST_SEAL;
      const hash = await sha256(`${before}\n${auditText(row.id ?? String(row.organisation), toLine(row))}`);
      heads.set(row.organisation, hash);
      seals.push({ key: row.key, organisation: row.organisation, number: row.number, hash });
    }
    if (!(await addSeals(db, seals, now))) break;
    sealed += seals.length;
    if (rows.length < ROUND) break;
  }
  return sealed;
}
