/** Terms to begin a deal with. */
import * as v from 'valibot';
import { Terms } from './agreement-terms.ts';

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

/** Body of `POST /v1/agreement-templates`: terms to begin with, for one other organisation or for all. */
export const TemplateBody = v.strictObject({
  name: Text(120),
  with: v.optional(v.nullable(Text(40)), null),
  terms: Terms,
});
export type TemplateBody = v.InferOutput<typeof TemplateBody>;
export const Template = v.object({
  id: v.string(),
  name: v.string(),
  /** Null = for all. */
  with: v.nullable(v.string()),
  withName: v.nullable(v.string()),
  terms: Terms,
  /** In `ETag` and `If-Match`. */
  revision: v.number(),
  updatedAt: v.string(),
});
export type Template = v.InferOutput<typeof Template>;
