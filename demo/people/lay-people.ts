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
  /** Sends what waits. */
  readonly runMinuteJob: () => Promise<void>;
  readonly issuer: string;
  readonly portalOrigin: string;
  /** Ids of the organisations that the demo's people belong to. */
  readonly theatre: string;
  readonly company: string;
}

type Hat = readonly [DemoSubject, Omit<InvitationBody, 'email' | 'locale'>];

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
  const invite = async (hats: readonly Hat[]): Promise<void> => {
    for (const [subject, terms] of hats) {
      const { email, locale } = personOf(subject);
      await operator.call('POST', PATHS.invitations, { email, locale, ...terms } satisfies InvitationBody);
    }
    await lay.runMinuteJob();
  };
  const accept = async (subject: DemoSubject): Promise<void> => {
    const { name, email, locale } = personOf(subject);
    const token = /#([\w-]+)/.exec(mail.last(email)?.text ?? '')?.[1];
    if (token === undefined) throw new Error(`no invitation came for ${subject}`);
    const who = { issuer, subject, email, emailVerified: true, name, locale };
    const { user } = await portal.call<SignInAnswer>('POST', PATHS.signIns, who);
    await portal.call<MembershipView>('POST', PATHS.invitationAccept, { user, token });
  };
  await invite([
    ['anna', { preset: 'admin', organisation: theatre }],
    ['bram', { preset: 'programming', organisation: theatre }],
    ['sam', { grid: SUPPORT_GRID, organisation: platform }],
  ]);
  for (const subject of ['anna', 'bram', 'sam'] as const) await accept(subject);
  await invite([['bram', { preset: 'business-lead', organisation: company }]]);
  await accept('bram');
  // Used up; what stays in the mail is the invitation that waits.
  mail.clear();
  await invite([['mila', { preset: 'marketing', organisation: theatre }]]);
  return { id: credentials.id, jwk: await registerKey(operator, credentials.id) };
}

async function registerKey(operator: ApiClient, client: string): Promise<string> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const path = `${PATHS.clients}/${encodeURIComponent(client)}/keys`;
  const { kid } = await operator.call<{ kid: string }>('POST', path, { jwk: await exportJWK(publicKey) });
  return JSON.stringify({ ...(await exportJWK(privateKey)), kid, alg: 'ES256' });
}
