// A sandbox is a world of its own: made, filled, never mixed with live figures, thrown away.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { MonitorAnswer, Problem, Sandbox, SandboxMade, SandboxRemoval, ShareAnswer, Statement } from '#protocol';
import { routeNotes } from '../app.ts';
import { must } from '../../local/test-agreements.ts';
import { layMember, type Member } from '../../local/test-catalogue.ts';
import { layHuman, layPortal, newEmail, PORTAL_ORIGIN } from '../../local/test-people.ts';
import { layPlayedDeal } from '../../local/test-statements.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { untilEnded } from '../../local/until-ended.ts';

const ORIGIN = 'https://proef.example';
let worker: TestWorker;
let operator: string;
before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
});
after(() => worker.close());

interface Made extends SandboxMade {
  readonly season: Record<string, number> | null;
}
const admin = (...args: string[]) =>
  promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, '../../admin/cli.ts'), '--api', worker.url, '--json', 'sandbox', ...args],
    { env: { ...process.env, DIP_ADMIN_SECRET: worker.operatorSecret } },
  );
const create = async (...args: string[]): Promise<Made> => JSON.parse((await admin('create', ...args)).stdout) as Made;
/** A token of the first organisation of a type. */
async function memberOf(made: SandboxMade, type: string): Promise<Member> {
  const one = made.organisations.find((organisation) => organisation.type === type);
  assert.ok(one?.client.secret);
  return { id: one.id, clientId: one.client.id, token: await worker.clientToken(one.client.id, one.client.secret) };
}
const get = <T>(token: string, path: string) => worker.call<T>(token, 'GET', path);

test('one command makes a filled sandbox, in the shard kept for sandboxes; the same seed tells the same sales', async () => {
  const [one, two] = [await create('--name', 'Koppeltest', '--seed', '7'), await create('--seed', '7')];
  assert.deepEqual(one.season, two.season);
  assert.ok(
    (one.season?.['performances'] ?? 0) >= 80 && (one.season?.['snapshots'] ?? 0) > 500,
    JSON.stringify(one.season),
  );
  const sold = async (made: SandboxMade) => {
    const { body } = await get<MonitorAnswer>((await memberOf(made, 'venue')).token, '/v1/monitor');
    assert.equal(body.livemode, false);
    assert.ok((body.totals.count ?? 0) > 0);
    return [body.totals.count, body.totals.amount, body.rows.map(({ startsAt, count }) => [startsAt, count])];
  };
  assert.deepEqual(await sold(one), await sold(two));
  const db = await worker.database('DIRECTORY');
  const { results } = await db
    .prepare('SELECT DISTINCT shard, livemode FROM organisation WHERE sandbox IS NOT NULL')
    .all();
  assert.deepEqual(results, [{ shard: 'SHARD_90', livemode: 0 }]);
});

test('every JSON answer to a token of a sandbox says livemode false, a refusal too, and a file says it in a header', async () => {
  const made = await create('--empty');
  const venue = await memberOf(made, 'venue');
  await worker.call(operator, 'PATCH', `/v1/organisations/${venue.id}`, { origins: [ORIGIN] });
  const embed = await worker.call<{ token: string; livemode: boolean }>(venue.token, 'POST', '/v1/embed-sessions', {
    preset: 'admin',
    origins: [ORIGIN],
  });
  assert.equal(embed.body.livemode, false);
  let said = 0;
  for (const { method, path, action } of routeNotes()) {
    if (action === 'public') continue;
    for (const token of [venue.token, embed.body.token]) {
      const answer = await worker.fetch(path.replaceAll(/:\w+/g, 'XD-ORG-0000000000'), {
        method: method.toUpperCase(),
        headers: { authorization: `Bearer ${token}`, origin: ORIGIN, 'content-type': 'application/json' },
        ...(method === 'get' || method === 'delete' ? {} : { body: '{}' }),
      });
      assert.equal(answer.headers.get('x-env'), 'sandbox', `${method} ${path}`);
      if (!/json\b/.test(answer.headers.get('content-type') ?? '')) {
        await answer.arrayBuffer();
        continue;
      }
      const body = (await answer.json()) as { livemode?: boolean } | { livemode?: boolean }[];
      for (const one of Array.isArray(body) ? body : [body])
        assert.equal(one.livemode, false, `${method} ${path} ${answer.status}`);
      said += 1;
    }
  }
  assert.ok(said > 80, String(said));
});

test('live and sandbox never find each other: lists, search, one by id, halls, links', async () => {
  const made = await create('--seed', '3');
  const [venue, producer] = [await memberOf(made, 'venue'), await memberOf(made, 'producer')];
  const live = await layMember(worker, operator, 'venue', { name: 'Schouwburg Echt' });
  const liveProducer = await layMember(worker, operator, 'producer', { name: 'Gezelschap Echt' });
  const other = await memberOf(await create('--empty'), 'venue');
  const production = (await get<{ items: { id: string }[] }>(producer.token, '/v1/productions')).body.items[0]?.id;
  const performance = (await get<{ items: { id: string }[] }>(producer.token, '/v1/performances')).body.items[0]?.id;
  assert.ok(production && performance);
  for (const stranger of [live, liveProducer, other]) {
    for (const path of ['/v1/organisations?platform=yes&limit=200', '/v1/organisations?platform=yes&q=oefenveld']) {
      const { items } = (await get<{ items: { id: string }[] }>(stranger.token, path)).body;
      const theirs = new Set(made.organisations.map(({ id }) => id));
      assert.deepEqual(
        items.filter(({ id }) => theirs.has(id)),
        [],
      );
    }
    for (const path of [
      `/v1/organisations/${venue.id}`,
      `/v1/productions/${production}`,
      `/v1/performances/${encodeURIComponent(performance)}`,
    ])
      assert.equal((await get(stranger.token, path)).status, 404, path);
    const halls = await get<{ items: object[] }>(stranger.token, `/v1/halls?venue=${venue.id}&platform=yes`);
    assert.deepEqual(halls.body.items, []);
  }
  const found = await get<{ items: { name: string }[] }>(venue.token, '/v1/organisations?platform=yes&limit=200');
  assert.equal(found.body.items.length, made.organisations.length);
  assert.equal((await get(venue.token, `/v1/organisations/${live.id}`)).status, 404);
});

test('a live production at a sandbox venue, a grant across, a merge across: refused in words, and nothing is written', async () => {
  const made = await create('--empty');
  const venue = await memberOf(made, 'venue');
  const live = await layMember(worker, operator, 'producer');
  const liveVenue = await layMember(worker, operator, 'venue');
  const vendor = await layMember(worker, operator, 'vendor');
  const { body } = await worker.call<{ id: string }>(live.token, 'POST', '/v1/productions', { title: 'Echt' });
  const startsAt = '2026-12-24T19:30:00Z';
  const across = { production: body.id, venue: venue.id, startsAt };
  const own = await worker.call<Problem>(live.token, 'POST', '/v1/performances', across);
  assert.deepEqual([own.status, own.body.errors?.[0]?.pointer], [400, '/venue']);
  const agency = made.organisations[7]?.id;
  const grant = { venue: venue.id, organisation: vendor.id, scopes: ['sales:push'] };
  // Where one thing is named, it is not found on that side; where several are, the whole is refused.
  const tries: [token: string, method: string, path: string, sent: object, said: number | string][] = [
    [operator, 'POST', '/v1/performances', across, 409],
    [venue.token, 'POST', '/v1/grants', grant, '/organisation'],
    [operator, 'POST', '/v1/grants', grant, '/organisation'],
    [operator, 'POST', '/v1/productions', { title: 'Gemengd', provider: live.id, agency: venue.id }, 409],
    [operator, 'PATCH', `/v1/productions/${body.id}`, { agency }, 409],
    [operator, 'POST', `/v1/organisations/${liveVenue.id}/merge`, { into: venue.id }, 409],
    [live.token, 'POST', '/v1/representations', { agency }, '/agency'],
    [live.token, 'POST', '/v1/observers', { observer: agency, productions: [body.id] }, '/observer'],
    [live.token, 'POST', '/v1/transfers', { production: body.id, to: agency }, '/to'],
  ];
  for (const [token, method, path, sent, said] of tries) {
    const refused = await worker.call<Problem>(token, method, path, sent);
    const { status, body: problem } = refused;
    const told = `${method} ${path} ${JSON.stringify(problem)}`;
    if (said === 409) assert.match(`${status} ${problem.detail}`, /^409 live and sandbox never mix/, told);
    else assert.deepEqual([status, problem.errors?.[0]?.pointer], [400, said], told);
  }
  const db = await worker.database('DIRECTORY');
  for (const sql of [
    `SELECT 1 FROM performance p JOIN organisation v ON v.key = p.venue WHERE v.id = '${venue.id}'`,
    `SELECT 1 FROM client_grant g JOIN organisation v ON v.key = g.venue WHERE v.id = '${venue.id}'`,
    `SELECT 1 FROM production WHERE title = 'Gemengd'`,
    'SELECT 1 FROM share',
    'SELECT 1 FROM transfer',
  ])
    assert.deepEqual((await db.prepare(sql).all()).results, [], sql);
  // Whatever a route forgets to ask, the database does not.
  const key = (id: string) => `(SELECT key FROM organisation WHERE id = '${id}')`;
  const [here, there] = [key(venue.id), key(vendor.id)];
  for (const sql of [
    `INSERT INTO client_grant (venue, organisation, scopes, valid_from) VALUES (${here}, ${there}, '[]', 0)`,
    `INSERT INTO share (id, kind, giver, receiver, whole, valid_from, proposed_at) VALUES ('x', 'observer', ${here}, ${there}, 1, 0, 0)`,
    `INSERT INTO transfer (id, production, giver, receiver, at, stays_producer, proposed_at)
     VALUES ('x', (SELECT key FROM production WHERE id = '${body.id}'), ${here}, ${there}, 0, 0, 0)`,
    `INSERT INTO reseller_setting VALUES (${here}, ${there}, '2026-01-01', 'sold')`,
    `INSERT INTO source (venue, name, reseller) VALUES (${here}, 'x', ${there})`,
    `INSERT INTO proposal_rule VALUES (${there}, ${here}, '{}')`,
    `INSERT INTO performance (production, number, venue, starts_at)
     VALUES ((SELECT key FROM production WHERE id = '${body.id}'), 1, ${here}, 0)`,
    `UPDATE organisation SET merged_into = ${here} WHERE id = '${vendor.id}'`,
  ])
    await assert.rejects(db.prepare(sql).run(), /sides_mixed/, sql);
});

test('a live organisation never gets or moves to a sandbox shard, a sandbox never leaves it; the database refuses too', async () => {
  const sandbox = await memberOf(await create('--empty'), 'venue');
  const live = await layMember(worker, operator, 'venue');
  for (const [id, shard] of [
    [live.id, 'SHARD_90'],
    [sandbox.id, 'SHARD_00'],
  ] as const) {
    const refused = await worker.call<Problem>(operator, 'POST', `/v1/tenants/${id}/move`, { shard });
    assert.deepEqual([refused.status, refused.body.errors?.[0]?.pointer], [400, '/shard']);
  }
  const db = await worker.database('DIRECTORY');
  for (const sql of [
    `UPDATE organisation SET shard = 'SHARD_90' WHERE id = '${live.id}'`,
    `UPDATE organisation SET shard = 'SHARD_01' WHERE id = '${sandbox.id}'`,
    `UPDATE organisation SET sandbox = NULL WHERE id = '${sandbox.id}'`,
    `UPDATE organisation SET livemode = 1 WHERE id = '${sandbox.id}'`,
    `UPDATE organisation SET livemode = 0 WHERE id = '${live.id}'`,
    `INSERT INTO organisation (id, type, name, shard, created_at) VALUES ('XD-ORG-x', 'venue', 'x', 'SHARD_90', 0)`,
  ])
    await assert.rejects(db.prepare(sql).run(), /sandbox_shard/, sql);
});

/** Rows of these organisations anywhere but in the audit log. */
async function rowsOf(keys: readonly number[]): Promise<string[]> {
  const list = keys.join(', ');
  const found: string[] = [];
  for (const name of ['DIRECTORY', 'SHARD_00', 'SHARD_01', 'SHARD_02', 'SHARD_90']) {
    const db = await worker.database(name);
    const columns = await db
      .prepare(
        `SELECT m.name AS "table", c.name AS "column" FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'
         AND c.type = 'INTEGER' AND (c.name IN ('tenant', 'reader', 'organisation', 'venue', 'provider', 'producer', 'agency', 'asker', 'decider', 'reseller', 'seller', 'buyer', 'maker')
         OR m.name = 'organisation' AND c.name = 'key')`,
      )
      .all<{ table: string; column: string }>();
    for (const { table, column } of columns.results) {
      // The number alone, as a guard against late writers.
      if (table === 'tenant_home' || table.startsWith('audit')) continue;
      const { results } = await db
        .prepare(`SELECT count(*) AS n FROM ${table} WHERE ${column} IN (${list})`)
        .all<{ n: number }>();
      if (results[0]?.n) found.push(`${name}.${table}.${column}`);
    }
  }
  return found;
}

/** Tables with any of these ids in any column, the audit log and mail that went aside. */
async function rowsNaming(ids: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of ['DIRECTORY', 'SHARD_90']) {
    const db = await worker.database(name);
    const columns = await db
      .prepare(
        `SELECT m.name AS "table", c.name AS "column" FROM sqlite_schema m JOIN pragma_table_info(m.name) c
         WHERE m.type = 'table' AND c.type = 'TEXT' AND m.name NOT LIKE 'audit%' AND m.name NOT LIKE 'mail%'`,
      )
      .all<{ table: string; column: string }>();
    for (const [table, own] of Map.groupBy(columns.results, (row) => row.table)) {
      const named = own.flatMap(({ column }) => ids.map((_, at) => `instr(${column}, ?${at + 1})`)).join(' OR ');
      const rows = await db
        .prepare(`SELECT 1 FROM ${table} WHERE ${named} LIMIT 1`)
        .bind(...ids)
        .all();
      if (rows.results.length) found.push(`${name}.${table}`);
    }
  }
  return found;
}

/** Everything else that an organisation can have: people, an invitation, a look of support, shares, a proposal, a key. */
async function layPeopleIn(made: SandboxMade): Promise<void> {
  const portal = await layPortal(worker, operator);
  const [venue, producer] = [await memberOf(made, 'venue'), await memberOf(made, 'producer')];
  const people = { operator, portal };
  const admin = await layHuman(worker, people, venue.id, { preset: 'admin' });
  const me = await worker.call<{ livemode: boolean }>(admin.token, 'GET', '/v1/me', undefined, {
    origin: PORTAL_ORIGIN,
  });
  assert.equal(me.body.livemode, false);
  const post = async (token: string, path: string, body: object, headers = {}) => {
    const answer = await worker.call<{ id: string }>(token, 'POST', path, body, headers);
    assert.ok(answer.status < 300, `${path} ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  };
  const invited = { email: newEmail(), preset: 'marketing', organisation: venue.id };
  await post(operator, '/v1/invitations', invited);
  const support = await layHuman(worker, people, portal.id, { grid: { support: ['view'], people: ['view'] } });
  const look = { membership: admin.membership, reason: 'de monitor blijft leeg' };
  await post(support.token, '/v1/role-switches', look, { origin: PORTAL_ORIGIN });
  const agency = made.organisations.find(({ type }) => type === 'agency')?.id ?? '';
  const represented = await post(producer.token, '/v1/representations', { agency });
  const acts = await memberOf(made, 'agency');
  await post(acts.token, `/v1/representations/${represented}/accept`, {});
  const { items } = (await get<{ items: { id: string }[] }>(venue.token, '/v1/performances')).body;
  const change = { capacity: 7 };
  await post(venue.token, '/v1/proposals', { performance: items[0]?.id, change }, { 'idempotency-key': 'eens' });
  await post(venue.token, `/v1/clients/${venue.clientId}/secrets`, { overlapHours: 1 });
}

/** A deal that was settled, invoiced and talked about, and all that organisations keep for their deals. */
async function layDealsIn(made: SandboxMade): Promise<{ readonly agreement: string; readonly statement: string }> {
  const [venue, provider] = [await memberOf(made, 'venue'), await memberOf(made, 'producer')];
  const send = async <T = { id: string }>(who: Member, method: string, path: string, body: object): Promise<T> =>
    must(await worker.call<T>(who.token, method, path, body));
  const post = <T = { id: string }>(who: Member, path: string, body: object) => send<T>(who, 'POST', path, body);
  const terms = { form: 'split', share: 80 };
  const framework = { with: venue.id, title: 'Raamovereenkomst', terms: { form: 'split' }, validFrom: '2020-01-01' };
  await post(provider, '/v1/frameworks', framework);
  await post(provider, '/v1/agreement-templates', { name: 'Standaard', with: venue.id, terms });
  await send(venue, 'PUT', '/v1/agreement-settings', { twoPeopleFrom: 9_000_000, contactLinks: true });
  const place = { street: 'Plein 1', postcode: '1234 AB', city: 'Utrecht', country: 'NL' };
  for (const [who, kvk] of [
    [venue, '12345678'],
    [provider, '87654321'],
  ] as const) {
    const ids = { vatId: `NL${kvk}0B01`, kvk, iban: 'NL91ABNA0417164300' };
    await send(who, 'PUT', '/v1/billing-profile', { legalName: 'Proef', ...place, ...ids });
  }
  const { agreement, performance } = await layPlayedDeal(worker, { venue, provider });
  const { id, sha256 } = await post<Statement>(venue, '/v1/statements', { agreement });
  const cost = { label: 'Techniek', amount: -5_000, vatRate: 21, evidence: 'factuur 1' };
  await post(venue, `/v1/statements/${id}/lines`, cost);
  const proposed = await post<Statement>(venue, `/v1/statements/${id}/propose`, {});
  assert.notEqual(proposed.sha256, sha256);
  for (const who of [venue, provider]) await post(who, `/v1/statements/${id}/sign`, { sha256: proposed.sha256 });
  await post(provider, `/v1/statements/${id}/invoices`, {});
  await send(provider, 'PUT', '/v1/self-billing', { with: venue.id, from: '2020-01-01' });
  // Corrected since, and made good by half.
  const asOf = new Date(Date.now() - 30_000).toISOString();
  await send(venue, 'PUT', '/v1/snapshots', { items: [{ performance, asOf, normal: { count: 12, amount: 13_080 } }] });
  await post(provider, '/v1/statements', { agreement, adjusts: id });
  for (const subject of [
    { kind: 'agreement', id: agreement },
    { kind: 'statement_line', id, part: 'net' },
  ])
    for (const internal of [true, false]) await post(venue, '/v1/messages', { subject, text: 'Klopt dit?', internal });
  const unread = must(await get<{ items: object[] }>(provider.token, '/v1/messages/unread'));
  assert.equal(unread.items.length, 2);
  // A second deal stays open, with a contact's link.
  const startsAt = new Date(Date.now() + 40 * 86_400_000).toISOString();
  const production = performance.split('|')[0];
  const next = await post(provider, '/v1/performances', { production, venue: venue.id, startsAt });
  const contacts = { venue: newEmail() };
  const open = await post(provider, '/v1/agreements', { performances: [next.id], terms, contacts });
  await post(provider, `/v1/agreements/${open.id}/propose`, {});
  await post(provider, `/v1/agreements/${open.id}/links`, {});
  for (const who of [venue, provider]) await post(who, '/v1/webhooks', { url: 'https://boeking.example.nl/dip' });
  return { agreement, statement: id };
}

test('thrown away, nothing of it is left but the audit log; its tokens end; the other sandbox is as it was', async () => {
  const [gone, stays] = [await create('--seed', '5'), await create('--seed', '5')];
  const [token, other] = [(await memberOf(gone, 'venue')).token, (await memberOf(stays, 'venue')).token];
  const db = await worker.database('DIRECTORY');
  const keysOf = async (made: SandboxMade) =>
    (
      await db
        .prepare(`SELECT o.key FROM organisation o JOIN sandbox s ON s.key = o.sandbox WHERE s.id = '${made.id}'`)
        .all<{ key: number }>()
    ).results.map(({ key }) => key);
  const [keys, kept] = [await keysOf(gone), await keysOf(stays)];
  await layPeopleIn(gone);
  const laid = await layDealsIn(gone);
  await layDealsIn(stays);
  const settled = async () =>
    must(await get<ShareAnswer>((await memberOf(stays, 'producer')).token, '/v1/my-share')).total;
  const share = await settled();
  assert.ok(share.realised > 0);
  const before = await get<MonitorAnswer>(other, '/v1/monitor');
  assert.ok((await rowsOf(keys)).length > 12);
  // One call is a part; the process that called dies, another goes on.
  const first = await worker.call<SandboxRemoval>(operator, 'DELETE', `/v1/sandboxes/${gone.id}`);
  assert.equal(first.status, 200);
  await untilEnded(async () => (await get(token, '/v1/monitor')).status !== 401);
  const removed = JSON.parse((await admin('remove', gone.id)).stdout) as SandboxRemoval;
  assert.equal(removed.done, true);
  assert.ok(removed.rows > 500, String(removed.rows));
  assert.deepEqual(await rowsOf(keys), []);
  assert.ok((await rowsOf(kept)).length > 12);
  const { body } = await get<MonitorAnswer>(other, '/v1/monitor');
  assert.deepEqual(body.totals, before.body.totals);
  assert.deepEqual(await settled(), share);
  // Of the deal only the log is left, which says who did what, and no figure.
  assert.deepEqual(await rowsNaming([laid.agreement, laid.statement]), []);
  await worker.runMinuteJob();
  const signed = await db
    .prepare(`SELECT action FROM audit_line WHERE object = '${laid.statement}' AND action = 'statement.sign'`)
    .all();
  assert.equal(signed.results.length, 4, 'of both, in the log of each');
  const lines = await db
    .prepare(`SELECT organisation, action FROM audit_line WHERE object = '${gone.id}'`)
    .all<{ organisation: number; action: string }>();
  assert.equal(lines.results.filter(({ action }) => action === 'sandbox.remove').length, 9);
  const list = JSON.parse((await admin('list')).stdout) as { items: Sandbox[] };
  assert.ok(list.items.some(({ id }) => id === stays.id) && !list.items.some(({ id }) => id === gone.id));
  // Again is no fault; nothing given out is given out again.
  assert.equal((JSON.parse((await admin('remove', gone.id)).stdout) as SandboxRemoval).done, true);
  assert.equal(
    (await keysOf(await create('--empty'))).every((key) => key > Math.max(...keys)),
    true,
  );
  await assert.rejects(admin('remove', 'XD-SBX-0000000000'), /no such sandbox/);
});

test('cut off in the middle it is closed already, says what is in the way, and goes on where it was', async () => {
  const made = await create('--seed', '9');
  const { token } = await memberOf(made, 'venue');
  const db = await worker.database('DIRECTORY');
  const keys = await db
    .prepare(`SELECT o.key FROM organisation o JOIN sandbox s ON s.key = o.sandbox WHERE s.id = '${made.id}'`)
    .all<{ key: number }>();
  await db.prepare("CREATE TRIGGER in_the_way BEFORE DELETE ON hall BEGIN SELECT RAISE(ABORT, 'cut off'); END").run();
  const part = () => worker.call<SandboxRemoval>(operator, 'DELETE', `/v1/sandboxes/${made.id}`);
  let cut = await part();
  // A part is bounded work: the figures of a sandbox may take more than one.
  while (cut.status === 200 && !cut.body.done && !cut.body.failure) cut = await part();
  assert.deepEqual([cut.status, cut.body.done, cut.body.step], [200, false, 'catalogue']);
  assert.match(cut.body.failure ?? '', /cut off/);
  assert.ok(cut.body.rows > 0);
  await assert.rejects(admin('remove', made.id), /it cannot go on: .*cut off/);
  const listed = (await get<{ items: Sandbox[] }>(operator, '/v1/sandboxes')).body.items.find(
    ({ id }) => id === made.id,
  );
  assert.equal(listed?.state, 'ended');
  await db.prepare('DROP TRIGGER in_the_way').run();
  const rest = JSON.parse((await admin('remove', made.id)).stdout) as SandboxRemoval;
  assert.equal(rest.done, true);
  assert.ok(rest.rows > cut.body.rows);
  assert.deepEqual(await rowsOf(keys.results.map(({ key }) => key)), []);
  // Its tokens end as every token does: at most 5 seconds later.
  await untilEnded(async () => (await get(token, '/v1/monitor')).status !== 401);
});

test('a sandbox made for some days is swept by the minute job when they are over', async () => {
  const made = await create('--empty', '--days', '2');
  assert.equal(Math.round((Date.parse(made.expiresAt ?? '') - Date.now()) / 86_400_000), 2);
  const db = await worker.database('DIRECTORY');
  await db.prepare(`UPDATE sandbox SET expires_at = 1 WHERE id = '${made.id}'`).run();
  const state = async () =>
    (await db.prepare(`SELECT removed_at, name FROM sandbox WHERE id = '${made.id}'`).all<{ removed_at: number }>())
      .results[0];
  for (let runs = 0; runs < 5 && !(await state())?.removed_at; runs += 1) await worker.runMinuteJob();
  assert.ok((await state())?.removed_at);
});
