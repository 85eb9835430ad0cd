// A whole life of a signing key under load, the clock moved with each request: next, signing, verifying, gone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { startCountingWorker } from '../../local/counting-worker.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { layMember } from '../../local/test-catalogue.ts';
import { untilEnded } from '../../local/until-ended.ts';

const MINUTE_MS = 60_000;
const CALLERS = 4;
let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

interface KeyRow {
  readonly kid: string;
  readonly published_at: number;
  readonly signs_from: number;
  readonly signs_until: number;
}
const keyRows = async () =>
  (await (await worker.database('DIRECTORY')).prepare('SELECT * FROM signing_key ORDER BY signs_from').all<KeyRow>())
    .results;

test('keys rotate while callers go on: no request fails, and each key is published before it signs', async () => {
  const operator = await worker.operatorToken();
  const venue = await layMember(worker, operator, 'venue');
  const made = await worker.call<{ id: string; secret: string }>(venue.token, 'POST', '/v1/clients', {
    name: 'machine',
    scopes: ['sales:read'],
  });
  const [first] = await keyRows();
  assert.ok(first);
  let clock = first.signs_until - 20 * MINUTE_MS;
  let over = false;
  const failures: string[] = [];
  const signedBy = new Map<string, number>();
  let asked = 0;
  const at = () => ({ 'x-test-clock': String(clock) });
  const ask = async (what: string, path: string, init: RequestInit) => {
    const answer = await worker.fetch(path, init);
    const text = await answer.text();
    asked += 1;
    if (answer.status !== 200) failures.push(`${what} ${answer.status} ${text.slice(0, 200)}`);
    return text;
  };
  const rounds = Array.from({ length: CALLERS }, () => 0);
  const caller = async (n: number) => {
    // The last one made, and one that has almost lived its ten minutes.
    const held: { token: string; from: number }[] = [];
    while (!over) {
      const from = clock;
      const said = await ask('token', '/oauth/token', {
        method: 'POST',
        headers: at(),
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: made.body.id,
          client_secret: made.body.secret,
        }),
      });
      const token = (JSON.parse(said) as { access_token: string }).access_token;
      signedBy.set(decodeProtectedHeader(token).kid ?? '', from);
      held.push({ token, from });
      while (held[0] && clock - held[0].from > 9 * MINUTE_MS) held.shift();
      for (const one of [held.at(-1), held[0]])
        await ask('read', '/v1/monitor', { headers: { ...at(), authorization: `Bearer ${one?.token}` } });
      rounds[n] = (rounds[n] ?? 0) + 1;
    }
  };
  const callers = Array.from({ length: CALLERS }, (_, n) => caller(n));
  const published: string[][] = [];
  for (let minute = -20; minute <= 32; minute += 1) {
    clock = first.signs_until + minute * MINUTE_MS;
    await worker.runMinuteJob(clock);
    const before = [...rounds];
    while (rounds.some((round, n) => round <= (before[n] ?? 0))) await new Promise((resolve) => setTimeout(resolve, 5));
    const set = JSON.parse(await ask('keys', '/.well-known/jwks.json', { headers: at() })) as {
      keys: { kid: string }[];
    };
    published.push(set.keys.map(({ kid }) => kid));
  }
  over = true;
  await Promise.all(callers);
  assert.deepEqual(failures, []);
  assert.ok(asked > 53 * CALLERS * 3);
  const [second] = await keyRows();
  assert.ok(second && second.kid !== first.kid, 'the first is gone');
  assert.deepEqual([...signedBy.keys()], [first.kid, second.kid]);
  assert.ok(second.signs_from - second.published_at >= 14 * MINUTE_MS, 'published before it signs');
  assert.deepEqual(
    [published[0], published.at(10), published.at(30), published.at(-1)],
    [[first.kid], [first.kid, second.kid], [first.kid, second.kid], [second.kid]],
  );
});

test('a key that an isolate has not heard of is asked for; forged ones cost one question a second', async () => {
  const counting = await startCountingWorker();
  try {
    const operator = await counting.operatorToken();
    const [head = '', payload = '', signature = ''] = operator.split('.');
    const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as { typ: string };
    const look = async (token: string) => (await counting.call(token, 'GET', '/v1/organisations')).status;
    const forged = (kid: string) =>
      `${Buffer.from(JSON.stringify({ ...header, kid })).toString('base64url')}.${payload}.${signature}`;
    assert.equal(await look(operator), 200);
    await counting.spent();
    const from = Date.now();
    for (let n = 0; n < 40; n += 1) assert.equal(await look(forged(`kid-${n}`)), 401);
    // Rights are read again every 5 seconds, in a handful of questions.
    const seconds = Math.ceil((Date.now() - from) / 1_000);
    assert.ok((await counting.spent()).queries <= 1 + seconds + 20 * Math.ceil(seconds / 5));
    // Another isolate made a key in an emergency, and signs with it at once.
    const pair = await generateKeyPair('ES256', { extractable: true });
    const kid = 'made-elsewhere';
    const jwk = JSON.stringify({ ...(await exportJWK(pair.publicKey)), kid });
    const later = Date.now() + 86_400_000;
    await (
      await counting.database('DIRECTORY')
    )
      .prepare(
        `INSERT INTO signing_key (kid, public_jwk, wrapped_private, published_at, signs_from, signs_until, gone_at)
         VALUES (?1, ?2, '', 0, ?3, ?3, ?3)`,
      )
      .bind(kid, jwk, later)
      .run();
    const claims = decodeJwt(operator);
    const token = await new SignJWT(claims).setProtectedHeader({ ...header, alg: 'ES256', kid }).sign(pair.privateKey);
    await untilEnded(async () => (await look(token)) !== 200, 2_500);
  } finally {
    await counting.close();
  }
});
