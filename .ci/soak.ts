// Runs each <room>/soak/*.soak.ts by itself, one after another, with `--seed` (1), and closes with a table of what they said.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { filesIn, ROOMS, ROOT } from './source-files.ts';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const files = ROOMS.flatMap((room) => filesIn(`${room}/soak`, '*.soak.ts')).filter(
  (file) => positionals.length === 0 || positionals.some((word) => file.includes(word)),
);
if (files.length === 0) console.log('no soak is called so');
const rows: Record<string, string | number>[] = [];
let failed = 0;
for (const file of files) {
  console.log(`\n${file}`);
  const child = spawn(process.execPath, [file, '--seed', values.seed], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    process.stdout.write(text);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const last = said.split('\n').findLast((line) => line.startsWith('soak {'));
  const { name, ...figures } = last ? (JSON.parse(last.slice(5)) as Record<string, string | number>) : { name: file };
  if (code !== 0) failed += 1;
  rows.push({ soak: name ?? file, result: code === 0 ? 'held' : 'FAILED' });
  for (const [figure, value] of Object.entries(figures)) rows.push({ soak: '', figure, value });
}
console.log();
console.table(rows, ['soak', 'result', 'figure', 'value']);
process.exit(failed === 0 ? 0 : 1);
