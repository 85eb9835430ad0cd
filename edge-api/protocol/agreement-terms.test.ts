import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TERM_NAMES, Terms } from './agreement-terms.ts';

test('the names of the terms are the fields of the schema, in its order', () => {
  assert.deepEqual(TERM_NAMES, Object.keys(Terms.entries));
});
