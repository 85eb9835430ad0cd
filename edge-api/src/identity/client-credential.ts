/**
 * How a client proves itself at the token endpoint: `client_secret_basic`, `client_secret_post` (RFC 6749 §2.3.1) or
 * `private_key_jwt` (RFC 7523). Pure: reads the request, asks nothing. Exactly one way, or it is refused (§2.3).
 */
export type Presented =
  | { readonly kind: 'secret'; readonly clientId: string; readonly secret: string }
  | { readonly kind: 'assertion'; readonly clientId: string; readonly assertion: string };

export interface OAuthFault {
  readonly error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';
  readonly error_description: string;
}
export type Reading =
  { readonly ok: true; readonly presented: Presented } | { readonly ok: false; readonly fault: OAuthFault };

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const ONCE = ['grant_type', 'scope', 'client_id', 'client_secret', 'client_assertion', 'client_assertion_type'];
const SECRETS = ['client_secret', 'client_assertion'];

const refuse = (error: OAuthFault['error'], error_description: string): Reading => ({
  ok: false,
  fault: { error, error_description },
});
const present = (presented: Presented): Reading => ({ ok: true, presented });

/** `id:secret`, each form-encoded; undefined when it cannot be read. */
function readBasic(value: string): { id: string; secret: string } | undefined {
  try {
    const [id = '', ...secret] = atob(value).split(':');
    return { id: decodeURIComponent(id), secret: decodeURIComponent(secret.join(':')) };
  } catch {
    return undefined;
  }
}

/** Who the assertion says it is from; whether that is so is checked later, with that client's key. */
function issuerOf(assertion: string): string {
  try {
    const [, payload = ''] = assertion.split('.');
    const { iss } = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { iss?: unknown };
    return typeof iss === 'string' ? iss : '';
  } catch {
    return '';
  }
}

export function readPresented(request: {
  readonly authorization: string | undefined;
  readonly form: URLSearchParams;
  readonly query: URLSearchParams;
}): Reading {
  const { authorization, form, query } = request;
  if (SECRETS.some((name) => query.has(name)))
    return refuse(
      'invalid_request',
      'credentials go into the body, never into the address; take this secret out of use',
    );
  const twice = ONCE.find((name) => form.getAll(name).length > 1);
  if (twice) return refuse('invalid_request', `${twice} is there twice`);
  const ways = [authorization !== undefined, form.has('client_secret'), form.has('client_assertion')];
  if (ways.filter(Boolean).length > 1)
    return refuse('invalid_request', 'more than one way of proving who you are (RFC 6749 §2.3): choose one');
  const named = form.get('client_id');
  if (authorization !== undefined) {
    const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1];
    const read = basic === undefined ? undefined : readBasic(basic);
    if (!read) return refuse('invalid_client', 'the Authorization header is not Basic of id:secret');
    if (named !== null && named !== read.id)
      return refuse('invalid_request', 'client_id is another than the Authorization header says');
    return present({ kind: 'secret', clientId: read.id, secret: read.secret });
  }
  const assertion = form.get('client_assertion');
  if (assertion === null)
    return present({ kind: 'secret', clientId: named ?? '', secret: form.get('client_secret') ?? '' });
  if (form.get('client_assertion_type') !== ASSERTION_TYPE)
    return refuse('invalid_request', `client_assertion_type must be ${ASSERTION_TYPE}`);
  const issuer = issuerOf(assertion);
  if (named !== null && named !== issuer)
    return refuse('invalid_request', 'client_id is another than the assertion says');
  return present({ kind: 'assertion', clientId: issuer, assertion });
}
