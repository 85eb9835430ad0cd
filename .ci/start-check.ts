// Starts the suite as a visitor would, asks the API, the host page and the portal for one answer each, and stops it again.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './source-files.ts';

/** Laying the season takes a quarter of a minute, and several where a machine is busy with much else. */
const LIMIT_MS = 300_000;
const READY = 'DIP suite is running';

if (!existsSync(join(ROOT, 'demo/start.ts'))) {
  console.error('demo/start.ts is not there, so nothing can be started');
  process.exit(1);
}
const state = mkdtempSync(join(tmpdir(), 'dip-start-'));
const child = spawn(process.execPath, ['demo/start.ts', '--port', '0', '--state', state], {
  cwd: ROOT,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
let said = '';
let ok = false;
try {
  await ready();
  const addresses = [...new Set(said.match(/https?:\/\/[\w.[\]-]+:\d+[^\s"'<>]*/g) ?? [])];
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
  child.kill('SIGTERM');
  const kill = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(kill);
  clearTimeout(limit);
  rmSync(state, { recursive: true, force: true });
}
process.exit(ok ? 0 : 1);

/** Resolves half a second after the ready line, when the addresses printed below it have arrived too. */
async function ready(): Promise<void> {
  await Promise.race([
    new Promise<void>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        process.stdout.write(text);
        said += text;
        const after = said.split(READY)[1];
        if (after !== undefined && /https?:\/\//.test(said)) setTimeout(resolve, 500);
      });
    }),
    ended.then((code) => {
      throw new Error(`it ended with ${code ?? 'a signal'} before it said "${READY}"`);
    }),
  ]);
}

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
