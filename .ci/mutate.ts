// Changes the decision place, the token checks and the sums of agreements a little, one change at a time, and asks their tests whether they notice:
// `npm run mutate`. A change that no test notices must stand, with its reason, in edge-api/mutation-survivors.md. Words on
// the command line choose the files whose path holds one of them.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';
import { ROOT } from './source-files.ts';

const IDENTITY = 'edge-api/src/identity';
/** Each with the tests that must notice: the fewer run, the sooner it is done. */
const GROUPS: readonly { readonly files: readonly string[]; readonly tests: readonly string[] }[] = [
  {
    files: [`${IDENTITY}/actor.ts`, 'edge-api/protocol/rights.ts'],
    tests: [`${IDENTITY}/actor.test.ts`, 'edge-api/protocol/rights.test.ts'],
  },
  { files: [`${IDENTITY}/rights.ts`], tests: [`${IDENTITY}/rights-unit.test.ts`] },
  { files: [`${IDENTITY}/tokens.ts`], tests: [`${IDENTITY}/tokens.test.ts`] },
  {
    files: [`${IDENTITY}/client-assertion.ts`, `${IDENTITY}/client-proof.ts`],
    tests: [`${IDENTITY}/client-assertion.test.ts`],
  },
];
/** The sums of agreements: without the proofs over random deals, which take longer than they add. */
const DEAL = 'edge-api/deal';
const SUMS = ['waterfall', 'lines', 'edges', 'house-remarks', 'rounding'].map((name) => `${DEAL}/${name}.test.ts`);
const of = (...names: readonly string[]): string[] => names.map((name) => `${DEAL}/${name}.ts`);
const MONEY: typeof GROUPS = [
  { files: of('rounding', 'spread', 'levy-sum', 'rights-sum', 'house-sum'), tests: SUMS },
  { files: of('form-split', 'form-scale', 'form-fixed', 'division', 'divide'), tests: SUMS },
  { files: of('due', 'floor', 'waterfall', 'house-lines', 'line-sheet'), tests: SUMS },
  {
    files: of('check-terms', 'check-rights', 'check-scale', 'check-per-ticket', 'form-fields'),
    tests: [`${DEAL}/check-terms.test.ts`],
  },
  { files: of('points', 'seat-range', 'earning', 'simulate'), tests: [`${DEAL}/simulate.test.ts`] },
];
const REASONS = 'edge-api/mutation-survivors.md';
const TEMP = 'dist/mutate';

/** A survivor as the page of reasons spells it: file, the line as it is written, and what it was changed into. */
const spell = (file: string, line: string, change: string): string => `${file} · \`${line}\` → \`${change}\``;

const words = process.argv.slice(2);
const chosen = [...GROUPS, ...MONEY].filter(
  ({ files }) => !words.length || files.some((file) => words.some((w) => file.includes(w))),
);
if (!chosen.length) {
  console.error(`nothing to change has ${words.join(' or ')} in its path`);
  process.exit(2);
}
process.chdir(ROOT);
mkdirSync('dist', { recursive: true });
const survivors: string[] = [];
const seen = { noticed: 0, survived: 0, useless: 0 };
for (const { files, tests } of chosen) {
  console.log(`\n${files.join(', ')}`);
  const results = await new Stryker({
    mutate: [...files],
    testRunner: 'command',
    commandRunner: { command: `node --test --test-isolation=none ${tests.join(' ')}` },
    // A copy of the sources is changed, never the sources.
    ignorePatterns: ['/*', '!/edge-api', '!/package.json'],
    tempDirName: TEMP,
    concurrency: 2,
    timeoutMS: 20_000,
    reporters: ['dots'],
    allowConsoleColors: false,
    logLevel: 'warn',
  } as ConstructorParameters<typeof Stryker>[0]).runMutationTest();
  for (const { status, fileName, location, replacement = '' } of results) {
    if (status === 'Killed' || status === 'Timeout') seen.noticed += 1;
    else if (status !== 'Survived' && status !== 'NoCoverage') seen.useless += 1;
    else {
      seen.survived += 1;
      const file = fileName.replace(`${ROOT}/`, '');
      const lines = readFileSync(fileName, 'utf8').split('\n');
      survivors.push(spell(file, lines[location.start.line - 1]?.trim() ?? '', replacement.replaceAll(/\s+/g, ' ')));
    }
  }
}
rmSync(TEMP, { recursive: true, force: true });
writeFileSync('dist/mutation-survivors.txt', `${survivors.join('\n')}\n`);
const reasons = readFileSync(REASONS, 'utf8');
const silent = survivors.filter((survivor) => !reasons.includes(survivor));
const said = [...reasons.matchAll(/^- (edge-api\S+ · .*)$/gm)].map(([, survivor = '']) => survivor);
const over = words.length ? [] : said.filter((survivor) => !survivors.includes(survivor));
for (const survivor of silent) console.error(`✖ not noticed, and no reason: ${survivor}`);
for (const survivor of over) console.error(`✖ has a reason, and is noticed by now (or gone): ${survivor}`);
const { noticed, survived, useless } = seen;
console.log(
  `\n${noticed} noticed, ${survived} not (${survived - silent.length} with a reason), ${useless} could not run`,
);
process.exit(silent.length + over.length === 0 ? 0 : 1);
