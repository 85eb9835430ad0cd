/** A real OpenID provider on this machine, for the demo's people: whoever is clicked on is signed in. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import { sendFile } from '../hosts/static-files.ts';
import { DEMO_PEOPLE } from './demo-people.ts';
import { IssuerMemory } from './issuer-memory.ts';
import { escape, sendPage } from './plain-page.ts';

export interface LoginOptions {
  /** Where it listens, as the portal is told. */
  readonly issuer: string;
  readonly portalOrigin: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

async function configure({ portalOrigin, clientId, clientSecret }: LoginOptions): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return {
    adapter: IssuerMemory,
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${portalOrigin}/callback`],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'demo' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'locale'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 3_600, IdToken: 600, Interaction: 3_600, Session: 43_200 },
    interactions: { url: (_, { uid }) => `/who/${uid}` },
    findAccount: (_, subject) => {
      const person = DEMO_PEOPLE.find((one) => one.subject === subject);
      if (!person) return undefined;
      const { name, email, locale } = person;
      return { accountId: subject, claims: () => ({ sub: subject, name, email, email_verified: true, locale }) };
    },
    // Nobody is asked to consent: portal and provider are of one demo.
    loadExistingGrant: async (ctx) => {
      const { client, session, params, provider } = ctx.oidc;
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope(String(params?.['scope']));
      await grant.save();
      return grant;
    },
    renderError: (ctx, { error }) => {
      ctx.type = 'text';
      ctx.body = `${error}\n`;
    },
  };
}

function whoPage(response: ServerResponse, { uid, params }: Interaction, portalOrigin: string): void {
  const lang = String(params['ui_locales'] ?? 'nl').startsWith('en') ? 'en' : 'nl';
  const en = lang === 'en';
  const title = en ? 'Who are you?' : 'Wie ben je?';
  const note = en
    ? 'The demo’s own sign-in: no passwords, these people are invented. Choose one.'
    : 'Het inloggen van de demo: zonder wachtwoord, deze mensen zijn verzonnen. Kies er een.';
  const people = DEMO_PEOPLE.map(
    ({ subject, name, about }) =>
      `          <li><button name="subject" value="${subject}"><strong>${escape(name)}</strong><small>${escape(about[lang])}</small></button></li>`,
  );
  sendPage(response, {
    title,
    lang,
    formsTo: portalOrigin,
    content: `      <h1>${title}</h1>
      <p class="note">${note}</p>
      <form method="post" action="/who/${uid}">
        <ul>
${people.join('\n')}
        </ul>
        <button class="quiet" name="subject" value="">${en ? 'Cancel' : 'Annuleren'}</button>
      </form>`,
  });
}

async function chosen(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request as AsyncIterable<Buffer>) if (text.length < 1_000) text += part.toString();
  return new URLSearchParams(text).get('subject') ?? '';
}

export async function loginServer(options: LoginOptions): Promise<RequestListener> {
  const provider = new Provider(options.issuer, await configure(options));
  const callback = provider.callback();
  const who = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const interaction = await provider.interactionDetails(request, response);
    if (request.method !== 'POST') return whoPage(response, interaction, options.portalOrigin);
    const subject = await chosen(request);
    const result = DEMO_PEOPLE.some((one) => one.subject === subject)
      ? { login: { accountId: subject, remember: false } }
      : { error: 'access_denied', error_description: 'cancelled' };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  };
  return (request, response) => {
    const path = new URL(request.url ?? '/', options.issuer).pathname;
    if (/^\/plain\.(css|svg)$/.test(path)) void sendFile(import.meta.dirname, path, response);
    else if (path.startsWith('/who/'))
      who(request, response).catch(() => {
        // An interaction that is over: begin again at the portal.
        if (!response.headersSent) response.writeHead(303, { location: options.portalOrigin });
        response.end();
      });
    else void callback(request, response);
  };
}
