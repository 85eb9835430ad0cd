// Who is limited to productions, as a person or as an embed session: of deals, statements, shares and talk nothing of another production.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PRESETS, type EmbedSessionAnswer, type ShareAnswer, type Statement } from '#protocol';
import { must } from '../../local/test-agreements.ts';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { tells } from '../../local/test-figures.ts';
import { layHuman, layPortal, PORTAL_ORIGIN } from '../../local/test-people.ts';
import { layPlayedDeal } from '../../local/test-statements.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { routeNotes } from '../app.ts';

interface Laid {
  readonly agreement: string;
  readonly statement: string;
  readonly production: string;
  readonly performance: string;
}
let worker: TestWorker;
let [venue, provider] = [] as unknown as [Member, Member];
let [open, closed] = [] as unknown as [Laid, Laid];
const limited: { name: string; side: 'venue' | 'provider'; token: string }[] = [];
const at = { origin: PORTAL_ORIGIN };
const as = <T>(token: string, method: string, path: string, body?: unknown) =>
  worker.call<T>(token, method, path, body, at);

/** A deal that was settled by both, and talked about. */
async function lay(title: string, count: number): Promise<Laid> {
  const { agreement, performance } = await layPlayedDeal(worker, { venue, provider }, { title, count });
  const production = performance.split('|')[0] ?? '';
  const post = async (who: Member, path: string, body: object) =>
    must(await as<Statement>(who.token, 'POST', path, body));
  const { id, sha256 } = await post(venue, '/v1/statements', { agreement });
  await post(venue, `/v1/statements/${id}/propose`, {});
  for (const who of [venue, provider]) await post(who, `/v1/statements/${id}/sign`, { sha256 });
  for (const subject of [
    { kind: 'agreement', id: agreement },
    { kind: 'statement', id },
  ])
    for (const internal of [true, false])
      must(await as(provider.token, 'POST', '/v1/messages', { subject, text: `Over ${title}`, internal }));
  return { agreement, statement: id, production, performance };
}

before(async () => {
  worker = await startTestWorker();
  const operator = await worker.operatorToken();
  const portal = await layPortal(worker, operator);
  venue = await layMember(worker, operator, 'venue', { origins: [PORTAL_ORIGIN] });
  provider = await layMember(worker, operator, 'producer', { origins: [PORTAL_ORIGIN] });
  open = await lay('Eigen stuk', 100);
  closed = await lay('Ander stuk', 5_252);
  await settle(worker);
  for (const [side, { id, token: whole }] of [
    ['venue', venue],
    ['provider', provider],
  ] as const)
    for (const preset of PRESETS) {
      const productions = [open.production];
      const { token } = await layHuman(worker, { operator, portal }, id, { preset }, { productions });
      limited.push({ name: `a person as ${preset} at the ${side}`, side, token });
      const session = { preset, origins: [PORTAL_ORIGIN], productions };
      const made = await as<EmbedSessionAnswer>(whole, 'POST', '/v1/embed-sessions', session);
      if (made.status === 201)
        limited.push({ name: `a session as ${preset} at the ${side}`, side, token: made.body.token });
    }
});
after(() => worker.close());

const reads = (token: string, query: string) => as<ShareAnswer>(token, 'GET', `/v1/my-share${query}`);

test('my share is of their production alone: its evenings, its sums, in their season and asked by name', async () => {
  const own = { venue: 20_000, provider: 80_000 };
  const whole = must(await reads(venue.token, '')).total;
  assert.equal(whole.realised, 20_000 + 5_252 * 200, 'the other production is there to be leaked');
  let seen = 0;
  for (const { name, side, token } of limited)
    for (const query of ['', `?production=${open.production}`]) {
      const { status, body } = await reads(token, query);
      if (status === 404) continue;
      seen += 1;
      assert.equal(status, 200, name);
      const sums = { realised: own[side], provisional: own[side], guaranteed: 0 };
      assert.deepEqual(body.total, sums, name);
      assert.deepEqual(
        body.performances.map(({ performance }) => performance),
        [open.performance],
        name,
      );
      assert.deepEqual(
        body.productions.map(({ production, realised }) => [production, realised]),
        [[open.production, own[side]]],
        name,
      );
    }
  assert.ok(seen > 8, String(seen));
});

test('asked for the other production by name it is as if there were none', async () => {
  for (const { name, token } of limited) {
    const { status, body } = await reads(token, `?production=${closed.production}`);
    if (status === 404) continue;
    const never = must(await reads(token, '?production=XD-99-999-9999999'));
    assert.deepEqual({ ...body, asOf: '' }, { ...never, asOf: '' }, name);
    assert.deepEqual(body.performances, [], name);
  }
});

test('no answer about deals, statements or talk holds a word of the other production', async () => {
  const theirs = tells(['Ander stuk', closed.agreement, closed.statement, closed.production], [5252]);
  const notes = routeNotes().filter(
    ({ method, path, action }) =>
      method === 'get' && action !== 'public' && /agreement|statement|share|message|framework|billing/.test(path),
  );
  assert.ok(notes.length > 15, String(notes.length));
  const asked = { production: closed.production, agreement: closed.agreement, kind: 'agreement', id: closed.agreement };
  for (const { path } of notes) {
    const id = path.includes('statements') ? closed.statement : closed.agreement;
    const target = path.replace(':id', id).replace(':number', '2026-1');
    for (const query of ['', `?${new URLSearchParams(asked)}`])
      for (const { name, token } of limited) {
        const answer = await worker.fetch(target + query, { headers: { authorization: `Bearer ${token}`, ...at } });
        assert.doesNotMatch(await answer.text(), theirs, `${name}: ${target}${query}`);
      }
  }
});
