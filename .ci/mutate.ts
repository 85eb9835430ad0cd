// Changes the decision place, the token checks and the money of agreements a little, one change at a time, and asks their tests
// whether they notice: `npm run mutate`. A change that no test notices must stand, with its reason, in
// edge-api/mutation-survivors.md. Words on the command line choose the files whose path holds one of them.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { GROUPS, type Group } from './mutate-groups.ts';
import { ROOT } from './source-files.ts';
import { judge, saidIn, spell } from './survivors.ts';

const REASONS = 'edge-api/mutation-survivors.md';
const TEMP = 'dist/mutate';
/** In the copy, as deep as the folders of the sources, so that tests find the migrations. */
const BUNDLES = 'edge-api/noticing';

const words = process.argv.slice(2);
const chosen = GROUPS.filter(({ files }) => !words.length || files.some((file) => words.some((w) => file.includes(w))));
if (!chosen.length) {
  console.error(`nothing to change has ${words.join(' or ')} in its path`);
  process.exit(2);
}
process.chdir(ROOT);
mkdirSync('dist', { recursive: true });
const said = saidIn(readFileSync(REASONS, 'utf8'));
const survivors: string[] = [];
const seen = { noticed: 0, useless: 0 };
for (const group of chosen) {
  const own = await changed(group);
  console.log(`\n${group.files.join(', ')}: ${own.length} not noticed`);
  for (const survivor of judge(own, said).silent) console.error(`✖ not noticed, and no reason: ${survivor}`);
  survivors.push(...own);
}
rmSync(TEMP, { recursive: true, force: true });
writeFileSync('dist/mutation-survivors.txt', `${survivors.join('\n')}\n`);
const files = chosen.flatMap((group) => group.files);
const { silent, over } = judge(
  survivors,
  said.filter((one) => !words.length || files.some((file) => one.startsWith(`${file} `))),
);
for (const survivor of over) console.error(`✖ has a reason, and is noticed by now (or gone): ${survivor}`);
console.log(
  `\n${seen.noticed + survivors.length} changes: ${seen.noticed} noticed, ${survivors.length} not (${survivors.length - silent.length} with a reason); ${seen.useless} more could not run`,
);
process.exit(silent.length + over.length === 0 ? 0 : 1);

/** What the tests of a group did not notice. */
async function changed({ files, tests }: Group): Promise<string[]> {
  const bundles = tests.map((test) => `${BUNDLES}/${basename(test, '.ts')}.mjs`);
  const results = await new Stryker({
    mutate: [...files],
    testRunner: 'command',
    // Bundled once, so that a run reads one file and not a hundred.
    buildCommand: `esbuild ${tests.join(' ')} --bundle --platform=node --format=esm --packages=external --outdir=${BUNDLES} --entry-names=[name] --out-extension:.js=.mjs --log-level=warning`,
    commandRunner: { command: `node --test --test-isolation=none ${bundles.join(' ')}` },
    // A copy of the sources is changed, never the sources.
    ignorePatterns: ['/*', '!/edge-api', '!/package.json'],
    tempDirName: TEMP,
    concurrency: Math.max(1, availableParallelism() - 1),
    timeoutMS: 20_000,
    reporters: ['dots'],
    allowConsoleColors: false,
    logLevel: 'warn',
  } as ConstructorParameters<typeof Stryker>[0]).runMutationTest();
  return results.flatMap(({ status, fileName, location, replacement = '' }) => {
    if (status === 'Killed' || status === 'Timeout') seen.noticed += 1;
    else if (status !== 'Survived' && status !== 'NoCoverage') seen.useless += 1;
    else {
      const line = readFileSync(fileName, 'utf8').split('\n')[location.start.line - 1] ?? '';
      return [spell(fileName.replace(`${ROOT}/`, ''), line, replacement)];
    }
    return [];
  });
}
