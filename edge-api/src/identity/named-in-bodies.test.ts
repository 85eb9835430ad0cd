// Ids in bodies and queries: another's costs and says what one does that never was.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { costOf, startCountingWorker, type CountingWorker } from '../../local/counting-worker.ts';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';

interface Ids {
  readonly venue: string;
  readonly provider: string;
  readonly hall: string;
  readonly production: string;
  readonly performance: string;
  readonly framework: string;
}
const NEVER: Ids = {
  venue: 'XD-ORG-0000000000',
  provider: 'XD-ORG-0000000000',
  hall: 'XD-HAL-0000000000',
  production: 'XD-26-999-9999999',
  performance: 'XD-26-999-9999999|00001',
  framework: 'XD-FRA-0000000000',
};
const ORIGIN = 'https://elders.example';
let worker: CountingWorker;
let theirs: Ids;
/** Strangers to all of it. */
let [house, provider, vendor] = [] as unknown as [Member, Member, Member];
let own = '';
let colleague: Member;

before(async () => {
  worker = await startCountingWorker();
  const operator = await worker.operatorToken();
  const make = async (who: Member, path: string, body: unknown) =>
    (await worker.call<{ id: string }>(who.token, 'POST', path, body)).body.id;
  const [venue, owner] = [await layMember(worker, operator, 'venue'), await layMember(worker, operator, 'producer')];
  house = await layMember(worker, operator, 'venue', { origins: [ORIGIN] });
  provider = await layMember(worker, operator, 'producer', { origins: [ORIGIN] });
  colleague = await layMember(worker, operator, 'agency');
  vendor = await layMember(worker, operator, 'vendor');
  const hall = await make(venue, '/v1/halls', { venue: venue.id, name: 'Zaal' });
  const production = await make(owner, '/v1/productions', { title: 'Stuk' });
  const startsAt = '2026-12-12T19:00:00Z';
  const performance = await make(owner, '/v1/performances', { production, venue: venue.id, hall, startsAt });
  own = await make(provider, '/v1/productions', { title: 'Eigen' });
  const general = { with: venue.id, title: 'Algemeen', terms: { share: 80 }, validFrom: '2027-01-01' };
  const framework = await make(owner, '/v1/frameworks', general);
  theirs = { venue: venue.id, provider: owner.id, hall, production, performance, framework };
  await settle(worker);
});
after(() => worker.close());

type Asking = readonly [
  name: string,
  who: () => Member,
  method: string,
  path: (ids: Ids) => string,
  body?: (ids: Ids) => unknown,
];
const list = '/v1/performances?limit=10';
const ASKED: readonly Asking[] = [
  ['performances of a venue', () => provider, 'GET', ({ venue }) => `${list}&venue=${venue}`],
  ['performances in a hall', () => provider, 'GET', ({ hall }) => `${list}&hall=${hall}`],
  ['performances of a production', () => provider, 'GET', ({ production }) => `${list}&production=${production}`],
  ['performances of a provider', () => house, 'GET', ({ provider: id }) => `${list}&provider=${id}`],
  ['productions of a provider', () => house, 'GET', ({ provider: id }) => `/v1/productions?provider=${id}`],
  ['the monitor by venue', () => provider, 'GET', ({ venue }) => `/v1/monitor?season=2026&venue=${venue}`],
  [
    'the monitor by production',
    () => house,
    'GET',
    ({ production }) => `/v1/monitor?season=2026&production=${production}`,
  ],
  ['totals by hall', () => house, 'GET', ({ hall }) => `/v1/totals?season=2026&hall=${hall}`],
  ['freshness of a house', () => vendor, 'GET', ({ venue }) => `/v1/freshness?organisation=${venue}`],
  ['what plays in a house', () => vendor, 'GET', ({ venue }) => `/theaters/performances?organisation=${venue}`],
  ['quarantine of a house', () => vendor, 'GET', ({ venue }) => `/v1/quarantine?organisation=${venue}`],
  ['links of a house', () => vendor, 'GET', ({ venue }) => `/v1/links?organisation=${venue}`],
  [
    'reports for a house',
    () => vendor,
    'PUT',
    () => '/v1/snapshots',
    ({ venue, performance }) => ({
      organisation: venue,
      items: [{ performance, normal: { count: 1 } }],
    }),
  ],
  [
    'reports of a performance elsewhere',
    () => house,
    'PUT',
    () => '/v1/snapshots',
    ({ performance }) => ({
      items: [{ performance, normal: { count: 1 } }],
    }),
  ],
  [
    'a session for a house',
    () => vendor,
    'POST',
    () => '/v1/embed-sessions',
    ({ venue }) => ({
      organisation: venue,
      preset: 'marketing',
      origins: [ORIGIN],
    }),
  ],
  [
    'a grant of a house',
    () => house,
    'POST',
    () => '/v1/grants',
    ({ venue }) => ({
      venue,
      organisation: vendor.id,
      scopes: ['sales:push'],
    }),
  ],
  [
    'a client of a house',
    () => house,
    'POST',
    () => '/v1/clients',
    ({ venue }) => ({
      organisation: venue,
      name: 'x',
      scopes: ['sales:read'],
    }),
  ],
  [
    'a reseller setting of a house',
    () => house,
    'POST',
    () => '/v1/reseller-settings',
    ({ venue }) => ({
      venue,
      reseller: vendor.id,
      from: '2026-01-01',
      within: 'sold',
    }),
  ],
  ['a hall of a house', () => house, 'POST', () => '/v1/halls', ({ venue }) => ({ venue, name: 'Indringer' })],
  [
    'a performance of a production',
    () => provider,
    'POST',
    () => '/v1/performances',
    ({ production }) => ({
      production,
      venue: house.id,
      startsAt: '2026-12-12T19:00:00Z',
    }),
  ],
  [
    'a next version of a framework agreement',
    () => provider,
    'POST',
    () => '/v1/frameworks',
    ({ framework }) => ({
      with: house.id,
      framework,
      title: 'Indringer',
      terms: { share: 1 },
      validFrom: '2027-01-01',
    }),
  ],
  [
    'a change of a production',
    () => provider,
    'PATCH',
    () => '/v1/productions',
    ({ production }) => [{ id: production, title: 'Indringer' }],
  ],
  [
    'a change of a performance',
    () => provider,
    'PATCH',
    () => '/v1/performances',
    ({ performance }) => [{ id: performance, capacity: 1 }],
  ],
  [
    'a proposal',
    () => house,
    'POST',
    () => '/v1/proposals',
    ({ performance }) => ({ performance, change: { capacity: 1 } }),
  ],
  [
    'a deal about a performance',
    () => house,
    'POST',
    () => '/v1/agreements',
    ({ performance }) => ({ performances: [performance], terms: { form: 'split', share: 80 } }),
  ],
  [
    'deals of a tour',
    () => provider,
    'POST',
    () => '/v1/agreements/tour',
    ({ production }) => ({ production, terms: { form: 'split', share: 80 } }),
  ],
  ['deals about a production', () => house, 'GET', ({ production }) => `/v1/agreements?production=${production}`],
  ['deals with a house', () => provider, 'GET', ({ venue }) => `/v1/agreements?with=${venue}`],
  ['a link', () => house, 'POST', () => '/v1/links', ({ performance }) => ({ ref: 'niets', performance })],
  [
    'a merge into',
    () => provider,
    'POST',
    () => `/v1/productions/${own}/merge`,
    ({ production }) => ({ into: production }),
  ],
  [
    'self-billing by an organisation',
    () => provider,
    'PUT',
    () => '/v1/self-billing',
    ({ venue }) => ({ with: venue, from: '2026-01-01' }),
  ],
  ['a transfer', () => provider, 'POST', () => '/v1/transfers', ({ production }) => ({ production, to: colleague.id })],
  [
    'an observer',
    () => provider,
    'POST',
    () => '/v1/observers',
    ({ production }) => ({
      observer: colleague.id,
      productions: [own, production],
    }),
  ],
  [
    'a representation',
    () => provider,
    'POST',
    () => '/v1/representations',
    ({ production }) => ({
      agency: colleague.id,
      productions: [production],
    }),
  ],
  [
    'a talk about a performance, read',
    () => house,
    'GET',
    ({ performance }) => `/v1/messages?kind=performance&id=${encodeURIComponent(performance)}`,
  ],
  [
    'a talk about a production, read',
    () => provider,
    'GET',
    ({ production, venue }) => `/v1/messages?kind=production&id=${production}&with=${venue}`,
  ],
  [
    'a talk about a performance',
    () => provider,
    'POST',
    () => '/v1/messages',
    ({ performance, venue }) => ({ subject: { kind: 'performance', id: performance }, with: venue, text: 'Hallo' }),
  ],
  [
    'a talk with an organisation',
    () => provider,
    'POST',
    () => '/v1/messages',
    ({ venue }) => ({ subject: { kind: 'production', id: own }, with: venue, text: 'Hallo' }),
  ],
];

for (const [name, who, method, path, body] of ASKED)
  test(`${name}: another’s is as if it were nowhere, in words, queries and rows`, async () => {
    const ask = async (ids: Ids) => {
      const answer = await worker.call<object>(who().token, method, path(ids), body?.(ids));
      const text = JSON.stringify({ ...answer.body, requestId: '', receivedAt: '' });
      return [answer.status, Object.values(ids).reduce((told, id) => told.replaceAll(id as string, 'x'), text)];
    };
    assert.deepEqual(await ask(theirs), await ask(NEVER));
    assert.deepEqual(await costOf(worker, () => ask(theirs)), await costOf(worker, () => ask(NEVER)));
  });
