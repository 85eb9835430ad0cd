/** How many requests one caller may make in a short time; `wrangler.toml` tells Cloudflare the same numbers. */
export interface Burst {
  readonly limit: number;
  readonly periodSeconds: 10;
  /** Least requests an isolate counts by itself before it tells the binding of them; a busy one counts a tenth of the window's. */
  readonly step: number;
}
/** For one client and tenant; of pages and persons, for one viewer. */
export const REQUEST_BURST: Burst = { limit: 1_000, periodSeconds: 10, step: 20 };
/** Tokens for one secret or key: whoever floods with another one, or a wrong one, takes none of these. */
export const TOKEN_BURST: Burst = { limit: 100, periodSeconds: 10, step: 5 };
