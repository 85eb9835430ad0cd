/** For tests: a house, a provider and evenings to make deals about. */
import type { Agreement, Problem } from '#protocol';
import { ALL_SCOPES, layMember, type Member } from './test-catalogue.ts';
import type { TestWorker } from './test-worker.ts';

export interface Pair {
  readonly venue: Member;
  readonly provider: Member;
  readonly production: string;
  /** Evenings of the production in the house, one a day. */
  perform(count: number): Promise<string[]>;
  /** Tickets sold, as the house reports them. */
  sell(performance: string, count: number, cents: number): Promise<void>;
}

let day = 0;
/** A day in 2031 that no other performance of this process plays on. */
export const nextDay = (): string =>
  new Date(Date.UTC(2031, 0, 1) + (day += 1) * 86_400_000).toISOString().slice(0, 10);

export const must = <T>({ status, body }: { status: number; body: T }): T => {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
};

export async function layPair(worker: TestWorker, operator: string, type = 'producer'): Promise<Pair> {
  const scopes = [...ALL_SCOPES];
  const venue = await layMember(worker, operator, 'venue', { scopes });
  const provider = await layMember(worker, operator, type, { scopes });
  const made = async (who: Member, path: string, body: unknown) =>
    must(await worker.call<{ id: string }>(who.token, 'POST', path, body)).id;
  const hall = await made(venue, '/v1/halls', { venue: venue.id, name: 'Grote zaal' });
  must(await worker.call(venue.token, 'PUT', `/v1/halls/${hall}/levies`, { from: '2020-01-01', levies: [] }));
  const production = await made(provider, '/v1/productions', { title: 'Nachtvlucht' });
  return {
    venue,
    provider,
    production,
    perform: async (count) => {
      const ids: string[] = [];
      for (let i = 0; i < count; i += 1)
        ids.push(
          await made(provider, '/v1/performances', {
            production,
            venue: venue.id,
            hall,
            startsAt: `${nextDay()}T19:15:00Z`,
          }),
        );
      return ids;
    },
    sell: async (performance, count, cents) => {
      const asOf = new Date(Date.now() - 60_000).toISOString();
      const items = [{ performance, asOf, normal: { count, amount: cents } }];
      must(await worker.call(venue.token, 'PUT', '/v1/snapshots', { items }));
    },
  };
}

export const askAgreement = (
  worker: TestWorker,
  who: Member,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) => worker.call<Agreement & Problem>(who.token, method, `/v1/agreements${path}`, body, headers);
