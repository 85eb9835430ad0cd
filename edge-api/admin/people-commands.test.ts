import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { Invitation, Member, MembershipView } from '#protocol';
import { mailedToken, personToken, signIn } from '../local/test-people.ts';
import { startTestWorker, type TestWorker } from '../local/test-worker.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

const run = async (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, 'cli.ts'), '--api', worker.url, '--json', ...args], {
    env: { ...process.env, DIP_ADMIN_SECRET: worker.operatorSecret },
  });
const said = async <T>(...args: string[]) => JSON.parse((await run(...args)).stdout) as T;

test('an operator lays a portal and invites the first admin of an organisation, who then needs the operator no more', async () => {
  const origin = 'https://portal.example';
  const made = await said<{ organisation: string; client: string; secret: string }>(
    'portal',
    'create',
    '--name',
    'Platform',
    '--origin',
    origin,
  );
  const portal = {
    id: made.organisation,
    clientId: made.client,
    token: await worker.clientToken(made.client, made.secret),
  };
  const venue = (await said<{ id: string }>('organisation', 'create', '--type', 'venue', '--name', 'Schouwburg Oost'))
    .id;
  const of = ['--organisation', venue] as const;
  const email = 'baas@theater.example';
  const invited = await said<Invitation>('member', 'invite', email, '--preset', 'admin', '--locale', 'nl', ...of);
  assert.equal(invited.state, 'waiting');
  const { user, signedInAt } = await signIn(worker, portal, email);
  const token = await mailedToken(worker, email);
  const accept = { user, token };
  const { body } = await worker.call<MembershipView>(portal.token, 'POST', '/v1/invitations/accept', accept);
  const list = () => said<{ items: Member[] }>('member', 'list', ...of);
  assert.deepEqual(
    (await list()).items.map((member) => [member.email, member.preset]),
    [[email, 'admin']],
  );
  const [one] = (await said<{ items: Invitation[] }>('member', 'invitations', ...of)).items;
  assert.deepEqual([one?.state, one?.acceptedBy], ['accepted', user]);
  await assert.rejects(run('member', 'remove', body.id), /the last admin of an organisation stays/);
  const admin = await personToken(worker, portal, { user, membership: body.id, signedInAt });
  const second = await worker.call<Invitation>(
    admin,
    'POST',
    '/v1/invitations',
    { email: 'marketing@theater.example', preset: 'marketing' },
    { origin },
  );
  assert.equal(second.status, 201);
  assert.equal((await said<Invitation>('member', 'withdraw', second.body.id)).state, 'withdrawn');
});

test('what a command refuses is said in words with the field', async () => {
  const venue = (await said<{ id: string }>('organisation', 'create', '--type', 'venue', '--name', 'Schouwburg Zuid'))
    .id;
  await assert.rejects(
    run('member', 'invite', 'x@theater.example', '--preset', 'chief', '--organisation', venue),
    /\/preset/,
  );
  await assert.rejects(
    run('member', 'invite', 'x@theater.example', '--preset', 'admin'),
    /the operator names an organisation/,
  );
  await assert.rejects(run('member', 'list', '--organisation', 'XD-ORG-nobody'), /no such organisation/);
  await assert.rejects(run('member', 'remove', 'XD-MEM-nothing'), /no such member/);
  await assert.rejects(
    run('client', 'create', '--organisation', venue, '--name', 'x', '--scope', 'people:sign-in'),
    /people:sign-in/,
  );
});
