// The full matrix: every route × every kind of token → the decision written out in matrix-table.ts, over real workerd and D1;
// and in no answer a byte of a tenant that is not the caller's.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SignJWT, UnsecuredJWT, type CryptoKey as JoseKey } from 'jose';
import { PRESETS, type EmbedSessionAnswer, type SandboxMade, type Scope } from '#protocol';
import { ALL_SCOPES, layMember, type Member } from '../../local/test-catalogue.ts';
import { tells } from '../../local/test-figures.ts';
import { layHuman, layPortal, PORTAL_ORIGIN, personToken } from '../../local/test-people.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { createApp, routeNotes } from '../app.ts';
import { Routes, type RouteNote } from '../route.ts';
import { WHO_MAY, type Role, type Who } from './matrix-table.ts';

const SECRET = 'Geheim';
const ORIGIN = 'https://elders.example';
const THIEF = 'https://dief.example';
/** Requests under way at once. */
const AT_ONCE = 8;

/** `refused` = 401 everywhere, also where anybody may come; else what the row of the action says. */
type Expect = 'refused' | 'nobody' | ((who: Who) => boolean);
interface Caller {
  readonly name: string;
  readonly token: string | null;
  readonly expect: Expect;
  readonly headers?: Record<string, string>;
  /** May see every tenant, so that nothing can leak to it; it is shown no real ids, because it could change them. */
  readonly seesAll?: true;
}

let worker: TestWorker;
const callers: Caller[] = [];
const theirs: Record<string, string> = {};
before(async () => {
  worker = await startTestWorker();
  const forge = await forger();
  const operator = await worker.operatorToken();
  await layTheirs(operator);
  await layForged(forge);
  await layClients(operator);
  await layPeople(operator);
  await laySandbox(operator);
  callers.push({ name: 'the operator', token: operator, expect: ({ operator: may }) => may, seesAll: true });
});
after(() => worker.close());

/** Signs with a key that the API knows and that signs nothing of its own: every claim can then be wrong one at a time. */
async function forger() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const kid = 'matrix';
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const open = JSON.stringify({ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' });
  const db = await worker.database('DIRECTORY');
  await db
    .prepare(
      "INSERT INTO signing_key (kid, public_jwk, wrapped_private, published_at, signs_from, signs_until, gone_at) VALUES (?1, ?2, '', 0, 0, 1, ?3)",
    )
    .bind(kid, open, Date.now() + 86_400_000)
    .run();
  return { pair, open, kid };
}

async function layTheirs(operator: string): Promise<void> {
  const make = async (token: string, path: string, body: unknown) =>
    (await worker.call<{ id: string }>(token, 'POST', path, body)).body.id;
  const venue = await layMember(worker, operator, 'venue', { name: `${SECRET} huis` });
  const provider = await layMember(worker, operator, 'producer', { name: `${SECRET} gezelschap` });
  theirs['organisation'] = venue.id;
  theirs['clients'] = venue.clientId;
  theirs['halls'] = await make(venue.token, '/v1/halls', { venue: venue.id, name: `${SECRET} zaal` });
  theirs['productions'] = await make(provider.token, '/v1/productions', { title: `${SECRET} stuk` });
  theirs['performances'] = await make(provider.token, '/v1/performances', {
    production: theirs['productions'],
    venue: venue.id,
    startsAt: new Date(Date.now() + 20 * 86_400_000).toISOString(),
  });
  const asOf = new Date(Date.now() - 60_000).toISOString();
  const items = [{ performance: theirs['performances'], asOf, normal: { count: 424_242, amount: 1 } }];
  await worker.call(venue.token, 'PUT', '/v1/snapshots', { items });
}

async function layForged({ pair, open, kid }: Awaited<ReturnType<typeof forger>>): Promise<void> {
  const act = { kind: 'client', clientId: 'x', organisation: 1, organisationId: 'x', organisationType: 'venue' };
  const claims = { act: { ...act, scopes: ALL_SCOPES, livemode: true, epoch: 1 } };
  const now = Math.floor(Date.now() / 1000);
  interface Wrong {
    readonly aud?: string;
    readonly typ?: string;
    readonly kid?: string;
    readonly iss?: string;
    readonly from?: number;
    readonly kind?: string;
    readonly alg?: string;
    readonly organisation?: number;
    readonly key?: JoseKey | Uint8Array;
  }
  const forged = (wrong: Wrong) =>
    new SignJWT({
      act: { ...claims.act, kind: wrong.kind ?? 'client', organisation: wrong.organisation ?? claims.act.organisation },
    })
      .setProtectedHeader({ alg: wrong.alg ?? 'ES256', typ: wrong.typ ?? 'at+jwt', kid: wrong.kid ?? kid })
      .setIssuer(wrong.iss ?? 'dip-edge-api')
      .setAudience(wrong.aud ?? 'dip-api')
      .setSubject('x')
      .setJti(crypto.randomUUID())
      .setIssuedAt(wrong.from ?? now)
      .setExpirationTime((wrong.from ?? now) + 600)
      .sign(wrong.key ?? pair.privateKey);
  const stranger = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const none = new UnsecuredJWT(claims).setIssuer('dip-edge-api').setAudience('dip-api').setSubject('x').encode();
  const bad: Record<string, string> = {
    garbage: 'dit.is.niets',
    'alg none': `${none.slice(0, -1)}.x`,
    expired: await forged({ from: now - 700 }),
    'five minutes slow': await forged({ from: now - 900 }),
    'wrong audience': await forged({ aud: 'dip-embed' }),
    'wrong issuer': await forged({ iss: 'elsewhere' }),
    'wrong typ': await forged({ typ: 'jwt' }),
    'a client as embed': await forged({ typ: 'embed+jwt', aud: 'dip-embed' }),
    'an embed as client': await forged({ kind: 'embed' }),
    'a person as client': await forged({ kind: 'person' }),
    'forged kid': await forged({ kid: 'nowhere' }),
    'another key under our kid': await forged({ key: stranger.privateKey }),
    'HS256 with our public key': await forged({ alg: 'HS256', key: new TextEncoder().encode(open) }),
    'an organisation that never was': await forged({ organisation: 987_654 }),
  };
  // Were this one refused, the refusals of those below would prove nothing.
  assert.equal((await worker.call(await forged({}), 'GET', '/v1/me')).status, 200);
  callers.push({ name: 'no token', token: null, expect: 'nobody' });
  for (const [name, token] of Object.entries(bad)) callers.push({ name, token, expect: 'refused' });
}

async function layClients(operator: string): Promise<void> {
  const scopes = [...new Set(ALL_SCOPES)] as Scope[];
  for (const scope of scopes) {
    const { token } = await layMember(worker, operator, 'venue', { scopes: [scope] });
    callers.push({ name: `a client with ${scope}`, token, expect: (who) => !who.platformOnly && who.scope === scope });
  }
  const all = (who: Who) => !who.platformOnly && who.scope !== null && scopes.includes(who.scope);
  for (const type of ['venue', 'producer', 'agency', 'vendor', 'reseller', 'fund'])
    callers.push({ name: `a ${type}`, token: (await layMember(worker, operator, type)).token, expect: all });
  const observing = await layMember(worker, operator, 'observer');
  callers.push({ name: 'an observing house', token: observing.token, expect: ({ observingHouse }) => observingHouse });
}

const limitedMay = (who: Who) => who.limited && who.roles.includes('marketing');

async function layPeople(operator: string): Promise<void> {
  const portal = await layPortal(worker, operator);
  callers.push({ name: 'a portal', token: portal.token, expect: ({ scope }) => scope === 'people:sign-in' });
  const house = await layMember(worker, operator, 'venue', { origins: [ORIGIN] });
  const people = { operator, portal };
  const [page, desk] = [{ origin: ORIGIN }, { origin: PORTAL_ORIGIN }];
  const session = async (maker: Member, body: object) =>
    (await worker.call<EmbedSessionAnswer>(maker.token, 'POST', '/v1/embed-sessions', { ...body, origins: [ORIGIN] }))
      .body.token;
  const productions = ['XD-26-999-9999999'];
  for (const preset of PRESETS) {
    const may = (who: Who) => who.roles.includes(preset satisfies Role);
    const token = await session(house, { preset });
    callers.push({ name: `a page as ${preset}`, token, expect: may, headers: page });
    const human = await layHuman(worker, people, house.id, { preset });
    callers.push({ name: `a person as ${preset}`, token: human.token, expect: may, headers: desk });
    if (preset !== 'marketing') continue;
    for (const [name, stolen] of [
      ['a page’s token on another origin', token],
      ['a person’s token on another origin', human.token],
    ] as const)
      callers.push({ name, token: stolen, expect: 'refused', headers: { origin: THIEF } });
    const some = await session(house, { preset, productions });
    callers.push({ name: 'a page limited to a production', token: some, expect: limitedMay, headers: page });
  }
  const made = await worker.call<{ id: string }>(house.token, 'POST', '/v1/productions', {
    title: 'Huis',
    house: true,
  });
  const one = { productions: [made.body.id] };
  const limited = await layHuman(worker, people, house.id, { preset: 'marketing' }, one);
  callers.push({ name: 'a person limited to a production', token: limited.token, expect: limitedMay, headers: desk });
  const support = await layHuman(worker, people, portal.id, { grid: { support: ['view'], people: ['view'] } });
  callers.push({ name: 'support', token: support.token, expect: ({ support: may }) => may, headers: desk });
  const admin = await layHuman(worker, people, house.id, { preset: 'admin' });
  const asked = { membership: admin.membership, reason: 'de monitor blijft leeg' };
  const looks = await worker.call<{ id: string }>(support.token, 'POST', '/v1/role-switches', asked, desk);
  const looking = await personToken(worker, portal, {
    ...support,
    membership: admin.membership,
    support: looks.body.id,
  });
  callers.push({ name: 'support looking', token: looking, expect: ({ looking: may }) => may, headers: desk });
}

async function laySandbox(operator: string): Promise<void> {
  const { body } = await worker.call<SandboxMade>(operator, 'POST', '/v1/sandboxes', {});
  const one = body.organisations[0];
  const token = await worker.clientToken(one?.client.id ?? '', one?.client.secret ?? '');
  const scopes = one?.client.scopes ?? [];
  const may = (who: Who) => !who.platformOnly && who.scope !== null && scopes.includes(who.scope);
  callers.push({ name: 'a sandbox', token, expect: may });
}

/** The other tenant's things in every place of a path; ids that never were for who could change them. */
function pathOf(path: string, real: boolean): string {
  const noun = /^\/v1\/(\w[\w-]*)/.exec(path)?.[1] ?? '';
  const [production = '', number = ''] = (theirs['performances'] ?? '').split('|');
  const named: Record<string, string | undefined> = {
    id: noun === 'organisations' ? theirs['organisation'] : theirs[noun],
    performance: theirs['performances'],
    organisation: theirs['organisation'],
    production,
    number,
    code: 'not_found',
  };
  return path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent((real ? named[name] : undefined) ?? 'XD-NO-0000000000'),
  );
}

const LEAK = tells([SECRET], [424_242]);

/** 401, the one answer of a route that is closed to this caller, or anything that its handler says. */
function decisionOf(status: number, text: string): 'refused' | 'closed' | 'open' {
  if (status === 401) return 'refused';
  return status === 404 && text.includes('"detail":"there is nothing here"') ? 'closed' : 'open';
}

function expected({ action }: RouteNote, { expect }: Caller): 'refused' | 'closed' | 'open' {
  if (expect === 'refused') return 'refused';
  if (action === 'public') return 'open';
  if (expect === 'nobody') return 'refused';
  return action === 'self' || expect(WHO_MAY[action]) ? 'open' : 'closed';
}

async function ask(note: RouteNote, caller: Caller): Promise<string | undefined> {
  const { method, path } = note;
  const answer = await worker.fetch(pathOf(path, caller.seesAll !== true), {
    method: method.toUpperCase(),
    headers: {
      'content-type': 'application/json',
      ...caller.headers,
      ...(caller.token === null ? {} : { authorization: `Bearer ${caller.token}` }),
    },
    ...(method === 'get' || method === 'delete' ? {} : { body: '{}' }),
    redirect: 'manual',
  });
  const text = await answer.text();
  const cell = `${caller.name}: ${method.toUpperCase()} ${path}`;
  if (answer.status >= 500) return `${cell} failed: ${text.slice(0, 200)}`;
  if (!caller.seesAll && LEAK.test(text)) return `${cell} tells of another tenant`;
  // Asking a token is open to all: that its own proof fails there is its business.
  const said =
    path === '/oauth/token' && answer.status === 401 && text.includes('"error"')
      ? 'open'
      : decisionOf(answer.status, text);
  const wanted = expected(note, caller);
  return said === wanted ? undefined : `${cell}: ${said} (${answer.status}), but ${wanted} is written`;
}

test('every route gives every kind of token the decision that is written, and tells it nothing of another tenant', async (t) => {
  const notes = routeNotes();
  const cells = callers.flatMap((caller) => notes.map((note) => [note, caller] as const));
  const wrong: string[] = [];
  let at = 0;
  const line = async (): Promise<void> => {
    for (let cell = cells[at++]; cell; cell = cells[at++]) {
      const fault = await ask(...cell);
      if (fault) wrong.push(fault);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  assert.deepEqual(wrong, []);
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  t.diagnostic(`the matrix: ${notes.length} routes × ${callers.length} tokens = ${cells.length} cells in ${seconds} s`);
});

test('each action of the table is asked by some route, and each route asks one of them', () => {
  const asked = new Set(routeNotes().map(({ action }) => action));
  assert.deepEqual(
    Object.keys(WHO_MAY).filter((action) => !asked.has(action as keyof typeof WHO_MAY)),
    [],
  );
  for (const action of asked) assert.ok(action === 'public' || action === 'self' || action in WHO_MAY, action);
});

test('what the app answers to is what was registered with a right: there is no other way in', () => {
  const registered = routeNotes().map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  const answered = createApp()
    .routes.filter(({ method, path }) => !(method === 'ALL' && path === '/*'))
    .map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual(answered.toSorted(), registered.toSorted());
  // The compiler refuses a route without a right; this line fails the build when it no longer does.
  // @ts-expect-error -- no action
  assert.ok(() => new Routes().on('get', '/v1/open', () => new Response()));
});
