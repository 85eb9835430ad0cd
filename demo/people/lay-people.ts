// The portal's organisation and client, and the demo's people with their memberships: invited by mail, signed in, accepted.
import { PATHS, SUPPORT_GRID, type InvitationBody, type MembershipView, type SignInAnswer } from '#protocol';
import { exportJWK, generateKeyPair } from 'jose';
import { ApiClient } from '../api-client.ts';
import type { ClientCredentials, PortalClient } from '../state.ts';
import { personOf, type DemoSubject } from './demo-people.ts';
import type { MailPage } from './mail-page.ts';

export interface LayPeople {
  readonly operator: ApiClient;
  readonly mail: MailPage;
  readonly issuer: string;
  readonly portalOrigin: string;
  /** Ids of the organisations that the demo's people belong to. */
  readonly theatre: string;
  readonly company: string;
}

/** Answers what the portal proves itself with to the API: a private key, whose public half is registered there. */
export async function layPeople(lay: LayPeople): Promise<PortalClient> {
  const { operator, mail, issuer, portalOrigin, theatre, company } = lay;
  const { results } = await operator.call<{ results: readonly { readonly id?: string }[] }>(
    'POST',
    PATHS.organisations,
    [{ type: 'platform', name: 'DIP-platform', aliases: [], origins: [portalOrigin], livemode: false }],
  );
  const platform = results[0]?.id;
  if (platform === undefined) throw new Error('the API made no organisation for the portal');
  const credentials = await operator.call<ClientCredentials>('POST', PATHS.clients, {
    organisation: platform,
    name: 'portal',
    scopes: ['people:sign-in'],
  });
  const portal = new ApiClient(operator.url, credentials);
  const invite = async (subject: DemoSubject, terms: Omit<InvitationBody, 'email' | 'locale'>): Promise<void> => {
    const { email, locale } = personOf(subject);
    await operator.call('POST', PATHS.invitations, { email, locale, ...terms } satisfies InvitationBody);
  };
  const join = async (subject: DemoSubject, terms: Omit<InvitationBody, 'email' | 'locale'>): Promise<void> => {
    const { name, email, locale } = personOf(subject);
    await invite(subject, terms);
    const token = /#([\w-]+)/.exec(await mail.takeNext(email))?.[1] ?? '';
    const who = { issuer, subject, email, emailVerified: true, name, locale };
    const { user } = await portal.call<SignInAnswer>('POST', PATHS.signIns, who);
    await portal.call<MembershipView>('POST', PATHS.invitationAccept, { user, token });
  };
  await join('anna', { preset: 'admin', organisation: theatre });
  await join('bram', { preset: 'programming', organisation: theatre });
  await join('bram', { preset: 'business-lead', organisation: company });
  await join('joris', { preset: 'admin', organisation: company });
  await join('sam', { grid: SUPPORT_GRID, organisation: platform });
  await invite('mila', { preset: 'marketing', organisation: theatre });
  return { id: credentials.id, jwk: await registerKey(operator, credentials.id) };
}

async function registerKey(operator: ApiClient, client: string): Promise<string> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const path = `${PATHS.clients}/${encodeURIComponent(client)}/keys`;
  const { kid } = await operator.call<{ kid: string }>('POST', path, { jwk: await exportJWK(publicKey) });
  return JSON.stringify({ ...(await exportJWK(privateKey)), kid, alg: 'ES256' });
}
