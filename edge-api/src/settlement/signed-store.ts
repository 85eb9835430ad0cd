/** Only SQL: what of final statements the parties' copies are made of, in the shard of their venue. */
import type { AgreedPerformance } from '../agreements/agreement-store.ts';
import type { Final, MadeGood } from './signed.ts';

const FIELDS = `'$.agreementVersion', '$.terms', '$.waterfall.parts', '$.adjustment.houses'`;
type Fields = readonly [Final['version'], Final['terms'], Final['parts'], Final['houses']];

export async function readFinals(
  shard: D1Database,
  tenant: number,
  agreement: string,
): Promise<{ readonly finals: readonly Final[]; readonly lines: readonly MadeGood[] }> {
  const [finals, lines] = await shard.batch([
    shard
      .prepare(
        `SELECT id, adjusts, performances, json_extract(record, ${FIELDS}) AS fields FROM statement
         WHERE tenant = ?1 AND agreement = ?2 AND state = 'final' ORDER BY created_at, id`,
      )
      .bind(tenant, agreement),
    shard
      .prepare(
        `SELECT a.adjusts, a.number, a.statement, a.amount FROM statement s
         CROSS JOIN statement_adjustment a ON a.tenant = s.tenant AND a.adjusts = s.id
         CROSS JOIN statement t ON t.tenant = a.tenant AND t.id = a.statement
         WHERE s.tenant = ?1 AND s.agreement = ?2 AND s.state = 'final' AND t.state = 'final' ORDER BY a.adjusts, a.number`,
      )
      .bind(tenant, agreement),
  ]);
  return {
    finals: (finals?.results ?? []).map((raw) => {
      const row = raw as { id: string; adjusts: string | null; performances: string; fields: string };
      const [version, terms, parts, houses] = JSON.parse(row.fields) as Fields;
      const keys = (JSON.parse(row.performances) as AgreedPerformance[]).map(([key]) => key);
      return { id: row.id, adjusts: row.adjusts, version, terms, parts, houses, keys };
    }),
    lines: (lines?.results ?? []) as unknown as MadeGood[],
  };
}
