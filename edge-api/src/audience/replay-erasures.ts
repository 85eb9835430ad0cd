/** After a shard went back in time: whoever was erased is erased again, page by page of the log. */
import { readErasures, readErasuresOf } from './erasure-store.ts';
import { deleteFactsOf } from './fact-store.ts';

const PAGE = 500;

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
  limit = PAGE,
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

/** Before anything of a house is published: a shard that went back in time, and of which nobody has said so yet, publishes nobody anew. */
export async function replayErasuresOf(erasures: D1Database, shard: D1Database, tenant: number): Promise<void> {
  let page: readonly Erasure[];
  let last = { keyId: '', buyer: '' };
  do {
    page = await readErasuresOf(erasures, tenant, last, PAGE);
    const buyers = page.map(({ buyer }) => buyer);
    if (page.length) await deleteFactsOf(shard, tenant, buyers).run();
    last = page.at(-1) ?? last;
  } while (page.length === PAGE);
}
