import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AuditPage, Hall } from '#protocol';
import { layHouse, type House } from '../../local/test-house.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let house: House;
before(async () => {
  worker = await startTestWorker();
  house = await layHouse(worker, 2);
});
after(() => worker.close());

const log = async (query = '', token = house.token) =>
  (await worker.call<AuditPage>(token, 'GET', `/v1/audit${query}`)).body.items;
const makeHall = async (name: string) =>
  (await worker.call<Hall>(house.token, 'POST', '/v1/halls', { venue: house.id, name })).body.id;

test('an edit says who did it, to what, and what it was before and after; only what changed', async () => {
  const hall = await makeHall('Grote Zaal');
  const patch = { name: 'Grote Zaal', aliases: ['GZ'], defaultCapacity: 812 };
  assert.equal((await worker.call(house.token, 'PATCH', `/v1/halls/${hall}`, patch)).status, 200);
  const [line] = await log(`?object=${hall}&action=hall.change`);
  assert.deepEqual(
    { ...line, at: '', requestId: '', line: 0 },
    {
      line: 0,
      at: '',
      actor: {
        kind: 'client',
        client: house.clientId,
        user: null,
        membership: null,
        support: null,
        viewer: null,
      },
      action: 'hall.change',
      object: hall,
      before: { aliases: [], defaultCapacity: null },
      after: { aliases: ['GZ'], defaultCapacity: 812 },
      requestId: '',
      sealed: false,
    },
  );
});

test('an edit that changes nothing, or meets another revision, leaves no line', async () => {
  const hall = await makeHall('Kleine Zaal');
  const patch = (body: object, revision = '*') =>
    worker.call(house.token, 'PATCH', `/v1/halls/${hall}`, body, { 'if-match': revision });
  assert.equal((await patch({ name: 'Kleine Zaal' })).status, 200);
  assert.equal((await patch({ name: 'Foyer' }, '"7"')).status, 412);
  assert.deepEqual(await log(`?object=${hall}&action=hall.change`), []);
});
