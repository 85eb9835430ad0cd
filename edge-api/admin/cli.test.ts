import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
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

test('a wrong secret and a wrong type are refused in words', async () => {
  await assert.rejects(run('wrong', 'organisations'), /does not know this client/);
  await assert.rejects(
    run(worker.operatorSecret, 'organisation', 'create', '--type', 'circus', '--name', 'x'),
    /\/type/,
  );
});
