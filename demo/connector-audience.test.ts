// Who comes, from the real connector to the real API: a person's rows become facts there, and an erasure takes them out at both ends.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseConfig } from '../connectors/config.ts';
import { withConnector } from '../connectors/connector.ts';
import { erase } from '../connectors/commands/erase.ts';
import { run } from '../connectors/commands/run.ts';
import { systemPorts } from '../connectors/ports/system.ts';
import { makeSecretFile } from '../connectors/privacy/secret-file.ts';
import { layHouse } from '../edge-api/local/test-house.ts';
import { startTestWorker } from '../edge-api/local/test-worker.ts';

const OPTIONS = { out: () => undefined, screen: { isTTY: false, write: () => true }, once: true };

test('facts of orders arrive as they were made, a buyer can be erased, and nothing of a person came along', async (t) => {
  const worker = await startTestWorker();
  const folder = mkdtempSync(join(tmpdir(), 'dip-audience-'));
  t.after(async () => {
    await worker.close();
    rmSync(folder, { recursive: true });
  });
  const house = await layHouse(worker, 1);
  const config = parseConfig(
    JSON.stringify({
      api: worker.url,
      clientId: house.clientId,
      clientSecret: house.clientSecret,
      source: 'kassa',
      state: './state',
      files: [{ folder: './in', performanceIds: 'dip' }],
      settleSeconds: 0,
      audience: { columns: { customer: 'klantnummer', postcode: 'postcode', birth: 'geboortedatum' } },
    }),
    folder,
    {},
  );
  makeSecretFile(join(folder, 'audience-secret'));
  mkdirSync(join(folder, 'in'));
  const rows = [1, 2, 3].map(
    (n) =>
      `${house.performances[0]};2026-12-01 20:15;T${n};O${n};2026-03-01 20:1${n};Normaal;20,00;K${n};Planteling;10${n}0 GK;0${n}-06-1987`,
  );
  writeFileSync(
    join(folder, 'in/a.csv'),
    `voorstelling_id;aanvang;ticketnummer;ordernummer;besteld_op;kaartsoort;prijs;klantnummer;naam;postcode;geboortedatum\n${rows.join('\n')}\n`,
  );
  const { signal } = new AbortController();
  const facts = async () => {
    const db = await worker.database(house.shard);
    const found = db.prepare('SELECT * FROM audience_fact WHERE tenant = ?1').bind(house.key);
    return (await found.all<Record<string, unknown>>()).results;
  };
  assert.equal(await withConnector(config, systemPorts(), signal, 'send', (one) => run(one, OPTIONS)), 0);
  const kept = await facts();
  assert.equal(kept.length, 3);
  const text = JSON.stringify(kept);
  assert.ok(text.includes('"1020"') && !/Planteling|10\d0 ?GK|-06-1987|1987-06|"K2"|"O2"/.test(text), text);
  assert.equal(await withConnector(config, systemPorts(), signal, 'send', (one) => erase(one, ['K2'], OPTIONS)), 0);
  const left = await facts();
  assert.equal(left.length, 2);
  assert.ok(!JSON.stringify(left).includes('"1020"'));
  assert.equal(await withConnector(config, systemPorts(), signal, 'send', (one) => run(one, OPTIONS)), 0);
  assert.equal((await facts()).length, 2);
});
