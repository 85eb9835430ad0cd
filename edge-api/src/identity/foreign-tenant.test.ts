// Every route × every kind of token × a foreign tenant: nothing of it is told, nothing of it changes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PRESETS, type EmbedSessionAnswer, type Problem } from '#protocol';
import { pseudonym, setOf } from '../../local/test-audience.ts';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { tells } from '../../local/test-figures.ts';
import { layPlayedDeal } from '../../local/test-statements.ts';
import { layHuman, layPortal, newEmail, PORTAL_ORIGIN, personToken, type Human } from '../../local/test-people.ts';
import { costOf, startCountingWorker, type CountingWorker } from '../../local/counting-worker.ts';
import { routeNotes } from '../app.ts';

const SECRET = 'Geheim';
const ORIGIN = 'https://elders.example';
let worker: CountingWorker;
let operator: string;
/** Whose things they are, and who must see none of them. */
let [venue, provider] = [] as unknown as [Member, Member];
const strangers: { name: string; token: string; headers: Record<string, string> }[] = [];
const theirs: Record<string, string> = {};

before(async () => {
  worker = await startCountingWorker();
  operator = await worker.operatorToken();
  const make = async (who: Member, path: string, body: unknown) =>
    (await worker.call<{ id: string }>(who.token, 'POST', path, body)).body.id;
  venue = await layMember(worker, operator, 'venue', { name: `${SECRET} huis` });
  provider = await layMember(worker, operator, 'producer', { name: `${SECRET} gezelschap` });
  theirs['hall'] = await make(venue, '/v1/halls', { venue: venue.id, name: `${SECRET} zaal` });
  theirs['production'] = await make(provider, '/v1/productions', { title: `${SECRET} stuk` });
  const startsAt = new Date(Date.now() + 20 * 86_400_000).toISOString();
  theirs['performance'] = await make(provider, '/v1/performances', {
    production: theirs['production'],
    venue: venue.id,
    hall: theirs['hall'],
    startsAt,
  });
  theirs['proposal'] = await make(venue, '/v1/proposals', {
    performance: theirs['performance'],
    change: { capacity: 767676 },
    note: SECRET,
  });
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  theirs['kid'] = `${SECRET}-kid`;
  const jwk = { kty: 'EC', crv: 'P-256', x, y, kid: theirs['kid'] };
  await worker.call(venue.token, 'POST', `/v1/clients/${venue.clientId}/keys`, { jwk });
  theirs['secret'] = await make(venue, `/v1/clients/${venue.clientId}/secrets`, {});
  const talk = { subject: { kind: 'performance', id: theirs['performance'] }, text: SECRET };
  await make(venue, '/v1/messages', talk);
  await make(provider, '/v1/messages', { ...talk, internal: true });
  theirs['template'] = await make(venue, '/v1/agreement-templates', {
    name: `${SECRET} sjabloon`,
    with: provider.id,
    terms: { form: 'split', share: 80, guaranteeProvider: 767_676 },
  });
  theirs['framework'] = await make(venue, '/v1/frameworks', {
    with: provider.id,
    title: `${SECRET} raamovereenkomst`,
    terms: { share: 80, guaranteeProvider: 767_676 },
    validFrom: '2027-01-01',
  });
  theirs['agreement'] = await make(provider, '/v1/agreements', {
    performances: [theirs['performance']],
    terms: { form: 'buyout', fee: 878_787, note: SECRET },
    reference: SECRET,
  });
  await worker.call(provider.token, 'POST', `/v1/agreements/${theirs['agreement']}/propose`, { message: SECRET });
  theirs['webhook'] = await make(venue, '/v1/webhooks', { url: `https://${SECRET.toLowerCase()}.example.nl/dip` });
  const agency = await layMember(worker, operator, 'agency', { name: `${SECRET} bureau` });
  theirs['representation'] = await make(provider, '/v1/representations', { agency: agency.id });
  const productions = [theirs['production']];
  theirs['observer'] = await make(provider, '/v1/observers', { observer: agency.id, productions });
  theirs['transfer'] = await make(provider, '/v1/transfers', { production: theirs['production'], to: agency.id });
  const settled = await layPlayedDeal(worker, { venue, provider }, { title: `${SECRET} slot`, count: 474_747 });
  theirs['statement'] = await make(venue, '/v1/statements', { agreement: settled.agreement });
  theirs['settled'] = settled.agreement;
  await worker.call(venue.token, 'POST', `/v1/statements/${theirs['statement']}/propose`, {});
  const asOf = new Date(Date.now() - 60_000).toISOString();
  await worker.call(venue.token, 'PUT', '/v1/snapshots', {
    items: [
      { performance: theirs['performance'], asOf, normal: { count: 424_242, amount: 1 } },
      { performance: theirs['performance'], asOf: '2099-01-01T00:00:00Z', normal: { count: 434_343 } },
      { ref: 'eigen', about: { title: `${SECRET} avond`, startsAt }, asOf, normal: { count: 454_545 } },
    ],
  });
  await worker.call(venue.token, 'PUT', '/v1/audience/facts', { items: [setOf(theirs['performance'] ?? '', 25)] });
  await settle(worker);
  const portal = await layPortal(worker, operator);
  const people = { operator, portal };
  // Two admins, so that the database's own guard of the last one is not what keeps them.
  await layHuman(worker, people, venue.id, { preset: 'admin' }, { email: `${SECRET}.baas@theater.example` });
  const admin = await layHuman(worker, people, venue.id, { preset: 'admin' }, { email: `${SECRET}@theater.example` });
  theirs['member'] = admin.membership;
  theirs['user'] = admin.user;
  theirs['invitation'] = await make({ ...venue, token: operator }, '/v1/invitations', {
    email: `${SECRET}.gast@theater.example`,
    preset: 'marketing',
    organisation: venue.id,
  });
  const supporter = () => layHuman(worker, people, portal.id, { grid: { support: ['view'], people: ['view'] } });
  const [support, colleague] = [await supporter(), await supporter()];
  const other = await layMember(worker, operator, 'venue');
  const looked = await layHuman(worker, people, other.id, { preset: 'admin' });
  const switched = async (by: Human, membership: string, reason: string) =>
    (
      await worker.call<{ id: string }>(
        by.token,
        'POST',
        '/v1/role-switches',
        { membership, reason },
        { origin: PORTAL_ORIGIN },
      )
    ).body.id;
  theirs['switch'] = await switched(colleague, theirs['member'], `${SECRET} kan niet inloggen`);
  const looking = await personToken(worker, portal, {
    ...support,
    membership: looked.membership,
    support: await switched(support, looked.membership, 'de monitor blijft leeg'),
  });
  strangers.push({ name: 'support looking as another', token: looking, headers: { origin: PORTAL_ORIGIN } });
  const foreign = await layMember(worker, operator, 'venue', { origins: [ORIGIN] });
  strangers.push({ name: 'a venue', token: foreign.token, headers: {} });
  for (const type of ['producer', 'agency', 'vendor', 'reseller', 'fund', 'observer'])
    strangers.push({ name: `a ${type}`, token: (await layMember(worker, operator, type)).token, headers: {} });
  for (const preset of PRESETS) {
    const { token } = (
      await worker.call<EmbedSessionAnswer>(foreign.token, 'POST', '/v1/embed-sessions', { preset, origins: [ORIGIN] })
    ).body;
    strangers.push({ name: `a session as ${preset}`, token, headers: { origin: ORIGIN } });
  }
  for (const preset of PRESETS) {
    const { token } = await layHuman(worker, people, foreign.id, { preset }, { email: newEmail() });
    strangers.push({ name: `a person as ${preset}`, token, headers: { origin: PORTAL_ORIGIN } });
  }
  strangers.push({
    name: 'a portal of nobody',
    token: (await layMember(worker, operator, 'platform')).token,
    headers: {},
  });
  const none = await layMember(worker, operator, 'venue', { scopes: ['sales:push'] });
  strangers.push({ name: 'a client that may only push', token: none.token, headers: {} });
});
after(() => worker.close());

/** Ids of the other tenant in every place of a path; `nothing` = ids that never were. */
function pathOf(path: string, nothing: boolean): string {
  const noun = /^\/v1\/(\w[\w-]*)/.exec(path)?.[1] ?? '';
  const ids: Record<string, string> = {
    organisations: venue.id,
    halls: theirs['hall'] ?? '',
    productions: theirs['production'] ?? '',
    performances: theirs['performance'] ?? '',
    proposals: theirs['proposal'] ?? '',
    representations: theirs['representation'] ?? '',
    observers: theirs['observer'] ?? '',
    transfers: theirs['transfer'] ?? '',
    clients: venue.clientId,
    members: theirs['member'] ?? '',
    people: theirs['user'] ?? '',
    invitations: theirs['invitation'] ?? '',
    'role-switches': theirs['switch'] ?? '',
    'agreement-templates': theirs['template'] ?? '',
    frameworks: theirs['framework'] ?? '',
    agreements: theirs['agreement'] ?? '',
    webhooks: theirs['webhook'] ?? '',
    statements: theirs['statement'] ?? '',
    sandboxes: 'XD-SBX-0000000000',
    quarantine: '1',
  };
  const [production = '', number = ''] = (theirs['performance'] ?? '').split('|');
  const real: Record<string, string> = {
    id: ids[noun] ?? '',
    performance: theirs['performance'] ?? '',
    organisation: venue.id,
    production,
    number,
    shard: 'SHARD_00',
    code: 'not_found',
    secret: theirs['secret'] ?? '',
    line: 'net',
    kid: theirs['kid'] ?? '',
  };
  const never: Record<string, string> = {
    productions: 'XD-26-999-9999999',
    production: 'XD-26-999-9999999',
    number: '00001',
    performances: 'XD-26-999-9999999|00001',
    performance: 'XD-26-999-9999999|00001',
    statements: 'XD-STM-0000000000-00000000',
    shard: 'SHARD_77',
    code: 'nowhere',
    quarantine: '987654',
  };
  return path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const id = nothing ? (never[name === 'id' ? noun : name] ?? 'XD-ORG-0000000000') : (real[name] ?? 'x');
    return encodeURIComponent(id);
  });
}

/** Bodies that mean the other tenant's things, by the last word of the path that says what is written. */
function bodyOf(method: string, path: string): unknown {
  if (method === 'get' || method === 'delete') return undefined;
  const { performance, hall, production } = theirs;
  const [productionId, number] = (performance ?? '').split('|');
  const bodies: Record<string, unknown> = {
    '/v1/halls': { venue: venue.id, name: 'Indringer' },
    '/v1/productions': { title: 'Indringer', provider: provider.id },
    '/v1/performances': { production, venue: venue.id, hall, startsAt: '2026-12-31T19:00:00Z' },
    '/v1/organisations/:id': { city: 'Indringer' },
    '/v1/halls/:id': { name: 'Indringer' },
    '/v1/productions/:id': { title: 'Indringer' },
    '/v1/performances/:id': { capacity: 1 },
    '/v1/proposals': { performance, change: { capacity: 1 } },
    '/v1/proposals/:id': { decision: 'accept' },
    '/v1/proposal-rules': { venue: venue.id, capacity: true },
    '/v1/grants': { venue: venue.id, organisation: venue.id, scopes: ['sales:push'] },
    '/v1/representations': { agency: provider.id, productions: [production] },
    '/v1/observers': { observer: provider.id, productions: [production] },
    '/v1/transfers': { production, to: provider.id },
    '/v1/reseller-settings': { venue: venue.id, reseller: venue.id, from: '2026-01-01', within: 'sold' },
    '/v1/clients': { organisation: venue.id, name: 'Indringer', scopes: ['sales:read'] },
    '/v1/clients/:id': { name: 'Indringer' },
    '/v1/quotas/:organisation': { requests: 1 },
    '/v1/clients/:id/secrets': { overlapHours: 0 },
    '/v1/clients/:id/keys': { jwk: { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) } },
    '/v1/links': { ref: 'eigen', performance },
    '/v1/embed-sessions': { organisation: venue.id, preset: 'marketing', origins: [ORIGIN] },
    '/v1/snapshots': { organisation: venue.id, items: [{ performance, normal: { count: 1 } }] },
    '/tickets/cumulative': { production: productionId, number, types: [{ type: 'normal', count: 1 }] },
    '/reservations/cumulative': { production: productionId, number, count: 1 },
    '/blocked-seats/cumulative': { production: productionId, number, count: 1 },
    '/productions/:production/performances/:number/capacity': { capacity: 1 },
    '/v1/quarantine/:id': { decision: 'drop' },
    '/v1/members/:id': { preset: 'marketing' },
    '/v1/invitations': { organisation: venue.id, email: 'indringer@theater.example', preset: 'admin' },
    '/v1/invitations/look': { token: 'x'.repeat(43) },
    '/v1/invitations/accept': { user: theirs['user'], token: 'x'.repeat(43) },
    '/v1/sign-ins': { issuer: 'https://login.example', subject: 'indringer' },
    '/v1/sign-outs': { user: theirs['user'] },
    '/v1/person-tokens': {
      user: theirs['user'],
      membership: theirs['member'],
      signedInAt: new Date().toISOString(),
      origins: [PORTAL_ORIGIN],
    },
    '/v1/messages': { subject: { kind: 'performance', id: performance }, text: 'Indringer' },
    '/v1/messages/read': { subject: { kind: 'performance', id: performance }, seq: 1 },
    '/v1/agreement-templates': { name: 'Indringer', terms: { form: 'split', share: 1 } },
    '/v1/agreement-templates/:id': { name: 'Indringer', terms: { form: 'split', share: 1 } },
    '/v1/agreement-settings': { twoPeopleFrom: 1 },
    '/v1/audience/facts': { organisation: venue.id, items: [setOf(performance ?? '', 12)] },
    '/v1/audience/erasures': { organisation: venue.id, keyId: 'key-1', buyers: [pseudonym('b', 1)] },
    '/v1/audience/settings': { keepSeasons: 1, benchmark: false, notShared: [production], excluded: [performance] },
    '/v1/frameworks': {
      with: provider.id,
      framework: theirs['framework'],
      title: 'Indringer',
      terms: { share: 1 },
      validFrom: '2027-01-01',
    },
    '/v1/frameworks/:id/sign': { sha256: '0'.repeat(64) },
    '/v1/agreements/simulate': { terms: { form: 'buyout', fee: 1 }, seats: { capacity: 1, averagePrice: 1 } },
    '/v1/agreements': { performances: [performance], terms: { form: 'split', share: 80 } },
    '/v1/agreements/tour': { production, terms: { form: 'split', share: 80 } },
    '/v1/agreements/:id': { performances: [performance], terms: { form: 'split', share: 80 } },
    '/v1/agreements/:id/links': { email: 'indringer@elders.example' },
    '/v1/agreements/:id/approve': { version: 1 },
    '/v1/agreements/:id/reject': { version: 1, reason: 'Indringer' },
    '/v1/agreements/:id/revise': { version: 1, terms: { form: 'split', share: 1 } },
    '/v1/agreements/:id/amend': { version: 1, terms: { form: 'split', share: 1 } },
    '/v1/statements': { agreement: theirs['settled'] },
    '/v1/statements/:id/lines': { label: 'Indringer', amount: 1, evidence: 'niets' },
    '/v1/statements/:id/dispute': { line: 'net', note: 'Indringer' },
    '/v1/statements/:id/answer': { line: 'net', note: 'Indringer' },
    '/v1/statements/:id/sign': { sha256: '0'.repeat(64) },
    '/v1/statements/:id/invoices': {},
    '/v1/self-billing': { with: provider.id, from: '2026-01-01' },
    '/v1/webhooks': { url: 'https://indringer.example.nl/' },
    '/v1/webhooks/:id/replay': { after: 0 },
    '/v1/role-switches': { membership: theirs['member'], reason: 'ik wil meekijken' },
  };
  if (path.endsWith('/merge')) return { into: 'XD-26-999-1234567|00002' };
  const body = bodies[path] ?? {};
  // Many at once is another way in.
  return method === 'patch' && !path.includes(':id')
    ? [{ id: theirs[path.slice(4, -1)] ?? venue.id, ...(bodies[`${path}/:id`] as object) }]
    : body;
}

const TABLES = [
  'contact_link',
  'agreement',
  'agreement_version',
  'agreement_event',
  'agreement_row',
  `agreement_template WHERE name LIKE '${SECRET}%'`,
  'framework_version',
  'framework_event',
  'sales_day',
  'quarantine',
  'message',
  'message_mark',
  'statement',
  'statement_event',
  'statement_performance',
  'audience_fact',
  'audience_set',
  'audience_report',
];
/** Everything of the other tenant, as text. */
async function standing(): Promise<string> {
  const directory = await worker.database('DIRECTORY');
  const texts: string[] = [];
  for (const sql of [
    `SELECT * FROM organisation WHERE name LIKE '${SECRET}%'`,
    `SELECT * FROM hall WHERE venue IN (SELECT key FROM organisation WHERE name LIKE '${SECRET}%')`,
    `SELECT * FROM production WHERE provider IN (SELECT key FROM organisation WHERE name LIKE '${SECRET}%')`,
    `SELECT * FROM performance WHERE venue IN (SELECT key FROM organisation WHERE name LIKE '${SECRET}%')`,
    `SELECT * FROM proposal WHERE note = '${SECRET}'`,
    'SELECT * FROM share',
    'SELECT * FROM invoice',
    'SELECT * FROM self_billing',
    'SELECT * FROM transfer',
    `SELECT * FROM audience_setting WHERE organisation IN (SELECT key FROM organisation WHERE name LIKE '${SECRET}%')`,
    'SELECT * FROM party',
    `SELECT * FROM client_grant WHERE venue IN (SELECT key FROM organisation WHERE name LIKE '${SECRET}%')`,
    `SELECT * FROM reseller_setting WHERE venue IN (SELECT key FROM organisation WHERE name LIKE '${SECRET}%')`,
    `SELECT * FROM client_key WHERE client = '${venue.clientId}'`,
    `SELECT id, client, secret_sha256, ends_at FROM client_secret WHERE client = '${venue.clientId}'`,
    `SELECT * FROM membership WHERE organisation IN (SELECT key FROM organisation WHERE name LIKE '${SECRET}%')`,
    `SELECT * FROM invitation WHERE organisation IN (SELECT key FROM organisation WHERE name LIKE '${SECRET}%')`,
    `SELECT * FROM role_switch WHERE reason LIKE '${SECRET}%'`,
    `SELECT * FROM person WHERE email LIKE '${SECRET}%'`,
    `SELECT * FROM client WHERE organisation IN (SELECT key FROM organisation WHERE name LIKE '${SECRET}%')`,
  ])
    texts.push(JSON.stringify((await directory.prepare(sql).all()).results));
  for (const name of ['SHARD_00', 'SHARD_01', 'SHARD_02']) {
    const shard = await worker.database(name);
    for (const table of TABLES)
      texts.push(JSON.stringify((await shard.prepare(`SELECT * FROM ${table}`).all()).results));
  }
  return texts.join('\n');
}

const LEAK = tells([SECRET], [424_242, 434_343, 454_545, 474_747, 767_676, 878_787]);
const guarded = () => routeNotes().filter(({ action }) => action !== 'public');

test('the other tenant is there to be leaked: its own tokens see what the others must not', async () => {
  const seen = await worker.call(venue.token, 'GET', '/v1/monitor');
  assert.match(JSON.stringify(seen.body), /424242/);
  assert.match(JSON.stringify((await worker.call(venue.token, 'GET', '/v1/quarantine')).body), /434343/);
  assert.equal((await worker.call(provider.token, 'GET', pathOf('/v1/performances/:id', false))).status, 200);
});

test('no route tells a stranger anything of another tenant, nor changes it', async () => {
  const before = await standing();
  for (const { method, path } of guarded()) {
    for (const { name, token, headers } of strangers) {
      const target = pathOf(path, false);
      const answer = await worker.call(token, method.toUpperCase(), target, bodyOf(method, path), headers).catch(
        // An answer that is no JSON (a file) has no body here; exports are looked at below.
        () => undefined,
      );
      if (!answer) continue;
      const text = JSON.stringify(answer.body);
      assert.doesNotMatch(text, LEAK, `${name}: ${method} ${target}`);
      assert.ok(answer.status < 500, `${name}: ${method} ${target} ${answer.status} ${text}`);
    }
  }
  assert.equal(await standing(), before);
});

test('an export of a stranger holds nothing of another tenant, and a talk is nowhere', async () => {
  for (const { token, headers } of strangers) {
    const thread = `/v1/messages?${new URLSearchParams({ kind: 'performance', id: theirs['performance'] ?? '' })}`;
    assert.equal((await worker.call(token, 'GET', thread, undefined, headers)).status, 404);
    const answer = await worker.fetch(`/v1/export?format=csv&venue=${venue.id}`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
    assert.doesNotMatch(await answer.text(), LEAK);
  }
});

test('what is another’s and what is nowhere get the same answer but for the request id, and cost the same queries and rows', async () => {
  const one = guarded().filter(({ path }) => path.includes(':'));
  const [stranger] = strangers;
  for (const { method, path } of one) {
    const ask = async (nothing: boolean) => {
      const { status, body } = await worker.call<Problem | null>(
        stranger?.token ?? '',
        method.toUpperCase(),
        pathOf(path, nothing),
        bodyOf(method, path),
      );
      return JSON.stringify({ status, ...body, requestId: '', receivedAt: '', results: '' });
    };
    assert.equal(await ask(false), await ask(true), `${method} ${path}`);
    const cost = (nothing: boolean) => costOf(worker, () => ask(nothing));
    assert.deepEqual(await cost(false), await cost(true), `${method} ${path}`);
  }
});

test('without a token every route but the public ones is 401', async () => {
  for (const { method, path } of guarded()) {
    const bare = await worker.fetch(pathOf(path, false), { method: method.toUpperCase() });
    assert.equal(bare.status, 401, `${method} ${path}`);
    await bare.arrayBuffer();
  }
});
