import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { STATEMENT_STEPS, type Side, type StatementStep } from '#protocol';
import {
  after,
  livesAfter,
  refusal,
  stepsOf,
  talkOf,
  type Paper,
  type StatementFact,
  type Wish,
} from './statement-life.ts';

const LINES = ['net', 'provider_due', 'performance:1'];
const SIDES: readonly Side[] = ['provider', 'venue'];

/** The reference: the rules as a person would write them down, on a plain object. */
class Reference {
  state = 'withdrawn';
  maker: Side = 'venue';
  signed = new Set<Side>();
  disputes = new Set<string>();
  extra = new Map<string, Side>();

  may(step: StatementStep, side: Side, line: string, resolved: boolean): boolean {
    if (this.state === 'final') return false;
    if (this.state === 'withdrawn') return step === 'freeze';
    if (step === 'freeze') return false;
    if (step === 'add_line' || step === 'refreeze') return true;
    if (step === 'remove_line') return this.extra.get(line) === side;
    if (step === 'withdraw') return this.maker === side;
    if (step === 'propose') return this.state === 'draft';
    if (step === 'sign') return this.state !== 'draft' && !this.signed.has(side);
    if (step === 'answer') {
      const open = SIDES.filter((one) => this.disputes.has(`${one} ${line}`));
      return open.length > 0 && (!resolved || open.includes(side));
    }
    const known = LINES.includes(line) || this.extra.has(line);
    return (
      this.state !== 'draft' &&
      known &&
      this.extra.get(line) !== side &&
      !this.signed.has(side) &&
      !this.disputes.has(`${side} ${line}`)
    );
  }

  take(step: StatementStep, side: Side, line: string, resolved: boolean): void {
    if (['freeze', 'refreeze', 'add_line', 'remove_line', 'withdraw'].includes(step)) this.signed.clear();
    if (step === 'freeze') [this.state, this.maker] = ['draft', side];
    if (step === 'freeze' || step === 'withdraw') {
      this.disputes.clear();
      if (step === 'withdraw') this.state = 'withdrawn';
      if (step === 'freeze') this.extra.clear();
    }
    if (step === 'add_line') this.extra.set(line, side);
    if (step === 'remove_line') {
      this.extra.delete(line);
      for (const one of SIDES) this.disputes.delete(`${one} ${line}`);
    }
    if (step === 'propose') this.state = 'proposed';
    if (step === 'dispute') this.disputes.add(`${side} ${line}`);
    if (step === 'answer' && resolved) this.disputes.delete(`${side} ${line}`);
    if (step === 'sign') {
      this.signed.add(side);
      for (const one of this.disputes) if (one.startsWith(side)) this.disputes.delete(one);
    }
    if (this.signed.size === 2) this.state = 'final';
    else if (this.state === 'proposed' || this.state === 'disputed')
      this.state = this.disputes.size ? 'disputed' : 'proposed';
  }
}

const command = fc.record({
  // Most histories should get somewhere.
  step: fc.constantFrom(...STATEMENT_STEPS, ...STATEMENT_STEPS.flatMap(() => ['sign', 'propose'] as const)),
  side: fc.constantFrom(...SIDES),
  line: fc.constantFrom(...LINES, 'extra:a', 'extra:b', 'nothing'),
  resolved: fc.boolean(),
});

test('any steps by anybody in any order: the rules agree with a plain model, step by step', () => {
  let finals = 0;
  fc.assert(
    fc.property(fc.array(command, { minLength: 10, maxLength: 60, size: 'max' }), (commands) => {
      const reference = new Reference();
      const facts: StatementFact[] = [];
      for (const { step, side, line: named, resolved } of commands) {
        const line = step === 'add_line' && !named.startsWith('extra:') ? 'extra:a' : named;
        if (step === 'add_line' && reference.extra.has(line)) continue;
        const paper: Paper = {
          lines: [
            ...LINES.map((id) => ({ id, by: null, stays: true })),
            ...[...reference.extra].map(([id, by]) => ({ id, by, stays: false })),
          ],
          blocked: false,
          events: facts.length,
        };
        const life = livesAfter(facts);
        const wish: Wish = { step, side, line, resolved };
        const no = refusal(life, wish, paper);
        assert.equal(
          no === null,
          reference.may(step, side, line, resolved),
          `${life.state} ${JSON.stringify(wish)} ${no?.why}`,
        );
        for (const one of SIDES)
          for (const may of stepsOf(life, one, paper)) assert.notEqual(may, 'freeze', 'what is there is not made');
        if (no) continue;
        facts.push({
          seq: facts.length + 1,
          at: facts.length,
          step,
          side,
          by: side,
          person: null,
          line,
          note: 'n',
          resolved,
          sha256: null,
        });
        reference.take(step, side, line, resolved);
        const is = livesAfter(facts);
        assert.equal(is.state, reference.state);
        assert.deepEqual(is.signed.map((one) => one.side).toSorted(), [...reference.signed].toSorted());
        if (is.state !== 'final')
          assert.deepEqual(
            is.open.map((one) => `${one.side} ${one.line}`).toSorted(),
            [...reference.disputes].toSorted(),
          );
        assert.equal(is.state === 'disputed', is.open.length > 0);
        if (is.state === 'final') {
          finals += 1;
          for (const one of SIDES) assert.deepEqual(stepsOf(is, one, paper), []);
        }
      }
      assert.equal(talkOf(facts).length, facts.filter(({ step }) => step === 'dispute' || step === 'answer').length);
    }),
    { numRuns: 400, seed: 20_310_301 },
  );
  assert.ok(finals > 20, `${finals} histories ended with two signatures`);
});

const fact = (step: StatementStep, side: Side, more: Partial<StatementFact> = {}): StatementFact => ({
  seq: 1,
  at: 0,
  step,
  side,
  by: side,
  person: null,
  line: null,
  note: null,
  resolved: false,
  sha256: null,
  ...more,
});
const paper = (more: Partial<Paper> = {}): Paper => ({
  lines: [{ id: 'net', by: null, stays: true }],
  blocked: false,
  events: 3,
  ...more,
});

test('missing figures stop proposing and signing, and nothing else', () => {
  const draft = livesAfter([fact('freeze', 'venue')]);
  assert.deepEqual(stepsOf(draft, 'venue', paper({ blocked: true })), ['add_line', 'refreeze', 'withdraw']);
  const proposed = after(draft, fact('propose', 'venue'));
  assert.deepEqual(stepsOf(proposed, 'provider', paper({ blocked: true })), ['add_line', 'dispute', 'refreeze']);
});

test('a statement that was argued over a thousand times can still be signed or withdrawn', () => {
  const life = livesAfter([fact('freeze', 'venue'), fact('propose', 'venue')]);
  assert.deepEqual(stepsOf(life, 'venue', paper({ events: 1_000 })), ['sign', 'withdraw']);
});

test('at most fifty lines beside the deal; the line of a correction stays', () => {
  const life = livesAfter([fact('freeze', 'venue'), fact('propose', 'venue')]);
  const lines = Array.from({ length: 50 }, (_, i) => ({ id: `extra:${i}`, by: 'venue' as const, stays: i === 0 }));
  assert.match(refusal(life, { step: 'add_line', side: 'venue' }, paper({ lines }))?.why ?? '', /at most 50/);
  assert.match(
    refusal(life, { step: 'remove_line', side: 'venue', line: 'extra:0' }, paper({ lines }))?.why ?? '',
    /withdraw/,
  );
  assert.equal(refusal(life, { step: 'remove_line', side: 'venue', line: 'extra:1' }, paper({ lines })), null);
});

test('who signs withdraws its own disputes; those of the other side stay open', () => {
  const life = livesAfter([
    fact('freeze', 'venue'),
    fact('propose', 'venue'),
    fact('dispute', 'provider', { line: 'net' }),
    fact('dispute', 'venue', { line: 'net' }),
    fact('sign', 'venue'),
  ]);
  assert.deepEqual([life.state, life.open], ['disputed', [{ line: 'net', side: 'provider' }]]);
  assert.equal(after(life, fact('sign', 'provider')).state, 'final');
});
