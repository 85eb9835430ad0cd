/** Lays a season into a new sandbox through the API's own calls, each by the client that would do it in real life. */
import { MAX_ITEMS, PATHS, type SandboxMade, type WriteResult } from '#protocol';
import type { Call, Tools } from '../tools.ts';
import { makeSeason } from './season.ts';

export interface Seeded {
  readonly seed: number;
  readonly halls: number;
  readonly productions: number;
  readonly performances: number;
  readonly snapshots: number;
}

export async function seedSandbox(tools: Tools, made: SandboxMade, seed: number, now: number): Promise<Seeded> {
  const season = makeSeason(seed, now, made.organisations);
  const calls = new Map(
    made.organisations.map(({ id, client }): [string, Call] => [id, tools.callAs(client.id, client.secret ?? '')]),
  );
  const callOf = (owner: string): Call => {
    const call = calls.get(owner);
    if (!call) throw tools.refuse(`the sandbox has no client for ${owner}`);
    return call;
  };
  /** Things of many owners, each made by its own; ids in the order given. */
  const make = async (path: string, items: readonly { readonly owner: string; readonly body: object }[]) => {
    const ids: string[] = [];
    for (const [owner, own] of Map.groupBy(items.entries(), ([, { owner: by }]) => by)) {
      const bodies = own.map(([, { body }]) => body);
      const { results } = (await callOf(owner)('POST', path, bodies)) as { results: WriteResult[] };
      for (const { index, id, detail } of results) {
        if (id === undefined) throw tools.refuse(`${path} refused ${JSON.stringify(bodies[index])}: ${detail ?? ''}`);
        ids[own[index]?.[0] ?? 0] = id;
      }
    }
    return ids;
  };
  const halls = await make(
    PATHS.halls,
    season.halls.map((hall) => ({ owner: hall.venue, body: hall })),
  );
  const productions = await make(
    PATHS.productions,
    season.productions.map((production) => ({ owner: production.provider, body: production })),
  );
  const performances = await make(
    PATHS.performances,
    season.performances.map(({ production, hall, ...rest }) => ({
      owner: season.productions[production]?.provider ?? '',
      body: { ...rest, production: productions[production], hall: halls[hall], venue: season.halls[hall]?.venue },
    })),
  );
  const venueOf = (performance: number): string =>
    season.halls[season.performances[performance]?.hall ?? 0]?.venue ?? '';
  for (const [venue, own] of Map.groupBy(season.snapshots, ({ performance }) => venueOf(performance)))
    for (let from = 0; from < own.length; from += MAX_ITEMS) {
      const items = own
        .slice(from, from + MAX_ITEMS)
        .map(({ performance, ...figures }) => ({ performance: performances[performance], ...figures }));
      const { results } = (await callOf(venue)('PUT', PATHS.snapshots, { source: 'kassa', items })) as {
        results: { index: number; outcome: string; detail?: string }[];
      };
      const bad = results.find(
        ({ outcome }) => outcome !== 'applied' && outcome !== 'unchanged' && outcome !== 'older',
      );
      if (bad) throw tools.refuse(`${PATHS.snapshots} refused an item: ${bad.outcome} ${bad.detail ?? ''}`);
    }
  return {
    seed,
    halls: halls.length,
    productions: productions.length,
    performances: performances.length,
    snapshots: season.snapshots.length,
  };
}
