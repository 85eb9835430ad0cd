// The life of a deal as a table: from each state, who may take which step, and what becomes of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AGREEMENT_STATES, AGREEMENT_STEPS, SIDES, type AgreementState, type AgreementStep } from '#protocol';
import { begins, otherSide, stepsOf, take, turnOf, type Life } from './life.ts';

const NOW = 1_000_000;
const at = (state: AgreementState, more: Partial<Life> = {}): Life => ({ ...begins('provider'), state, ...more });
const over = { expiresAt: NOW };
/** Author's steps, the other's, those of time; each with what it leads to. */
const TABLE: Readonly<
  Record<AgreementState, readonly (readonly ['author' | 'other' | 'time', AgreementStep, AgreementState])[]>
> = {
  draft: [
    ['author', 'edit', 'draft'],
    ['author', 'propose', 'proposed'],
    ['author', 'withdraw', 'withdrawn'],
  ],
  proposed: [
    ['author', 'revise', 'proposed'],
    ['author', 'withdraw', 'withdrawn'],
    ['other', 'approve', 'approved'],
    ['other', 'reject', 'rejected'],
    ['time', 'expire', 'expired'],
  ],
  half_approved: [
    ['author', 'revise', 'proposed'],
    ['author', 'withdraw', 'withdrawn'],
    ['other', 'approve', 'approved'],
    ['other', 'reject', 'rejected'],
    ['time', 'expire', 'expired'],
  ],
  partly_rejected: [
    ['author', 'revise', 'proposed'],
    ['author', 'withdraw', 'withdrawn'],
    ['time', 'expire', 'expired'],
  ],
  rejected: [
    ['author', 'revise', 'proposed'],
    ['author', 'withdraw', 'withdrawn'],
  ],
  approved: [
    ['author', 'amend', 'draft'],
    ['other', 'amend', 'draft'],
    ['time', 'settle', 'settled'],
  ],
  settled: [],
  withdrawn: [],
  expired: [],
};

for (const state of AGREEMENT_STATES)
  test(`${state}: only the steps of the table, each to its state`, () => {
    for (const who of ['author', 'other', 'time'] as const)
      for (const step of AGREEMENT_STEPS) {
        const side = who === 'time' ? null : who === 'author' ? 'provider' : 'venue';
        const life = at(state, {
          ...(step === 'expire' ? over : {}),
          ...(state === 'approved' ? { approvedVersion: 1, approvedAuthor: 'provider' } : {}),
        });
        const wanted = TABLE[state].find(([by, one]) => by === who && one === step)?.[2] ?? null;
        const taken = take(life, { step, side, now: NOW, signer: 'a' });
        assert.equal(taken.ok ? taken.life.state : null, wanted, `${who} ${step}: ${taken.ok ? '' : taken.why}`);
        if (!taken.ok) assert.match(taken.why, /\w+ \w+/);
      }
  });

test('the author’s steps are those of whoever made the newest version', () => {
  for (const author of SIDES) {
    const life = { ...begins(author), state: 'proposed' as const };
    assert.deepEqual(stepsOf(life, author, NOW), ['revise', 'withdraw']);
    assert.deepEqual(stepsOf(life, otherSide(author), NOW), ['approve', 'reject']);
    assert.equal(turnOf(life), otherSide(author));
    assert.equal(turnOf({ ...life, state: 'partly_rejected' }), author);
    assert.equal(turnOf({ ...life, state: 'approved' }), null);
  }
});

test('a version in force stays in force: what is withdrawn or over leads back to it, numbers are never given twice', () => {
  const inForce = at('approved', {
    version: 3,
    versions: 4,
    approvedVersion: 3,
    approvedAuthor: 'venue',
    author: 'venue',
  });
  const amended = take(inForce, { step: 'amend', side: 'provider', now: NOW });
  assert.ok(amended.ok);
  assert.deepEqual([amended.life.version, amended.life.author, amended.life.approvedVersion], [5, 'provider', 3]);
  const proposed = take(amended.life, { step: 'propose', side: 'provider', now: NOW });
  assert.ok(proposed.ok);
  for (const [step, side, more] of [
    ['withdraw', 'provider', {}],
    ['expire', null, over],
  ] as const) {
    const back = take({ ...proposed.life, ...more }, { step, side, now: NOW });
    assert.ok(back.ok);
    assert.deepEqual(
      [back.life.state, back.life.version, back.life.author, back.life.versions],
      ['approved', 3, 'venue', 5],
    );
  }
  const settled = take(proposed.life, { step: 'settle', side: null, now: NOW });
  assert.ok(settled.ok);
  assert.deepEqual([settled.life.state, settled.life.version], ['settled', 3]);
  assert.equal(take(at('proposed'), { step: 'settle', side: null, now: NOW }).ok, false);
});

test('two people: the same one twice is refused, another one completes it, a new version begins anew', () => {
  const first = take(at('proposed'), { step: 'approve', side: 'venue', now: NOW, signer: 'a', needed: 2 });
  assert.ok(first.ok);
  assert.deepEqual([first.life.state, first.life.signers], ['half_approved', ['a']]);
  const again = take(first.life, { step: 'approve', side: 'venue', now: NOW, signer: 'a', needed: 2 });
  assert.match(again.ok ? '' : again.why, /second person/);
  assert.deepEqual(stepsOf(first.life, 'venue', NOW, 'a'), ['reject']);
  const second = take(first.life, { step: 'approve', side: 'venue', now: NOW, signer: 'b', needed: 2 });
  assert.ok(second.ok);
  assert.deepEqual([second.life.state, second.life.approvedVersion], ['approved', 1]);
  const revised = take(first.life, { step: 'revise', side: 'provider', now: NOW });
  assert.ok(revised.ok);
  assert.deepEqual(revised.life.signers, []);
});

test('what has expired is not approved any more, also before the job has come by', () => {
  const late = take(at('proposed', over), { step: 'approve', side: 'venue', now: NOW, signer: 'a' });
  assert.match(late.ok ? '' : late.why, /expired/);
  assert.equal(take(at('proposed', { expiresAt: NOW + 1 }), { step: 'expire', side: null, now: NOW }).ok, false);
});
