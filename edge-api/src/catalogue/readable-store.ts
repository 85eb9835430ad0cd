/** Only SQL: a performance by its id, if this organisation may read it. Foreign and missing look alike. */
import type { PerformanceId } from '#protocol';
import { ROOT } from './listing-store.ts';
import { ASKED_PERFORMANCE } from './asked.ts';
import { ME, STANDS } from './visibility.ts';

/** Key of what is shown for it. */
export async function findReadable(
  db: D1Database,
  reader: number,
  id: PerformanceId | null,
  ref: string | null,
): Promise<number | null> {
  const query = id
    ? db
        .prepare(
          `WITH ${ME}, ${ASKED_PERFORMANCE} SELECT ${ROOT('p')} AS key FROM asked CROSS JOIN performance p ON p.key = asked.key WHERE asked.more IN (SELECT key FROM me)
           OR EXISTS (SELECT 1 FROM party y WHERE y.production = asked.production AND ${STANDS('y')} AND y.organisation IN (SELECT key FROM me))`,
        )
        .bind(reader, JSON.stringify([[id.production, id.number]]))
    : db
        .prepare(
          `WITH ${ME} SELECT ${ROOT('p')} AS key FROM performance p WHERE p.venue IN (SELECT key FROM me) AND p.ref = ?2`,
        )
        .bind(reader, ref);
  return (await query.first<{ key: number }>())?.key ?? null;
}
