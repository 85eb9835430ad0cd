/** Every refusal of the API has one of these codes; the status follows from it (RFC 9457 problem documents). */
export const ERROR_STATUS = {
  invalid_request: 400,
  unauthenticated: 401,
  token_expired: 401,
  forbidden: 403,
  signed_out: 403,
  not_found: 404,
  conflict: 409,
  edit_clash: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid_item: 422,
  idempotency_mismatch: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One fault in a body or query: where (JSON pointer) and what to do. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** `application/problem+json`. `type` is stable and dereferences to the documentation of the code. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
  /** With `edit_clash`: the thing as it stands now, to be shown beside the caller's own version. */
  readonly current?: unknown;
}
