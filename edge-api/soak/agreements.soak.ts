/** Two parties and thousands of random steps on their deals, against the plain model; a story of its own for each run. */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { playStory, storySteps } from '../local/agreement-story.ts';
import { startTestWorker } from '../local/test-worker.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, runs: { type: 'string', default: '40' } },
});
const worker = await startTestWorker();
const started = Date.now();
const told = new Map<string, number>();
let runs = 0;
try {
  await fc.assert(
    fc.asyncProperty(storySteps(80), fc.constantFrom(null, 50_000), async (story, limit) => {
      // A token lives ten minutes, which is shorter than all runs together.
      const seen = await playStory(worker, await worker.operatorToken(), story, limit);
      for (const [what, times] of seen) told.set(what, (told.get(what) ?? 0) + times);
      runs += 1;
    }),
    { numRuns: Number(values.runs), seed: Number(values.seed), endOnFailure: true },
  );
} finally {
  await worker.close();
}
const seconds = Math.round((Date.now() - started) / 1_000);
const steps = [...told.values()].reduce((sum, times) => sum + times, 0);
console.log(
  [...told]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, times]) => `${what}: ${times}`)
    .join('\n'),
);
console.log(`soak ${JSON.stringify({ name: 'agreements of two parties', stories: runs, steps, seconds })}`);
