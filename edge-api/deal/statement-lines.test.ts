import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExtraLine, StatementRecord, WaterfallLine } from '#protocol';
import { isCorrection, statementLines, waterfallLineIds } from './statement-lines.ts';

const line = (key: WaterfallLine['key'], name?: string): WaterfallLine => ({
  key,
  ...(name === undefined ? {} : { name }),
  amount: 1,
  to: null,
  kind: 'step',
  inputs: {},
});
const extra = (id: string, by: ExtraLine['by'], adjusts: string | null): ExtraLine => ({
  id,
  label: 'Techniek',
  amount: -1,
  vatRate: 21,
  evidence: 'factuur 1',
  by,
  adjusts,
});
type Part = Pick<StatementRecord, 'waterfall' | 'houses' | 'extra' | 'adjustment'>;
const record = (lines: readonly WaterfallLine[], more: Partial<Record<keyof Part, unknown>> = {}): StatementRecord =>
  ({ waterfall: { lines }, houses: [{ id: 'P|1' }, { id: 'P|2' }], extra: [], ...more }) as unknown as StatementRecord;

test('a line of the waterfall is known by its key, with its name behind it, the second of a kind with a number', () => {
  const lines = [line('gross'), line('levy', 'Theatertoeslag'), line('gross'), line('levy', 'Theatertoeslag')];
  assert.deepEqual(waterfallLineIds({ lines }), ['gross', 'levy:Theatertoeslag', 'gross#2', 'levy:Theatertoeslag#2']);
  const long = waterfallLineIds({
    lines: [line('deduction', 'a'.repeat(80)), line('deduction', `${'a'.repeat(79)}b`)],
  });
  assert.deepEqual(long, [`deduction:${'a'.repeat(40)}`, `deduction:${'a'.repeat(40)}#2`]);
});

test('performances and lines beside the deal follow; whose line it is, and whether it may go', () => {
  const own = record([line('net')], { extra: [extra('a1', 'venue', null)] });
  assert.deepEqual(statementLines(own), [
    { id: 'net', by: null, stays: true },
    { id: 'performance:P|1', by: null, stays: true },
    { id: 'performance:P|2', by: null, stays: true },
    { id: 'extra:a1', by: 'venue', stays: false },
  ]);
});

test('of an adjustment: the performances it was made of, and its own line that stays', () => {
  const adjustment = { statement: 'S', houses: [{ id: 'P|1' }] };
  const made = record([], { houses: [], adjustment, extra: [extra('a1', 'venue', 'S'), extra('b2', 'venue', 'T')] });
  assert.deepEqual(
    statementLines(made).map(({ id, stays }) => [id, stays]),
    [
      ['performance:P|1', true],
      ['extra:a1', true],
      ['extra:b2', false],
    ],
  );
  assert.equal(isCorrection(record([]), extra('a1', 'venue', 'S')), false);
});
