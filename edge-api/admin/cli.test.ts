import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { SignJWT } from 'jose';
import { startTestWorker, type TestWorker } from '../local/test-worker.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

const run = (secret: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, 'cli.ts'), '--api', worker.url, '--json', ...args], {
    env: { ...process.env, DIP_ADMIN_SECRET: secret },
  });

test('an operator makes an organisation and a client whose secret works', async () => {
  const made = JSON.parse(
    (await run(worker.operatorSecret, 'organisation', 'create', '--type', 'venue', '--name', 'Schouwburg Zuid')).stdout,
  ) as { id: string };
  const client = JSON.parse(
    (
      await run(
        worker.operatorSecret,
        'client',
        'create',
        '--organisation',
        made.id,
        '--name',
        'kassa',
        '--scope',
        'sales:push',
      )
    ).stdout,
  ) as { id: string; secret: string };
  assert.ok(await worker.clientToken(client.id, client.secret));
  const list = JSON.parse((await run(worker.operatorSecret, 'organisations', '--search', 'zuid')).stdout) as {
    items: { name: string }[];
  };
  assert.deepEqual(
    list.items.map((item) => item.name),
    ['Schouwburg Zuid'],
  );
});

test('a local installation’s file of secrets is taken as it is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dip-admin-'));
  try {
    const file = join(folder, 'secrets.json');
    await writeFile(file, JSON.stringify({ operator: worker.operatorSecret, keyWrapping: 'x' }), { mode: 0o600 });
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(import.meta.dirname, 'cli.ts'), '--json', 'organisation', 'list'],
      { env: { ...process.env, DIP_ADMIN_SECRET_FILE: file, DIP_ADMIN_API: worker.url } },
    );
    assert.ok((JSON.parse(stdout) as { items: object[] }).items.length);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a wrong secret and a wrong type are refused in words', async () => {
  await assert.rejects(run('wrong', 'organisations'), /does not know this client/);
  await assert.rejects(
    run(worker.operatorSecret, 'organisation', 'create', '--type', 'circus', '--name', 'x'),
    /\/type/,
  );
});

/** What a command printed with `--json`. */
const said = async <T = { id: string }>(...args: string[]): Promise<T> =>
  JSON.parse((await run(worker.operatorSecret, ...args)).stdout) as T;
const refused = async (...args: string[]): Promise<{ stderr: string; code: number }> => {
  const outcome = run(worker.operatorSecret, ...args);
  return outcome.then(
    () => assert.fail('it was not refused'),
    (error: { stderr: string; code: number }) => error,
  );
};

test('a season is laid, changed, merged and taken apart from the command line', async () => {
  const venue = (await said('organisation', 'create', '--type', 'venue', '--name', 'Schouwburg Oost')).id;
  const provider = (await said('organisation', 'create', '--type', 'producer', '--name', 'Gezelschap Oost')).id;
  const hall = (
    await said(
      'hall',
      'create',
      '--venue',
      venue,
      '--name',
      'Grote zaal',
      '--default-capacity',
      '640',
      '--aliases',
      'GZ',
    )
  ).id;
  const production = (await said('production', 'create', '--title', 'Nachtvlucht', '--provider', provider)).id;
  const place = ['--production', production, '--venue', venue, '--hall', hall];
  const [one, two] = [
    await said('performance', 'create', ...place, '--starts-at', '2026-12-09T19:15:00Z'),
    await said<{ id: string; warning?: string }>(
      'performance',
      'create',
      ...place,
      '--starts-at',
      '2026-12-09T19:15:00Z',
    ),
  ];
  assert.match(two.warning ?? '', /merge/);
  const found = await said<{ items: { id: string }[] }>(
    'performance',
    'list',
    '--venue',
    venue,
    '--from',
    '2026-12-09',
  );
  assert.equal(found.items.length, 2);
  await said('performance', 'merge', two.id, one.id);
  assert.equal((await said<{ mergedInto: string }>('performance', 'show', two.id)).mergedInto, one.id);
  await said('performance', 'unmerge', two.id);
  assert.equal((await said<{ status: string }>('performance', 'cancel', two.id)).status, 'cancelled');
  const changed = await said<{ capacity: number; revision: number }>(
    'performance',
    'change',
    one.id,
    '--capacity',
    '500',
  );
  assert.equal(changed.capacity, 500);
  const late = await refused('performance', 'change', one.id, '--capacity', '400', '--revision', '1');
  assert.equal(late.code, 2);
  assert.match(late.stderr, /changed it in the meantime[\s\S]*"capacity":500/);
  assert.equal((await said<{ hall: null }>('performance', 'change', one.id, '--clear', 'hall')).hall, null);
  await said('hall', 'disable', hall);
  assert.equal((await said<{ items: object[] }>('hall', 'list', '--venue', venue)).items.length, 0);
  assert.equal((await said<{ items: object[] }>('hall', 'list', '--disabled')).items.length, 1);
  await said('hall', 'enable', hall);
});

test('clients, grants and resellers are kept, and faults are told in words with the field', async () => {
  const venue = (await said('organisation', 'create', '--type', 'venue', '--name', 'Schouwburg West')).id;
  const reseller = (await said('organisation', 'create', '--type', 'reseller', '--name', 'Kaartjes')).id;
  const client = await said<{ id: string; secret: string }>(
    'client',
    'create',
    '--organisation',
    reseller,
    '--name',
    'feed',
    '--scope',
    'sales:push',
  );
  await said('grant', 'give', '--venue', venue, '--organisation', reseller, '--scope', 'sales:push');
  assert.equal((await said<{ items: object[] }>('grant', 'list')).items.length, 1);
  await said('reseller', 'set', '--venue', venue, '--reseller', reseller, '--from', '2026-09-01', '--within', 'sold');
  assert.equal((await said<{ items: object[] }>('reseller', 'list')).items.length, 1);
  await said('grant', 'end', '--venue', venue, '--organisation', reseller);
  assert.ok(await worker.clientToken(client.id, client.secret));
  await said('client', 'disable', client.id);
  await assert.rejects(worker.clientToken(client.id, client.secret), /401/);
  assert.deepEqual((await said<{ items: object[] }>('proposal', 'list', '--state', 'open')).items, []);
  const where = ['reseller', 'set', '--venue', venue, '--reseller', reseller, '--from', 'morgen', '--within', 'ergens'];
  assert.match((await refused(...where)).stderr, /\/from[\s\S]*\/within/);
  assert.match((await refused('hall', 'create', '--venue', venue, '--name', 'x', '--default-capacity', 'veel')).stderr, /whole number/); // prettier-ignore
  assert.match((await refused('organisation', 'show', 'XD-ORG-nobody')).stderr, /no such organisation/);
  const table = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, 'cli.ts'), '--api', worker.url, 'organisation', 'list', '--search', 'west'],
    { env: { ...process.env, DIP_ADMIN_SECRET: worker.operatorSecret } },
  );
  assert.match(table.stdout, /Schouwburg West/);
});

test('a client’s secret is rotated, a key added and ended, and a private key never leaves the machine', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dip-admin-'));
  try {
    const venue = (await said('organisation', 'create', '--type', 'venue', '--name', 'Schouwburg Oost')).id;
    const create = ['client', 'create', '--organisation', venue, '--name', 'kassa', '--scope', 'sales:read'];
    const client = await said<{ id: string; secret: string }>(...create);
    const next = await said<{ id: string; secret: string }>('client', 'rotate', client.id, '--overlap-hours', '0');
    await assert.rejects(worker.clientToken(client.id, client.secret), /401/);
    assert.ok(await worker.clientToken(client.id, next.secret));
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const [open, secret] = [join(folder, 'public.pem'), join(folder, 'private.pem')];
    await writeFile(open, publicKey.export({ type: 'spki', format: 'pem' }));
    await writeFile(secret, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    assert.match(
      (await refused('client', 'key', 'add', client.id, '--file', secret)).stderr,
      /this is the private key/,
    );
    const { kid } = await said<{ kid: string }>('client', 'key', 'add', client.id, '--file', open, '--kid', 'kassa-1');
    const assertion = await new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuer(client.id)
      .setSubject(client.id)
      .setAudience('dip-edge-api')
      .setExpirationTime('60s')
      .setJti('1')
      .sign(privateKey);
    const asked = await worker.fetch('/oauth/token', {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      }),
    });
    assert.equal(asked.status, 200, await asked.text());
    await said('client', 'key', 'end', client.id, 'kassa-1');
    await said('client', 'secret', 'end', client.id, next.id);
    await assert.rejects(worker.clientToken(client.id, next.secret), /401/);
    const changed = await said<{ scopes: string[] }>('client', 'change', client.id, '--scope', 'catalogue:read');
    assert.deepEqual(changed.scopes, ['catalogue:read']);
    await said('quota', 'set', venue, '5000');
    assert.equal((await said<{ requests: number }>('quota', 'show', venue)).requests, 5_000);
    await said('quota', 'set', venue);
    assert.equal((await said<{ ordinary: boolean }>('quota', 'show', venue)).ordinary, true);
  } finally {
    await rm(folder, { recursive: true });
  }
});
