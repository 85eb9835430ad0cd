// Runs every test, the elements' in a real browser among them, of the rooms named on the command line, or of all; the last line counts them.
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import { buildBundles } from '../demo/bundles.ts';
import { laidDemo } from '../demo/laid-demo.ts';
import { findOrInstallChromium } from './chromium.ts';
import { endOldChildren } from './old-children.ts';
import { filesIn, ROOMS, ROOT } from './source-files.ts';

type Counts = { passed: number; failed: number; cancelled: number; skipped: number };

/** Lines of a reason that are told again at the end; the whole stands where it happened. */
const REASON_LINES = 15;
const SLOWEST = 15;
/** Longer than any file takes on a slow machine; one that never ends fails, and the others go on. */
const FILE_LIMIT_S = 600;

const asked = process.argv.slice(2);
const unknown = asked.filter((room) => ![...ROOMS, '.ci'].includes(room));
if (unknown.length > 0) {
  console.error(`no room called ${unknown.join(', ')}: name one of ${ROOMS.join(', ')}, .ci, or nothing for all`);
  process.exit(2);
}

const chromium = findOrInstallChromium(process.env);
if (chromium.found) process.env.CHROMIUM = chromium.path;
else {
  delete process.env.CHROMIUM;
  console.log(`no browser: ${chromium.remedy}`);
}

// What takes long by itself comes first, so that nothing is waited for at the end.
const files = (asked.length > 0 ? asked : ['.ci', ...ROOMS.toReversed()]).flatMap((room) => filesIn(room, '*.test.ts'));

// Every file loads much the same modules: compiled once, they cost a fraction.
process.env.NODE_COMPILE_CACHE ??= join(ROOT, 'node_modules/.cache/compiled');

// Once and first: tests side by side would build over each other.
const built = await buildBundles();
if (built.length > 0) console.log(`built ${built.join(', ')}`);
// Nor do two of them lay a season; without a browser nobody looks at it.
if (chromium.found && files.some((path) => path.startsWith('demo/'))) await laidDemo();

const failures: string[] = [];
const times: { path: string; ms: number }[] = [];
const startedAt = performance.now();
// Node's own limit is for tests, not for a file whose tests are over and that does not end.
const watch = setInterval(() => {
  for (const what of endOldChildren(FILE_LIMIT_S)) console.log(`✖ ended after ${FILE_LIMIT_S} s: ${what}`);
}, 15_000);
const counts = await runAll(files);
clearInterval(watch);
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
// Without a browser its tests skip themselves; where one was to be fetched, its absence is a failure of its own.
const wanted = process.env.CI === 'true' || process.env.DIP_INSTALL_BROWSER === '1';
const failed = counts.failed + counts.cancelled + (wanted && !chromium.found ? 1 : 0);
if (!chromium.found) console.log(`${wanted ? '✖' : '-'} nothing was seen in a browser: ${chromium.remedy}`);
console.log(`\n${SLOWEST} slowest files`);
for (const { path, ms } of times.toSorted((a, b) => b.ms - a.ms).slice(0, SLOWEST)) {
  console.log(`${String(Math.round(ms)).padStart(8)} ms ${path}`);
}
// Whoever reads only the end of a log still reads what failed.
if (failures.length > 0) console.log(`\nfailures, again\n${failures.join('\n')}`);
console.log(`\n${files.length} files, ${counts.skipped} skipped, ${seconds} s`);
console.log(`${counts.passed} passed, ${failed} failed`);
process.exit(failed === 0 && counts.passed > 0 ? 0 : 1);

async function runAll(paths: string[]): Promise<Counts> {
  let total: Counts = { passed: 0, failed: 0, cancelled: 0, skipped: 0 };
  if (paths.length === 0) return total;
  const events = run({
    files: paths.map((path) => `${ROOT}/${path}`),
    cwd: ROOT,
    // Some wait more than they work.
    concurrency: availableParallelism() + 1,
  });
  for await (const { type, data } of events) {
    switch (type) {
      case 'test:fail':
        // A parent fails with its child; the child's report says why.
        if (data.details.error.failureType !== 'subtestsFailed') {
          const at = data.file ? `${relative(ROOT, data.file)}:${data.line ?? 0}` : '';
          const head = `✖ ${at} ${data.name}`;
          const reason = explain(data.details.error);
          console.log(`${head}\n${reason}`);
          failures.push(`${head}\n${reason.split('\n').slice(0, REASON_LINES).join('\n')}`);
        }
        break;
      case 'test:pass':
        if (data.skip) console.log(`- skipped: ${data.name}${typeof data.skip === 'string' ? ` (${data.skip})` : ''}`);
        break;
      case 'test:summary':
        if (data.file) {
          const { passed, failed: red, cancelled } = data.counts;
          const mark = data.success ? '✔' : '✖';
          const ms = Math.round(data.duration_ms);
          const path = relative(ROOT, data.file);
          times.push({ path, ms });
          console.log(`${mark} ${path}: ${passed} passed, ${red + cancelled} failed, ${ms} ms`);
        } else total = data.counts;
        break;
      case 'test:stderr':
        process.stderr.write(data.message);
        break;
      default:
    }
  }
  return total;
}

function explain(error: Error & { cause?: unknown }): string {
  const cause = error.cause ?? error;
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return text
    .split('\n')
    .filter((line) => !/^\s+at .*(node:internal|node_modules)/.test(line))
    .map((line) => `    ${line}`)
    .join('\n');
}
