/** What an installation on one's own machine lives through: a new version, and being killed. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { MonitorAnswer, PushResult } from '#protocol';
import { startLocalWorker, type LocalWorker } from './local-worker.ts';
import { readSecrets, workerSecrets } from './secrets.ts';
import { bundleWorker } from './test-worker.ts';

const MIGRATIONS = join(import.meta.dirname, '../migrations');
const KINDS = ['directory', 'shard'] as const;
/** Not there in the first version. */
const LATER = ['erasure'];

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dip-local-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Rows as the very first version wrote them: one venue, one performance, figures of one day. */
async function fillFirstVersion(worker: LocalWorker): Promise<void> {
  const directory = await worker.database('DIRECTORY');
  const shard = await worker.database('SHARD_00');
  const secret = 'd2c3aa9fdd1eb5c2a0a6dd63d4f40c0e0ba2ea3e1bf7e0a07c6a3a79f0b9a6a1';
  await directory.batch(
    [
      "INSERT INTO organisation (id, type, name, created_at) VALUES ('XD-ORG-a', 'venue', 'Oude Schouwburg', 0)",
      "INSERT INTO production (id, title) VALUES ('XD-26-001-0000001', 'Het Stuk')",
      `INSERT INTO performance (production, number, number_text, venue, starts_at) VALUES (1, 1, '00001', 1, ${Date.parse('2026-12-01T19:15:00Z')})`,
      "INSERT INTO source (venue, name) VALUES (1, 'kassa')",
      `INSERT INTO client (id, organisation, name, secret_sha256, scopes, created_at) VALUES ('XD-CLI-a', 1, 'kassa', '${secret}', '["sales:push","sales:read"]', 0)`,
    ].map((sql) => directory.prepare(sql)),
  );
  const version = Date.parse('2026-11-10T19:00:00Z') * 1_000;
  await shard.batch(
    [
      `INSERT INTO sales_day (tenant, performance, source, day, normal_v, normal_n, normal_a) VALUES (1, 1, 1, '2026-11-10', ${version}, 40, 80000)`,
      'INSERT INTO ingest (tenant, source, seq, received_at) VALUES (1, 1, 1, 1762801200000)',
      'INSERT INTO outbox (tenant, performance, at) VALUES (1, 1, 1762801200000)',
    ].map((sql) => shard.prepare(sql)),
  );
}

test('a folder of the first version goes on with all migrations, figures and senders included', () =>
  withFolder(async (folder) => {
    const migrationsDir = join(folder, 'first');
    for (const kind of KINDS) {
      mkdirSync(join(migrationsDir, kind), { recursive: true });
      const [first] = readdirSync(join(MIGRATIONS, kind)).toSorted();
      cpSync(join(MIGRATIONS, kind, first ?? ''), join(migrationsDir, kind, first ?? ''));
    }
    for (const kind of LATER) mkdirSync(join(migrationsDir, kind));
    const stateDir = join(folder, 'state');
    const secrets = workerSecrets(await readSecrets(stateDir));
    const script = await bundleWorker();
    const old = await startLocalWorker({ stateDir, script, migrationsDir, ...secrets });
    await fillFirstVersion(old);
    await old.close();
    const { operator } = await readSecrets(stateDir);
    const worker = await startLocalWorker({ stateDir, script, ...secrets });
    try {
      const call = async <T>(token: string, method: string, path: string, body?: unknown): Promise<T> => {
        const answer = await fetch(`${worker.url}${path}`, {
          method,
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        assert.ok(answer.ok, `${method} ${path} ${answer.status}`);
        return (await answer.json()) as T;
      };
      const tokenOf = async (id: string, secret: string): Promise<string> => {
        const answer = await fetch(`${worker.url}/oauth/token`, {
          method: 'POST',
          headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
          body: new URLSearchParams({ grant_type: 'client_credentials' }),
        });
        return ((await answer.json()) as { access_token: string }).access_token;
      };
      const client = await call<{ id: string; secret: string }>(
        await tokenOf('operator', operator),
        'POST',
        '/v1/clients',
        { organisation: 'XD-ORG-a', name: 'kassa', scopes: ['sales:push', 'sales:read'] },
      );
      const token = await tokenOf(client.id, client.secret);
      await worker.runMinuteJob();
      const seen = async () => (await call<MonitorAnswer>(token, 'GET', '/v1/monitor?season=2026')).totals;
      assert.deepEqual([(await seen()).count, (await seen()).amount], [40, 80_000]);
      const pushed = await call<PushResult>(token, 'PUT', '/v1/snapshots', {
        source: 'kassa',
        items: [
          {
            performance: 'XD-26-001-0000001|00001',
            asOf: '2026-11-11T19:00:00Z',
            normal: { count: 50, amount: 100_000 },
          },
        ],
      });
      assert.equal(pushed.results[0]?.outcome, 'applied');
      const shard = await worker.database('SHARD_00');
      assert.deepEqual((await shard.prepare('SELECT state FROM tenant_home').all()).results, [{ state: 'home' }]);
    } finally {
      await worker.close();
    }
  }));

test('migrations only add, so that the bundle before them runs on them too', () => {
  for (const kind of [...KINDS, ...LATER]) {
    for (const name of readdirSync(join(MIGRATIONS, kind))) {
      if (/^\d{4}_contract_/.test(name)) continue;
      const sql = readFileSync(join(MIGRATIONS, kind, name), 'utf8').replaceAll(/--.*$/gm, '');
      assert.doesNotMatch(
        sql,
        /\b(drop\s+(table|column|view)|rename\s+(to|column))\b/i,
        `${name}: call it NNNN_contract_…`,
      );
      for (const [column] of sql.matchAll(/add\s+column[^;]*not\s+null[^;]*/gi))
        assert.match(column, /default/i, `${name}: a new column has a default for rows the bundle before writes`);
    }
  }
});

/** Nobody listens there, and the system has given it back. */
const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

test('killed outright, it leaves no workerd behind and starts again on the same port', () =>
  withFolder(async (folder) => {
    const script = await bundleWorker();
    const args = [join(import.meta.dirname, 'serve.ts'), `--state=${join(folder, 'state')}`, `--script=${script}`];
    const start = async (port: string): Promise<{ url: string; kill: () => Promise<void> }> => {
      const child = spawn(process.execPath, [...args, `--port=${port}`], { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      const url = await new Promise<string>((resolve, reject) => {
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          const found = /http:\S+/.exec(text)?.[0];
          if (found) resolve(found);
        });
        child.once('exit', () => reject(new Error('it ended')));
      });
      return { url, kill: () => (child.kill('SIGKILL'), ended) };
    };
    const health = (url: string) =>
      fetch(`${url}/v1/health`).then(
        (answer) => answer.ok,
        () => false,
      );
    const first = await start('0');
    assert.equal(await health(first.url), true);
    await first.kill();
    for (const end = Date.now() + 30_000; !(await isFree(Number(new URL(first.url).port)));) {
      assert.ok(Date.now() < end, 'a workerd is left behind');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal(await health(first.url), false);
    const second = await start(new URL(first.url).port);
    assert.equal(second.url, first.url);
    assert.equal(await health(second.url), true);
    await second.kill();
  }));
