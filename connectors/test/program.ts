/** For tests of every room: the program as a house has it, made once of its sources and kept; it starts in a fraction of what they cost. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hashOf, kept } from '../../.ci/kept.js';

const ROOT = join(import.meta.dirname, '../..');
const ROLLUP = join(ROOT, 'node_modules/rollup/dist/bin/rollup');
const SOURCES = ['connectors/**/*.ts', 'edge-api/protocol/**/*.ts', 'rollup.config.js', 'package-lock.json'];

/** The path of `dip-connect.js`. */
export async function connectorProgram(): Promise<string> {
  const folder = await kept('connector', hashOf(SOURCES), async (making) => {
    const env = { ...process.env, ONLY: 'connectors' };
    await promisify(execFile)(process.execPath, [ROLLUP, '-c', '--silent', '--dir', making], { cwd: ROOT, env });
  });
  return join(folder, 'dip-connect.js');
}
