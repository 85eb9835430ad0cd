// Runs each <room>/bench/*.bench.ts by itself, one after another: side by side they would measure each other.
import { spawnSync } from 'node:child_process';
import { findOrInstallChromium } from './chromium.ts';
import { filesIn, ROOMS, ROOT } from './source-files.ts';

const chromium = findOrInstallChromium(process.env);
if (chromium.found) process.env.CHROMIUM = chromium.path;
else console.log(`no browser, so nothing is painted: ${chromium.remedy}`);

const files = ROOMS.flatMap((room) => filesIn(`${room}/bench`, '*.bench.ts'));
if (files.length === 0) console.log('no benchmark is written yet: <room>/bench/<noun>.bench.ts is where one goes');
const failed = files.filter((file) => {
  console.log(`\n${file}`);
  return spawnSync(process.execPath, [file], { cwd: ROOT, stdio: 'inherit' }).status !== 0;
});
for (const file of failed) console.error(`${file} did not finish`);
process.exit(failed.length === 0 ? 0 : 1);
