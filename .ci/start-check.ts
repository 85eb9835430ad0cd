// Starts the suite as a visitor would, with an audience, and again from what that left; asks the API, the host page and the portal for one answer each.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemoProcess } from '../demo/demo-process.ts';
import { copyLaidDemo, laidDemo } from '../demo/laid-demo.ts';

/** Of the second start; the first has a limit of its own. */
const LIMIT_MS = 120_000;
const tell = (text: string): void => void process.stdout.write(text);

const state = mkdtempSync(join(tmpdir(), 'dip-start-'));
let demo: DemoProcess | undefined;
let ok = false;
try {
  // Where the same sources laid it today already, that start is not made again; the tests begin with it too.
  await laidDemo(tell);
  await copyLaidDemo(state);
  demo = await DemoProcess.start(['--port', '0', '--state', state], { limitMs: LIMIT_MS, tell });
  const addresses = [...new Set(demo.said.match(/https?:\/\/[\w.[\]-]+:\d+[^\s"'<>]*/g) ?? [])];
  const answers = await Promise.all(addresses.map(look));
  const api = answers.some((answer) => answer.healthy);
  const host = answers.some((answer) => answer.hostPage);
  const portal = answers.some((answer) => answer.portal);
  console.log(
    `API ${api ? 'answers' : 'does not answer'} at /v1/health, host page ${host ? 'is served' : 'is missing'}, portal ${portal ? 'is open' : 'is missing'}`,
  );
  ok = api && host && portal;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  await demo?.stop();
  rmSync(state, { recursive: true, force: true });
}
process.exit(ok ? 0 : 1);

async function look(address: string): Promise<{ healthy: boolean; hostPage: boolean; portal: boolean }> {
  const [health, page] = await Promise.all([answerOf(new URL('/v1/health', address)), answerOf(new URL(address))]);
  return {
    healthy: health.type.includes('json') && health.ok,
    hostPage: page.ok && page.text.includes('<dip-session'),
    portal: page.ok && page.text.includes('/portal.js'),
  };
}

async function answerOf(url: URL): Promise<{ ok: boolean; type: string; text: string }> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  return { ok: answer.ok, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
}
