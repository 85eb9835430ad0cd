// Runs each <room>/bench/*.bench.ts by itself, one after another: side by side they would measure each other. Words on
// the command line choose those whose path holds one of them: `npm run bench -- edge-api`, `npm run bench -- ingest`.
// Each prints a table and writes the same as JSON into dist/bench.
import { spawnSync } from 'node:child_process';
import { findOrInstallChromium } from './chromium.ts';
import { filesIn, ROOMS, ROOT } from './source-files.ts';

const words = process.argv.slice(2);
const all = ROOMS.flatMap((room) => filesIn(`${room}/bench`, '*.bench.ts'));
const files = words.length ? all.filter((file) => words.some((word) => file.includes(word))) : all;
if (files.length === 0) {
  console.error(`no benchmark has ${words.join(' or ')} in its path; there are ${all.join(', ')}`);
  process.exit(2);
}

const chromium = findOrInstallChromium(process.env);
if (chromium.found) process.env.CHROMIUM = chromium.path;
else console.log(`no browser, so nothing is painted: ${chromium.remedy}`);

const failed = files.filter((file) => {
  console.log(`\n${file}`);
  return spawnSync(process.execPath, [file], { cwd: ROOT, stdio: 'inherit' }).status !== 0;
});
for (const file of failed) console.error(`${file} did not finish`);
process.exit(failed.length === 0 ? 0 : 1);
