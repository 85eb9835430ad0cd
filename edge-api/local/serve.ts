/**
 * The API alone on one's own machine: `node edge-api/local/serve.ts --state DIR`. Local workerd fires no Cron Trigger, so
 * the minute job is called from here. Everything it knows lies in that folder; it may be killed at any moment.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalWorker } from './local-worker.ts';
import { readSecrets, workerSecrets } from './secrets.ts';

const { values } = parseArgs({
  options: {
    state: { type: 'string', default: '.state' },
    port: { type: 'string', default: '8787' },
    shards: { type: 'string', default: '1' },
    'job-seconds': { type: 'string', default: '60' },
    script: { type: 'string' },
  },
});
const stateDir = resolve(values.state);
const worker = await startLocalWorker({
  stateDir,
  port: Number(values.port),
  shards: Number(values.shards),
  ...workerSecrets(await readSecrets(stateDir)),
  ...(values.script ? { script: values.script } : {}),
});
let busy = false;
const job = async (): Promise<void> => {
  if (busy) return;
  busy = true;
  await worker.runMinuteJob().catch((error: unknown) => console.error(error instanceof Error ? error.message : error));
  busy = false;
};
// At once too: a kill may have left announcements behind.
void job();
setInterval(() => void job(), Number(values['job-seconds']) * 1_000);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void worker.close().finally(() => process.exit(0)));
console.log(`the API answers at ${worker.url}`);
