import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Problem } from '#protocol';
import { layMember, type Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let venue: Member;
before(async () => {
  worker = await startTestWorker();
  venue = await layMember(worker, await worker.operatorToken(), 'venue');
});
after(() => worker.close());

interface Answer extends Problem {
  readonly revision: number;
}
const PLACE = { street: 'Plein 1', postcode: '1234 AB', city: 'Stad', country: 'NL' };
/** Two bodies of each, unlike each other. */
const SETTINGS: readonly (readonly [string, object, object])[] = [
  ['/v1/agreement-settings', { twoPeopleFrom: 100, contactLinks: null }, { twoPeopleFrom: 200, contactLinks: null }],
  [
    '/v1/billing-profile',
    { legalName: 'Eerste', ...PLACE, vatId: 'NL000099998B57', kvk: '12345678' },
    { legalName: 'Tweede', ...PLACE, vatId: 'NL000099998B57', kvk: '12345678' },
  ],
  [
    '/v1/audience/settings',
    { keepSeasons: 2, benchmark: false, notShared: [], excluded: [] },
    { keepSeasons: 3, benchmark: true, notShared: [], excluded: [] },
  ],
];
const put = (path: string, body: object, headers: Record<string, string> = {}) =>
  worker.call<Answer>(venue.token, 'PUT', path, body, headers);

for (const [path, first, second] of SETTINGS)
  test(`${path}: who sets it after somebody else is told what stands, and overwrites nothing`, async () => {
    const unset = await worker.call<Answer>(venue.token, 'GET', path);
    assert.deepEqual([unset.body.revision, unset.headers.get('etag')], [0, '"0"']);
    const one = await put(path, first, { 'if-match': '"0"' });
    assert.deepEqual([one.status, one.body.revision, one.headers.get('etag')], [200, 1, '"1"']);
    const late = await put(path, second, { 'if-match': '"0"' });
    assert.deepEqual([late.status, late.body.code, late.headers.get('etag')], [412, 'edit_clash', '"1"']);
    assert.deepEqual(late.body.current, one.body);
    assert.deepEqual((await worker.call(venue.token, 'GET', path)).body, one.body);
    // The same again is no edit; without If-Match it goes over what stands.
    assert.equal((await put(path, first)).body.revision, 1);
    assert.equal((await put(path, second)).body.revision, 2);
  });

test('of ten who set at once what they saw alike, one does; each of ten who do not say what they saw comes after another', async () => {
  const [path] = SETTINGS[0] ?? [''];
  const { revision } = (await worker.call<Answer>(venue.token, 'GET', path)).body;
  const all = (headers: Record<string, string>, from: number) =>
    Promise.all(Array.from({ length: 10 }, (_, i) => put(path, { twoPeopleFrom: from + i }, headers)));
  const seen = await all({ 'if-match': `"${revision}"` }, 1_000);
  assert.deepEqual(
    seen.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, ...Array.from({ length: 9 }, () => 412)],
  );
  const blind = await all({}, 2_000);
  const done = blind.filter(({ status }) => status === 200).map(({ body }) => body.revision);
  assert.equal(new Set(done).size, done.length, 'no revision twice');
  for (const { status } of blind) assert.ok(status === 200 || status === 503, String(status));
  const { body } = await worker.call<Answer & { twoPeopleFrom: number }>(venue.token, 'GET', path);
  assert.equal(body.revision, Math.max(...done));
});
