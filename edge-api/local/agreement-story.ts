/**
 * For tests: two parties take random steps on deals about the same evenings, one after another and at once, while copies are held up and
 * jobs are cut off; after each step both see what a plain model says, and in the end so do lists and feeds.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Agreement, AgreementFeed, AgreementSummary, Side } from '#protocol';
import { ask, draft, pass, promised, sight, type Ask, type ModelDeal, type ModelWorld } from './agreement-model.ts';
import { layPair, must, type Pair } from './test-agreements.ts';
import { settle, type Member } from './test-catalogue.ts';
import type { D1Like } from './local-worker.ts';
import type { TestWorker } from './test-worker.ts';

const HALF_DAY_MS = 12 * 3_600_000;
const side = fc.constantFrom<Side>('provider', 'venue');
const share = fc.integer({ min: 1, max: 100 });
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('draft' as const), side, share, evenings: fc.integer({ min: 1, max: 7 }) }),
  },
  {
    weight: 20,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'propose',
        'propose',
        'approve',
        'approve',
        'approve',
        'reject',
        'revise',
        'revise',
        'amend',
        'withdraw',
        'edit',
      ),
      deal: fc.nat(),
      side,
      share,
      second: fc.boolean(),
      stale: fc.integer({ min: 0, max: 9 }),
      partly: fc.boolean(),
      expires: fc.boolean(),
      // Three of four are what somebody whose turn it is would do.
      sensible: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), job: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('hold up' as const), on: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tell again' as const), deal: fc.nat() }) },
);
export const storySteps = (length: number) =>
  fc.array(fc.record({ first: step, second: fc.option(step, { freq: 3 }) }), {
    minLength: length / 2,
    maxLength: length,
  });
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Asking = Extract<Step, { deal: number; share: number }>;
export type StorySteps = readonly { readonly first: Step; readonly second: Step | null }[];

class Story {
  readonly ids: string[] = [];
  /** How often which step was answered with what. */
  readonly told = new Map<string, number>();
  readonly worker: TestWorker;
  readonly pair: Pair;
  readonly evenings: readonly string[];
  readonly keys: Readonly<Record<Side, number>>;
  readonly shards: Readonly<Record<Side, D1Like>>;
  /** A second client of each side: a second person. */
  readonly seconds: Readonly<Record<Side, string>>;
  world: ModelWorld;

  constructor(of: Pick<Story, 'worker' | 'pair' | 'evenings' | 'keys' | 'shards' | 'seconds' | 'world'>) {
    this.worker = of.worker;
    this.pair = of.pair;
    this.evenings = of.evenings;
    this.keys = of.keys;
    this.shards = of.shards;
    this.seconds = of.seconds;
    this.world = of.world;
  }
  member(at: Side): Member {
    return this.pair[at];
  }
  call<T = Agreement>(token: string, method: string, path: string, body?: unknown) {
    return this.worker.call<T>(token, method, path, body, { 'x-test-now': String(this.world.now) });
  }
}

async function lay(worker: TestWorker, operator: string, limit: number | null): Promise<Story> {
  const pair = await layPair(worker, operator);
  const directory = await worker.database('DIRECTORY');
  const place = async (who: Member) => {
    const { results } = await directory
      .prepare('SELECT key, shard FROM organisation WHERE id = ?1')
      .bind(who.id)
      .all<{ key: number; shard: string }>();
    return { key: results[0]?.key ?? 0, shard: await worker.database(results[0]?.shard ?? '') };
  };
  const second = async (who: Member) => {
    const scopes = ['agreements:read', 'agreements:write', 'agreements:approve'];
    const made = must(
      await worker.call<{ id: string; secret: string }>(operator, 'POST', '/v1/clients', {
        organisation: who.id,
        name: 'second',
        scopes,
      }),
    );
    return worker.clientToken(made.id, made.secret);
  };
  if (limit !== null)
    must(await worker.call(pair.venue.token, 'PUT', '/v1/agreement-settings', { twoPeopleFrom: limit }));
  const [venue, provider] = [await place(pair.venue), await place(pair.provider)];
  return new Story({
    worker,
    pair,
    evenings: await pair.perform(3),
    keys: { venue: venue.key, provider: provider.key },
    shards: { venue: venue.shard, provider: provider.shard },
    seconds: { venue: await second(pair.venue), provider: await second(pair.provider) },
    world: { deals: [], limit, now: Date.now() },
  });
}

const termsOf = (value: number) => ({
  form: 'split',
  share: value,
  guaranteeProvider: promised(value),
  guaranteeKind: 'minimum',
  basis: 'total',
});

const turn = <T>(of: readonly T[], n: number, otherwise: T): T => of[n % of.length] ?? otherwise;
/** What somebody whose turn it is would do. */
function sensibly(deal: ModelDeal, one: Asking): Asking {
  const author = deal.versions[deal.talk]?.author ?? one.side;
  const other = author === 'venue' ? 'provider' : 'venue';
  switch (deal.state) {
    case 'draft':
      return { ...one, side: author, do: turn(['propose', 'propose', 'edit'], one.share, one.do) };
    case 'proposed':
    case 'half_approved':
      return { ...one, side: other, do: turn(['approve', 'approve', 'reject'], one.share, one.do) };
    case 'rejected':
    case 'partly_rejected':
      return { ...one, side: author, do: turn(['revise', 'revise', 'withdraw'], one.share, one.do) };
    default:
      return { ...one, do: 'amend' };
  }
}

/** A step of the story as the model and the API take it; null = there is nothing to take it on. */
function asked(story: Story, drawn: Asking): { ask: Ask; token: string } | null {
  const { deals, now } = story.world;
  const deal = deals.length ? drawn.deal % deals.length : -1;
  const standing = deals[deal];
  if (!standing) return null;
  const one = drawn.sensible ? sensibly(standing, drawn) : drawn;
  const seen = sight(standing, one.side);
  // One in ten looked at something older.
  const version = Math.max(1, (seen?.version ?? 1) - (one.stale === 0 ? 1 : 0));
  const token = one.second ? story.seconds[one.side] : story.member(one.side).token;
  const about = { deal, side: one.side };
  switch (one.do) {
    case 'edit':
      return { token, ask: { do: 'edit', ...about, share: one.share } };
    case 'propose':
      return { token, ask: { do: 'propose', ...about, ...(one.expires ? { expires: now + HALF_DAY_MS } : {}) } };
    case 'withdraw':
      return { token, ask: { do: 'withdraw', ...about } };
    case 'approve':
    case 'reject':
      return { token, ask: { do: one.do, ...about, version, signer: token, partly: one.partly } };
    case 'revise':
    case 'amend':
      return { token, ask: { do: one.do, ...about, version, share: one.share } };
    default:
      return null;
  }
}

async function send(story: Story, one: { ask: Ask; token: string }): Promise<number> {
  const status = await sendOne(story, one);
  const what = `${one.ask.do} ${status}`;
  story.told.set(what, (story.told.get(what) ?? 0) + 1);
  return status;
}

async function sendOne(story: Story, { ask: wanted, token }: { ask: Ask; token: string }): Promise<number> {
  const deal = story.world.deals[wanted.deal];
  const path = `/v1/agreements/${story.ids[wanted.deal] ?? ''}`;
  const post = async (body: object) => (await story.call(token, 'POST', `${path}/${wanted.do}`, body)).status;
  switch (wanted.do) {
    case 'edit': {
      const evenings = deal?.versions[deal.talk]?.evenings ?? [];
      const performances = evenings.map((i) => story.evenings[i]);
      return (await story.call(token, 'PUT', path, { performances, terms: termsOf(wanted.share ?? 1) })).status;
    }
    case 'propose':
      return post(wanted.expires === undefined ? {} : { expiresAt: new Date(wanted.expires).toISOString() });
    case 'withdraw':
      return post({});
    case 'approve':
      return post({ version: wanted.version });
    case 'reject': {
      const terms = [{ term: 'note', reason: 'ontbreekt', counter: `n ${wanted.version}` }];
      return post({ version: wanted.version, ...(wanted.partly ? { terms } : { reason: 'nee' }) });
    }
    case 'revise':
    case 'amend':
      return post({ version: wanted.version, terms: termsOf(wanted.share) });
  }
}

const isAsk = (one: Step): one is Asking => 'deal' in one && 'share' in one;

/** One after another, or both at once: then what came of it is what one of the two orders gives. */
async function take(story: Story, first: Step, second: Step | null): Promise<void> {
  const one = isAsk(first) ? asked(story, first) : null;
  const other = second && isAsk(second) ? asked(story, second) : null;
  if (one && other) {
    const got = await Promise.all([send(story, one), send(story, other)]);
    const ways = [
      [0, 1],
      [1, 0],
    ].map((order) => {
      const world = structuredClone(story.world);
      const wanted: number[] = [];
      for (const i of order) wanted[i] = ask(world, i === 0 ? one.ask : other.ask);
      return { world, wanted };
    });
    const fits = ways.filter(({ wanted }) => wanted.join() === got.join());
    assert.ok(
      fits.length,
      `${JSON.stringify([one.ask, other.ask])}: ${got.join()} is none of ${JSON.stringify(ways.map((w) => w.wanted))}`,
    );
    const seen = await lookAt(story);
    const fit = fits.find(({ world }) => JSON.stringify(expected(world)) === JSON.stringify(seen));
    assert.ok(fit, `${JSON.stringify(seen)} is none of ${JSON.stringify(fits.map(({ world }) => expected(world)))}`);
    story.world = fit.world;
    return;
  }
  if (one) {
    const before = structuredClone(story.world);
    const got = await send(story, one);
    const wanted = ask(story.world, one.ask);
    assert.equal(got, wanted, `${JSON.stringify(one.ask)} on ${JSON.stringify(before.deals[one.ask.deal])}`);
    assert.deepEqual(await lookAt(story), expected(story.world));
  } else await happen(story, first);
}

async function happen(story: Story, one: Step): Promise<void> {
  const { world, worker } = story;
  switch (one.do) {
    case 'draft': {
      const evenings = [0, 1, 2].filter((i) => (one.evenings >> i) % 2 === 1);
      const performances = evenings.map((i) => story.evenings[i]);
      const body = { performances, terms: termsOf(one.share) };
      const made = must(await story.call(story.member(one.side).token, 'POST', '/v1/agreements', body));
      story.ids.push(made.id);
      draft(world, one.side, one.share, evenings);
      return;
    }
    case 'wait':
      world.now += HALF_DAY_MS;
      if (!one.job) return;
      await worker.runMinuteJob(world.now);
      pass(world);
      return;
    case 'hold up':
      // The provider's copies cannot be written: it is between two homes.
      await story.shards.provider
        .prepare('UPDATE tenant_home SET state = ?2 WHERE tenant = ?1')
        .bind(story.keys.provider, one.on ? 'fenced' : 'home')
        .run();
      return;
    case 'tell again':
      // As if a run was cut off before it emptied the outbox.
      await story.shards.venue
        .prepare(
          `INSERT INTO agreement_outbox (tenant, agreement, event, at) SELECT tenant, agreement, seq, at FROM agreement_event
           WHERE tenant = ?1 AND agreement = ?2 ON CONFLICT DO NOTHING`,
        )
        .bind(story.keys.venue, story.ids[one.deal % Math.max(1, story.ids.length)] ?? '')
        .run();
      return;
    default:
      return;
  }
}

const expected = (world: ModelWorld) => world.deals.map((deal) => [sight(deal, 'provider'), sight(deal, 'venue')]);

async function lookAt(story: Story) {
  return Promise.all(
    story.ids.map((id) =>
      Promise.all(
        (['provider', 'venue'] as const).map(async (at) => {
          const { status, body } = await story.call(story.member(at).token, 'GET', `/v1/agreements/${id}`);
          if (status === 404) return null;
          return { state: body.state, version: body.version, share: body.terms.share };
        }),
      ),
    ),
  );
}

/** Until both have everything. */
async function deliver(story: Story): Promise<void> {
  await happen(story, { do: 'hold up', on: false });
  for (let tries = 0; tries < 60; tries += 1) {
    const { results } = await story.shards.venue
      .prepare('SELECT count(*) AS n FROM agreement_outbox WHERE tenant = ?1')
      .bind(story.keys.venue)
      .all<{ n: number }>();
    if (results[0]?.n === 0) return;
    await happen(story, { do: 'wait', job: true });
  }
  throw new Error('the outbox did not empty');
}

export async function playStory(
  worker: TestWorker,
  operator: string,
  steps: StorySteps,
  limit: number | null,
): Promise<ReadonlyMap<string, number>> {
  const story = await lay(worker, operator, limit);
  await settle(worker);
  for (const { first, second } of steps) await take(story, first, second);
  await deliver(story);
  assert.deepEqual(await lookAt(story), expected(story.world));
  for (const at of ['provider', 'venue'] as const) {
    const { token } = story.member(at);
    const list = must(await story.call<{ items: AgreementSummary[] }>(token, 'GET', '/v1/agreements?limit=200')).items;
    const listed = new Map(list.map(({ id, state, version }) => [id, { state, version }]));
    const seen = story.world.deals.flatMap((deal, i) => {
      const one = sight(deal, at);
      return one ? [[story.ids[i], { state: one.state, version: one.version }] as const] : [];
    });
    assert.deepEqual(
      listed,
      new Map(
        [...seen].toSorted(([a = ''], [b = '']) => [...listed.keys()].indexOf(a) - [...listed.keys()].indexOf(b)),
      ),
    );
    const feed: AgreementFeed['items'][number][] = [];
    for (let more = true; more;) {
      const page = must(await story.call<AgreementFeed>(token, 'GET', `/v1/agreement-events?after=${feed.length}`));
      feed.push(...page.items);
      more = page.items.length > 0;
    }
    assert.deepEqual(
      feed.map(({ seq }) => seq),
      feed.map((_, i) => i + 1),
    );
    for (const [i, deal] of story.world.deals.entries())
      assert.deepEqual(
        feed.filter(({ agreement }) => agreement === story.ids[i]).map(({ type }) => type.split('.')[1]),
        deal.told[at],
        `feed of ${at}, deal ${i}`,
      );
  }
  return story.told;
}
