// Deals under a framework agreement, and tours from templates.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Agreement, Framework, Template, TourAnswer } from '#protocol';
import { askAgreement, layPair, must, type Pair } from '../../local/test-agreements.ts';
import type { Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let operator: string;
let pair: Pair;
before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  pair = await layPair(worker, operator);
});
after(() => worker.close());

const TERMS = { form: 'split', share: 75, levy: 'fenced' };
const post = async <T>(who: Member, path: string, body: object): Promise<T> =>
  must(await worker.call<T>(who.token, 'POST', path, body));
async function framework(of: Pair, more: object = {}): Promise<Framework> {
  const body = { with: of.venue.id, title: 'Algemeen', terms: { share: 80, levy: 'fenced', freeTickets: { max: 20 } } };
  return post(of.provider, '/v1/frameworks', { ...body, validFrom: '2020-01-01', ...more });
}
async function signed(of: Pair, more: object = {}): Promise<Framework> {
  const { id, sha256 } = await framework(of, more);
  await post(of.provider, `/v1/frameworks/${id}/sign`, { sha256 });
  return post(of.venue, `/v1/frameworks/${id}/sign`, { sha256 });
}
const draft = async (of: Pair, more: object = {}) =>
  askAgreement(worker, of.provider, 'POST', '', { performances: await of.perform(1), terms: TERMS, ...more });

test('a deal says which framework it falls under and where it deviates, to both sides', async () => {
  const { id } = await signed(pair);
  const made = must(await draft(pair, { framework: id }));
  assert.deepEqual(made.framework, { id, version: 1, title: 'Algemeen' });
  const deviating = ({ termStates }: Agreement) =>
    termStates.filter((one) => 'framework' in one).map(({ term, value, framework: said }) => [term, value, said]);
  const expected = [
    ['share', 75, 80],
    ['freeTickets', null, { max: 20 }],
  ];
  assert.deepEqual(deviating(made), expected);
  must(await askAgreement(worker, pair.provider, 'POST', `/${made.id}/propose`, {}));
  const seen = must(await askAgreement(worker, pair.venue, 'GET', `/${made.id}`));
  assert.deepEqual(deviating(seen), expected);
  // A newer version of the framework does not move what was made under the one before.
  await signed(pair, { framework: id, terms: { share: 75 } });
  const later = must(await askAgreement(worker, pair.venue, 'GET', `/${made.id}`));
  assert.deepEqual([later.framework?.version, deviating(later)], [1, expected]);
  const next = must(await draft(pair, { framework: id }));
  assert.deepEqual([next.framework?.version, deviating(next)], [2, []]);
});

test('a deal is put only under a framework of these two, signed by both, on days it holds', async () => {
  const pointer = async (of: Pair, id: string) => {
    const { status, body } = await draft(of, { framework: id });
    return `${status} ${body.errors?.[0]?.pointer}`;
  };
  const open = await framework(pair);
  assert.equal(await pointer(pair, open.id), '400 /framework');
  assert.equal(await pointer(pair, 'XD-FRA-0000000000'), '400 /framework');
  const others = await signed(await layPair(worker, operator));
  assert.equal(await pointer(pair, others.id), '400 /framework');
  const past = await signed(pair, { validTo: '2020-12-31' });
  assert.equal(await pointer(pair, past.id), '400 /framework');
  const made = must(await draft(pair));
  assert.equal(made.framework, null);
  const { performances } = made;
  const edit = { performances: performances.map(({ id }) => id), terms: TERMS };
  const put = (id: string) => askAgreement(worker, pair.provider, 'PUT', `/${made.id}`, { ...edit, framework: id });
  assert.equal((await put(open.id)).status, 400);
  const good = await signed(pair);
  assert.equal(must(await put(good.id)).framework?.id, good.id);
});

test('a tour takes the pair’s own template, else the terms that were sent, else the template that was named', async () => {
  const of = await layPair(worker, operator);
  const template = (body: object) => post<Template>(of.provider, '/v1/agreement-templates', body);
  const tour = async (body: object) => {
    await of.perform(1);
    const { results } = await post<TourAnswer>(of.provider, '/v1/agreements/tour', {
      production: of.production,
      ...body,
    });
    const [one] = results;
    if (!one?.agreement) return one?.outcome;
    return must(await askAgreement(worker, of.provider, 'GET', `/${one.agreement}`)).terms.share;
  };
  assert.equal(await tour({}), 'no_terms');
  const all = await template({ name: 'Voor allen', terms: { form: 'split', share: 61 } });
  assert.equal(await tour({ template: all.id }), 61);
  assert.equal(await tour({ template: all.id, terms: { form: 'split', share: 62 } }), 62);
  await template({ name: 'Voor dit huis', with: of.venue.id, terms: { form: 'split', share: 63 } });
  assert.equal(await tour({ template: all.id, terms: { form: 'split', share: 62 } }), 63);
  const unknown = await worker.call<{ errors: { pointer: string }[] }>(
    of.provider.token,
    'POST',
    '/v1/agreements/tour',
    { production: of.production, template: 'XD-TPL-0000000000' },
  );
  assert.deepEqual([unknown.status, unknown.body.errors[0]?.pointer], [400, '/template']);
});
