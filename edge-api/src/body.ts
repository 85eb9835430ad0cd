/** Bodies in: bounded before parsing, then through a schema; faults name the field by JSON pointer. */
import * as v from 'valibot';
import { MAX_BODY_BYTES, type FieldError } from '#protocol';
import { ApiError } from './api-error.ts';
import type { Ctx } from './route.ts';

export async function readText(c: Ctx): Promise<string> {
  const declared = Number(c.req.header('content-length') ?? 0);
  if (declared > MAX_BODY_BYTES)
    throw new ApiError('payload_too_large', `the body is larger than ${MAX_BODY_BYTES} bytes; split it`);
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength > MAX_BODY_BYTES)
    throw new ApiError('payload_too_large', `the body is larger than ${MAX_BODY_BYTES} bytes; split it`);
  return new TextDecoder().decode(bytes);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('invalid_request', 'the body is not JSON');
  }
}

export function toFieldErrors(issues: readonly v.BaseIssue<unknown>[], base = ''): FieldError[] {
  return issues.slice(0, 20).map((issue) => ({
    pointer:
      base +
      (issue.path ?? []).map((part) => `/${String(part.key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    detail: issue.message,
  }));
}

export function parseBody<S extends v.GenericSchema>(text: string, schema: S): v.InferOutput<S> {
  const parsed = v.safeParse(schema, parseJson(text));
  if (parsed.success) return parsed.output;
  throw new ApiError('invalid_request', 'the body does not fit; see errors', { errors: toFieldErrors(parsed.issues) });
}

export const readBody = async <S extends v.GenericSchema>(c: Ctx, schema: S): Promise<v.InferOutput<S>> =>
  parseBody(await readText(c), schema);
