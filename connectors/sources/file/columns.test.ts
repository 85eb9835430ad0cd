import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recogniseColumns } from './columns.ts';

function kindOf(header: string, own?: Record<string, string>) {
  const found = recogniseColumns(header.split(';'), own ? { columns: own } : {});
  return found.ok ? `${found.map.kind}: ${found.map.columns.map((column) => column.field).join(' ')}` : found.message;
}

test('each kind of file is known by its header, in Dutch and English, whatever the case and accents', () => {
  assert.equal(
    kindOf('Voorstelling ID;TITEL;Datum;Tijd;Zaal;Capaciteit'),
    'performances: performance_ref title start_date start_time hall capacity',
  );
  assert.equal(
    kindOf('performance_ref;price_type;count;amount;status'),
    'sales: performance_ref price_type count amount status',
  );
  assert.equal(kindOf('Voorstelling;Kaartsoort;Aantal;Recétte'), 'sales: performance_ref price_type count amount');
  assert.equal(
    kindOf('performance_ref;ticketnummer;Besteld op;Prijs;Status'),
    'tickets: performance_ref ticket_ref ordered_at price status',
  );
  assert.equal(kindOf('voorstelling_id;aantal;reden'), 'blocked: performance_ref count reason');
});

test('what is not ours is listed and not read', () => {
  const found = recogniseColumns(['voorstelling_id', 'aantal', 'Naam', 'E-mail', 'aantal']);
  assert.ok(found.ok);
  assert.deepEqual(found.map.ignored, ['Naam', 'E-mail', 'aantal']);
});

test('a missing column is named with what would do', () => {
  const found = recogniseColumns(['voorstelling', 'kaartsoort', 'aantal', 'status'], { kind: 'sales' });
  assert.ok(!found.ok);
  assert.deepEqual(
    found.missing.map((column) => column.field),
    ['amount'],
  );
  assert.match(found.message, /lacks amount \(would do: amount, bedrag, recette/);
});

test('the venue may name its own columns', () => {
  assert.match(
    kindOf('Vst.nr;Rij-id;Prijs', { 'vst nr': 'performance_ref', 'RIJ ID': 'ticket_ref' }),
    /^tickets: performance_ref ticket_ref price/,
  );
});
