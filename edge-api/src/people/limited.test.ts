// Who is limited to productions, as a person or as an embed session: nothing of another production in any answer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PRESETS, type EmbedSessionAnswer, type MonitorAnswer, type Problem } from '#protocol';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { tells } from '../../local/test-figures.ts';
import { layHuman, layPortal, PORTAL_ORIGIN } from '../../local/test-people.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { routeNotes } from '../app.ts';

let worker: TestWorker;
let [venue, provider] = [] as unknown as [Member, Member];
let portal: Member;
let operator: string;
const THEIRS = tells(['Ander stuk', 'Ander gezelschap', 'Andere zaal'], [525_252]);
const limited: { name: string; token: string }[] = [];
let [open, closed] = ['', ''];
let closedPerformance = '';

before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  portal = await layPortal(worker, operator);
  venue = await layMember(worker, operator, 'venue', { origins: [PORTAL_ORIGIN] });
  provider = await layMember(worker, operator, 'producer', { name: 'Ander gezelschap' });
  const own = await layMember(worker, operator, 'producer', { name: 'Eigen gezelschap' });
  const make = async (who: Member, path: string, body: unknown) =>
    (await worker.call<{ id: string }>(who.token, 'POST', path, body)).body.id;
  open = await make(own, '/v1/productions', { title: 'Eigen stuk' });
  closed = await make(provider, '/v1/productions', { title: 'Ander stuk' });
  const hall = await make(venue, '/v1/halls', { venue: venue.id, name: 'Andere zaal' });
  const startsAt = new Date(Date.now() + 20 * 86_400_000).toISOString();
  const openPerformance = await make(own, '/v1/performances', { production: open, venue: venue.id, startsAt });
  const where = { production: closed, venue: venue.id, hall, startsAt };
  closedPerformance = await make(provider, '/v1/performances', where);
  await make(venue, '/v1/proposals', { performance: closedPerformance, change: { capacity: 525_252 } });
  const asOf = new Date(Date.now() - 60_000).toISOString();
  await worker.call(venue.token, 'PUT', '/v1/snapshots', {
    items: [
      { performance: openPerformance, asOf, normal: { count: 31 } },
      { performance: closedPerformance, asOf, normal: { count: 525_252 } },
      { ref: 'eigen', about: { title: 'Losse avond', startsAt }, asOf, normal: { count: 525_252 } },
      { performance: closedPerformance, asOf: '2099-01-01T00:00:00Z', normal: { count: 525_252 } },
    ],
  });
  await settle(worker);
  for (const preset of PRESETS) {
    const { token } = await layHuman(worker, { operator, portal }, venue.id, { preset }, { productions: [open] });
    limited.push({ name: `a person as ${preset}`, token });
    const made = await worker.call<EmbedSessionAnswer>(venue.token, 'POST', '/v1/embed-sessions', {
      preset,
      origins: [PORTAL_ORIGIN],
      productions: [open],
    });
    if (made.status === 201) limited.push({ name: `a session as ${preset}`, token: made.body.token });
  }
});
after(() => worker.close());

const read = (token: string, path: string) =>
  worker.fetch(path, { headers: { authorization: `Bearer ${token}`, origin: PORTAL_ORIGIN } });

test('the other production is there to be leaked, and what is theirs they see', async () => {
  assert.match(await (await read(venue.token, '/v1/monitor')).text(), THEIRS);
  for (const { name, token } of limited) {
    const { body } = await worker.call<MonitorAnswer>(token, 'GET', '/v1/monitor', undefined, {
      origin: PORTAL_ORIGIN,
    });
    assert.deepEqual([body.rows.length, body.totals.count], [1, 31], name);
  }
});

test('no answer to any reading route holds a word of another production', async () => {
  for (const { path } of routeNotes().filter(({ method, action }) => method === 'get' && action !== 'public')) {
    const target = path
      .replace(':performance', encodeURIComponent(closedPerformance))
      .replace(
        /:(id|organisation)/,
        encodeURIComponent(
          path.includes('performances') ? closedPerformance : path.includes('productions') ? closed : provider.id,
        ),
      );
    for (const query of ['', `?production=${closed}&platform=yes&q=Ander`])
      for (const { name, token } of limited)
        assert.doesNotMatch(await (await read(token, target + query)).text(), THEIRS, `${name}: ${target}${query}`);
  }
});

test('an open reference, which may be another production’s, is seen only by who may link it, and without its figures', async () => {
  for (const { name, token } of limited) {
    const text = await (await read(token, '/v1/links?state=all')).text();
    assert.equal(/Losse avond/.test(text), /box-office|admin/.test(name), name);
  }
});

test('an admin limited to productions opens nothing wider: no clients, no grants, no audit log, no people beyond the limit', async () => {
  const admin = limited.find(({ name }) => name === 'a person as admin')?.token ?? '';
  const as = (method: string, path: string, body?: unknown) =>
    worker.call<Problem>(admin, method, path, body, { origin: PORTAL_ORIGIN });
  const client = { name: 'achterdeur', scopes: ['sales:read'] };
  assert.equal((await as('POST', '/v1/clients', client)).status, 404);
  assert.equal((await as('GET', '/v1/audit')).status, 404);
  assert.equal((await as('POST', '/v1/productions', { title: 'x' })).status, 404);
  const grant = { venue: venue.id, organisation: venue.id, scopes: ['sales:read'] };
  assert.equal((await as('POST', '/v1/grants', grant)).status, 404);
  const invite = (more: object) =>
    as('POST', '/v1/invitations', { email: 'x@theater.example', preset: 'observer', ...more });
  assert.equal((await invite({})).body.errors?.[0]?.pointer, '/productions');
  assert.equal((await invite({ productions: [open, closed] })).body.errors?.[0]?.pointer, '/productions');
  assert.equal((await invite({ productions: [open] })).status, 201);
  const whole = await layHuman(worker, { operator, portal }, venue.id, { preset: 'observer' });
  for (const [method, body] of [
    ['PATCH', { preset: 'observer', productions: [open] }],
    ['DELETE', undefined],
  ] as const)
    assert.equal((await as(method, `/v1/members/${whole.membership}`, body)).status, 403);
});
