// Random lives of two organisations and four people against a model of a few lines: each answer is as the model says, an
// admin always remains, and at the end everybody may do exactly what their role says.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Invitation, Member as Person, MembershipView, Preset } from '#protocol';
import { layMember, type Member } from '../../local/test-catalogue.ts';
import { layPortal, mailedToken, newEmail, personToken, PORTAL_ORIGIN, signIn } from '../../local/test-people.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

const RUNS = Number(process.env['DIP_MODEL_RUNS'] ?? 8);
const ROLES = ['admin', 'marketing', 'box-office', 'business-lead'] as const satisfies readonly Preset[];
type Role = (typeof ROLES)[number];
/** Who may do what, written down once more, apart from the grid the Worker decides by. */
const MAY: readonly { method: string; path: string; body?: object; roles: readonly Role[] }[] = [
  { method: 'GET', path: '/v1/monitor', roles: ROLES },
  { method: 'GET', path: '/v1/members', roles: ['admin'] },
  { method: 'GET', path: '/v1/quarantine', roles: ['admin', 'box-office'] },
  { method: 'PATCH', path: '/v1/halls', body: [], roles: ['admin', 'business-lead'] },
  { method: 'POST', path: '/v1/invitations', body: {}, roles: ['admin'] },
];

interface Held {
  readonly id: string;
  readonly house: number;
  readonly who: number;
  role: Role;
  ended: boolean;
}
interface Asked {
  readonly id: string;
  readonly token: string;
  readonly house: number;
  readonly who: number;
  readonly role: Role;
  state: 'waiting' | 'accepted' | 'withdrawn';
}
type Step =
  | { do: 'invite'; house: number; by: number; who: number; role: Role }
  | { do: 'accept'; nth: number; as: number }
  | { do: 'withdraw'; nth: number; by: number }
  | { do: 'change'; nth: number; by: number; role: Role }
  | { do: 'remove'; nth: number; by: number }
  | { do: 'signOut'; who: number };

let worker: TestWorker;
let operator: string;
let portal: Member;
before(async () => {
  worker = await startTestWorker();
  operator = await worker.operatorToken();
  portal = await layPortal(worker, operator);
});
after(() => worker.close());

const [house, who, nth] = [fc.nat(1), fc.nat(3), fc.nat(50)];
const role = fc.constantFrom(...ROLES);
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('invite' as const), house, by: who, who, role }), weight: 4 },
  { arbitrary: fc.record({ do: fc.constant('accept' as const), nth, as: fc.nat(4) }), weight: 4 },
  { arbitrary: fc.record({ do: fc.constant('withdraw' as const), nth, by: who }), weight: 1 },
  { arbitrary: fc.record({ do: fc.constant('change' as const), nth, by: who, role }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('remove' as const), nth, by: who }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constant('signOut' as const), who }), weight: 1 },
);

class Life {
  readonly houses: string[] = [];
  readonly people: { email: string; user: string; signedInAt: string; out: boolean }[] = [];
  readonly held: Held[] = [];
  readonly asked: Asked[] = [];

  async begin(): Promise<void> {
    for (let i = 0; i < 4; i += 1) {
      const email = newEmail();
      this.people.push({ email, ...(await signIn(worker, portal, email)), out: false });
    }
    for (let i = 0; i < 2; i += 1) {
      this.houses.push((await layMember(worker, operator, 'venue')).id);
      await this.invite(operator, i, i, 'admin', this.houses[i]);
      await this.accept(this.asked.length - 1, i);
    }
  }

  /** A fresh token; who is out is refused one first, and signs in again. */
  async tokenOf({ who: n, id }: Held): Promise<string> {
    const person = this.people[n] ?? assert.fail();
    const ask = () => personToken(worker, portal, { ...person, membership: id });
    if (person.out) {
      await assert.rejects(ask(), /signed_out/);
      Object.assign(person, await signIn(worker, portal, person.email), { out: false });
    }
    return ask();
  }

  /** The role a person acts in at a house: the widest they have. */
  acting(n: number, at: number): Held | undefined {
    const own = this.held.filter((one) => one.who === n && one.house === at && !one.ended);
    return own.find((one) => one.role === 'admin') ?? own[0];
  }
  admins = (at: number) => this.held.filter((one) => one.house === at && one.role === 'admin' && !one.ended);
  has = (n: number, at: number, as: Role) =>
    this.held.some((one) => one.who === n && one.house === at && one.role === as && !one.ended);

  async invite(token: string, at: number, n: number, as: Role, organisation?: string): Promise<number> {
    const email = this.people[n]?.email ?? '';
    const body = { email, preset: as, ...(organisation ? { organisation } : {}) };
    const answer = await worker.call<Invitation>(token, 'POST', '/v1/invitations', body, { origin: PORTAL_ORIGIN });
    if (answer.status === 201) {
      const link = await mailedToken(worker, email);
      this.asked.push({ id: answer.body.id, token: link, house: at, who: n, role: as, state: 'waiting' });
    }
    return answer.status;
  }

  async accept(index: number, n: number): Promise<number> {
    const one = this.asked[index] ?? assert.fail();
    const answer = await worker.call<MembershipView>(portal.token, 'POST', '/v1/invitations/accept', {
      user: this.people[n]?.user,
      token: one.token,
    });
    if (answer.status === 201) {
      one.state = 'accepted';
      this.held.push({ id: answer.body.id, house: one.house, who: n, role: one.role, ended: false });
    }
    return answer.status;
  }

  async take(next: Step): Promise<void> {
    if (next.do === 'signOut') {
      const person = this.people[next.who] ?? assert.fail();
      const out = await worker.call(portal.token, 'POST', '/v1/sign-outs', { user: person.user });
      assert.equal(out.status, 200);
      person.out = true;
      return;
    }
    if (next.do === 'accept') return this.takeAccept(next.nth, next.as);
    const list = next.do === 'withdraw' ? this.asked : this.held;
    const target = next.do === 'invite' ? undefined : list[next.nth % list.length];
    const at = next.do === 'invite' ? next.house : (target?.house ?? 0);
    const by = this.acting(next.by, at);
    // Nobody of this house: there is no token to ask with.
    if (!by) return;
    const token = await this.tokenOf(by);
    const call = async (method: string, path: string, body?: unknown) =>
      (await worker.call(token, method, path, body, { origin: PORTAL_ORIGIN })).status;
    const expect = (status: number, model: number) =>
      assert.equal(status, by.role === 'admin' ? model : 404, JSON.stringify({ next, by, target }));
    if (next.do === 'invite') {
      const waits = this.asked.some(
        (one) => one.house === at && one.who === next.who && one.role === next.role && one.state === 'waiting',
      );
      expect(await this.invite(token, at, next.who, next.role), waits ? 409 : 201);
    } else if (next.do === 'withdraw') {
      const one = target as Asked;
      const model = one.state === 'accepted' ? 409 : 200;
      expect(await call('DELETE', `/v1/invitations/${one.id}`), model);
      if (by.role === 'admin' && model === 200) one.state = 'withdrawn';
    } else {
      const one = target as Held;
      const last = one.role === 'admin' && !one.ended && this.admins(at).length === 1;
      if (next.do === 'remove') {
        const model = one.ended ? 200 : last ? 409 : 200;
        expect(await call('DELETE', `/v1/members/${one.id}`), model);
        if (by.role === 'admin' && model === 200) one.ended = true;
      } else {
        const same = one.role === next.role;
        const model = one.ended ? 404 : same ? 200 : last || this.has(one.who, at, next.role) ? 409 : 200;
        expect(await call('PATCH', `/v1/members/${one.id}`, { preset: next.role }), model);
        if (by.role === 'admin' && model === 200) one.role = next.role;
      }
    }
  }

  /** As whom it was sent to, mostly; else as somebody else. */
  async takeAccept(index: number, as: number): Promise<void> {
    const i = index % this.asked.length;
    const one = this.asked[i] ?? assert.fail();
    const n = as === 4 ? one.who : as;
    const held = this.has(n, one.house, one.role);
    const model =
      one.state === 'waiting'
        ? n !== one.who
          ? 403
          : held
            ? 409
            : 201
        : one.state === 'accepted' && n === one.who && held
          ? 200
          : 409;
    assert.equal(await this.accept(i, n), model, JSON.stringify({ one, n, held }));
  }

  /** What stands in the end is what the model has, and everybody may do what their role says and nothing else. */
  async check(): Promise<void> {
    for (const [at, organisation] of this.houses.entries()) {
      const { body } = await worker.call<{ items: Person[] }>(
        operator,
        'GET',
        `/v1/members?organisation=${organisation}`,
      );
      const model = this.held.filter((one) => one.house === at && !one.ended);
      assert.deepEqual(
        body.items.map(({ id, preset }) => `${id} ${preset}`),
        model.map((one) => `${one.id} ${one.role}`),
      );
      assert.ok(
        body.items.some(({ preset }) => preset === 'admin'),
        'an admin remains',
      );
    }
    for (const one of this.held) {
      if (one.ended) {
        await assert.rejects(
          personToken(worker, portal, { ...(this.people[one.who] ?? assert.fail()), membership: one.id }),
          /404|signed_out/,
        );
        continue;
      }
      const token = await this.tokenOf(one);
      for (const { method, path, body, roles } of MAY) {
        const { status } = await worker.call(token, method, path, body, { origin: PORTAL_ORIGIN });
        assert.equal(status !== 404, roles.includes(one.role), `${one.role}: ${method} ${path} ${status}`);
      }
    }
  }
}

test('whatever people do, each answer is the model’s, an admin remains, and rights are exactly those of the role', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30, size: 'max' }), async (steps) => {
      const life = new Life();
      await life.begin();
      for (const next of steps) await life.take(next);
      await life.check();
    }),
    { numRuns: RUNS, seed: 20_261_124, endOnFailure: true },
  );
});
