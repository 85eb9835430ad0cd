/** For tests: a venue with performances of one production, laid straight into the directory, and its client's token. */
import { createHash, randomBytes } from 'node:crypto';
import type { TestWorker } from './test-worker.ts';

export interface House {
  readonly key: number;
  readonly id: string;
  readonly shard: string;
  readonly token: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly provider: { readonly key: number; readonly id: string };
  /** DIP-form ids, in date order. */
  readonly performances: readonly string[];
  readonly performanceKeys: readonly number[];
}

let houses = 0;
const SCOPES = [
  'catalogue:read',
  'catalogue:write',
  'sales:push',
  'sales:read',
  'links:write',
  'embed:create',
  'people:read',
  'people:write',
  'clients:write',
  'audit:read',
  'agreements:read',
  'agreements:write',
  'agreements:approve',
  'agreements:settle',
  'audience:push',
  'audience:read',
  'audience:write',
];

export async function layHouse(
  worker: TestWorker,
  performances: number,
  startsFrom = '2026-12-01T19:15:00Z',
): Promise<House> {
  houses += 1;
  const n = houses;
  const db = await worker.database('DIRECTORY');
  const shard = `SHARD_0${n % 3}`;
  const insert = async (sql: string, ...values: unknown[]) =>
    (
      await db
        .prepare(`${sql} RETURNING key`)
        .bind(...values)
        .all<{ key: number }>()
    ).results[0]?.key ?? 0;
  const organisation =
    'INSERT INTO organisation (id, type, name, shard, origins, created_at) VALUES (?1, ?2, ?3, ?4, \'["http://host.test"]\', 0)';
  const [id, providerId] = [`XD-ORG-house${n}`, `XD-ORG-provider${n}`];
  const key = await insert(organisation, id, 'venue', `Schouwburg ${n}`, shard);
  const provider = await insert(organisation, providerId, 'producer', `Gezelschap ${n}`, `SHARD_0${(n + 1) % 3}`);
  const productionId = `XD-26-${String(n).padStart(3, '0')}-0000001`;
  const production = await insert(
    'INSERT INTO production (id, title, genre, provider) VALUES (?1, ?2, ?3, ?4)',
    productionId,
    `Het Stuk ${n}`,
    'toneel',
    provider,
  );
  const keys: number[] = [];
  for (let i = 0; i < performances; i += 1) {
    const startsAt = Date.parse(startsFrom) + i * 86_400_000;
    keys.push(
      await insert(
        'INSERT INTO performance (production, number, number_text, venue, starts_at) VALUES (?1, ?2, ?3, ?4, ?5)',
        production,
        i + 1,
        String(i + 1).padStart(5, '0'),
        key,
        startsAt,
      ),
    );
  }
  const clientSecret = randomBytes(32).toString('base64url');
  const clientId = `XD-CLI-house${n}`;
  await db
    .prepare(
      'INSERT INTO client (id, organisation, name, secret_sha256, scopes, created_at) VALUES (?1, ?2, ?3, ?4, ?5, 0)',
    )
    .bind(clientId, key, 'test', createHash('sha256').update(clientSecret).digest('hex'), JSON.stringify(SCOPES))
    .run();
  // Isolates trust their copy of organisations for a few seconds; a token asked after that copy was made is known at once.
  const token = await worker.clientToken(clientId, clientSecret);
  return {
    key,
    id,
    shard,
    token,
    clientId,
    clientSecret,
    provider: { key: provider, id: providerId },
    performances: keys.map((_, i) => `${productionId}|${String(i + 1).padStart(5, '0')}`),
    performanceKeys: keys,
  };
}
