// What `npm run mutate` changes, each group with the tests that must notice: the fewer run, the sooner it is done.

export interface Group {
  readonly files: readonly string[];
  readonly tests: readonly string[];
}
/** Names without their ending; the tests are `<name>.test.ts` in the same folder. */
const group = (folder: string, files: string, tests: string): Group => ({
  files: files.split(' ').map((name) => `${folder}/${name}.ts`),
  tests: tests.split(' ').map((name) => `${folder}/${name}.test.ts`),
});

const IDENTITY = 'edge-api/src/identity';
/** Who may do what. */
const RIGHTS: readonly Group[] = [
  {
    files: [`${IDENTITY}/actor.ts`, 'edge-api/protocol/rights.ts'],
    tests: [`${IDENTITY}/actor.test.ts`, 'edge-api/protocol/rights.test.ts'],
  },
  group(IDENTITY, 'rights', 'rights-unit'),
  group(IDENTITY, 'tokens', 'tokens'),
  group(IDENTITY, 'client-assertion client-proof', 'client-assertion'),
];

const DEAL = 'edge-api/deal';
const SUMS = 'waterfall lines edges house-remarks rounding';
/** From what was sold to what is paid. */
const MONEY: readonly Group[] = [
  // Without the proofs over random deals, which take longer than they add.
  group(DEAL, 'rounding spread levy-sum rights-sum house-sum', SUMS),
  group(DEAL, 'form-split form-scale form-fixed division divide', SUMS),
  group(DEAL, 'due floor waterfall house-lines line-sheet', SUMS),
  group(DEAL, 'check-terms check-rights check-scale check-per-ticket form-fields', 'check-terms'),
  group(DEAL, 'points seat-range simulate', 'simulate'),
  group(DEAL, 'earning', 'earning'),
  group('edge-api/src/agreements', 'share-sums share-rows', 'share-sums'),
  {
    files: [
      'edge-api/src/agreements/houses.ts',
      'edge-api/src/settlement/freeze.ts',
      'edge-api/src/settlement/price-types.ts',
    ],
    tests: ['edge-api/src/settlement/freeze.test.ts', 'edge-api/src/settlement/price-types.test.ts'],
  },
  group('edge-api/src/settlement', 'signed', 'signed'),
  group('edge-api/src/settlement', 'difference', 'difference'),
  {
    files: [`${DEAL}/statement-lines.ts`, 'edge-api/src/settlement/statement-record.ts'],
    tests: [`${DEAL}/statement-lines.test.ts`, 'edge-api/src/settlement/statement-record.test.ts'],
  },
  group('edge-api/src/billing', 'invoice-draft', 'invoice-draft'),
];

export const GROUPS = [...RIGHTS, ...MONEY];
