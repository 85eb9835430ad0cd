/** For tests: a portal, people who sign in at it, and their tokens, through the API's own routes. */
import { layMember, type Member } from './test-catalogue.ts';
import type { TestWorker } from './test-worker.ts';

export const PORTAL_ORIGIN = 'https://portal.example';
export const ISSUER = 'https://login.example';

interface SignedIn<M> {
  readonly user: string;
  readonly signedInAt: string;
  readonly memberships: readonly M[];
}
export interface Human {
  readonly user: string;
  readonly email: string;
  readonly signedInAt: string;
  readonly membership: string;
  readonly token: string;
}

export const layPortal = (worker: TestWorker, operator: string): Promise<Member> =>
  layMember(worker, operator, 'platform', { scopes: ['people:sign-in'], origins: [PORTAL_ORIGIN] });

let people = 0;
export const newEmail = (): string => `mens${(people += 1)}@theater.example`;

export async function signIn<M = { readonly id: string }>(
  worker: TestWorker,
  portal: Member,
  email: string,
  more: object = {},
): Promise<SignedIn<M>> {
  const answer = await worker.call<SignedIn<M>>(portal.token, 'POST', '/v1/sign-ins', {
    issuer: ISSUER,
    subject: `subject of ${email}`,
    email,
    emailVerified: true,
    name: `Naam ${email.split('@')[0] ?? ''}`,
    ...more,
  });
  if (answer.status !== 200) throw new Error(`sign-in refused: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The token of the last link that was mailed to this address. */
export async function mailedToken(worker: TestWorker, email: string): Promise<string> {
  const db = await worker.database('DIRECTORY');
  const { results } = await db
    .prepare('SELECT body FROM mail WHERE recipient = ?1 ORDER BY key DESC LIMIT 1')
    .bind(email)
    .all<{ body: string }>();
  return /\/invitation#([\w-]{43})/.exec(results[0]?.body ?? '')?.[1] ?? '';
}

export async function personToken(
  worker: TestWorker,
  portal: Member,
  of: { readonly user: string; readonly membership: string; readonly signedInAt: string; readonly support?: string },
): Promise<string> {
  const { user, membership, signedInAt, support } = of;
  const answer = await worker.call<{ token: string }>(portal.token, 'POST', '/v1/person-tokens', {
    user,
    membership,
    signedInAt,
    origins: [PORTAL_ORIGIN],
    ...(support ? { support } : {}),
  });
  if (answer.status !== 201) throw new Error(`token refused: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.token;
}

/** Somebody invited (by the operator, or by `inviter`), signed in, accepted, with a token. */
export async function layHuman(
  worker: TestWorker,
  { operator, portal, inviter }: { readonly operator: string; readonly portal: Member; readonly inviter?: string },
  organisation: string,
  asked: { readonly preset: string } | { readonly grid: object },
  more: { readonly email?: string; readonly productions?: readonly string[] } = {},
): Promise<Human> {
  const email = more.email ?? newEmail();
  const invited = await worker.call(inviter ?? operator, 'POST', '/v1/invitations', {
    email,
    ...asked,
    ...(inviter ? {} : { organisation }),
    ...(more.productions ? { productions: more.productions } : {}),
  });
  if (invited.status !== 201) throw new Error(`not invited: ${invited.status} ${JSON.stringify(invited.body)}`);
  const { user, signedInAt } = await signIn(worker, portal, email);
  const accepted = await worker.call<{ id: string }>(portal.token, 'POST', '/v1/invitations/accept', {
    user,
    token: await mailedToken(worker, email),
  });
  if (accepted.status !== 201) throw new Error(`not accepted: ${accepted.status} ${JSON.stringify(accepted.body)}`);
  const membership = accepted.body.id;
  return {
    user,
    email,
    signedInAt,
    membership,
    token: await personToken(worker, portal, { user, membership, signedInAt }),
  };
}
