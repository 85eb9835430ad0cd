import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Me, MembershipView } from '#protocol';
import { layMember, type Member } from '../../local/test-catalogue.ts';
import { layHuman, layPortal, newEmail, personToken, PORTAL_ORIGIN, signIn } from '../../local/test-people.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let operator: string;
let [portal, venue] = [] as unknown as [Member, Member];
const at = { origin: PORTAL_ORIGIN };
before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  portal = await layPortal(worker, operator);
  venue = await layMember(worker, operator, 'venue');
});
after(() => worker.close());

test('somebody invited signs in, accepts, and reads the monitor with a token of their own', async () => {
  const her = await layHuman(worker, { operator, portal }, venue.id, { preset: 'marketing' });
  const { status, body } = await worker.call<Me>(her.token, 'GET', '/v1/me', undefined, at);
  assert.equal(status, 200);
  assert.equal(body.user, her.user);
  assert.equal(body.organisation.id, venue.id);
  assert.equal(body.membership, her.membership);
  assert.equal(body.preset, 'marketing');
  assert.deepEqual(body.grid, { sales: ['view'], audience: ['view'], catalogue: ['view'] });
  assert.deepEqual(
    body.memberships.map(({ id }) => id),
    [her.membership],
  );
  assert.equal((await worker.call(her.token, 'GET', '/v1/monitor', undefined, at)).status, 200);
  assert.equal((await worker.call(her.token, 'GET', '/v1/members', undefined, at)).status, 404);
  assert.equal((await worker.call(her.token, 'PUT', '/v1/snapshots', { items: [] }, at)).status, 404);
});

test('one person has several roles in one organisation and in others, each with a token of its own', async () => {
  const email = newEmail();
  const other = await layMember(worker, operator, 'producer');
  const one = await layHuman(worker, { operator, portal }, venue.id, { preset: 'marketing' }, { email });
  const two = await layHuman(worker, { operator, portal }, venue.id, { preset: 'finance' }, { email });
  const three = await layHuman(worker, { operator, portal }, other.id, { preset: 'admin' }, { email });
  assert.equal(one.user, two.user);
  const { user, signedInAt, memberships } = await signIn<MembershipView>(worker, portal, email);
  assert.equal(user, one.user);
  assert.deepEqual(
    memberships.map((held) => [held.organisation.id, held.preset]),
    [
      [other.id, 'admin'],
      [venue.id, 'marketing'],
      [venue.id, 'finance'],
    ],
  );
  const token = await personToken(worker, portal, { user, membership: three.membership, signedInAt });
  const me = await worker.call<Me>(token, 'GET', '/v1/me', undefined, at);
  assert.equal(me.body.organisation.id, other.id);
  assert.equal(me.body.memberships.length, 3);
});
