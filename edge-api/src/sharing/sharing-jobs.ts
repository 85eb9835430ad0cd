/** What begins and ends by the clock, and the proof that rows of rights that ended are gone. Run by the minute job. */
import { shardOf, type Env } from '../env.ts';
import { readHomes } from '../shards/home-store.ts';
import { isNotHome } from '../shards/home-store.ts';
import { dropRows, readPlaces } from '../sales/reader-store.ts';
import { clearDoubt, readSettled, stillSeen } from './doubt-store.ts';
import { sharesDue, turnStatements } from './share-store.ts';
import { carryOutStatements, transfersDue } from './transfer-store.ts';

/** A drain that read the rights as they were before has long ended by then, wherever it runs. */
const SETTLED_MS = 120_000;
const MAX_DOUBTS = 20;

/** Shares begin and end, transfers whose day has come are carried out. `now` is the machine's clock, as for all rights. */
export async function turnShares(env: Env, now: number): Promise<void> {
  const db = env.DIRECTORY;
  if (await sharesDue(db, now)) await db.batch(turnStatements(db, now));
  if (await transfersDue(db, now)) await db.batch(carryOutStatements(db, now));
}

/** Takes away what a late or lost drain left, and lays the doubt to rest where nothing is left. */
export async function settleDoubts(env: Env, now: number): Promise<void> {
  const doubts = await readSettled(env.DIRECTORY, now - SETTLED_MS, MAX_DOUBTS);
  if (!doubts.length) return;
  const homes = await readHomes(
    env.DIRECTORY,
    doubts.map(({ organisation }) => organisation),
  );
  for (const doubt of doubts) {
    const home = homes.get(doubt.organisation);
    if (!home) continue;
    const shard = shardOf(env, home.shard);
    const places = await readPlaces(shard, home.tenant);
    const seen = await stillSeen(
      env.DIRECTORY,
      home.tenant,
      places.map(({ performance }) => performance),
    );
    const left = places.filter(({ performance }) => !seen.has(performance)).map(({ performance }) => performance);
    try {
      // A reader that is being moved is looked into where it arrives.
      if (left.length) await dropRows(shard, home, left);
      else await clearDoubt(env.DIRECTORY, doubt);
    } catch (error) {
      if (!isNotHome(error)) throw error;
    }
  }
}
