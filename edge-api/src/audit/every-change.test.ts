// Generated from the table of routes: every writing route is in the story below, and each of its steps leaves lines.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { AuditPage } from '#protocol';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { layPlayedDeal } from '../../local/test-statements.ts';
import {
  ISSUER,
  layHuman,
  layPortal,
  mailedToken,
  newEmail,
  PORTAL_ORIGIN,
  signIn,
  type Human,
} from '../../local/test-people.ts';
import { mailedCode, mailedLink } from '../../local/test-contact-links.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { routeNotes } from '../app.ts';

/** Writing nothing a person did: figures pushed by machines (their receipts are kept), tokens, and looking by POST. */
const NO_LINE: readonly string[] = [
  'post /oauth/token',
  'post /v1/person-tokens',
  'post /v1/invitations/look',
  'post /v1/agreements/simulate',
  'post /v1/agreement-links/look',
  'post /v1/agreement-links/code',
  // How far a person has read: theirs alone.
  'post /v1/messages/read',
  'put /v1/snapshots',
  'put /v1/audience/facts',
  'put /tickets/cumulative',
  'put /reservations/cumulative',
  'put /blocked-seats/cumulative',
  'put /productions/:production/performances/:number/capacity',
];
const STARTS = new Date(Date.now() + 20 * 86_400_000).toISOString();
const DAY = STARTS.slice(0, 10);

type Tuple = [Member, Member, Member, Member, Member, Member, Member];
let worker: TestWorker;
let operator: string;
let [venue, producer, agency, reseller, vendor, observer, portal] = [] as unknown as Tuple;
let admin: Human;
let supporter: Human;
const secrets: string[] = [];

interface Line {
  readonly organisation: string;
  readonly action: string;
  readonly object: string;
  readonly before: string | null;
  readonly after: string | null;
}
let seen = 0;
/** Lines that were written since the last question, of every log. */
async function newLines(): Promise<Line[]> {
  for (const name of ['SHARD_00', 'SHARD_01', 'SHARD_02'])
    for (let tries = 0; tries < 50; tries += 1) {
      const { results } = await (
        await worker.database(name)
      )
        .prepare('SELECT 1 FROM audit_line WHERE carried = 0')
        .all();
      if (!results.length) break;
      await worker.runMinuteJob();
    }
  const db = await worker.database('DIRECTORY');
  const { results } = await db
    .prepare(
      `SELECT t.key, l.id AS organisation, t.action, t.object, t.before, t.after FROM audit_line t
       JOIN audit_log l ON l.key = t.organisation WHERE t.key > ?1 ORDER BY t.key`,
    )
    .bind(seen)
    .all<Line & { key: number }>();
  seen = results.at(-1)?.key ?? seen;
  return results;
}

before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  const made = await Promise.all(
    ['venue', 'producer', 'agency', 'reseller', 'vendor', 'observer'].map((type) =>
      layMember(worker, operator, type, { origins: [PORTAL_ORIGIN], scopes: SCOPES }),
    ),
  );
  [venue, producer, agency, reseller, vendor, observer] = made as [Member, Member, Member, Member, Member, Member];
  portal = await layPortal(worker, operator);
  admin = await layHuman(worker, { operator, portal }, venue.id, { preset: 'admin' });
  supporter = await layHuman(worker, { operator, portal }, portal.id, {
    grid: { support: ['view'], people: ['view'] },
  });
  await settle(worker);
});
after(() => worker.close());

const SCOPES = [
  'catalogue:read',
  'catalogue:write',
  'people:read',
  'people:write',
  'clients:write',
  'sales:push',
  'sales:read',
  'links:write',
  'embed:create',
  'audit:read',
  'agreements:read',
  'agreements:write',
  'agreements:approve',
  'agreements:settle',
  'audience:push',
  'audience:read',
  'audience:write',
];

/** What an invoice needs; its address of mail stands in no log. */
const INVOICED = {
  legalName: 'Stichting Gefactureerd',
  vatId: 'NL123456789B01',
  kvk: '12345678',
  street: 'Kade 1',
  postcode: '6811 EB',
  city: 'Arnhem',
  country: 'NL',
  iban: 'NL91ABNA0417164300',
  email: 'fleur.janssen@gefactureerd.example',
};

interface Step {
  /** The route, as it was registered. */
  readonly route: string;
  readonly token: string;
  readonly body?: unknown;
  /** Values of the places in the path, in order. */
  readonly at?: readonly string[];
  readonly query?: string;
  readonly origin?: boolean;
  /** Two minutes from now. */
  readonly later?: boolean;
  /** Ids of the logs that must have a line of it. */
  readonly logs: readonly string[];
  /** The same again changes nothing more, and leaves no line: so of every step that does not make something new. */
  readonly again?: 'nothing' | 'another';
}
const done = new Set<string>();
const told: Line[] = [];

/** Does the step and looks for its lines; the answer. */
async function does<T = { id: string }>(step: Step): Promise<T> {
  const [method = '', path = ''] = step.route.split(' ');
  const at = [...(step.at ?? [])];
  const target = path.replaceAll(/:\w+/g, () => encodeURIComponent(at.shift() ?? '')) + (step.query ?? '');
  const headers = {
    ...(step.origin ? { origin: PORTAL_ORIGIN } : {}),
    ...(step.later ? { 'x-test-now': String(Date.now() + 120_000) } : {}),
  };
  const ask = () => worker.call<T>(step.token, method.toUpperCase(), target, step.body, headers);
  await newLines();
  const { status, body } = await ask();
  assert.ok(status < 300, `${step.route} ${status} ${JSON.stringify(body)}`);
  const lines = await newLines();
  for (const log of step.logs)
    assert.ok(
      lines.some(({ organisation }) => organisation === log),
      `${step.route} leaves no line in the log of ${log}: ${JSON.stringify(lines)}`,
    );
  const strangers = lines.filter(({ organisation }) => !step.logs.includes(organisation));
  assert.deepEqual(strangers, [], `${step.route} is told in a log of somebody else`);
  const { secret } = body as { secret?: string };
  if (secret) secrets.push(secret);
  if (step.again === 'nothing' || (step.again !== 'another' && (method !== 'post' || path.endsWith('/accept')))) {
    await ask();
    assert.deepEqual(await newLines(), [], `${step.route} again`);
  }
  done.add(step.route);
  told.push(...lines);
  return body;
}

test('the story of a season: each change is told in the logs of those it concerns, and nowhere else', async () => {
  const house = (route: string, more: Partial<Step> = {}): Promise<{ id: string }> =>
    does({ route, token: venue.token, logs: [venue.id], ...more });
  const provider = (route: string, more: Partial<Step> = {}): Promise<{ id: string }> =>
    does({ route, token: producer.token, logs: [producer.id], ...more });

  // Organisations.
  await newLines();
  const made = await worker.call<{ id: string }>(operator, 'POST', '/v1/organisations', {
    type: 'venue',
    name: 'Nieuw',
  });
  const other = made.body.id;
  const [line] = await newLines();
  assert.deepEqual([line?.action, line?.organisation], ['organisation.create', other]);
  done.add('post /v1/organisations');
  const twin = (
    await worker.call<{ id: string }>(operator, 'POST', '/v1/organisations', { type: 'venue', name: 'Oud' })
  ).body.id;
  const root = (route: string, more: Partial<Step> = {}): Promise<{ id: string }> =>
    does({ route, token: operator, logs: [other], ...more });
  await root('patch /v1/organisations/:id', { at: [other], body: { city: 'Breda' }, again: 'nothing' });
  await root('patch /v1/organisations', { body: [{ id: other, city: 'Goes' }], again: 'nothing' });
  await root('delete /v1/organisations/:id', { at: [other], again: 'nothing' });
  await root('post /v1/organisations/:id/enable', { at: [other], again: 'nothing' });
  await root('post /v1/organisations/:id/merge', { at: [other], body: { into: twin }, logs: [other, twin] });
  await root('delete /v1/organisations/:id/merge', { at: [other], logs: [other, twin], again: 'nothing' });
  await root('put /v1/quotas/:organisation', { at: [other], body: { requests: 10_000 } });

  // Halls.
  const hall = (await house('post /v1/halls', { body: { venue: venue.id, name: 'Grote Zaal' } })).id;
  const second = (await house('post /v1/halls', { body: { venue: venue.id, name: 'Zaal Een' } })).id;
  await house('patch /v1/halls/:id', { at: [hall], body: { aliases: ['GZ'] }, again: 'nothing' });
  await house('patch /v1/halls', { body: [{ id: hall, defaultCapacity: 700 }], again: 'nothing' });
  const levies = [{ name: 'Toeslag', amount: 150, vatRate: 9, shared: false }];
  await house('put /v1/halls/:id/levies', { at: [hall], body: { from: DAY, levies }, again: 'nothing' });
  await house('post /v1/halls/:id/merge', { at: [second], body: { into: hall } });
  await house('delete /v1/halls/:id/merge', { at: [second], again: 'nothing' });
  await house('delete /v1/halls/:id', { at: [second], again: 'nothing' });
  await house('post /v1/halls/:id/enable', { at: [second], again: 'nothing' });

  // Productions and performances.
  const production = (await provider('post /v1/productions', { body: { title: 'Het Stuk' } })).id;
  const spare = (await provider('post /v1/productions', { body: { title: 'Het Stuk (dubbel)' } })).id;
  await provider('patch /v1/productions/:id', { at: [production], body: { genre: 'toneel' }, again: 'nothing' });
  await provider('patch /v1/productions', { body: [{ id: production, title: 'Het Stuk!' }], again: 'nothing' });
  await provider('post /v1/productions/:id/merge', { at: [spare], body: { into: production } });
  await provider('delete /v1/productions/:id/merge', { at: [spare], again: 'nothing' });
  await provider('delete /v1/productions/:id', { at: [spare], again: 'nothing' });
  await provider('post /v1/productions/:id/enable', { at: [spare], again: 'nothing' });
  const evening = { production, venue: venue.id, startsAt: STARTS };
  const performance = (await provider('post /v1/performances', { body: { ...evening, hall } })).id;
  const double = (await provider('post /v1/performances', { body: evening })).id;
  await provider('patch /v1/performances/:id', { at: [performance], body: { capacity: 690 }, again: 'nothing' });
  await provider('patch /v1/performances', { body: [{ id: performance, festival: true }], again: 'nothing' });
  await provider('post /v1/performances/:id/merge', { at: [double], body: { into: performance } });
  await provider('delete /v1/performances/:id/merge', { at: [double], again: 'nothing' });

  // What one asks of another.
  const asked = await house('post /v1/proposals', {
    body: { performance, change: { capacity: 640 }, note: 'bel Fleur Janssen' },
    logs: [venue.id, producer.id],
  });
  await provider('post /v1/proposals/:id', {
    at: [asked.id],
    body: { decision: 'accept', reason: 'Fleur Janssen belde' },
    logs: [venue.id, producer.id],
  });
  const rule = { venue: venue.id, capacity: true };
  await provider('put /v1/proposal-rules', { body: rule, again: 'nothing' });
  const own = (await house('post /v1/productions', { body: { title: 'Huisavond', house: true } })).id;
  await provider('post /v1/productions/:id/claim', { at: [own], logs: [producer.id, venue.id] });

  // Rights between houses.
  await house('post /v1/grants', {
    body: {
      venue: venue.id,
      organisation: vendor.id,
      scopes: ['embed:create', 'sales:read'],
      from: '2026-01-01T00:00:00Z',
    },
    logs: [venue.id, vendor.id],
    again: 'nothing',
  });
  await does({
    route: 'post /v1/embed-sessions',
    token: vendor.token,
    body: { organisation: venue.id, preset: 'marketing', origins: [PORTAL_ORIGIN], viewer: 'v-4711' },
    logs: [venue.id, vendor.id],
  });
  await house('delete /v1/grants/:organisation', { at: [vendor.id], logs: [venue.id, vendor.id], again: 'nothing' });
  await house('post /v1/reseller-settings', {
    body: { venue: venue.id, reseller: reseller.id, from: DAY, within: 'blocked' },
    logs: [venue.id, reseller.id],
    again: 'nothing',
  });
  const pair = [producer.id, agency.id];
  const represented = await provider('post /v1/representations', { body: { agency: agency.id }, logs: pair });
  await does({ route: 'post /v1/representations/:id/accept', token: agency.token, at: [represented.id], logs: pair });
  await provider('delete /v1/representations/:id', { at: [represented.id], logs: pair });
  const looks = { observer: observer.id, productions: [production] };
  const eye = await provider('post /v1/observers', { body: looks, logs: [producer.id, observer.id] });
  await provider('delete /v1/observers/:id', { at: [eye.id], logs: [producer.id, observer.id] });
  const offered = await provider('post /v1/transfers', { body: { production: spare, to: agency.id }, logs: pair });
  await provider('delete /v1/transfers/:id', { at: [offered.id], logs: pair });
  const moved = await provider('post /v1/transfers', { body: { production: spare, to: agency.id }, logs: pair });
  await does({ route: 'post /v1/transfers/:id/accept', token: agency.token, at: [moved.id], logs: pair });

  // Linking and quarantine.
  const asOf = new Date(Date.now() - 60_000).toISOString();
  const about = { title: 'Het Stuk!', startsAt: STARTS, hall: 'Iets heel anders' };
  await worker.call(venue.token, 'PUT', '/v1/snapshots', {
    items: [
      { ref: 'eigen-1', about: { ...about, title: 'Onbekende avond' }, asOf, normal: { count: 4 } },
      { performance, asOf: '2099-01-01T00:00:00Z', normal: { count: 9 } },
    ],
  });
  await house('post /v1/links', { body: { ref: 'eigen-1', performance }, again: 'nothing' });
  await house('post /v1/links', { body: { ref: 'eigen-1' }, again: 'nothing' });
  const directory = await worker.database('DIRECTORY');
  await directory
    .prepare(
      "UPDATE performance SET title = 'Het Stuk!', hall_text = 'Grote Zaal', link_refused = '[]' WHERE ref = 'eigen-1'",
    )
    .run();
  await house('post /v1/links/suggest', { again: 'nothing' });
  const kept = await worker.call<{ items: { id: string }[] }>(venue.token, 'GET', '/v1/quarantine');
  await house('post /v1/quarantine/:id', {
    at: [kept.body.items[0]?.id ?? ''],
    body: { decision: 'drop' },
    again: 'nothing',
  });

  // Clients.
  const client = await house('post /v1/clients', { body: { name: 'Kassa', scopes: ['sales:push'] } });
  await house('patch /v1/clients/:id', { at: [client.id], body: { name: 'Kassa 2' } });
  const secret = await house('post /v1/clients/:id/secrets', { at: [client.id], body: { overlapHours: 1 } });
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  const key = (await house('post /v1/clients/:id/keys', { at: [client.id], body: { jwk } })) as unknown as {
    kid: string;
  };
  await house('delete /v1/clients/:id/keys/:kid', { at: [client.id, key.kid] });
  await house('post /v1/clients/:id/secrets', { at: [client.id], body: {} });
  await house('delete /v1/clients/:id/secrets/:secret', { at: [client.id, secret.id] });
  await house('delete /v1/clients/:id', { at: [client.id], again: 'nothing' });

  // What two houses agree for all their deals, and terms to begin with.
  const terms = { form: 'split', share: 80 };
  const template = await house('post /v1/agreement-templates', { body: { name: 'Tachtig-twintig', terms } });
  await house('put /v1/agreement-templates/:id', {
    at: [template.id],
    body: { name: 'Tachtig-twintig', terms: { ...terms, share: 75 } },
  });
  await house('delete /v1/agreement-templates/:id', { at: [template.id], again: 'another' });
  await house('put /v1/agreement-settings', { body: { twoPeopleFrom: 500_000, contactLinks: true } });
  await house('put /v1/audience/settings', {
    body: { keepSeasons: 3, benchmark: true, notShared: [], excluded: [] },
  });
  await house('post /v1/audience/erasures', { body: { keyId: 'key-1', buyers: ['x'.repeat(22)] } });
  await root('post /v1/audience/releases', { body: { organisation: venue.id }, logs: [venue.id], again: 'another' });
  const two = [venue.id, producer.id];
  const general = { with: producer.id, title: 'Voorwaarden', terms: { share: 80 }, validFrom: DAY };
  const framework = (await house('post /v1/frameworks', { body: general, logs: two })) as {
    id: string;
    sha256: string;
  };
  await house('post /v1/frameworks/:id/sign', {
    at: [framework.id],
    body: { sha256: framework.sha256 },
    logs: two,
    again: 'nothing',
  });
  await provider('post /v1/frameworks/:id/withdraw', { at: [framework.id], logs: two, again: 'nothing' });

  // Webhooks.
  const hook = await house('post /v1/webhooks', { body: { url: 'https://boeking.example.nl/dip' } });
  await house('post /v1/webhooks/:id/secret', { at: [hook.id], again: 'another' });
  await house('post /v1/webhooks/:id/replay', { at: [hook.id], body: { after: 0 } });
  await house('delete /v1/webhooks/:id', { at: [hook.id], again: 'another' });

  // Agreements.
  const parties = [venue.id, producer.id];
  const split = { form: 'split', share: 80 };
  const deal = { performances: [performance], terms: split, reference: 'bel Fleur Janssen' };
  const { id: agreement } = await house('post /v1/agreements', { body: deal });
  await house('put /v1/agreements/:id', { at: [agreement], body: { ...deal, terms: { ...split, share: 75 } } });
  await house('post /v1/agreements/:id/propose', { at: [agreement], body: {}, logs: parties });
  const share = [{ term: 'share', reason: 'te weinig', counter: 80 }];
  const said = { at: [agreement], logs: parties };
  await provider('post /v1/agreements/:id/reject', { ...said, body: { version: 1, terms: share } });
  await house('post /v1/agreements/:id/revise', { ...said, body: { version: 1, accept: ['share'] } });
  await provider('post /v1/agreements/:id/approve', { ...said, body: { version: 2 } });
  const amended = { version: 2, terms: { ...split, share: 70 } };
  await provider('post /v1/agreements/:id/amend', { at: [agreement], body: amended });
  await provider('post /v1/agreements/:id/withdraw', { at: [agreement], body: {} });
  const ahead = (await provider('post /v1/performances', { body: evening })).id;
  await provider('post /v1/agreements/tour', { body: { production, terms: split }, logs: [producer.id] });
  assert.ok(ahead);

  // Somebody outside the platform says yes.
  const asks = { performances: [ahead], terms: split };
  const { body: drafts } = await worker.call<{ items: { id: string; state: string }[] }>(
    producer.token,
    'GET',
    '/v1/agreements?state=draft',
  );
  for (const { id } of drafts.items) await worker.call(producer.token, 'POST', `/v1/agreements/${id}/withdraw`, {});
  const offer = await worker.call<{ id: string }>(producer.token, 'POST', '/v1/agreements', asks);
  await worker.call(producer.token, 'POST', `/v1/agreements/${offer.body.id}/propose`, {});
  const outside = 'contact@huis.example';
  await provider('post /v1/agreements/:id/links', { at: [offer.body.id], body: { email: outside }, logs: parties });
  const link = await mailedLink(worker, outside);
  await worker.call('', 'POST', '/v1/agreement-links/code', { token: link });
  const code = await mailedCode(worker, outside);
  secrets.push(link);
  await does({
    route: 'post /v1/agreement-links/approve',
    token: '',
    body: { token: link, code, name: 'Robin' },
    logs: parties,
  });
  const more = await worker.call<{ id: string }>(producer.token, 'POST', '/v1/agreements', {
    ...asks,
    performances: [(await provider('post /v1/performances', { body: evening })).id],
  });
  await worker.call(producer.token, 'POST', `/v1/agreements/${more.body.id}/propose`, {});
  const sent = await worker.call<{ id: string }>(producer.token, 'POST', `/v1/agreements/${more.body.id}/links`, {
    email: outside,
  });
  await provider('delete /v1/agreements/:id/links/:link', { at: [more.body.id, sent.body.id], logs: parties });

  // Discussion.
  const talk = { subject: { kind: 'performance', id: performance }, text: 'bel Fleur Janssen' };
  await house('post /v1/messages', { body: talk, logs: [venue.id, producer.id] });
  await house('post /v1/messages', { body: { ...talk, internal: true } });

  // Statements.
  const played = await layPlayedDeal(worker, { venue, provider: producer });
  const sides = [venue.id, producer.id];
  const settling = <T = { id: string; sha256: string }>(route: string, more: Partial<Step> = {}): Promise<T> =>
    does<T>({ route: `post /v1/statements${route}`, token: venue.token, logs: sides, again: 'another', ...more });
  const statement = await settling('', { body: { agreement: played.agreement } });
  const extra = { label: 'Vleugel', amount: -100, evidence: 'Bon' };
  const withLine = await settling<{ record: { extra: { id: string }[] } }>('/:id/lines', {
    at: [statement.id],
    body: extra,
  });
  const gone = [statement.id, withLine.record.extra[0]?.id ?? ''];
  await does({
    route: 'delete /v1/statements/:id/lines/:line',
    token: venue.token,
    at: gone,
    logs: sides,
    again: 'another',
  });
  await settling('/:id/propose', { at: [statement.id] });
  const remark = { line: 'net', note: 'waarom?' };
  await settling('/:id/dispute', { at: [statement.id], body: remark, token: producer.token });
  await settling('/:id/answer', { at: [statement.id], body: remark });
  await worker.call(venue.token, 'PUT', '/v1/snapshots', {
    items: [{ performance: played.performance, normal: { count: 9, amount: 9_000 } }],
  });
  const { sha256 } = await settling('/:id/refreeze', { at: [statement.id] });
  await settling('/:id/sign', { at: [statement.id], body: { sha256 } });
  await settling('/:id/withdraw', { at: [statement.id] });

  // Invoices.
  const billed = await layPlayedDeal(worker, { venue, provider: producer }, { title: 'Gefactureerd' });
  const owed = await settling('', { body: { agreement: billed.agreement } });
  await settling('/:id/propose', { at: [owed.id] });
  const signing = { at: [owed.id], body: { sha256: owed.sha256 } };
  await settling('/:id/sign', signing);
  await settling('/:id/sign', { ...signing, token: producer.token });
  await house('put /v1/billing-profile', { body: INVOICED });
  await provider('put /v1/billing-profile', { body: INVOICED });
  await provider('put /v1/self-billing', { body: { with: venue.id, from: '2020-01-01' }, logs: sides });
  await settling('/:id/invoices', { at: [owed.id], body: { kind: 389 } });

  // People.
  const person = (route: string, more: Partial<Step> = {}): Promise<{ id: string }> =>
    does({ route, token: admin.token, origin: true, logs: [venue.id], ...more });
  const email = newEmail();
  const invited = await person('post /v1/invitations', { body: { email, preset: 'marketing' } });
  await person('post /v1/invitations/:id/resend', { at: [invited.id], later: true });
  const door = (route: string, body: object, logs: readonly string[]) =>
    does({ route, token: portal.token, body, logs });
  const who = { issuer: ISSUER, subject: `subject of ${email}`, email, emailVerified: true, name: 'Fleur Janssen' };
  await door('post /v1/sign-ins', who, [portal.id]);
  const { user } = await signIn(worker, portal, email);
  const token = await mailedToken(worker, email);
  secrets.push(token);
  const member = await door('post /v1/invitations/accept', { user, token }, [venue.id]);
  await person('patch /v1/members/:id', { at: [member.id], body: { preset: 'finance' } });
  await door('post /v1/sign-outs', { user }, [portal.id]);
  const switched = await does({
    route: 'post /v1/role-switches',
    token: supporter.token,
    origin: true,
    body: { membership: member.id, reason: 'ticket 4711: list is empty' },
    logs: [portal.id, venue.id],
  });
  await does({
    route: 'delete /v1/role-switches/:id',
    token: supporter.token,
    origin: true,
    at: [switched.id],
    logs: [portal.id, venue.id],
  });
  await person('delete /v1/members/:id', { at: [member.id] });
  await does({ route: 'delete /v1/people/:id', token: operator, at: [user], logs: ['platform'] });
  const withdrawn = await person('post /v1/invitations', { body: { email: newEmail(), preset: 'finance' } });
  await person('delete /v1/invitations/:id', { at: [withdrawn.id] });

  // The platform's own.
  const home = await worker.call<{ items: { organisation: string; shard: string }[] }>(operator, 'GET', '/v1/tenants');
  const shard = home.body.items.find(({ organisation }) => organisation === venue.id)?.shard;
  const to = ['SHARD_00', 'SHARD_01', 'SHARD_02'].find((name) => name !== shard) ?? '';
  const platform = ['platform'];
  await does({
    route: 'post /v1/tenants/:organisation/move',
    token: operator,
    at: [venue.id],
    body: { shard: to },
    logs: [...platform, venue.id],
  });
  await does({ route: 'post /v1/shards/:shard/restored', token: operator, at: ['SHARD_02'], body: {}, logs: platform });
});

test('a move that is given up is told', async () => {
  const home = await worker.call<{ items: { organisation: string; shard: string }[] }>(operator, 'GET', '/v1/tenants');
  const { shard } = home.body.items.find(({ organisation }) => organisation === producer.id) ?? { shard: '' };
  const to = ['SHARD_00', 'SHARD_01'].find((name) => name !== shard) ?? '';
  const db = await worker.database('DIRECTORY');
  const { results } = await db
    .prepare('SELECT key FROM organisation WHERE id = ?1')
    .bind(producer.id)
    .all<{ key: number }>();
  const tenant = results[0]?.key ?? 0;
  const from = { tenant, shard, epoch: 1 };
  const state = { organisation: producer.id, from, to, step: 'clear', rows: 0, mismatches: 0, startedAt: 1 };
  await db
    .prepare("INSERT INTO job (name, done_day, kind, state, next_at) VALUES (?1, '', 'move', ?2, ?3)")
    .bind(`move ${tenant}`, JSON.stringify(state), Date.now() + 3_600_000)
    .run();
  await newLines();
  const given = await worker.call(operator, 'DELETE', `/v1/tenants/${producer.id}/move`);
  assert.equal(given.status, 204);
  const lines = await newLines();
  assert.deepEqual(
    lines.map(({ action, organisation }) => `${action} ${organisation}`).toSorted(),
    [`tenant.stay ${producer.id}`, 'tenant.stay platform'].toSorted(),
  );
  done.add('delete /v1/tenants/:organisation/move');
});

test('every writing route is part of the story or is known to change nothing of anybody', () => {
  // Sandboxes have their own Worker in their own test, where this is promised as well.
  const elsewhere = ['post /v1/sandboxes', 'delete /v1/sandboxes/:id'];
  const missing = routeNotes()
    .filter(({ method }) => method !== 'get')
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => !done.has(route) && !NO_LINE.includes(route) && !elsewhere.includes(route));
  assert.deepEqual(missing, []);
});

test('no line holds a secret, an e-mail address, or the name of a person', () => {
  assert.ok(told.length > 60 && secrets.length > 3);
  const text = JSON.stringify(told);
  assert.doesNotMatch(text, /@/);
  assert.doesNotMatch(text, /Fleur|Janssen|Naam mens/);
  for (const secret of secrets) assert.ok(!text.includes(secret));
});

test('a repeated Idempotency-Key, a refused item and a failed batch leave no line', async () => {
  const key = { 'idempotency-key': 'hal-1' };
  const make = () => worker.call(venue.token, 'POST', '/v1/halls', { venue: venue.id, name: 'Eenmalig' }, key);
  await newLines();
  await make();
  assert.equal((await newLines()).length, 1);
  await make();
  await worker.call(venue.token, 'POST', '/v1/halls', [{ venue: producer.id, name: 'Van een ander' }]);
  await worker.call(venue.token, 'PATCH', '/v1/organisations/' + producer.id, { city: 'Elders' });
  assert.deepEqual(await newLines(), []);
});

test('two thousand halls in one call get a line each, in a bounded number of statements', async () => {
  const halls = Array.from({ length: 2_000 }, (_, i) => ({ venue: venue.id, name: `Zaal ${i}` }));
  await newLines();
  const { body } = await worker.call<{ results: { id: string }[] }>(venue.token, 'POST', '/v1/halls', halls);
  const lines = await newLines();
  assert.deepEqual(
    lines.map(({ object }) => object),
    body.results.map(({ id }) => id),
  );
  const patch = body.results.map(({ id }, i) => ({ id, ...(i % 2 ? { defaultCapacity: i } : { kind: 'hall' }) }));
  await worker.call(venue.token, 'PATCH', '/v1/halls', patch);
  assert.equal((await newLines()).length, 1_000);
  const page = await worker.call<AuditPage>(venue.token, 'GET', '/v1/audit?action=hall&limit=200');
  assert.equal(page.body.items.length, 200);
  assert.equal(Number(page.body.next), page.body.items.at(-1)?.line);
});

test('edits at the same time: each line begins where the one before it ended, and one of ten ends of a grant is told', async () => {
  const { body } = await worker.call<{ id: string }>(venue.token, 'POST', '/v1/halls', { venue: venue.id, name: 'a' });
  await worker.call(venue.token, 'POST', '/v1/grants', {
    venue: venue.id,
    organisation: vendor.id,
    scopes: ['sales:read'],
  });
  await newLines();
  const ten = Array.from({ length: 10 }, (_, i) => i);
  await Promise.all(
    ten.flatMap((i) => [
      worker.call(venue.token, 'PATCH', `/v1/halls/${body.id}`, { name: `b${i % 5}`, defaultCapacity: i % 3 }),
      worker.call(venue.token, 'DELETE', `/v1/grants/${vendor.id}`),
    ]),
  );
  const lines = await newLines();
  const edits = lines.filter(({ action }) => action === 'hall.change');
  const stands: Record<string, unknown> = { name: 'a', defaultCapacity: null };
  for (const { before: was, after: is } of edits) {
    for (const [field, value] of Object.entries(JSON.parse(was ?? '{}') as object)) assert.equal(value, stands[field]);
    Object.assign(stands, JSON.parse(is ?? '{}'));
  }
  const hall = await worker.call<Record<string, unknown>>(venue.token, 'GET', `/v1/halls/${body.id}`);
  assert.deepEqual(stands, { name: hall.body['name'], defaultCapacity: hall.body['defaultCapacity'] });
  assert.equal(hall.body['revision'], 1 + edits.length);
  assert.equal(
    lines.filter(({ action, organisation }) => action === 'grant.end' && organisation === venue.id).length,
    1,
  );
});
