/** After a shard went back in time: whoever was erased is erased again, page by page of the log. */
import { readErasures } from './erasure-store.ts';
import { deleteFactsOf } from './fact-store.ts';

export interface Erasure {
  readonly tenant: number;
  readonly keyId: string;
  readonly buyer: string;
}

/** Answers the last line of the page, or undefined when the log has come to its end. */
export async function replayErasures(
  erasures: D1Database,
  shard: D1Database,
  after: Erasure = { tenant: 0, keyId: '', buyer: '' },
  limit = 500,
): Promise<Erasure | undefined> {
  const page = await readErasures(erasures, after, limit);
  if (page.length === 0) return undefined;
  await shard.batch(
    [...Map.groupBy(page, ({ tenant }) => tenant)].map(([tenant, lines]) =>
      deleteFactsOf(
        shard,
        tenant,
        lines.map(({ buyer }) => buyer),
      ),
    ),
  );
  return page.at(-1);
}
