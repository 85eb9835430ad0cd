// Where the demo's pages stand. Another start may find its port taken: the organisations are told, so that their pages go on.
import { PATHS } from '#protocol';
import type { ApiClient } from './api-client.ts';
import type { Mapping } from './state.ts';

/** The API holds its copy of them for five seconds. */
const LIMIT_MS = 15_000;
const AGAIN_MS = 100;

export async function moveOrigin(operator: ApiClient, mapping: Mapping, origin: string): Promise<void> {
  const organisations = Object.keys(mapping.clients).map((ref) => ({ id: mapping.ids[ref], origins: [origin] }));
  await operator.call('PATCH', PATHS.organisations, organisations);
  mapping.hostOrigin = origin;
}

/** Until the API lets pages of these origins ask. */
export async function knowsOrigins(api: string, origins: readonly string[]): Promise<void> {
  const until = Date.now() + LIMIT_MS;
  for (const origin of origins)
    while (!(await fetch(new URL(PATHS.monitor, api), { method: 'OPTIONS', headers: { origin } })).ok) {
      if (Date.now() > until) throw new Error(`the API does not let pages of ${origin} ask`);
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
}
