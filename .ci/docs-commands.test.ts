// Every command that a page shows is asked for its help: the subcommand must exist and know each option shown.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { connectorProgram } from '../connectors/test/program.ts';
import { filesIn, ROOMS, ROOT, textOf } from './source-files.ts';

const run = promisify(execFile);
const pages = ['README.md', ...ROOMS.flatMap((room) => filesIn(room, '*.md'))];

/** How a shown program starts here. The text before the subcommand, and what is run in its place. */
const PROGRAMS: readonly (readonly [shown: RegExp, program: string, ...fixed: string[]])[] = [
  [/^npm run (?:--silent )?admin -- /, process.execPath, join(ROOT, 'edge-api/admin/cli.ts')],
  [/^(?:npx |node (?:\S*\/)?)?dip-connect(?:\.js)? /, process.execPath, await connectorProgram()],
  [/^npx wrangler /, join(ROOT, 'node_modules/.bin/wrangler')],
];

interface Shown {
  readonly page: string;
  readonly line: string;
  readonly program: string;
  readonly fixed: readonly string[];
  readonly words: readonly string[];
  readonly options: readonly string[];
}

/** Lines of fenced shell blocks and code inside sentences, one command each. */
function commandsOf(page: string): Shown[] {
  const text = textOf(page);
  const blocks = [...text.matchAll(/```(?:sh|bash|console)\n([\s\S]*?)\n *```/g)].map(([, block = '']) => block);
  const inline = [...text.replaceAll(/```[\s\S]*?```/g, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  const lines = [
    ...blocks
      .join('\n')
      .replaceAll(/\\\n\s*/g, ' ')
      .split('\n'),
    ...inline.map((c) => c.replaceAll('\n', ' ')),
  ];
  return lines
    .flatMap((line) =>
      line
        .replace(/^\s*\$ /, '')
        .replace(/ #.*/, '')
        .split(/ && |; /),
    )
    .map((line) => line.trim().replace(/^(?:[A-Z_]+=\S+ )+/, ''))
    .flatMap((line) => {
      const found = PROGRAMS.find(([shown]) => shown.test(`${line} `));
      if (!found) return [];
      const [shown, program, ...fixed] = found;
      const said = `${line} `.replace(shown, '').trim().split(/\s+/);
      const stop = said.findIndex((word) => !/^[a-z][a-z0-9-]*$/.test(word));
      const words = stop < 0 ? said : said.slice(0, stop);
      const options = said.flatMap((word) => /^--[a-z][a-z-]*/.exec(word)?.[0] ?? []);
      return [{ page, line, program, fixed, words: words.filter((word) => word !== ''), options }];
    });
}

const asked = new Map<string, Promise<string>>();

function helpOf({ program, fixed }: Shown, words: readonly string[]): Promise<string> {
  const key = [program, ...fixed, ...words].join(' ');
  const env = { ...process.env, NO_COLOR: '1', WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' };
  const options = { cwd: ROOT, env, timeout: 60_000 };
  const help =
    asked.get(key) ??
    run(program, [...fixed, ...words, '--help'], options).then(({ stdout, stderr }) => stdout + stderr);
  asked.set(key, help);
  return help;
}

/** Values follow subcommands (`merge one two`): the help asked for is of the longest run of words that the program knows, and is headed by it. */
async function faultOf(shown: Shown): Promise<string | null> {
  const help = await helpOf(shown, shown.words).catch(() => '');
  // Both commander and yargs head the help of a subcommand with its full name.
  const named = shown.words.findLastIndex((_, at) =>
    new RegExp(`(?:^|\\s)${shown.words.slice(0, at + 1).join(' ')}(?:\\s|$)`, 'm').test(help.slice(0, 300)),
  );
  if (shown.words.length > 0 && named < 0) return `${shown.page}: "${shown.line}" names no command`;
  const unknown = shown.options.filter((option) => option !== '--help' && !help.includes(option));
  // Options of the program as a whole stand in its own help only.
  const missing = unknown.length ? await lacking(shown, unknown) : [];
  return missing.length ? `${shown.page}: "${shown.line}" has no ${missing.join(', ')}` : null;
}

async function lacking(shown: Shown, options: readonly string[]): Promise<string[]> {
  const general = await helpOf(shown, []);
  return options.filter((option) => !general.includes(option));
}

test('every command that a page shows exists and knows the options shown', async () => {
  const all = [...new Map(pages.flatMap(commandsOf).map((shown) => [shown.line, shown])).values()];
  assert.ok(all.length > 0, 'no command was found on any page');
  const faults: string[] = [];
  for (const shown of all) {
    const fault = await faultOf(shown);
    if (fault) faults.push(fault);
  }
  console.log(`${all.length} commands shown on ${new Set(all.map(({ page }) => page)).size} pages`);
  assert.deepEqual(faults, []);
});
