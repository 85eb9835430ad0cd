import { HTTPException } from 'hono/http-exception';
import { ERROR_STATUS, PATHS, type ErrorCode, type FieldError, type Problem } from '#protocol';

/** A refusal with a stable code; rendered once, in `app.onError`. */
export class ApiError extends HTTPException {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  readonly headers: Record<string, string>;
  /** What stands now, beside what the caller sent. */
  readonly current: unknown;

  constructor(
    code: ErrorCode,
    detail: string,
    more: { errors?: readonly FieldError[]; headers?: Record<string, string>; current?: unknown } = {},
  ) {
    super(ERROR_STATUS[code], { message: detail });
    this.code = code;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
    this.current = more.current;
  }
}

export function toProblem(
  code: ErrorCode,
  detail: string,
  requestId: string,
  errors: readonly FieldError[] = [],
): Problem {
  const title = code.replaceAll('_', ' ');
  const base = {
    type: PATHS.errors.replace(':code', code),
    title,
    status: ERROR_STATUS[code],
    code,
    detail,
    requestId,
  };
  return errors.length ? { ...base, errors } : base;
}
