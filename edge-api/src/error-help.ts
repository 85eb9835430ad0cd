/** What each error code means and what to do, for the page its problem documents point at. */
import { ERROR_STATUS, type ErrorCode } from '#protocol';

export const ERROR_HELP: Record<ErrorCode, { readonly meaning: string; readonly remedy: string }> = {
  invalid_request: {
    meaning: 'The request does not fit what this path takes.',
    remedy:
      'Look at errors: each names a field by JSON pointer and says what fits there. Sending it unchanged fails again.',
  },
  unauthenticated: {
    meaning: 'There is no token, or it is not valid here: wrong kind, ended early, or of a client that was disabled.',
    remedy: 'Ask POST /oauth/token (or your backend, for elements on a page) for a new token and send it as Bearer.',
  },
  token_expired: {
    meaning: 'The token was good and has ended; tokens live 10 minutes.',
    remedy: 'Ask for a new token and send the request again.',
  },
  forbidden: {
    meaning: 'The request is understood and refused.',
    remedy: 'Ask the operator which rights your client has.',
  },
  signed_out: {
    meaning: 'The person signed out everywhere after signing in here.',
    remedy: 'End this session at your side and let the person sign in again.',
  },
  not_found: {
    meaning: 'There is nothing here for you: it does not exist, or it is not yours to see. Both look alike on purpose.',
    remedy:
      'Check the id, and that the token is of the organisation that may see it; a vendor names the venue it acts for.',
  },
  conflict: {
    meaning: 'What stands now does not allow this.',
    remedy: 'Read the thing again; detail says what is in the way.',
  },
  edit_clash: {
    meaning: 'Somebody changed it since you read it. Nothing was overwritten.',
    remedy: 'current holds what stands: show it beside your version, and send again with its revision in If-Match.',
  },
  payload_too_large: {
    meaning: 'The body is larger than 1 MiB.',
    remedy: 'Split it into smaller calls.',
  },
  unsupported_media_type: {
    meaning: 'The body is of a type that is not read here.',
    remedy: 'Send JSON with content-type application/json.',
  },
  invalid_item: {
    meaning: 'The one item of this call cannot be taken.',
    remedy:
      'pointer names the field; correct it at the source. It stays in the dead letters of a connector until then.',
  },
  idempotency_mismatch: {
    meaning: 'This Idempotency-Key was used with another body within the last 48 hours.',
    remedy: 'Make a new key for a new request; keep the key only for sending the very same request again.',
  },
  rate_limited: {
    meaning:
      'Too many requests in a short time, the requests of this day are used up, or too many wrong secrets in a row.',
    remedy: 'Wait as long as Retry-After says. If a day is not enough for you, ask the operator for a higher quota.',
  },
  internal: {
    meaning: 'Something went wrong on our side.',
    remedy: 'Send again; if it stays, tell the operator the requestId.',
  },
  unavailable: {
    meaning: 'It cannot be done at this moment, for instance while your figures are being moved.',
    remedy: 'Send again after as long as Retry-After says. Nothing was half-written.',
  },
};

export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(ERROR_STATUS, text);

/** A page for a reader with a browser; no script, no style from elsewhere. Codes are ours, so nothing needs escaping. */
export const errorPage = (code: ErrorCode): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${code}</title>
<h1>${code.replaceAll('_', ' ')} (${ERROR_STATUS[code]})</h1>
<p>${ERROR_HELP[code].meaning}</p>
<p><b>What to do:</b> ${ERROR_HELP[code].remedy}</p>
</html>
`;
