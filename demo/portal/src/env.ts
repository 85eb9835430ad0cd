/** Bindings of the portal's Worker, and what is made of them. */
export interface Env {
  readonly PORTAL: D1Database;
  readonly ASSETS: Fetcher;
  /** Scheme and host people see, such as `https://portal.example`. */
  readonly PORTAL_ORIGIN: string;
  readonly API_URL: string;
  /** A client of an organisation of type platform, with the scope `people:sign-in` alone. */
  readonly API_CLIENT_ID: string;
  /** One of the two: a secret, or the private key (JWK, with `kid` and `alg`) whose public half is registered. */
  readonly API_CLIENT_SECRET?: string;
  readonly API_CLIENT_JWK?: string;
  readonly OIDC_ISSUER: string;
  readonly OIDC_CLIENT_ID: string;
  /** Left out for a public client. */
  readonly OIDC_CLIENT_SECRET?: string;
  /** More than `openid profile email`, where an issuer wants it. */
  readonly OIDC_SCOPE?: string;
}

const NEEDED = ['PORTAL_ORIGIN', 'API_URL', 'API_CLIENT_ID', 'OIDC_ISSUER', 'OIDC_CLIENT_ID'] as const;

/** What is not set, by name; empty = complete. */
export const missingIn = (env: Env): string[] => [
  ...NEEDED.filter((name) => !env[name]),
  ...(env.API_CLIENT_SECRET || env.API_CLIENT_JWK ? [] : ['API_CLIENT_SECRET or API_CLIENT_JWK']),
];

/** Only an address on this very machine may go without TLS. */
export const isLocal = (address: string): boolean => /^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(address);
