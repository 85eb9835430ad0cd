// Pure: what an answer of the API means for a connector. Law: an answer that cannot be read is a retry, never a delivery.
import { OUTCOMES, type PushResult } from '#protocol';
import { retryAfterMs } from './retrying.ts';
import type { Failure, Outcome } from './transport.ts';

const READABLE = new Set([200, 202, 207, 404, 422]);
const KNOWN_OUTCOMES: ReadonlySet<string> = new Set(OUTCOMES);

export function outcomeOf(status: number, text: string, retryAfter: string | null, now: number): Outcome {
  const parsed = parse(text);
  if (READABLE.has(status) && isResult(parsed)) return { kind: 'answered', result: parsed };
  if (status === 413) return { kind: 'too_large' };
  if (status === 400 || status === 422) return { kind: 'refused', status, detail: codeOf(parsed) };
  return failureOf(status, retryAfter, now);
}

export function failureOf(status: number, retryAfter: string | null, now: number): Failure {
  if (status === 401 || status === 403) return { kind: 'auth', status };
  if (status === 404 || status === 405 || status === 410) return { kind: 'no_route', status };
  const afterMs = retryAfterMs(retryAfter, now);
  return { kind: 'retry', reached: true, ...(afterMs === undefined ? {} : { afterMs }) };
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isResult(value: unknown): value is PushResult {
  const result = value as Partial<PushResult> | undefined | null;
  return (
    Number.isSafeInteger(result?.epoch) &&
    typeof result?.receivedAt === 'string' &&
    Array.isArray(result.results) &&
    result.results.every((one) => Number.isSafeInteger(one?.index) && KNOWN_OUTCOMES.has(one.outcome))
  );
}

function codeOf(value: unknown): string {
  const code = (value as { code?: unknown } | undefined | null)?.code;
  return typeof code === 'string' && /^[a-z_]{1,40}$/.test(code) ? code : 'refused';
}
