// The real connector's transport against the real API with a registered key: also where the machine's clock is off.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { HttpTransport } from '../connectors/delivery/http-transport.ts';
import { systemClock, systemNet } from '../connectors/ports/system.ts';
import { Secret } from '../connectors/secret.ts';
import { layHouse } from '../edge-api/local/test-house.ts';
import { startTestWorker } from '../edge-api/local/test-worker.ts';

test('a connector proves itself with its key, also with a clock five minutes off, and is refused with another’s', async (t) => {
  const worker = await startTestWorker();
  const net = systemNet();
  t.after(async () => {
    await net.close();
    await worker.close();
  });
  const house = await layHouse(worker, 1);
  const pair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const own = pair();
  const jwk = { ...own.publicKey.export({ format: 'jwk' }), kid: 'kassa-1' };
  const added = await worker.call(house.token, 'POST', `/v1/clients/${house.clientId}/keys`, { jwk });
  assert.equal(added.status, 201, JSON.stringify(added.body));
  const outcome = async (key: typeof own.privateKey, offMs: number) => {
    const transport = new HttpTransport({
      api: worker.url,
      clientId: house.clientId,
      secret: new Secret(key.export({ type: 'pkcs8', format: 'pem' }).toString()),
      kid: 'kassa-1',
      net,
      clock: { ...systemClock, now: () => Date.now() + offMs },
    });
    const { kind } = await transport.authenticate();
    return [kind, await transport.epoch()];
  };
  for (const offMs of [0, 300_000, -300_000]) assert.deepEqual(await outcome(own.privateKey, offMs), ['token', 1]);
  assert.deepEqual(await outcome(pair().privateKey, 0), ['auth', undefined]);
});
