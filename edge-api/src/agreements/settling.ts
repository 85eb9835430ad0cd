/** When the last of a deal is settled, the deal is: written in the batch of the statement that was signed, at the venue's home. */
import type { HomeEffect } from '../shards/once-at-home.ts';
import type { AgreementHome } from './agreement-home.ts';
import type { Stored } from './agreement-store.ts';
import { changed } from './changes.ts';
import { take } from './life.ts';
import { lifeOf } from './seen.ts';
import { auditOf, statementsOf } from './steps.ts';

const NOBODY = { organisation: null, client: null, person: null, name: null };

/** Null: it is settled already, or no version of it is in force. Read `stored` in the same attempt as the batch is written. */
export function settledBy(
  shard: D1Database,
  home: AgreementHome,
  stored: Stored,
  now: number,
): Pick<HomeEffect, 'statements' | 'audit'> | null {
  const version = stored.row.approvedVersion;
  if (version === null) return null;
  const move = { step: 'settle', side: null, now } as const;
  const taken = take(lifeOf(stored), move);
  if (!taken.ok) return null;
  const is = changed(stored, { move, life: taken.life, about: version, body: {} }, NOBODY);
  return { statements: statementsOf(shard, stored, is), audit: auditOf(home, is) };
}
