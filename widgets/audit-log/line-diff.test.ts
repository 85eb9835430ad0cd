import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionWords, auditWords } from './audit-words.ts';
import { lineDiff } from './line-diff.ts';

test('a change is told field by field, and what stays is not', () => {
  assert.deepEqual(
    lineDiff({ name: 'Zaal 1', capacity: 400, tags: ['a'] }, { name: 'Grote zaal', capacity: 400, tags: ['a'] }),
    [{ field: 'name', before: 'Zaal 1', after: 'Grote zaal' }],
  );
});

test('what was made has only new values, what ended only old ones, and a bare value has no name', () => {
  assert.deepEqual(lineDiff(null, { name: 'Kassa' }), [{ field: 'name', before: undefined, after: 'Kassa' }]);
  assert.deepEqual(lineDiff({ secret: 'XD-SEC-1' }, null), [{ field: 'secret', before: 'XD-SEC-1', after: undefined }]);
  assert.deepEqual(lineDiff(3, 4), [{ field: '', before: 3, after: 4 }]);
  assert.deepEqual(lineDiff(null, null), []);
  assert.deepEqual(lineDiff({ disabledAt: null }, null), [], 'what was empty and is not there is nothing');
});

test('whom a change is about is not told as a change', () => {
  assert.deepEqual(lineDiff({ user: 'XD-USR-3', preset: 'marketing' }, { preset: 'finance' }), [
    { field: 'user', before: undefined, after: 'XD-USR-3' },
    { field: 'preset', before: 'marketing', after: 'finance' },
  ]);
});

test('an action is told in words, and one without words stands as it is', () => {
  assert.equal(actionWords('client.secret.add', auditWords('nl')), 'geheim van koppeling toegevoegd');
  assert.equal(actionWords('hall.change', auditWords('en')), 'hall changed');
  assert.equal(actionWords('moon.land', auditWords('nl')), 'moon land');
});
