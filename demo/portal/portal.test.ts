// The portal's bundle in workerd, against a real issuer and the real API.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { untilEnded } from '../../edge-api/local/until-ended.ts';
import { buildBundles } from '../bundles.ts';
import { startPortalStage, Visitor, type PortalStage } from '../portal-stage.ts';

let stage: PortalStage;
let at = '';
before(async () => {
  await buildBundles();
  stage = await startPortalStage();
  at = stage.portal.origin;
});
after(() => stage.close());

const sessions = async (): Promise<Record<string, unknown>[]> =>
  (await (await stage.portal.database()).prepare('SELECT * FROM session').all<Record<string, unknown>>()).results;
const post = (visitor: Visitor, path: string, body: unknown, headers: Record<string, string> = {}) =>
  visitor.go(at + path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
  });
const tokenOf = async (visitor: Visitor): Promise<string> =>
  ((await (await post(visitor, '/dip-token', {})).json()) as { token: string }).token;
const asks = async (token: string, path: string, method = 'GET', body?: unknown): Promise<number> =>
  (await stage.api.call(token, method, path, body)).status;

test('somebody signs in at the issuer and comes to what their membership allows', async () => {
  const anna = new Visitor();
  const { answer, url } = await anna.signIn(at, 'anna', '/people');
  assert.equal(url, `${at}/people`);
  const page = await answer.text();
  assert.match(page, /<dip-members>/);
  assert.match(page, /Anna Visser/);
  for (const path of [
    '/',
    '/links',
    '/agreements',
    '/statements',
    '/my-share',
    '/audience',
    '/frameworks',
    '/people',
    '/clients',
    '/audit',
  ])
    assert.match(page, new RegExp(`<a href="${path}"`), path);
  const token = await tokenOf(anna);
  assert.equal(await asks(token, '/v1/members'), 200);
  // What stands under one word of the menu stands beside each other on its pages.
  const standing = await (await anna.go(`${at}/templates`)).text();
  assert.match(standing, /<a href="\/frameworks" aria-current="page"/);
  for (const path of ['/frameworks', '/templates', '/deal-settings', '/webhooks'])
    assert.match(standing, new RegExp(`class="siblings"[^]*<a href="${path}"`), path);
  assert.match(standing, /<dip-deal-templates>/);
});

test('a mail about a deal leads to that deal, through the sign-in, and what is no id stays text', async () => {
  const { answer, url } = await new Visitor().signIn(at, 'anna', '/agreements/XD-AGR-y2xnc3zmfe');
  assert.equal(url, `${at}/agreements/XD-AGR-y2xnc3zmfe`);
  const page = await answer.text();
  assert.match(page, /<dip-agreements agreement="XD-AGR-y2xnc3zmfe">/);
  assert.match(page, /<a href="\/agreements" aria-current="page"/);
  const odd = await new Visitor().signIn(at, 'anna', '/agreements/%22%3E%3Cscript%3E');
  assert.doesNotMatch(await odd.answer.text(), /agreement="">|<script>/);
});

test('the cookie is HttpOnly and Lax, its value is kept nowhere, and a new sign-in has a new one', async () => {
  const bram = new Visitor();
  await bram.signIn(at, 'bram');
  const line = bram.set.find((one) => one.startsWith('dip-session=')) ?? '';
  assert.match(line, /; HttpOnly; SameSite=Lax$/);
  const first = bram.cookie('dip-session')?.split('=')[1] ?? '';
  assert.match(first, /^[\w-]{43}$/);
  assert.ok(!JSON.stringify(await sessions()).includes(first));
  const count = (await sessions()).length;
  await bram.signIn(at, 'bram');
  assert.notEqual(bram.cookie('dip-session')?.split('=')[1], first);
  assert.equal((await sessions()).length, count, 'the one before has ended');
});

test('on https the cookies are bound to the very host', async () => {
  const portal = await stage.another({ PORTAL_ORIGIN: 'https://portal.example' });
  const { port } = new URL(portal.origin);
  const lines = await new Promise<string[]>((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path: '/sign-in', headers: { host: 'portal.example' } },
      (answer) => {
        answer.resume();
        resolve(answer.headers['set-cookie'] ?? []);
      },
    );
    sent.on('error', reject);
    sent.end();
  });
  assert.match(
    lines.join('\n'),
    /^__Host-dip-flow-[\w-]+=[^;]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/m,
  );
});

test('every page carries the policy, and no page speaks under another host’s name', async () => {
  for (const path of ['/', '/sign-in', '/invitation', '/deal', '/nothing', '/portal.css', '/signed-out']) {
    const answer = await new Visitor().go(at + path);
    await answer.arrayBuffer();
    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.match(policy, /script-src 'self'; style-src 'self';.*require-trusted-types-for 'script'/, path);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  }
  const other = await fetch(at.replace('localhost', '127.0.0.1'), { headers: { connection: 'close' } });
  assert.equal(other.status, 421);
  await other.arrayBuffer();
});

test('a stranger’s page gets nothing done with the visitor’s cookie', async () => {
  const anna = new Visitor();
  await anna.signIn(at, 'anna');
  for (const origin of ['https://elsewhere.example', 'null', at.replace('localhost', '127.0.0.1')])
    for (const path of ['/dip-token', '/role', '/sign-out', '/sign-out-everywhere', '/invitation/accept', '/go-on'])
      assert.equal((await post(anna, path, {}, { origin })).status, 403, `${origin} ${path}`);
  assert.ok(await tokenOf(anna));
});

test('a sign-in comes back only to the browser that began it, once, with the state it left with', async () => {
  const anna = new Visitor();
  const begun = await anna.go(`${at}/sign-in`);
  const leaving = new URL(begun.headers.get('location') ?? '');
  assert.deepEqual(
    [leaving.searchParams.get('code_challenge_method'), leaving.searchParams.get('redirect_uri')],
    ['S256', `${at}/callback`],
  );
  // The issuer's answer, stopped on its way to the portal.
  let answer = await anna.go(leaving.href);
  let back = '';
  for (let url = leaving.href; !back;) {
    const next = new URL(answer.headers.get('location') ?? url, url).href;
    if (next.startsWith(`${at}/callback`)) back = next;
    else if (answer.headers.get('location') === null)
      answer = await anna.go(url, { method: 'POST', body: new URLSearchParams({ subject: 'anna' }) });
    else answer = await anna.go((url = next));
  }
  const stranger = await new Visitor().go(back);
  assert.equal(stranger.status, 400);
  assert.match(await stranger.text(), /Inloggen is niet gelukt/);
  assert.equal((await anna.go(back)).status, 303);
  assert.ok(anna.cookie('dip-session'));
  assert.equal((await anna.go(back)).status, 400, 'and not a second time');
});

test('where one goes afterwards is a page of this portal and nothing else', async () => {
  for (const to of [
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    'javascript:alert(1)',
  ]) {
    const { url } = await new Visitor().signIn(at, 'anna', to);
    assert.equal(url, `${at}/`, to);
  }
});

test('who cancels at the issuer is told so', async () => {
  const { answer } = await new Visitor().signIn(at, '');
  assert.match(await answer.text(), /Inloggen is afgebroken/);
});

test('with the issuer away nobody new can sign in and is told so; sessions go on', async () => {
  const anna = new Visitor();
  await anna.signIn(at, 'anna');
  const fresh = await stage.another({});
  await stage.stopIssuer();
  const answer = await new Visitor().go(`${fresh.origin}/sign-in`);
  assert.equal(answer.status, 503);
  const page = await answer.text();
  assert.match(page, /Inloggen kan even niet/);
  assert.match(page, /href="\/sign-in"[^>]*>Opnieuw proberen/);
  assert.ok(await tokenOf(anna));
  await stage.startIssuer();
  assert.equal((await new Visitor().go(`${fresh.origin}/sign-in`)).status, 303);
});

test('with the API away a session goes on and is told so, on the page and to its script', async () => {
  const lonely = await stage.another({ API_URL: 'http://127.0.0.1:1' });
  const value = 'a-cookie-of-this-test';
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(value)));
  const row = [Buffer.from(bytes).toString('hex'), 'XD-USR-1', 'XD-MEM-1', '[]', 'i', 's', '2026-01-01T00:00:00Z'];
  await (
    await lonely.database()
  )
    .prepare(
      `INSERT INTO session (id_sha256, user, membership, memberships, issuer, subject, signed_in_at, created_at, seen_at, ends_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?8 + 100000)`,
    )
    .bind(...row, Date.now())
    .run();
  const headers = { cookie: `dip-session=${value}`, connection: 'close', accept: 'application/json' };
  const page = await fetch(lonely.origin, { headers: { ...headers, accept: 'text/html' } });
  assert.equal(page.status, 503);
  assert.match(await page.text(), /Het platform antwoordt niet/);
  const token = await fetch(`${lonely.origin}/dip-token`, {
    method: 'POST',
    headers: { ...headers, origin: lonely.origin },
  });
  assert.deepEqual([token.status, await token.json()], [503, { code: 'away' }]);
});

test('a session ends by itself: two hours unseen, or half a day', async () => {
  for (const change of ['seen_at = seen_at - 7200001', 'ends_at = 1']) {
    const bram = new Visitor();
    await bram.signIn(at, 'bram');
    await (await stage.portal.database()).prepare(`UPDATE session SET ${change}`).run();
    assert.equal((await post(bram, '/dip-token', {})).status, 401);
    assert.match(await (await bram.go(`${at}/people`)).text(), /href="\/sign-in\?to=%2Fpeople"/);
  }
});

test('an invitation is seen before signing in, accepted once, and only by whom it was sent to', async () => {
  const token = /#([\w-]+)/.exec(await stage.mail.takeNext('mila.jansen@theater.example'))?.[1] ?? '';
  const mila = new Visitor();
  const look = (await (await post(mila, '/invitation/look', { token })).json()) as Record<string, unknown>;
  assert.deepEqual(
    [(look['organisation'] as { name: string }).name, look['preset'], look['state'], look['signedIn']],
    ['Schouwburg Oost', 'marketing', 'waiting', false],
  );
  assert.equal((await post(mila, '/invitation/accept', { token })).status, 401);
  const noor = new Visitor();
  const { answer } = await noor.signIn(at, 'noor');
  assert.match(await answer.text(), /Je hoort nog bij geen organisatie/);
  const refused = await post(noor, '/invitation/accept', { token });
  assert.deepEqual([refused.status, await refused.json()], [403, { code: 'forbidden' }]);
  await mila.signIn(at, 'mila', '/invitation');
  assert.equal((await post(mila, '/invitation/accept', { token })).status, 204);
  const home = await (await mila.go(`${at}/`)).text();
  assert.match(home, /<dip-sales-monitor>/);
  assert.doesNotMatch(home, /href="\/people"/);
  assert.equal((await mila.go(`${at}/people`)).status, 404);
  const hers = await tokenOf(mila);
  for (const path of ['/v1/members', '/v1/clients', '/v1/audit', '/v1/invitations'])
    assert.equal(await asks(hers, path), 404, path);
  assert.equal(await asks(hers, '/v1/monitor'), 200);
  const again = await post(noor, '/invitation/accept', { token });
  assert.equal(again.status, 409);
});

test('two hats: one click and everything is the other’s; the last one worn is worn next time', async () => {
  const bram = new Visitor();
  await bram.signIn(at, 'bram');
  type Me = { membership: string; organisation: { name: string }; memberships: { id: string; preset: string }[] };
  const meOf = async (): Promise<Me> => (await stage.api.call<Me>(await tokenOf(bram), 'GET', '/v1/me')).body;
  const before = await meOf();
  const other = before.memberships.find(({ id }) => id !== before.membership)?.id;
  assert.equal((await post(bram, '/role', { membership: other })).status, 204);
  const now = await meOf();
  assert.notEqual(now.organisation.name, before.organisation.name);
  const tomorrow = new Visitor();
  await tomorrow.signIn(at, 'bram');
  assert.match(await (await tomorrow.go(`${at}/`)).text(), new RegExp(now.organisation.name));
  const anna = new Visitor();
  await anna.signIn(at, 'anna');
  assert.equal((await post(anna, '/role', { membership: other })).status, 404, 'not anybody’s hat');
});

test('support looks with a reason, reads only, and goes back to its own', async () => {
  const anna = new Visitor();
  await anna.signIn(at, 'anna');
  const { body } = await stage.api.call<{ membership: string }>(await tokenOf(anna), 'GET', '/v1/me');
  const sam = new Visitor();
  await sam.signIn(at, 'sam');
  const short = await post(sam, '/role', { support: { membership: body.membership, reason: 'x' } });
  assert.equal(short.status, 400);
  const reason = 'Anna belt: ze ziet de verkoop van gisteren niet';
  assert.equal((await post(sam, '/role', { support: { membership: body.membership, reason } })).status, 204);
  assert.match(await (await sam.go(`${at}/`)).text(), /Schouwburg Oost/);
  const token = await tokenOf(sam);
  const me = (await stage.api.call<{ support: { id: string; reason: string } }>(token, 'GET', '/v1/me')).body;
  assert.equal(me.support.reason, reason);
  const invite = { email: 'iemand@theater.example', preset: 'marketing' };
  assert.equal(await asks(token, '/v1/invitations', 'POST', invite), 404);
  assert.equal((await post(sam, '/role', { end: me.support.id })).status, 204);
  assert.doesNotMatch(await (await sam.go(`${at}/`)).text(), /Schouwburg Oost/);
});

test('who is removed gets no token, is told in words, and goes on with nothing', async () => {
  const anna = new Visitor();
  await anna.signIn(at, 'anna');
  const mila = new Visitor();
  await mila.signIn(at, 'mila');
  const token = await tokenOf(anna);
  const { body } = await stage.api.call<{ items: { id: string; name: string }[] }>(token, 'GET', '/v1/members');
  const member = body.items.find(({ name }) => name === 'Mila Jansen');
  assert.equal(await asks(token, `/v1/members/${member?.id}`, 'DELETE'), 200);
  const refused = await post(mila, '/dip-token', {});
  assert.deepEqual([refused.status, await refused.json()], [403, { code: 'membership_ended' }]);
  assert.match(await (await mila.go(`${at}/`)).text(), /Je toegang is beëindigd/);
  assert.equal((await mila.go(`${at}/go-on`, { method: 'POST' })).status, 303);
  assert.match(await (await mila.go(`${at}/`)).text(), /Je hoort nog bij geen organisatie/);
});

test('signing out ends this browser, signing out everywhere the other too, and its token', async () => {
  const [desk, phone] = [new Visitor(), new Visitor()];
  await desk.signIn(at, 'bram');
  await phone.signIn(at, 'bram');
  const token = await tokenOf(phone);
  assert.equal(await asks(token, '/v1/me'), 200);
  const out = await desk.go(`${at}/sign-out`, { method: 'POST' });
  assert.equal(out.headers.get('location'), '/signed-out');
  assert.equal((await post(desk, '/dip-token', {})).status, 401);
  assert.ok(await tokenOf(phone));
  await desk.signIn(at, 'bram');
  await desk.go(`${at}/sign-out-everywhere`, { method: 'POST' });
  assert.equal((await post(phone, '/dip-token', {})).status, 401);
  await untilEnded(async () => (await asks(token, '/v1/me')) !== 401);
});

test('a portal that is not configured says what is missing, and shows nothing', async () => {
  const bare = await stage.another({ OIDC_ISSUER: '', API_CLIENT_JWK: '' });
  const answer = await new Visitor().go(bare.origin);
  assert.equal(answer.status, 500);
  assert.match(await answer.text(), /OIDC_ISSUER, API_CLIENT_SECRET or API_CLIENT_JWK/);
});
