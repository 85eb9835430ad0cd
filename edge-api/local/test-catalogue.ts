/** For tests: organisations and their tokens through the API's own routes, as an operator lays them. */
import type { TestWorker } from './test-worker.ts';

export const ALL_SCOPES = [
  'catalogue:read',
  'catalogue:write',
  'people:read',
  'people:write',
  'clients:write',
  'audit:read',
  'sales:push',
  'sales:read',
  'links:write',
  'embed:create',
  'agreements:read',
  'agreements:write',
  'agreements:approve',
  'agreements:settle',
  'audience:push',
  'audience:read',
  'audience:write',
];

export interface Member {
  readonly id: string;
  readonly token: string;
  readonly clientId: string;
}

let members = 0;

export async function layMember(
  worker: TestWorker,
  operator: string,
  type: string,
  more: { name?: string; scopes?: string[]; origins?: string[]; livemode?: boolean } = {},
): Promise<Member> {
  members += 1;
  const made = await worker.call<{ id: string }>(operator, 'POST', '/v1/organisations', {
    type,
    name: more.name ?? `${type} ${members}`,
    ...(more.origins ? { origins: more.origins } : {}),
    ...(more.livemode === undefined ? {} : { livemode: more.livemode }),
  });
  const client = await worker.call<{ id: string; secret: string }>(operator, 'POST', '/v1/clients', {
    organisation: made.body.id,
    name: 'test',
    scopes: more.scopes ?? ALL_SCOPES,
  });
  const token = await worker.clientToken(client.body.id, client.body.secret);
  return { id: made.body.id, token, clientId: client.body.id };
}

/** Until every outbox is empty: readers have what was acknowledged. */
export async function settle(worker: TestWorker): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    await worker.runMinuteJob();
    let waiting = 0;
    for (const name of ['SHARD_00', 'SHARD_01', 'SHARD_02']) {
      const { results } = await (
        await worker.database(name)
      )
        .prepare('SELECT count(*) AS n FROM outbox')
        .all<{ n: number }>();
      waiting += results[0]?.n ?? 0;
    }
    if (waiting === 0) return;
  }
  throw new Error('the outboxes did not empty');
}
