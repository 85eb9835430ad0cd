// What two parties agree is nowhere but with them: neighbours of the deal, with every right they can have, ask every route that reads.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PRESETS, type EmbedSessionAnswer } from '#protocol';
import { askAgreement, layPair, must, type Pair } from '../../local/test-agreements.ts';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { routeNotes } from '../app.ts';

const FEE = 81_234_567;
const COUNTER = 81_234_566;
const SECRET = 'ZEERGEHEIM';
const LEAK = new RegExp(`${FEE}|${COUNTER}|(?<!\\w)812[.,]?345(?!\\d)|${SECRET}`);
const ORIGIN = 'https://elders.example';
let worker: TestWorker;
let pair: Pair;
let agreement = '';
let performance = '';
const neighbours: { readonly name: string; readonly token: string; readonly origin?: string }[] = [];

before(async () => {
  worker = await startTestWorker();
  const operator = await worker.operatorToken();
  pair = await layPair(worker, operator);
  const { venue, provider, production } = pair;
  const lay = (type: string) => layMember(worker, operator, type, { origins: [ORIGIN] });
  const post = async (who: Member, path: string, body?: unknown) =>
    must(await worker.call<{ id: string }>(who.token, 'POST', path, body));
  // Everybody who has something to do with the same evening, and is no party of the deal.
  const [agency, observer, reseller, vendor, house, other] = await Promise.all(
    ['agency', 'observer', 'reseller', 'vendor', 'venue', 'producer'].map(lay),
  );
  assert.ok(agency && observer && reseller && vendor && house && other);
  [performance = ''] = await pair.perform(1);
  const represented = await post(provider, '/v1/representations', { agency: agency.id });
  await post(agency, `/v1/representations/${represented.id}/accept`);
  await post(provider, '/v1/observers', { observer: observer.id, productions: [production] });
  await post(venue, '/v1/grants', { venue: venue.id, organisation: reseller.id, scopes: ['sales:push'] });
  await post(venue, '/v1/grants', { venue: venue.id, organisation: vendor.id, scopes: ['embed:create', 'sales:read'] });
  const startsAt = '2031-11-11T19:00:00Z';
  // The same production elsewhere: a house that has a deal of its own with the same provider.
  await post(provider, '/v1/performances', { production, venue: house.id, startsAt });
  const contacts = { venue: 'contact@theater.example', provider: 'contact@gezelschap.example' };
  const terms = { form: 'buyout', fee: FEE, note: SECRET };
  const ask = (who: Member, path: string, body: unknown) => askAgreement(worker, who, 'POST', path, body);
  agreement = must(await ask(provider, '', { performances: [performance], terms, contacts, reference: SECRET })).id;
  must(await ask(provider, `/${agreement}/propose`, { message: SECRET }));
  const rejected = [{ term: 'fee', reason: SECRET, counter: COUNTER }];
  must(await ask(venue, `/${agreement}/reject`, { version: 1, terms: rejected }));
  must(await ask(provider, `/${agreement}/revise`, { version: 1, accept: ['fee'], message: SECRET }));
  must(await ask(venue, `/${agreement}/approve`, { version: 2, message: SECRET }));
  await pair.sell(performance, 10, 25_000);
  await settle(worker);
  for (const [name, who] of Object.entries({ agency, observer, reseller, vendor, house, other }))
    neighbours.push({ name, token: who.token });
  for (const preset of PRESETS) {
    const { token } = must(
      await worker.call<EmbedSessionAnswer>(house.token, 'POST', '/v1/embed-sessions', { preset, origins: [ORIGIN] }),
    );
    neighbours.push({ name: `a session of another house as ${preset}`, token, origin: ORIGIN });
  }
  neighbours.push({ name: 'the operator', token: operator });
});
after(() => worker.close());

function pathOf(path: string): string {
  const noun = /^\/v1\/(\w[\w-]*)/.exec(path)?.[1] ?? '';
  const ids: Readonly<Record<string, string>> = {
    agreements: agreement,
    organisations: pair.venue.id,
    productions: pair.production,
    performances: performance,
  };
  const [, number = ''] = performance.split('|');
  return path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(
      ({ performance, number, organisation: pair.venue.id, production: pair.production } as Record<string, string>)[
        name
      ] ??
        ids[noun] ??
        agreement,
    ),
  );
}
const QUERIES = ['', '?q=8123', `?season=2031`, '?format=csv&season=2031'];

test('the parties themselves see it', async () => {
  for (const { token } of [pair.venue, pair.provider])
    assert.match(
      await (
        await worker.fetch(`/v1/agreements/${agreement}`, { headers: { authorization: `Bearer ${token}` } })
      ).text(),
      LEAK,
    );
});

test('no route that reads tells it to a neighbour', async () => {
  let asked = 0;
  for (const { path } of routeNotes().filter(({ method }) => method === 'get'))
    for (const { name, token, origin } of neighbours)
      for (const query of QUERIES) {
        if (query && path.includes(':')) continue;
        const answer = await worker.fetch(pathOf(path) + query, {
          headers: { authorization: `Bearer ${token}`, ...(origin ? { origin } : {}) },
        });
        assert.doesNotMatch(await answer.text(), LEAK, `${name}: GET ${path}${query}`);
        assert.ok(answer.status < 500, `${name}: GET ${path}${query} ${answer.status}`);
        asked += 1;
      }
  assert.ok(asked > 500);
});

test('nor do logs, mails and what jobs and benchmarks keep; in the shards it stands with its parties alone', async () => {
  await worker.runMinuteJob();
  const directory = await worker.database('DIRECTORY');
  const { results: tables } = await directory
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'")
    .all<{ name: string }>();
  for (const { name } of tables)
    assert.doesNotMatch(JSON.stringify((await directory.prepare(`SELECT * FROM "${name}"`).all()).results), LEAK, name);
  const keys = new Set(
    (
      await directory
        .prepare('SELECT key FROM organisation WHERE id IN (?1, ?2)')
        .bind(pair.venue.id, pair.provider.id)
        .all<{ key: number }>()
    ).results.map(({ key }) => key),
  );
  for (const shard of ['SHARD_00', 'SHARD_01', 'SHARD_02']) {
    const db = await worker.database(shard);
    const { results } = await db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'")
      .all<{ name: string }>();
    for (const { name } of results)
      for (const row of (await db.prepare(`SELECT * FROM "${name}"`).all<Record<string, unknown>>()).results)
        if (LEAK.test(JSON.stringify(row)))
          assert.ok(keys.has(Number(row['tenant'] ?? row['reader'])), `${shard} ${name}`);
    const lines = await db.prepare('SELECT * FROM audit_line').all();
    assert.doesNotMatch(JSON.stringify(lines.results), LEAK, shard);
  }
});
