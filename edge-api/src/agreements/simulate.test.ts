// The sums through the public route, over real workerd and D1.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EXAMPLES } from '#deal';
import type { Problem, SimulateAnswer } from '#protocol';
import { layMember, type Member } from '../../local/test-catalogue.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let provider: Member;
before(async () => {
  worker = await startTestWorker();
  provider = await layMember(worker, await worker.operatorToken(), 'producer');
});
after(() => worker.close());

const ask = <A = SimulateAnswer>(body: unknown) =>
  worker.call<A>(provider.token, 'POST', '/v1/agreements/simulate', body);
const split = { form: 'split', share: 80, guaranteeProvider: 400_000 };
const royalties = { rate: 5, base: 'recette_ex', taken: 'before_split', remits: 'venue' };
const seats = {
  capacity: 650,
  averagePrice: 3_050,
  free: 10,
  paid: 400,
  levies: [{ name: 'Theatertoeslag', amount: 300, vatRate: 9, shared: false }],
};

for (const { name, terms, sales, is } of EXAMPLES)
  test(`worked example ${name}, through the route`, async () => {
    const { status, body } = await ask({ terms, sales });
    assert.equal(status, 200);
    const { provider: share, venue, net, venueKeeps, due, lines } = body.waterfall;
    const buma = 0 - (lines.find(({ key }) => key === 'buma')?.amount ?? 0);
    const told = { provider: share, venue, net, venueKeeps, ex: due.ex, incl: due.incl, buma };
    assert.deepEqual(told, { ...told, ...is });
    assert.equal(share + venue, net);
  });

test('seats before any performance exists: curve, break-even, the price of the guarantee, another deal beside it', async () => {
  const { status, body } = await ask({
    terms: { ...split, royalties },
    other: { form: 'buyout', fee: 650_000, royalties },
    seats,
  });
  assert.equal(status, 200);
  assert.deepEqual([body.waterfall.provider, body.waterfall.venueKeeps], [766_972, 301_835]);
  assert.deepEqual(body.points, {
    breakEven: { provider: 0, venue: 150 },
    guaranteeUntil: 208,
    guaranteePrice: { atZero: 400_000, atShown: 0 },
  });
  assert.deepEqual([body.curve?.paid.length, body.curve?.paid.at(-1)], [401, 640]);
  assert.deepEqual([body.curve?.provider.at(-1), body.curve?.venue.at(-1)], [1_227_156, 482_936]);
  assert.deepEqual(body.other?.points?.breakEven, { provider: 0, venue: 244 });
  assert.deepEqual(body.indifference, [339]);
  assert.equal(body.livemode, true);
  assert.match(
    body.sentence.nl,
    /^De producent ontvangt 80% van de netto recette, met een garantie van €\u{a0}4\.000,00/u,
  );
  assert.match(body.sentence.en, /^The producer receives 80% of the net receipts, with a guarantee of €4,000\.00/);
});

test('faults of either deal and of the seats name the field', async () => {
  const { status, body } = await ask<Problem>({
    terms: { ...split, guaranteeVenue: 1 },
    other: { form: 'buyout' },
    seats: { ...seats, paid: 641 },
  });
  assert.equal(status, 400);
  assert.deepEqual(
    body.errors?.map(({ pointer }) => pointer),
    ['/seats/paid', '/terms/guaranteeVenue', '/other/fee'],
  );
  assert.equal((await ask<Problem>({ terms: split })).body.errors?.[0]?.pointer, '/seats');
  const over = await ask<Problem>({ terms: { ...split, share: 100.5 }, seats });
  assert.equal(over.body.errors?.[0]?.pointer, '/terms/share');
  const dear = await ask<Problem>({ terms: split, seats: { capacity: 100_000, averagePrice: 100_000_000 } });
  assert.equal(dear.body.errors?.[0]?.pointer, '/seats/averagePrice');
  const crowded = await ask<Problem>({ terms: split, seats: { capacity: 10, averagePrice: 1, free: 11 } });
  assert.equal(crowded.body.errors?.[0]?.pointer, '/seats/free');
});

test('who may not read agreements finds nothing here', async () => {
  const { status } = await worker.call('', 'POST', '/v1/agreements/simulate', { terms: split, seats });
  assert.equal(status, 401);
});
