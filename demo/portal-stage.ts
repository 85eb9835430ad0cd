/** For tests: the API from source, an issuer and the portal's bundle, with the demo's people in them and no season. */
import { startTestWorker, type TestWorker } from '../edge-api/local/test-worker.ts';
import { ApiClient } from './api-client.ts';
import { freePort } from './free-port.ts';
import { listen } from './hosts/host-server.ts';
import { layPeople } from './people/lay-people.ts';
import { loginServer } from './people/login-server.ts';
import { MailPage } from './people/mail-page.ts';
import { startPortalWorker, type PortalWorker } from './portal-worker.ts';

export interface PortalStage {
  readonly api: TestWorker;
  readonly operator: ApiClient;
  readonly portal: PortalWorker;
  readonly issuer: string;
  readonly mail: MailPage;
  readonly theatre: string;
  /** Another portal on the same API and database of its own, told differently. */
  another(bindings: Readonly<Record<string, string>>): Promise<PortalWorker>;
  /** The issuer's server goes away, and comes back. */
  stopIssuer(): Promise<void>;
  startIssuer(): Promise<void>;
  close(): Promise<void>;
}

const CLIENT = { clientId: 'dip-portal', clientSecret: 'a-secret-of-this-test' };

export async function startPortalStage(): Promise<PortalStage> {
  const stops: (() => Promise<unknown>)[] = [];
  const mail = new MailPage();
  const mailServer = await listen(0, mail.handler);
  const api = await startTestWorker({
    shards: 1,
    bindings: { MAIL_URL: `${mailServer.origin}/send`, MAIL_TOKEN: mail.token, MAIL_FROM: 'portaal@dip.example' },
  });
  const [port, login] = [await freePort(0), await freePort(0)];
  const portalOrigin = `http://localhost:${port}`;
  const issuer = `http://127.0.0.1:${login}`;
  const handler = await loginServer({ issuer, portalOrigin, ...CLIENT });
  let issuing = await listen(login, handler);
  const operator = new ApiClient(api.url, { id: 'operator', secret: api.operatorSecret });
  const organisation = async (type: string, name: string): Promise<string> => {
    const body = { type, name, aliases: [], origins: [], livemode: false };
    return (await operator.call<{ id: string }>('POST', '/v1/organisations', body)).id;
  };
  const theatre = await organisation('venue', 'Schouwburg Oost');
  const company = await organisation('producer', 'Gezelschap Zuid');
  const client = await layPeople({ operator, mail, issuer, portalOrigin, theatre, company });
  const bindings = {
    PORTAL_ORIGIN: portalOrigin,
    API_URL: api.url,
    API_CLIENT_ID: client.id,
    API_CLIENT_JWK: client.jwk,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: CLIENT.clientId,
    OIDC_CLIENT_SECRET: CLIENT.clientSecret,
  };
  const start = async (more: Readonly<Record<string, string>>, at: number): Promise<PortalWorker> => {
    const worker = await startPortalWorker({ port: at, bindings: { ...bindings, ...more } });
    stops.push(worker.close);
    return worker;
  };
  const portal = await start({}, port);
  return {
    api,
    operator,
    portal,
    issuer,
    mail,
    theatre,
    another: async (more) => {
      const at = await freePort(0);
      return start({ PORTAL_ORIGIN: `http://localhost:${at}`, ...more }, at);
    },
    stopIssuer: () => issuing.close(),
    startIssuer: async () => {
      issuing = await listen(login, handler);
    },
    close: async () => {
      for (const stop of stops) await stop();
      await issuing.close();
      await mailServer.close();
      await api.close();
    },
  };
}

/** A person's browser as far as addresses and cookies go; redirects are followed one by one, so that each can be looked at. */
export class Visitor {
  readonly #cookies = new Map<string, string>();
  /** The `Set-Cookie` lines as they came. */
  readonly set: string[] = [];

  /** The cookie of a name that begins so, as `name=value`. */
  cookie(begin: string): string | undefined {
    for (const [name, value] of this.#cookies) if (name.includes(` ${begin}`)) return `${name.split(' ')[1]}=${value}`;
    return undefined;
  }

  async go(url: string, init: RequestInit = {}): Promise<Response> {
    const { host, origin } = new URL(url);
    const cookies = [...this.#cookies].flatMap(([name, value]) =>
      name.startsWith(`${host} `) ? [`${name.split(' ')[1]}=${value}`] : [],
    );
    const answer = await fetch(url, {
      redirect: 'manual',
      ...init,
      headers: {
        connection: 'close',
        cookie: cookies.join('; '),
        ...(init.method === 'POST' ? { origin } : {}),
        ...(init.headers as Record<string, string>),
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      this.set.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line) || value === '') this.#cookies.delete(`${host} ${name}`);
      else this.#cookies.set(`${host} ${name}`, value);
    }
    return answer;
  }

  /** Follows redirects; `choose` answers the issuer's question who it is. */
  async follow(first: Response, from: string, choose: string): Promise<{ answer: Response; url: string }> {
    let [answer, url] = [first, from];
    for (let i = 0; i < 12; i += 1) {
      const next = answer.headers.get('location');
      if (next !== null) {
        await answer.arrayBuffer();
        url = new URL(next, url).href;
        answer = await this.go(url);
      } else if (url.includes('/who/')) {
        await answer.arrayBuffer();
        const body = new URLSearchParams({ subject: choose });
        answer = await this.go(url, { method: 'POST', body });
      } else return { answer, url };
    }
    throw new Error(`no end of redirects at ${url}`);
  }

  async signIn(portal: string, who: string, to = '/'): Promise<{ answer: Response; url: string }> {
    const url = `${portal}/sign-in?to=${encodeURIComponent(to)}`;
    return this.follow(await this.go(url), url, who);
  }
}
