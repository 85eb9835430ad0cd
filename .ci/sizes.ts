// What a page loads, in gzip bytes, against size-ceiling.json: the entry with all it loads at once, a page with one element on it (entry and the
// element's chunk, before any chart), and each chunk that an element asks for later.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from './source-files.ts';

const DIST = join(ROOT, 'dist/widgets');
const ENTRY = 'dip-widgets.js';
const CEILING = JSON.parse(readFileSync(join(ROOT, '.ci/size-ceiling.json'), 'utf8')) as {
  entry: number;
  chart: number;
  /** Elements of administration, on pages of their own. */
  pages: Readonly<Record<string, number>>;
};

if (!existsSync(join(DIST, ENTRY))) {
  console.error(`dist/widgets/${ENTRY} is not there: npm run build`);
  process.exit(1);
}
const scripts = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.js'))
  .sort();
const texts = new Map(scripts.map((path) => [path, readFileSync(join(DIST, path), 'utf8')]));

const atOnce = closureOf([ENTRY], new Set());
// Elements that fill pages of their own stand in a list of their own, which such a page loads as well.
const list = calledBy(ENTRY).filter((path) => path.startsWith('page-elements'));
const pages = list.flatMap(calledBy).filter((path) => !atOnce.has(path));
const elements = [...calledBy(ENTRY).filter((path) => !atOnce.has(path) && !list.includes(path)), ...pages];
const later = [...new Set(elements.flatMap((path) => [...closureOf([path], atOnce)]).flatMap(calledBy))].filter(
  (path) => !atOnce.has(path) && !elements.includes(path) && !list.includes(path),
);
const rows = [
  { what: `entry ${ENTRY}`, files: [...atOnce], ceiling: CEILING.entry },
  ...elements.map((path) => ({
    what: `page with ${path}`,
    files: [...atOnce, ...(pages.includes(path) ? list : []), ...closureOf([path], atOnce)],
    ceiling: CEILING.pages[path.replace(/-[0-9a-f]+\.js$/, '')] ?? CEILING.entry,
  })),
  ...later.map((path) => ({
    what: `later ${path}`,
    files: [...closureOf([path], atOnce)],
    ceiling: CEILING.chart,
  })),
];

let over = 0;
console.log(`${'loaded'.padEnd(44)}${'files'.padStart(6)}${'gzip B'.padStart(10)}${'ceiling'.padStart(10)}`);
for (const { what, files, ceiling } of rows) {
  const size = files.reduce((sum, path) => sum + gzipSync(texts.get(path) ?? '', { level: 9 }).length, 0);
  if (size > ceiling) over += 1;
  const end = size > ceiling ? '  OVER' : '';
  console.log(
    `${what.padEnd(44)}${String(files.length).padStart(6)}${String(size).padStart(10)}${String(ceiling).padStart(10)}${end}`,
  );
}
if (over > 0) console.error(`${over} over the ceiling: make it smaller, or raise .ci/size-ceiling.json and say why`);
process.exit(over === 0 ? 0 : 1);

/** The scripts that start with these, without those already there. */
function closureOf(starts: readonly string[], known: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const queue = [...starts];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (known.has(path) || found.has(path) || !texts.has(path)) continue;
    found.add(path);
    queue.push(...specifiersOf(path, /(?:\bfrom|\bimport)\s*["']([^"']+)["']/g));
  }
  return found;
}
function calledBy(path: string): string[] {
  return specifiersOf(path, /\bimport\(\s*["'`]([^"'`]+)["'`]\s*\)/g).filter((target) => texts.has(target));
}
function specifiersOf(path: string, pattern: RegExp): string[] {
  return [...(texts.get(path) ?? '').matchAll(pattern)]
    .map(([, specifier = '']) => specifier)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => new URL(specifier, `file:///${path}`).pathname.slice(1));
}
