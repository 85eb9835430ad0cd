/** For tests: an approved deal of evenings that have been, with what was sold, and calls to settle it. */
import type { Agreement, Problem, Statement, StatementSummary } from '#protocol';
import { layPair, must, type Pair } from './test-agreements.ts';
import type { Member } from './test-catalogue.ts';
import type { TestWorker } from './test-worker.ts';

/** After every evening that `layPair` lays. */
export const AFTERWARDS = Date.parse('2035-01-01T12:00:00Z');
export const THEN = { 'x-test-now': String(AFTERWARDS) };

export interface Settling extends Pair {
  approve(performances: readonly string[], terms: object): Promise<Agreement>;
  /** Figures as the house reports them: later ones win. */
  report(performance: string, classes: object): Promise<void>;
  ask(
    who: Member,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Statement & Problem & { current?: Statement }; headers: Headers }>;
  list(who: Member, query?: string): Promise<StatementSummary[]>;
}

let reports = 0;

export async function laySettling(worker: TestWorker, operator: string): Promise<Settling> {
  const pair = await layPair(worker, operator);
  const { venue, provider } = pair;
  return {
    ...pair,
    approve: async (performances, terms) => {
      const call = async (who: Member, path: string, body?: unknown) =>
        must(await worker.call<Agreement>(who.token, 'POST', `/v1/agreements${path}`, body));
      const { id, version } = await call(provider, '', { performances, terms });
      await call(provider, `/${id}/propose`, {});
      return call(venue, `/${id}/approve`, { version });
    },
    report: async (performance, classes) => {
      const asOf = new Date(AFTERWARDS - 3_600_000 + (reports += 1)).toISOString();
      const items = [{ performance, asOf, ...classes }];
      must(await worker.call(venue.token, 'PUT', '/v1/snapshots', { items }, THEN));
    },
    ask: (who, method, path, body, headers = {}) =>
      worker.call(who.token, method, `/v1/statements${path}`, body, { ...THEN, ...headers }),
    list: async (who, query = '') =>
      must(await worker.call<{ items: StatementSummary[] }>(who.token, 'GET', `/v1/statements${query}`)).items,
  };
}

/** An approved deal of one evening that was played the day before yesterday, with what it sold. */
export async function layPlayedDeal(
  worker: TestWorker,
  { venue, provider }: { readonly venue: Member; readonly provider: Member },
  { title = 'Gespeeld', count = 10 } = {},
): Promise<{ readonly agreement: string; readonly performance: string }> {
  const made = async (who: Member, path: string, body: unknown) =>
    must(await worker.call<{ id: string; version: number }>(who.token, 'POST', path, body));
  const hall = (await made(venue, '/v1/halls', { venue: venue.id, name: `Zaal ${title}` })).id;
  must(await worker.call(venue.token, 'PUT', `/v1/halls/${hall}/levies`, { from: '2020-01-01', levies: [] }));
  const production = (await made(provider, '/v1/productions', { title })).id;
  const startsAt = new Date(Date.now() - 2 * 86_400_000).toISOString();
  const performance = (await made(provider, '/v1/performances', { production, venue: venue.id, hall, startsAt })).id;
  const terms = { form: 'split', share: 80 };
  const { id, version } = await made(provider, '/v1/agreements', { performances: [performance], terms });
  await made(provider, `/v1/agreements/${id}/propose`, {});
  await made(venue, `/v1/agreements/${id}/approve`, { version });
  const asOf = new Date(Date.now() - 60_000).toISOString();
  const items = [{ performance, asOf, normal: { count, amount: count * 1_090 } }];
  must(await worker.call(venue.token, 'PUT', '/v1/snapshots', { items }));
  return { agreement: id, performance };
}
