// A real log in a real database, damaged as somebody would who has the database and not the operator's anchors.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { AuditLine } from '#protocol';
import { layHouse, type House } from '../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../local/test-worker.ts';
import type { Checked } from './audit-check.ts';

let worker: TestWorker;
let house: House;
let folder: string;
before(async () => {
  [worker, folder] = await Promise.all([startTestWorker(), mkdtemp(join(tmpdir(), 'dip-audit-'))]);
  house = await layHouse(worker, 1);
  for (const name of ['Grote Zaal', 'Kleine Zaal', '=HYPERLINK("x")', 'Foyer', 'Kelder', 'Zolder'])
    await worker.call(house.token, 'POST', '/v1/halls', { venue: house.id, name });
  await worker.runMinuteJob();
});
after(async () => {
  await worker.close();
  await rm(folder, { recursive: true, force: true });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly told: string;
}
const run = (...args: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, 'cli.ts'), '--api', worker.url, '--json', 'audit', ...args],
      { env: { ...process.env, DIP_ADMIN_SECRET: worker.operatorSecret } },
      (error, out, told) => resolve({ code: error ? Number(error.code) : 0, out, told }),
    );
  });
const checked = (ran: Ran): Checked | undefined =>
  (JSON.parse(ran.out) as { items: Checked[] }).items.find(({ organisation }) => organisation === house.id);

/** Takes the guards away, does it, and puts them back as they were. */
async function tamper(...statements: string[]): Promise<void> {
  const db = await worker.database('DIRECTORY');
  const { results: guards } = await db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'audit%'")
    .all<{ name: string; sql: string }>();
  for (const { name } of guards) await db.prepare(`DROP TRIGGER ${name}`).run();
  for (const sql of statements) await db.prepare(sql).run();
  for (const { sql } of guards) await db.prepare(sql).run();
}
const mine = () => `organisation = ${house.key}`;

test('the database itself refuses to change, remove or replace a line or a seal', async () => {
  const db = await worker.database('DIRECTORY');
  const refused = async (sql: string, why: RegExp) => assert.rejects(db.prepare(sql).run(), why, sql);
  const columns = 'organisation, number, at, request_id, actor_kind, client, action, object';
  const row = `${house.key}, 7, 0, '', 'client', '', 'hall.change', 'x'`;
  await refused(`UPDATE audit_line SET object = 'x' WHERE ${mine()}`, /never changed/);
  await refused(`DELETE FROM audit_line WHERE ${mine()}`, /never removed/);
  await refused(`UPDATE audit_seal SET hash = 'x' WHERE ${mine()}`, /never changed/);
  await refused(`DELETE FROM audit_seal WHERE ${mine()}`, /never removed/);
  await refused(
    `INSERT OR REPLACE INTO audit_line (key, ${columns}) SELECT min(key), ${row} FROM audit_line`,
    /appended/,
  );
  await refused(`INSERT OR REPLACE INTO audit_line (${columns}) VALUES (${row.replace(' 7', ' 2')})`, /appended/);
  await refused(`INSERT INTO audit_line (${columns}) VALUES (${row.replace(' 7', ' 9')})`, /appended/);
  await refused(
    `INSERT OR REPLACE INTO audit_seal (key, organisation, number, hash, at) SELECT key, organisation, number, 'x', 0 FROM audit_seal WHERE ${mine()}`,
    /appended/,
  );
});

test('a whole log passes, and its tail is named; anchors are kept', async () => {
  await worker.call(house.token, 'POST', '/v1/halls', { venue: house.id, name: 'Tuin' });
  const anchors = join(folder, 'anchors.json');
  const ran = await run('verify', '--anchors', anchors);
  assert.equal(ran.code, 0, ran.told);
  const log = checked(ran);
  assert.deepEqual(
    { ...log, head: '' },
    {
      organisation: house.id,
      sealed: 6,
      head: '',
      unsealed: { from: 7, to: 7 },
      damage: [],
    },
  );
  assert.match(ran.told, /lines 7 to 7: not sealed yet/);
  const kept = JSON.parse(await readFile(anchors, 'utf8')) as Record<string, unknown>;
  assert.deepEqual(kept[house.id], { count: 6, hash: log?.head });
  await worker.runMinuteJob();
  assert.deepEqual(checked(await run('verify', '--anchors', anchors, '--organisation', house.id))?.sealed, 7);
});

test('an altered, a removed and a forged line are found by number, with exit code 1', async () => {
  const cases: [fault: string, line: number, damage: string, mend: string][] = [
    [
      'altered',
      2,
      `UPDATE audit_line SET after = replace(after, 'Kleine', 'Kleinste') WHERE ${mine()} AND number = 2`,
      `UPDATE audit_line SET after = replace(after, 'Kleinste', 'Kleine') WHERE ${mine()} AND number = 2`,
    ],
    [
      'altered',
      4,
      `UPDATE audit_line SET client = 'XD-CLI-other' WHERE ${mine()} AND number = 4`,
      `UPDATE audit_line SET client = '${house.clientId}' WHERE ${mine()} AND number = 4`,
    ],
    [
      'inserted',
      0,
      `INSERT INTO audit_line (organisation, number, at, request_id, actor_kind, client, action, object) VALUES (${house.key}, 0, 0, '', 'client', '', 'hall.change', 'x')`,
      `DELETE FROM audit_line WHERE ${mine()} AND number = 0`,
    ],
  ];
  for (const [fault, line, damage, mend] of cases) {
    await tamper(damage);
    const ran = await run('verify');
    assert.equal(ran.code, 1);
    assert.deepEqual(checked(ran)?.damage, [{ organisation: house.id, line, fault }]);
    await tamper(mend);
    assert.equal((await run('verify')).code, 0);
  }
});

test('newest lines that are gone with their seals are found by the anchor, which stays as it was', async () => {
  const anchors = join(folder, 'truncated.json');
  assert.equal((await run('verify', '--anchors', anchors)).code, 0);
  const text = await readFile(anchors, 'utf8');
  await tamper(
    'CREATE TABLE away AS SELECT * FROM audit_line',
    'CREATE TABLE away_seal AS SELECT * FROM audit_seal',
    `DELETE FROM audit_line WHERE ${mine()} AND number > 5`,
    `DELETE FROM audit_seal WHERE ${mine()} AND number > 5`,
  );
  assert.equal((await run('verify')).code, 0);
  const ran = await run('verify', '--anchors', anchors);
  assert.equal(ran.code, 1);
  assert.deepEqual(checked(ran)?.damage, [{ organisation: house.id, line: 6, fault: 'truncated' }]);
  assert.equal(await readFile(anchors, 'utf8'), text);
  await tamper(`DELETE FROM audit_line WHERE ${mine()}`, `DELETE FROM audit_seal WHERE ${mine()}`);
  assert.match((await run('verify', '--anchors', anchors)).told, /line 1: the log is shorter than the anchor says/);
  await tamper(
    'DELETE FROM audit_line',
    'DELETE FROM audit_seal',
    'INSERT INTO audit_line SELECT * FROM away',
    'INSERT INTO audit_seal SELECT * FROM away_seal',
    'DROP TABLE away',
    'DROP TABLE away_seal',
  );
  assert.equal((await run('verify', '--anchors', anchors)).code, 0);
});

test('a removed line is named, with its seal or without, and so are lines that changed places', async () => {
  await tamper(`DELETE FROM audit_line WHERE ${mine()} AND number = 3`);
  assert.deepEqual(checked(await run('verify'))?.damage, [{ organisation: house.id, line: 3, fault: 'removed' }]);
  await tamper(`DELETE FROM audit_seal WHERE ${mine()} AND number = 3`);
  assert.deepEqual(checked(await run('verify'))?.damage, [{ organisation: house.id, line: 3, fault: 'removed' }]);
  await tamper(
    `UPDATE audit_line SET number = -5 WHERE ${mine()} AND number = 5`,
    `UPDATE audit_line SET number = 5 WHERE ${mine()} AND number = 6`,
    `UPDATE audit_line SET number = 6 WHERE ${mine()} AND number = -5`,
  );
  const ran = await run('verify');
  assert.match(ran.told, /line 5: .*sealed as line 6/);
  assert.match(ran.told, /line 6: .*sealed as line 5/);
});

test('a file of the log says what it is of; what begins like a formula is written as text', async () => {
  const [jsonl, csv] = [join(folder, 'log.jsonl'), join(folder, 'log.csv')];
  const asked = ['--organisation', house.id, '--action', 'hall'];
  assert.equal((await run('export', '--file', jsonl, ...asked)).code, 0);
  const [about, ...lines] = (await readFile(jsonl, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  const { export: said } = about as { export: Record<string, unknown> };
  assert.deepEqual([said['organisation'], said['action'], said['lines']], [house.id, 'hall', lines.length]);
  assert.match((lines[0] as { hash: string } & AuditLine).hash, /^[0-9a-f]{64}$/);
  await run('export', '--file', csv, '--format', 'csv', '--locale', 'en', ...asked);
  const rows = parse(await readFile(csv, 'utf8'), { bom: true, relax_column_count: true }) as string[][];
  assert.ok(rows.some(([name, value]) => name === 'organisation' && value === house.id));
  assert.equal(rows.filter((row) => row.includes('hall.create')).length, lines.length);
  for (const cell of rows.flat()) assert.doesNotMatch(cell, /^[=+\-@]/);
});

test('what cannot be read as anchors is said before anything is asked', async () => {
  const file = join(folder, 'broken.json');
  await writeFile(file, '{');
  const ran = await run('verify', '--anchors', file);
  assert.equal(ran.code, 2);
  assert.match(ran.told, /no file of anchors/);
});
