import { createApp } from './app.ts';
import type { Env } from './env.ts';
import { runMinuteJob } from './minute-job.ts';

const app = createApp();

export default {
  fetch: app.fetch,
  async scheduled(event, env, context) {
    context.waitUntil(runMinuteJob(env, env.TEST_CLOCK ? event.scheduledTime : Date.now()));
  },
} satisfies ExportedHandler<Env>;
