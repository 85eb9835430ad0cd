import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REQUEST_BURST, TOKEN_BURST, type Problem, type Quota } from '#protocol';
import { layMember, type Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { untilEnded } from '../../local/until-ended.ts';
import { withinBurst } from './burst.ts';

const LIMIT = 100;
const TOKENS = 20;
const ORIGIN = 'https://huis.example';
let worker: TestWorker;
let operator: string;
before(async () => {
  worker = await startTestWorker({ bursts: { REQUEST_BURST: LIMIT, TOKEN_BURST: TOKENS } });
  operator = await worker.operatorToken();
});
after(() => worker.close());

interface Made {
  readonly id: string;
  readonly secret: string;
}
const look = (token: string) => worker.call<Problem>(token, 'GET', '/v1/monitor');
const clientOf = async ({ token }: Member): Promise<Made & { token: string }> => {
  const made = await worker.call<Made>(token, 'POST', '/v1/clients', { name: 'kassa', scopes: ['sales:read'] });
  return { ...made.body, token: await worker.clientToken(made.body.id, made.body.secret) };
};
/** `count` requests, eight at a time. */
async function flood<T>(count: number, ask: () => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  let left = count;
  const one = async () => {
    while (left-- > 0) answers.push(await ask());
  };
  await Promise.all(Array.from({ length: 8 }, one));
  return answers;
}

test('one client that floods is slowed; another of the same tenant, and another tenant, get every answer', async () => {
  const venue = await layMember(worker, operator, 'venue');
  const loud = await clientOf(venue);
  const quiet = await clientOf(venue);
  const elsewhere = await layMember(worker, operator, 'venue');
  let over = false;
  const others: number[] = [];
  const calm = (async () => {
    while (!over) for (const token of [quiet.token, elsewhere.token]) others.push((await look(token)).status);
  })();
  // The window is aligned to the clock: at most two of them are touched.
  const answers = await flood(4 * LIMIT, () => look(loud.token));
  over = true;
  await calm;
  const refused = answers.filter(({ status }) => status === 429);
  assert.ok(answers.every(({ status }) => status === 200 || status === 429));
  assert.ok(refused.length >= LIMIT, `${refused.length} of ${answers.length} refused`);
  assert.equal(refused[0]?.body.code, 'rate_limited');
  assert.equal(refused[0]?.headers.get('retry-after'), '10');
  assert.match(refused[0]?.headers.get('content-type') ?? '', /problem\+json/);
  assert.ok(others.length > 2);
  assert.ok(
    others.every((status) => status === 200),
    others.join(' '),
  );
});

test('a page that floods takes nothing from the client behind it, nor from another viewer’s page', async () => {
  const venue = await layMember(worker, operator, 'venue', { origins: [ORIGIN] });
  const session = async (viewer: string) => {
    const body = { preset: 'marketing', origins: [ORIGIN], viewer };
    return (await worker.call<{ token: string }>(venue.token, 'POST', '/v1/embed-sessions', body)).body.token;
  };
  const [loud, calm] = [await session('loud'), await session('calm')];
  const see = (token: string) => worker.call(token, 'GET', '/v1/monitor', undefined, { origin: ORIGIN });
  const answers = await flood(4 * LIMIT, () => see(loud));
  const refused = answers.find(({ status }) => status === 429);
  assert.equal(refused?.headers.get('access-control-allow-origin'), ORIGIN);
  assert.match(refused?.headers.get('access-control-expose-headers') ?? '', /retry-after/);
  assert.equal((await see(calm)).status, 200);
  assert.equal((await look(venue.token)).status, 200);
});

test('tokens are slowed per secret: neither wrong secrets nor another secret take from a right one', async () => {
  const venue = await layMember(worker, operator, 'venue');
  const made = await clientOf(venue);
  const second = (await worker.call<Made>(venue.token, 'POST', `/v1/clients/${made.id}/secrets`, {})).body;
  const ask = async (secret: string) => {
    const answer = await worker.fetch('/oauth/token', {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: made.id, client_secret: secret }),
    });
    await answer.arrayBuffer();
    return { status: answer.status, after: answer.headers.get('retry-after') };
  };
  assert.equal((await ask(second.secret)).status, 200);
  const answers = await flood(4 * TOKENS, () => ask(made.secret));
  const refused = answers.filter(({ status }) => status === 429);
  assert.ok(refused.length >= TOKENS, `${refused.length} refused`);
  assert.equal(refused[0]?.after, '10');
  await flood(20, () => ask('wrong'));
  assert.equal((await ask(second.secret)).status, 200);
});

test('a day’s quota of a tenant stops the client that used it up, not one within its share, and is set anew at once', async () => {
  const unlimited = await startTestWorker();
  try {
    const root = await unlimited.operatorToken();
    const venue = await layMember(unlimited, root, 'venue');
    const quotaOf = (token: string) => unlimited.call<Quota>(token, 'GET', `/v1/quotas/${venue.id}`);
    const set = (requests: number | null) => unlimited.call(root, 'PUT', `/v1/quotas/${venue.id}`, { requests });
    const made = (
      await unlimited.call<Made>(venue.token, 'POST', '/v1/clients', { name: 'loud', scopes: ['sales:read'] })
    ).body;
    const loud = await unlimited.clientToken(made.id, made.secret);
    assert.equal((await set(400)).status, 200);
    const ask = () => unlimited.call<Problem>(loud, 'GET', '/v1/monitor');
    const first = await flood(520, ask);
    assert.ok(first.every(({ status }) => status === 200));
    await untilEnded(async () => (await ask()).status === 200, 6_000);
    const answer = await ask();
    assert.deepEqual([answer.status, answer.body.code], [429, 'rate_limited']);
    const wait = Number(answer.headers.get('retry-after'));
    assert.ok(wait > 0 && wait <= 86_400);
    const seen = (await quotaOf(venue.token)).body;
    assert.deepEqual([seen.requests, seen.ordinary], [400, false]);
    assert.ok(seen.clients.find(({ client }) => client === made.id)?.spent);
    assert.equal((await unlimited.call(venue.token, 'GET', '/v1/monitor')).status, 200);
    assert.equal((await set(null)).status, 200);
    await untilEnded(async () => (await ask()).status === 429, 6_000);
  } finally {
    await unlimited.close();
  }
});

test('without the binding each isolate counts for itself, up to the same number', async () => {
  const [now, key] = [Date.now(), 'nobody in particular'];
  const passed = async (at: number) => {
    let count = 0;
    while (count < 2 * REQUEST_BURST.limit && (await withinBurst(undefined, REQUEST_BURST, key, at))) count += 1;
    return count;
  };
  assert.equal(await passed(now), REQUEST_BURST.limit);
  assert.equal(await passed(now + 9_999), 0);
  assert.equal(await passed(now + 10_000), REQUEST_BURST.limit);
  const bare = await startTestWorker({ bursts: 'none' });
  try {
    const venue = await layMember(bare, await bare.operatorToken(), 'venue');
    for (let n = 0; n < 3; n += 1) assert.equal((await bare.call(venue.token, 'GET', '/v1/monitor')).status, 200);
  } finally {
    await bare.close();
  }
});

test('what Cloudflare is told to count is what the documentation says', async () => {
  const toml = await readFile(join(import.meta.dirname, '../../../wrangler.toml'), 'utf8');
  for (const [name, { limit, periodSeconds }] of Object.entries({ REQUEST_BURST, TOKEN_BURST }))
    assert.match(
      toml,
      new RegExp(
        `name = "${name}"\\nnamespace_id = "\\d+"\\nsimple = \\{ limit = ${limit}, period = ${periodSeconds} \\}`,
      ),
    );
});
