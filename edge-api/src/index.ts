import { createApp } from './app.ts';
import { publishDue } from './audience/publish.ts';
import type { Env } from './env.ts';
import { runMinuteJob } from './minute-job.ts';

const app = createApp();
/** The other trigger comes by the hour, and may take fifteen minutes where one of every minute has thirty seconds. */
const EVERY_MINUTE = '* * * * *';

export default {
  fetch: app.fetch,
  async scheduled(event, env, context) {
    const now = env.TEST_CLOCK ? event.scheduledTime : Date.now();
    context.waitUntil(event.cron === EVERY_MINUTE ? runMinuteJob(env, now) : publishDue(env, now));
  },
} satisfies ExportedHandler<Env>;
