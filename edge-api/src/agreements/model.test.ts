// Random steps of two parties against a plain model (local/agreement-model.ts): wrong ones, late ones, two at once, copies held up, jobs cut off.
// AGREEMENT_RUNS=100 is longer, `npm run soak agreements` the long form; AGREEMENT_SEED repeats a run.
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { playStory, storySteps } from '../../local/agreement-story.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

const RUNS = Number(process.env['AGREEMENT_RUNS'] ?? 2);
const SEED = Number(process.env['AGREEMENT_SEED'] ?? 20261130);
let worker: TestWorker;
let operator: string;
before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
});
after(() => worker.close());

test('whatever two parties do, in any order and at once, both see what the model says', async () => {
  const limit = fc.constantFrom(null, 50_000);
  await fc.assert(
    fc.asyncProperty(
      storySteps(24),
      limit,
      async (steps, from) => void (await playStory(worker, operator, steps, from)),
    ),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
});
