import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type {
  MonitorAnswer,
  MonitorRow,
  Observer,
  Production,
  Representation,
  SeriesAnswer,
  Transfer,
} from '#protocol';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { untilEnded } from '../../local/until-ended.ts';

let worker: TestWorker;
let operator: string;
let venue: Member;
before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  venue = await layMember(worker, operator, 'venue');
});
after(() => worker.close());

const call = <T = { id: string }>(who: Member, method: string, path: string, body?: unknown) =>
  worker.call<T>(who.token, method, path, body);

interface Piece {
  readonly production: string;
  readonly performance: string;
}
let evenings = 0;
/** A production with one performance of which 40 are sold. */
async function lay(provider: Member, title = 'Het Stuk'): Promise<Piece> {
  const production = (await call(provider, 'POST', '/v1/productions', { title })).body.id;
  evenings += 1;
  const startsAt = new Date(Date.parse('2026-12-01T19:15:00Z') + evenings * 86_400_000).toISOString();
  const body = { production, venue: venue.id, startsAt };
  const performance = (await call(provider, 'POST', '/v1/performances', body)).body.id;
  const asOf = new Date(Date.now() - 60_000).toISOString();
  const items = [{ performance, asOf, normal: { count: 40, amount: 80_000 } }];
  assert.equal((await call(venue, 'PUT', '/v1/snapshots', { items })).status, 200);
  await settle(worker);
  return { production, performance };
}
let asked = 0;
/** The monitor, past what the isolate remembers of an earlier question. */
const monitor = async (who: Member, query = '') => {
  asked += 1;
  const answer = await call<MonitorAnswer>(who, 'GET', `/v1/monitor?season=2026&asked=${asked}${query}`);
  assert.equal(answer.status, 200);
  return answer.body;
};
const ids = async (who: Member) => (await monitor(who)).rows.map((row) => row.id);
const catalogue = async (who: Member) =>
  (await call<{ items: Production[] }>(who, 'GET', '/v1/productions?limit=200')).body.items.map((one) => one.id);
const series = async (who: Member, performance: string) =>
  (await call(who, 'GET', `/v1/performances/${encodeURIComponent(performance)}/series`)).status;
const exported = async (who: Member) => {
  const answer = await worker.fetch('/v1/export?format=csv&season=2026', {
    headers: { authorization: `Bearer ${who.token}` },
  });
  return answer.text();
};
const make = (type: string) => layMember(worker, operator, type);
const actions = async (organisation: Member, object: string) => {
  const directory = await worker.database('DIRECTORY');
  const { results } = await directory
    .prepare(
      'SELECT action FROM audit_line WHERE object = ?2 AND organisation = (SELECT key FROM organisation WHERE id = ?1) ORDER BY key',
    )
    .bind(organisation.id, object)
    .all<{ action: string }>();
  return results.map(({ action }) => action);
};
async function represent(producer: Member, agency: Member, productions?: string[]): Promise<string> {
  const body = { agency: agency.id, ...(productions ? { productions } : {}) };
  const made = await call(producer, 'POST', '/v1/representations', body);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const accepted = await call<Representation>(agency, 'POST', `/v1/representations/${made.body.id}/accept`);
  assert.equal(accepted.body.active, true, JSON.stringify(accepted.body));
  await settle(worker);
  return made.body.id;
}

test('an agency that represents a producer sees and edits its productions, once it has accepted, until either ends it', async () => {
  const [producer, agency] = [await make('producer'), await make('agency')];
  const { production, performance } = await lay(producer);
  const made = await call(producer, 'POST', '/v1/representations', { agency: agency.id });
  assert.equal(made.status, 201);
  const path = `/v1/representations/${made.body.id}`;
  assert.deepEqual(await catalogue(agency), []);
  assert.equal((await call(producer, 'POST', `${path}/accept`)).status, 404);
  const accepted = await call<Representation>(agency, 'POST', `${path}/accept`);
  assert.equal(accepted.body.state, 'accepted');
  await settle(worker);
  assert.deepEqual(await ids(agency), [performance]);
  assert.equal((await monitor(agency)).totals.count, 40);
  assert.equal(await series(agency, performance), 200);
  // All of the producer's, also what it makes later.
  const later = await lay(producer, 'Later');
  assert.deepEqual(await catalogue(agency), [production, later.production]);
  const edited = await call<Production>(agency, 'PATCH', `/v1/productions/${production}`, { title: 'Nieuwe titel' });
  assert.equal(edited.body.title, 'Nieuwe titel');
  // Who else sees it is the owner's to say, and so is disabling and merging.
  assert.equal((await call(agency, 'PATCH', `/v1/productions/${production}`, { agency: agency.id })).status, 400);
  assert.equal((await call(agency, 'DELETE', `/v1/productions/${production}`)).status, 404);
  assert.equal(
    (await call(agency, 'POST', `/v1/productions/${production}/merge`, { into: later.production })).status,
    404,
  );
  const ended = await call<Representation>(agency, 'DELETE', path);
  assert.deepEqual([ended.body.state, ended.body.endedBy], ['ended', agency.id]);
  assert.deepEqual(await ids(agency), []);
  assert.deepEqual(await catalogue(agency), []);
  assert.equal(await series(agency, performance), 404);
  assert.equal((await call(agency, 'PATCH', `/v1/productions/${production}`, { title: 'X' })).status, 404);
  assert.equal((await call(agency, 'DELETE', path)).status, 409);
  assert.equal((await call(agency, 'POST', `${path}/accept`)).status, 409);
  assert.equal((await ids(producer)).length, 2);
  const said = ['representation.propose', 'representation.accept', 'representation.end'];
  assert.deepEqual(await actions(producer, made.body.id), said);
  assert.deepEqual(await actions(agency, made.body.id), said);
});

test('a representation of some productions is of those alone; one with an end is over at that moment, whatever ran', async () => {
  const [producer, agency] = [await make('producer'), await make('agency')];
  const [one, two] = [await lay(producer), await lay(producer)];
  const id = await represent(producer, agency, [one.production]);
  assert.deepEqual(await ids(agency), [one.performance]);
  assert.equal(await series(agency, two.performance), 404);
  const directory = await worker.database('DIRECTORY');
  // As the clock would: its end is a moment ago, and no job has come by.
  await directory
    .prepare(
      'UPDATE party SET until = ?2 WHERE level = 3 AND organisation = (SELECT key FROM organisation WHERE id = ?1)',
    )
    .bind(agency.id, Date.now() - 1)
    .run();
  await directory
    .prepare('UPDATE share SET valid_to = ?2 WHERE id = ?1')
    .bind(id, Date.now() - 1)
    .run();
  assert.deepEqual(await catalogue(agency), []);
  assert.equal(await series(agency, one.performance), 404);
  // Within five seconds, as with every right.
  await untilEnded(async () => (await ids(agency)).length > 0);
  await settle(worker);
  assert.deepEqual(await ids(agency), []);
  const list = await call<{ items: Representation[] }>(producer, 'GET', '/v1/representations');
  assert.equal(list.body.items[0]?.state, 'ended');
});

test('a right that ended shows nothing although its rows, sums, kept pages and answers in memory are all still there', async () => {
  const [producer, agency] = [await make('producer'), await make('agency')];
  const own = await lay(agency, 'Eigen');
  const { performance } = await lay(producer, 'Geheim');
  const id = await represent(producer, agency);
  const plain = () => call<MonitorAnswer>(agency, 'GET', '/v1/monitor?season=2026');
  assert.equal((await plain()).body.totals.count, 80);
  // Every table of the agency's shards as it stood.
  const shards = await Promise.all(['SHARD_00', 'SHARD_01', 'SHARD_02'].map((name) => worker.database(name)));
  const tables = ['reader_row', 'reader_total', 'reader_page'];
  const directory = await worker.database('DIRECTORY');
  const key =
    (await directory.prepare('SELECT key FROM organisation WHERE id = ?1').bind(agency.id).all<{ key: number }>())
      .results[0]?.key ?? 0;
  const before = await Promise.all(
    shards.map(async (shard) =>
      Promise.all(
        tables.map(
          async (table) =>
            (await shard.prepare(`SELECT * FROM ${table} WHERE reader = ?1`).bind(key).all<Record<string, unknown>>())
              .results,
        ),
      ),
    ),
  );
  assert.equal((await call(producer, 'DELETE', `/v1/representations/${id}`)).status, 200);
  await settle(worker);
  const putBack = async () => {
    for (const [i, shard] of shards.entries())
      for (const [j, table] of tables.entries())
        for (const row of before[i]?.[j] ?? []) {
          const columns = Object.keys(row);
          await shard
            .prepare(
              `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, n) => `?${n + 1}`).join(', ')})`,
            )
            .bind(...Object.values(row))
            .run();
        }
  };
  await putBack();
  for (const seen of [await plain(), await plain()].map(({ body }) => body)) {
    assert.deepEqual(
      seen.rows.map((row) => row.id),
      [own.performance],
    );
    assert.equal(seen.totals.count, 40);
    assert.doesNotMatch(JSON.stringify(seen), /Geheim/);
  }
  for (const query of ['&limit=10', '&sort=count', '&q=e', '&asOf=2026-11-20'])
    assert.doesNotMatch(JSON.stringify(await monitor(agency, query)), /Geheim/);
  assert.doesNotMatch(await exported(agency), /Geheim/);
  for (const path of ['/v1/totals?season=2026', '/v1/levels?season=2026&by=production', '/v1/freshness'])
    assert.doesNotMatch(JSON.stringify((await call(agency, 'GET', path)).body), /Geheim|"count":80/);
  assert.equal(await series(agency, performance), 404);
  // The doubt is laid to rest only when nothing is left, and rows that a drain lost are taken away with it.
  await directory.prepare('UPDATE reader_doubt SET since = 0').run();
  await worker.runMinuteJob();
  await worker.runMinuteJob();
  await worker.runMinuteJob();
  const { results: doubts } = await directory
    .prepare('SELECT * FROM reader_doubt WHERE organisation = ?1')
    .bind(key)
    .all();
  assert.deepEqual(doubts, []);
  const left = await Promise.all(
    shards.map(
      async (shard) => (await shard.prepare('SELECT * FROM reader_row WHERE reader = ?1').bind(key).all()).results,
    ),
  );
  assert.equal(left.flat().length, 1);
});

test('a production moves with both sides’ consent: its figures with it, the former provider sees nothing of it', async () => {
  const [from, to, watcher] = [await make('producer'), await make('agency'), await make('observer')];
  const { production, performance } = await lay(from);
  const [other] = [await lay(from)];
  const look = { observer: watcher.id, productions: [production] };
  assert.equal((await call(from, 'POST', '/v1/observers', look)).status, 201);
  const offered = await call(from, 'POST', '/v1/transfers', { production, to: to.id });
  assert.equal(offered.status, 201, JSON.stringify(offered.body));
  assert.equal((await call(from, 'POST', '/v1/transfers', { production, to: to.id })).status, 409);
  const path = `/v1/transfers/${offered.body.id}`;
  assert.equal((await call(from, 'POST', `${path}/accept`)).status, 404);
  assert.deepEqual(await ids(to), []);
  const done = await call<Transfer>(to, 'POST', `${path}/accept`);
  assert.equal(done.body.state, 'done', JSON.stringify(done.body));
  assert.deepEqual(await ids(from), [other.performance]);
  assert.equal(await series(from, performance), 404);
  await settle(worker);
  assert.deepEqual(await ids(to), [performance]);
  assert.equal((await monitor(to)).totals.count, 40);
  assert.deepEqual(await ids(from), [other.performance]);
  assert.deepEqual(await ids(watcher), []);
  assert.ok((await ids(venue)).includes(performance));
  assert.equal((await call(from, 'DELETE', path)).status, 409);
  assert.deepEqual(await actions(from, offered.body.id), ['transfer.propose', 'transfer.accept']);
  assert.deepEqual(await actions(to, offered.body.id), ['transfer.propose', 'transfer.accept']);
  // Taken back by another one; this time the giver stays its producer.
  const back = await call(to, 'POST', '/v1/transfers', { production, to: from.id, staysProducer: true });
  assert.equal((await call<Transfer>(from, 'POST', `/v1/transfers/${back.body.id}/accept`)).body.state, 'done');
  await settle(worker);
  assert.deepEqual((await ids(from)).toSorted(), [other.performance, performance].toSorted());
  assert.deepEqual(await ids(to), [performance]);
});

test('a transfer waits for its day, is carried out by the minute job, and is declined until then', async () => {
  const [from, to] = [await make('producer'), await make('producer')];
  const { production, performance } = await lay(from);
  const at = new Date(Date.now() + 86_400_000).toISOString();
  const offer = async () => (await call(from, 'POST', '/v1/transfers', { production, to: to.id, at })).body.id;
  const declined = await offer();
  assert.equal((await call<Transfer>(to, 'DELETE', `/v1/transfers/${declined}`)).body.endedBy, to.id);
  const id = await offer();
  assert.equal((await call<Transfer>(to, 'POST', `/v1/transfers/${id}/accept`)).body.state, 'accepted');
  assert.deepEqual(await ids(to), []);
  const directory = await worker.database('DIRECTORY');
  await directory
    .prepare('UPDATE transfer SET at = ?2 WHERE id = ?1')
    .bind(id, Date.now() - 1)
    .run();
  await settle(worker);
  assert.deepEqual(await ids(to), [performance]);
  const { items } = (await call<{ items: Transfer[] }>(from, 'GET', '/v1/transfers')).body;
  assert.deepEqual(
    items.map(({ state }) => state),
    ['done', 'ended'],
  );
  await untilEnded(async () => (await ids(from)).length > 0);
});

test('an observer sees the sales of the productions it was shown, writes nothing, and others do not learn of it', async () => {
  const [provider, watcher, producer] = [await make('agency'), await make('observer'), await make('producer')];
  const [one, two] = [await lay(provider), await lay(provider)];
  for (const who of [watcher, producer]) {
    const made = await call(provider, 'POST', '/v1/observers', { observer: who.id, productions: [one.production] });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    await settle(worker);
    assert.deepEqual(await ids(who), [one.performance]);
    assert.equal((await monitor(who)).totals.count, 40);
    assert.deepEqual(await catalogue(who), [one.production]);
    assert.equal(await series(who, two.performance), 404);
    assert.equal((await call(who, 'PATCH', `/v1/productions/${one.production}`, { title: 'X' })).status, 404);
    const change = `/v1/performances/${encodeURIComponent(one.performance)}`;
    assert.equal((await call(who, 'PATCH', change, { capacity: 1 })).status, 404);
    const known = await call<{ items: { id: string }[] }>(venue, 'GET', '/v1/organisations?limit=200');
    assert.ok(known.body.items.every(({ id }) => id !== who.id));
    const ended = await call<Observer>(provider, 'DELETE', `/v1/observers/${made.body.id}`);
    assert.equal(ended.body.state, 'ended');
    assert.deepEqual(await ids(who), []);
    assert.equal((await call(provider, 'DELETE', `/v1/observers/${made.body.id}`)).status, 409);
  }
  // An organisation that is an observer writes nothing at all, whatever its client holds.
  assert.equal((await call(watcher, 'POST', '/v1/productions', { title: 'Eigen' })).status, 404);
  assert.equal((await call(producer, 'POST', '/v1/productions', { title: 'Eigen' })).status, 201);
});

test('whoever names what is not his, or what does not fit, is told which field', async () => {
  const [producer, agency, stranger] = [await make('producer'), await make('agency'), await make('producer')];
  const foreign = await lay(stranger);
  const refused = async (path: string, body: unknown) => {
    const answer = await call<{ errors?: { pointer: string }[]; detail: string }>(producer, 'POST', path, body);
    assert.equal(answer.status, 400, JSON.stringify(answer.body));
    return answer.body.errors?.[0]?.pointer;
  };
  const past = '2026-01-01T00:00:00Z';
  for (const production of [foreign.production, 'XD-26-999-9999999']) {
    assert.equal(await refused('/v1/transfers', { production, to: agency.id }), '/production');
    const body = { observer: agency.id, productions: [production] };
    assert.equal(await refused('/v1/observers', body), '/productions/0');
  }
  assert.equal(await refused('/v1/representations', { agency: 'XD-ORG-nobody' }), '/agency');
  assert.equal(await refused('/v1/representations', { agency: venue.id }), '/agency');
  assert.equal(await refused('/v1/representations', { agency: producer.id }), '/agency');
  assert.equal(await refused('/v1/representations', { agency: agency.id, to: past }), '/to');
  assert.equal(await refused('/v1/representations', { agency: agency.id, to: 'soon' }), '/to');
  assert.equal((await worker.call(operator, 'POST', '/v1/representations', { agency: agency.id })).status, 409);
});

test('a reseller sees its own figures and nothing else of the house; the producer not which reseller; the observer none of them', async () => {
  const [producer, watcher, reseller, second] = [
    await make('producer'),
    await make('observer'),
    await make('reseller'),
    await make('reseller'),
  ];
  const { production, performance } = await lay(producer, 'Ook te koop');
  const unsold = await lay(producer, 'Niet te koop');
  await call(producer, 'POST', '/v1/observers', { observer: watcher.id, productions: [production] });
  const asOf = new Date(Date.now() - 30_000).toISOString();
  for (const [who, count] of [
    [reseller, 7],
    [second, 5],
  ] as const) {
    const grant = { venue: venue.id, organisation: who.id, scopes: ['sales:push'] };
    assert.equal((await call(venue, 'POST', '/v1/grants', grant)).status, 201);
    const lines = [{ name: `Prijs ${count}`, class: 'normal', price: 2_500, count, amount: count * 2_500 }];
    const items = [{ performance, asOf, normal: { count, amount: count * 2_500 }, lines }];
    assert.equal((await call(who, 'PUT', '/v1/snapshots', { organisation: venue.id, items })).status, 200);
  }
  await settle(worker);
  const path = `/v1/performances/${encodeURIComponent(performance)}/series`;
  const row = async (who: Member) => (await monitor(who)).rows.find(({ id }) => id === performance);
  const detail = async (who: Member) => (await call<SeriesAnswer>(who, 'GET', path)).body;

  assert.deepEqual(await ids(reseller), [performance]);
  const own = await row(reseller);
  assert.deepEqual([own?.count, own?.resellers, own?.figures.capacity], [7, [], null]);
  assert.equal((await monitor(reseller)).totals.count, 7);
  const seen = await detail(reseller);
  assert.deepEqual(
    [seen.performance.count, seen.points.at(-1)?.count, seen.lines.map(({ name }) => name), seen.provenance.length],
    [7, 7, ['Prijs 7'], 1],
  );
  assert.equal(await series(reseller, unsold.performance), 404);
  const past = await monitor(reseller, '&asOf=2099-01-01');
  assert.deepEqual(
    past.rows.map(({ count }) => count),
    [7],
  );
  assert.doesNotMatch(await exported(reseller), /Niet te koop/);

  const names = (one: MonitorRow | undefined) => one?.resellers.map(({ reseller: id, count }) => [id, count]);
  assert.deepEqual(
    new Map((await row(venue))?.resellers.map(({ reseller: id, count }) => [id, count])),
    new Map([
      [reseller.id, 7],
      [second.id, 5],
    ]),
  );
  assert.equal((await detail(venue)).lines.length, 2);
  assert.deepEqual(names(await row(producer)), [['', 12]]);
  assert.deepEqual(names(await row(watcher)), []);
  for (const who of [producer, watcher]) {
    const text = JSON.stringify([await row(who), await detail(who), (await call(who, 'GET', '/v1/freshness')).body]);
    assert.doesNotMatch(text, new RegExp(`${reseller.id}|${second.id}|Prijs`));
  }
  const watched = await detail(watcher);
  assert.deepEqual(
    [watched.performance.count, watched.performance.source, watched.provenance, watched.corrections],
    [40, null, [], []],
  );
});

test('who represented and now only looks along is at once shown what an observer is shown, also from rows of before', async () => {
  const [producer, agency] = [await make('producer'), await make('agency')];
  const { production, performance } = await lay(producer);
  const id = await represent(producer, agency, [production]);
  await call(producer, 'POST', '/v1/observers', { observer: agency.id, productions: [production] });
  await settle(worker);
  const row = async () => (await monitor(agency)).rows.find((one) => one.id === performance);
  assert.equal((await row())?.source, 'kassa');
  assert.equal((await call(producer, 'DELETE', `/v1/representations/${id}`)).status, 200);
  // As a late drain leaves it: whatever the rows say, the level of this moment holds.
  for (const name of ['SHARD_00', 'SHARD_01', 'SHARD_02'])
    await (
      await worker.database(name)
    )
      .prepare("UPDATE reader_row SET body = json_set(body, '$.source', 'kassa') WHERE body->>'$.id' = ?1")
      .bind(performance)
      .run();
  assert.deepEqual([(await row())?.count, (await row())?.source], [40, null]);
});

test('the agency that represents makes and changes performances as the producer does', async () => {
  const [producer, agency] = [await make('producer'), await make('agency')];
  const { production } = await lay(producer);
  const startsAt = '2027-03-01T19:15:00Z';
  const evening = { production, venue: venue.id, startsAt };
  assert.equal((await call(agency, 'POST', '/v1/performances', evening)).status, 400);
  await represent(producer, agency);
  const made = await call(agency, 'POST', '/v1/performances', evening);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const path = `/v1/performances/${encodeURIComponent(made.body.id)}`;
  assert.equal((await call(agency, 'PATCH', path, { capacity: 300 })).status, 200);
  assert.equal((await call(producer, 'GET', path)).status, 200);
});
