/** Only SQL: what my share is made of, all in the reader's own shard; of each body the fields that the sums need. */
import type { AgreementRowBody } from './party-copy.ts';
import type { ReaderBody } from '../sales/reader-body.ts';
import type { SignedStatement } from '../settlement/signed.ts';

const DEAL = `'$.id', '$.state', '$.side', '$.terms', '$.keys', '$.inForce', '$.signed.of', '$.production.id'`;
type DealFields = readonly [
  AgreementRowBody['id'],
  AgreementRowBody['state'],
  AgreementRowBody['side'],
  AgreementRowBody['terms'],
  AgreementRowBody['keys'],
  AgreementRowBody['inForce'],
  readonly SignedStatement[] | null,
  string,
];
export type DealRow = Pick<AgreementRowBody, 'id' | 'state' | 'side' | 'terms' | 'keys' | 'inForce'> & {
  /** Null: of a copy that was made before it was told. */
  readonly signed: readonly SignedStatement[] | null;
};

/** Agreements with a performance in a span of time, or of a production. */
export async function readDeals(
  shard: D1Database,
  reader: number,
  about: { readonly from: number; readonly to: number } | { readonly production: string },
): Promise<DealRow[]> {
  const statement =
    'production' in about
      ? shard
          .prepare(
            `SELECT json_extract(body, ${DEAL}) AS fields FROM agreement_row WHERE reader = ?1 AND (body->>'$.production.id' = ?2
               OR EXISTS (SELECT 1 FROM json_each(body, '$.elsewhere') WHERE value = ?2)) ORDER BY id`,
          )
          .bind(reader, about.production)
      : shard
          .prepare(
            `SELECT json_extract(body, ${DEAL}) AS fields FROM agreement_row WHERE reader = ?1 AND last_at >= ?2 AND first_at < ?3 ORDER BY id`,
          )
          .bind(reader, about.from, about.to);
  const { results } = await statement.all<{ fields: string }>();
  return results.map(({ fields }) => {
    const [id, state, side, terms, keys, inForce, signed] = JSON.parse(fields) as DealFields;
    return { id, state, side, terms, keys, inForce, signed };
  });
}

const FIELDS = [
  'id',
  'production',
  'title',
  'venue',
  'venueName',
  'date',
  'status',
  'capacity',
  'vat',
  'levies',
  'terms',
  'stand',
  'asOf',
  'source',
] as const satisfies readonly (keyof ReaderBody)[];
export type PlayedFields = Pick<ReaderBody, (typeof FIELDS)[number]>;
export interface PlayedRow {
  readonly key: number;
  readonly body: PlayedFields;
}
const PATHS_OF_BODY = FIELDS.map((field) => `'$.${field}'`).join(', ');
const SELECTED = `SELECT performance AS key, json_extract(body, ${PATHS_OF_BODY}) AS fields FROM reader_row`;

async function rowsOf(statement: D1PreparedStatement): Promise<PlayedRow[]> {
  const { results } = await statement.all<{ key: number; fields: string }>();
  return results.map(({ key, fields }) => {
    const values = JSON.parse(fields) as unknown[];
    const body = Object.fromEntries(
      FIELDS.flatMap((field, at) => (field === 'terms' && values[at] === null ? [] : [[field, values[at]]])),
    ) as unknown as PlayedFields;
    return { key, body };
  });
}

export const readSeason = (shard: D1Database, reader: number, season: number): Promise<PlayedRow[]> =>
  rowsOf(
    shard.prepare(`${SELECTED} WHERE reader = ?1 AND season = ?2 ORDER BY starts_at, performance`).bind(reader, season),
  );

export const readProduction = (shard: D1Database, reader: number, production: string): Promise<PlayedRow[]> =>
  rowsOf(
    shard
      .prepare(`${SELECTED} WHERE reader = ?1 AND body->>'$.production' = ?2 ORDER BY starts_at, performance`)
      .bind(reader, production),
  );

/** By key, wherever they stand in time: the other performances of a deal for all. */
export const readPlayed = (shard: D1Database, reader: number, keys: readonly number[]): Promise<PlayedRow[]> =>
  rowsOf(
    shard
      .prepare(`${SELECTED} WHERE reader = ?1 AND performance IN (SELECT value FROM json_each(?2)) ORDER BY starts_at`)
      .bind(reader, JSON.stringify(keys)),
  );
