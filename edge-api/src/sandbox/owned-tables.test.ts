import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownedTables, type SchemaColumn } from './owned-tables.ts';

const column = (table: string, name: string, more: Partial<SchemaColumn> = {}): SchemaColumn => ({
  table,
  column: name,
  type: 'INTEGER',
  pk: 0,
  parent: null,
  target: null,
  ...more,
});
const SCHEMA = [
  column('organisation', 'key', { pk: 1 }),
  column('organisation', 'sandbox', { parent: 'sandbox', target: 'key' }),
  column('organisation', 'merged_into', { parent: 'organisation', target: 'key' }),
  column('sandbox', 'key', { pk: 1 }),
  column('hall', 'key', { pk: 1 }),
  column('hall', 'venue', { parent: 'organisation', target: 'key' }),
  column('levy', 'hall', { pk: 1, parent: 'hall', target: 'key' }),
  column('levy', 'from_day', { pk: 2, type: 'TEXT' }),
  column('client', 'id', { pk: 1, type: 'TEXT' }),
  column('client', 'organisation', { parent: 'organisation', target: 'key' }),
  column('failure', 'client', { pk: 1, type: 'TEXT' }),
  column('receipt', 'organisation', { pk: 1 }),
  column('person', 'key', { pk: 1 }),
  column('audit_line', 'key', { pk: 1 }),
  column('audit_line', 'organisation'),
];

test('rows that lead to an organisation are found, by foreign key or by name, through others too', () => {
  const owned = new Map(ownedTables(SCHEMA).map(({ name, owned: sql }) => [name, sql]));
  assert.equal(owned.get('organisation'), 'sandbox = ?1');
  assert.equal(
    owned.get('levy'),
    'hall IN (SELECT key FROM hall WHERE venue IN (SELECT key FROM organisation WHERE sandbox = ?1))',
  );
  assert.match(owned.get('failure') ?? '', /^client IN \(SELECT id FROM client/);
  assert.ok(owned.has('receipt'));
});

test('persons, the audit log and the sandbox itself are nobody’s to remove', () => {
  const names = ownedTables(SCHEMA).map(({ name }) => name);
  for (const kept of ['person', 'audit_line', 'sandbox']) assert.ok(!names.includes(kept), kept);
});

test('what refers goes before what is referred to, and ties within a table are named', () => {
  const tables = ownedTables(SCHEMA);
  const at = (name: string) => tables.findIndex((table) => table.name === name);
  assert.ok(at('levy') < at('hall') && at('hall') < at('organisation') && at('failure') < at('client'));
  assert.deepEqual(tables[at('organisation')]?.selves, ['merged_into']);
  assert.deepEqual(tables[at('levy')]?.key, ['hall', 'from_day']);
});
