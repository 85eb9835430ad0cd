// What ends a token early, each way by itself; and how long an isolate trusts its copy.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryDirectory } from '../../local/memory-directory.ts';
import type { Env } from '../env.ts';
import type { Actor } from './actor.ts';
import { lastRights, readRights, stands, type Rights } from './rights.ts';

const directory = () => {
  const { d1, ...rest } = memoryDirectory();
  return { ...rest, d1: d1 as unknown as Env['DIRECTORY'] };
};
const NOW = Date.parse('2026-11-20T12:00:00Z');
const CLIENT: Actor = {
  kind: 'client',
  clientId: 'XD-CLI-1',
  credential: 'XD-SEC-1',
  organisation: 7,
  organisationId: 'XD-ORG-7',
  organisationType: 'venue',
  scopes: [],
  livemode: true,
  epoch: 3,
};
const PERSON: Actor = {
  ...CLIENT,
  kind: 'person',
  user: 'XD-USR-1',
  membership: 'XD-MEM-1',
  revision: 4,
  signedInAt: NOW - 1_000,
  portal: 9,
};
const rights = (more: Partial<Omit<Rights, 'people'>> & { people?: Partial<Rights['people']> } = {}): Rights => ({
  at: NOW,
  origins: new Set(),
  epochs: new Map([
    [7, 3],
    [8, 1],
    [9, 1],
  ]),
  ended: new Set(),
  changed: new Map(),
  grants: new Set(['7 8']),
  spent: new Set(),
  ...more,
  people: { memberships: new Map(), signedOut: new Map(), endedSwitches: new Set(), ...more.people },
});
const stand = (actor: Partial<Actor>, known = rights()) => stands({ ...CLIENT, ...actor }, known, NOW);
const personStand = (actor: Partial<Actor>, known = rights()) => stands({ ...PERSON, ...actor }, known, NOW);

test('a token stands while nothing ended it', () => {
  assert.ok(stand({}) && personStand({}));
  assert.ok(stand({ kind: 'embed', via: 8 }));
  assert.ok(
    stand({ organisation: 0, epoch: 99 }, rights({ ended: new Set(['XD-CLI-1']) })),
    'the operator has no epoch',
  );
});

test('an organisation of another epoch, or that is not there any more, ends its tokens', () => {
  assert.equal(stand({ epoch: 2 }), false);
  assert.equal(stand({ epoch: 4 }), false);
  assert.equal(stand({ organisation: 6 }), false);
  assert.equal(personStand({ epoch: 2 }), false);
});

test('a client that was disabled ends, and of one secret only what was asked with it', () => {
  assert.equal(stand({}, rights({ ended: new Set(['XD-CLI-1']) })), false);
  assert.equal(stand({}, rights({ ended: new Set(['XD-CLI-1 XD-SEC-1']) })), false);
  assert.equal(stand({}, rights({ ended: new Set(['XD-CLI-1 XD-SEC-2', 'XD-CLI-2']) })), true);
  const { credential: _, ...bare } = CLIENT;
  assert.equal(stands(bare, rights({ ended: new Set(['XD-CLI-1 undefined']) }), NOW), true);
});

test('scopes that changed end the tokens of before, and not those of since', () => {
  const changed = rights({ changed: new Map([['XD-CLI-1', 2]]) });
  assert.equal(stand({}, changed), false);
  assert.equal(stand({ clientEpoch: 1 }, changed), false);
  assert.equal(stand({ clientEpoch: 2 }, changed), true);
  assert.equal(stand({ clientEpoch: 3 }, changed), true);
  assert.equal(stand({}, rights({ changed: new Map([['XD-CLI-1', 1]]) })), true);
});

test('a session under a grant ends with the grant, and with the organisation that asked for it', () => {
  assert.equal(stand({ kind: 'embed', via: 8 }, rights({ grants: new Set() })), false);
  assert.equal(stand({ kind: 'embed', via: 8 }, rights({ grants: new Set(['8 7']) })), false);
  assert.equal(stand({ kind: 'embed', via: 8 }, rights({ epochs: new Map([[7, 3]]) })), false);
});

test('a person’s token ends with the membership as it was, in whatever way that changed', () => {
  const of = (revision: number | null) => rights({ people: { memberships: new Map([['XD-MEM-1', revision]]) } });
  assert.equal(personStand({}, of(4)), true);
  assert.equal(personStand({}, of(5)), false);
  assert.equal(personStand({}, of(3)), false);
  assert.equal(personStand({}, of(null)), false, 'ended');
  assert.equal(personStand({}, rights({ people: { memberships: new Map([['XD-MEM-2', 9]]) } })), true);
});

test('signing out everywhere ends what was signed in until then, and not what came after', () => {
  const out = (at: number, user = 'XD-USR-1') => rights({ people: { signedOut: new Map([[user, at]]) } });
  assert.equal(personStand({}, out(NOW - 999)), false);
  assert.equal(personStand({}, out(NOW - 1_000)), false, 'at the same moment');
  assert.equal(personStand({}, out(NOW - 1_001)), true);
  assert.equal(personStand({}, out(NOW, 'XD-USR-2')), true);
  const { signedInAt: _, ...never } = PERSON;
  assert.equal(stands(never, rights(), NOW), false, 'without a moment of signing in it is no token of ours');
});

test('looking as somebody ends with its time, and when it is ended', () => {
  const support = { id: 'XD-SUP-1', until: NOW + 1 };
  assert.equal(personStand({ support }), true);
  assert.equal(personStand({ support: { ...support, until: NOW } }), false);
  assert.equal(personStand({ support: { ...support, until: NOW - 1 } }), false);
  assert.equal(personStand({ support }, rights({ people: { endedSwitches: new Set(['XD-SUP-1']) } })), false);
  assert.equal(personStand({ support }, rights({ people: { endedSwitches: new Set(['XD-SUP-2']) } })), true);
});

test('a person’s token names the portal it came from, and ends with it', () => {
  const { portal: _, ...without } = PERSON;
  assert.equal(stands(without, rights(), NOW), false);
  assert.equal(personStand({ portal: 10 }), false);
});

test('what only a person’s token names is not asked of others', () => {
  const gone = rights({ people: { memberships: new Map([['', 1]]), signedOut: new Map([['', NOW]]) } });
  assert.equal(stand({}, gone), true);
  const { membership: _, user: __, ...nameless } = PERSON;
  assert.equal(
    stands({ ...nameless, user: 'XD-USR-1' }, rights({ people: { memberships: new Map([['', 1]]) } }), NOW),
    false,
  );
  assert.equal(
    stands({ ...nameless, membership: 'XD-MEM-1' }, rights({ people: { signedOut: new Map([['', NOW]]) } }), NOW),
    false,
  );
});

test('the copy is trusted for five seconds, read again when asked, and when a clock went back', async () => {
  const { d1, sqlite, asked } = directory();
  assert.equal(lastRights(d1), undefined);
  const first = await readRights(d1, NOW);
  const once = asked();
  assert.ok(once > 0);
  assert.equal(first.at, NOW);
  assert.equal(await readRights(d1, NOW), first);
  assert.equal(await readRights(d1, NOW + 4_999), first);
  assert.equal(asked(), once);
  assert.equal(lastRights(d1), first);
  sqlite.exec(
    `INSERT INTO organisation (id, type, name, origins, created_at) VALUES ('XD-ORG-1', 'venue', 'x', '["https://a.example"]', 0)`,
  );
  const later = await readRights(d1, NOW + 5_000);
  assert.notEqual(later, first);
  assert.deepEqual([[...later.origins], [...later.epochs]], [['https://a.example'], [[1, 1]]]);
  assert.equal(lastRights(d1), later);
  assert.notEqual(await readRights(d1, NOW + 5_000, true), later);
  const back = await readRights(d1, NOW - 1);
  assert.equal(back.at, NOW - 1);
});

test('what ended is remembered as long as a token of before can be alive, ten minutes and two', async () => {
  const { d1, sqlite } = directory();
  const LIFE = 12 * 60_000;
  sqlite.exec(`
    INSERT INTO organisation (id, type, name, created_at) VALUES ('XD-ORG-1', 'venue', 'x', 0);
    INSERT INTO client (id, organisation, name, secret_sha256, scopes, created_at, disabled_at) VALUES
      ('lately', 1, 'x', '', '[]', 0, ${NOW - LIFE + 1}), ('long ago', 1, 'x', '', '[]', 0, ${NOW - LIFE});
    INSERT INTO client (id, organisation, name, secret_sha256, scopes, created_at, changed_at, auth_epoch) VALUES
      ('wider', 1, 'x', '', '[]', 0, ${NOW - LIFE + 1}, 5), ('of old', 1, 'x', '', '[]', 0, ${NOW - LIFE}, 6);
    INSERT INTO person (id, issuer, subject, created_at, signed_out_at) VALUES
      ('out', 'i', 'a', 0, ${NOW - LIFE + 1}), ('out long ago', 'i', 'b', 0, ${NOW - LIFE});
    INSERT INTO request_count (day, organisation, client, requests, spent) VALUES
      ('2026-11-20', 1, 'wider', 9, 1), ('2026-11-19', 1, 'wider', 9, 1);
  `);
  const { ended, changed, people, spent } = await readRights(d1, NOW);
  assert.deepEqual([...ended], ['lately']);
  assert.deepEqual([...changed], [['wider', 5]]);
  assert.deepEqual([...people.signedOut], [['out', NOW - LIFE + 1]]);
  assert.deepEqual([...spent], ['1 wider']);
});
