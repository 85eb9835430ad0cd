/** General terms of one provider and one venue, in versions, signed by both. */
import * as v from 'valibot';
import { SIDES, Terms } from './agreement-terms.ts';

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const Day = v.pipe(v.string(), v.isoDate('a day as YYYY-MM-DD'));
/** Body of `POST /v1/frameworks`: general terms of one provider and one venue. */
export const FrameworkBody = v.strictObject({
  /** The other organisation. */
  with: Text(40),
  /** Id of the framework agreement this is the next version of; left out = a new one. */
  framework: v.optional(v.nullable(Text(40))),
  /** The side of who sends it; needed only where both are venues. */
  as: v.optional(v.picklist(SIDES)),
  title: Text(120),
  /** What deals under it agree unless they deviate; a part of the terms is enough. */
  terms: v.partial(Terms),
  text: v.optional(v.nullable(Text(20_000))),
  validFrom: Day,
  validTo: v.optional(v.nullable(Day)),
});
export type FrameworkBody = v.InferOutput<typeof FrameworkBody>;
/** What is signed, by its hash. */
export const FrameworkSignBody = v.strictObject({
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'sha256 of the version that was read')),
});
/** `signed` by both is in force; a newer signed version takes its place. */
export const FRAMEWORK_STATES = ['proposed', 'signed', 'withdrawn', 'replaced'] as const;
export type FrameworkState = (typeof FRAMEWORK_STATES)[number];
const Party = v.object({ id: v.string(), name: v.string() });
const FRAMEWORK = {
  id: v.string(),
  version: v.number(),
  provider: Party,
  venue: Party,
  title: v.string(),
  terms: v.partial(Terms),
  validFrom: v.string(),
  validTo: v.nullable(v.string()),
  state: v.picklist(FRAMEWORK_STATES),
  /** Lower-case hex of SHA-256 over the canonical JSON of parties, title, terms, text and dates: what a signature stands for. */
  sha256: v.string(),
  author: v.picklist(SIDES),
  signatures: v.array(
    v.object({
      side: v.picklist(SIDES),
      at: v.string(),
      by: v.string(),
      person: v.nullable(v.string()),
    }),
  ),
  /** The caller's side. */
  side: v.picklist(SIDES),
};
/** As lists show it: the version in force and the newest one. */
export const FrameworkSummary = v.object(FRAMEWORK);
export type FrameworkSummary = v.InferOutput<typeof FrameworkSummary>;
/** Answer of `GET /v1/frameworks/{id}`, of one version with the others beside it. `ETag` is the framework's revision. */
export const Framework = v.object({
  ...FRAMEWORK,
  text: v.nullable(v.string()),
  /** Of all its versions, newest first. */
  versions: v.array(
    v.object({
      version: v.number(),
      state: v.picklist(FRAMEWORK_STATES),
      sha256: v.string(),
      madeAt: v.string(),
      signedAt: v.nullable(v.string()),
    }),
  ),
  /** Each step, oldest first. */
  history: v.array(
    v.object({
      seq: v.number(),
      at: v.string(),
      step: v.picklist(['propose', 'sign', 'withdraw']),
      version: v.number(),
      side: v.picklist(SIDES),
      by: v.string(),
      person: v.nullable(v.string()),
      sha256: v.string(),
    }),
  ),
  livemode: v.boolean(),
});
export type Framework = v.InferOutput<typeof Framework>;
