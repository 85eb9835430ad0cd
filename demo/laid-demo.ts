/** For tests and the start check: the season as a first start lays it, with who came, made once a day and kept; each start begins with a copy. */
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf, kept } from '../.ci/kept.js';
import { DemoProcess } from './demo-process.ts';
import type { Mapping } from './state.ts';

/** One venue for each export format, and one that tells its figures itself; enough of them for a sector. */
const VENUES = 4;
/** Much longer than on a machine that does nothing else. */
const LIMIT_MS = 600_000;
const SOURCES = [
  'demo/*.ts',
  'demo/{hosts,people,season}/*.ts',
  'connectors/**/*.ts',
  'edge-api/{deal,local,protocol,src}/**/*.ts',
  'edge-api/migrations/*/*.sql',
  'package-lock.json',
  'rollup.config.js',
];

/** The kept folder; nobody starts in it. The portal knows its own address, so it and its people come at the start from a copy. */
export function laidDemo(tell?: (text: string) => void): Promise<string> {
  // Of another day it would be another season: what is played tonight was played yesterday.
  const day = new Date().toISOString().slice(0, 10);
  return kept('demo', hashOf(SOURCES, [day]), async (making) => {
    const options = ['--port', '0', '--state', making, '--venues', String(VENUES), '--no-portal'];
    const demo = await DemoProcess.start(options, { limitMs: LIMIT_MS, ...(tell ? { tell } : {}) });
    await demo.stop();
    await forgetPorts(making);
    await clearNights(making);
  });
}

/** A copy in this folder, to be started with `--state`. */
export async function copyLaidDemo(folder: string): Promise<void> {
  await cp(await laidDemo(), folder, { recursive: true, preserveTimestamps: true });
}

/** Copies run side by side. */
async function forgetPorts(folder: string): Promise<void> {
  const path = join(folder, 'mapping.json');
  const mapping = JSON.parse(await readFile(path, 'utf8')) as Mapping;
  await writeFile(path, JSON.stringify({ ...mapping, ports: { api: 0, host: 0, widgets: 0 } }), { mode: 0o600 });
}

/** Exports of nights that the connectors have read: in another folder they would be files they do not know. */
async function clearNights(folder: string): Promise<void> {
  const venues = join(folder, 'venues');
  for (const ref of await readdir(venues))
    for (const name of await readdir(join(venues, ref, 'in')))
      if (/-\d{4}-\d{2}-\d{2}\./.test(name)) await rm(join(venues, ref, 'in', name));
}
