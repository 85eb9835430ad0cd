import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { auditText, FIRST_SEAL, type AuditLink } from '#protocol';
import { ChainCheck, type Anchor } from './audit-check.ts';

const HOUSE = 'XD-ORG-house';

/** A log of so many lines, sealed as far as `sealed`. */
function chainOf(lines: number, sealed = lines): AuditLink[] {
  let before = FIRST_SEAL;
  return Array.from({ length: lines }, (_, i): AuditLink => {
    const entry = {
      line: i + 1,
      at: `2026-11-20T12:00:0${i % 10}.000Z`,
      actor: { kind: 'person', client: 'XD-CLI-1', user: 'XD-USR-1', membership: null, support: null, viewer: null },
      action: 'hall.change',
      object: `XD-HAL-${i}`,
      before: { name: `a${i}` },
      after: { name: `b${i}` },
      requestId: `r${i}`,
      sealed: i < sealed,
    } as const;
    const hash = createHash('sha256')
      .update(`${before}\n${auditText(HOUSE, entry)}`)
      .digest('hex');
    before = hash;
    return { line: i + 1, hash: i < sealed ? hash : null, entry };
  });
}

function check(links: readonly AuditLink[], anchor?: Anchor) {
  const walk = new ChainCheck(HOUSE, anchor);
  for (const link of links) walk.add(link);
  return walk.end();
}
const found = (links: readonly AuditLink[], anchor?: Anchor) =>
  check(links, anchor).damage.map(({ line, fault, was }) => (was ? `${line} ${fault} ${was}` : `${line} ${fault}`));

const entryOf = (link: AuditLink | undefined) => {
  assert.ok(link?.entry);
  return link.entry;
};
/** What an intruder does who leaves the seals as they are: `entry` at another place. */
const at = (line: number, link: AuditLink | undefined, seal: AuditLink | undefined): AuditLink => ({
  line,
  hash: seal?.hash ?? null,
  entry: { ...entryOf(link), line },
});

test('a chain as it was made has no fault, and its tail is named', () => {
  const links = chainOf(7, 5);
  const checked = check(links);
  assert.deepEqual(checked, {
    organisation: HOUSE,
    sealed: 5,
    head: links[4]?.hash,
    unsealed: { from: 6, to: 7 },
    damage: [],
  });
  assert.deepEqual(check([]).damage, []);
});

test('any change of any line is found at its number', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.nat(),
      fc.constantFrom('at', 'action', 'object', 'before', 'after', 'requestId', 'user'),
      (length, index, field) => {
        const links = chainOf(length);
        const i = index % length;
        const entry = entryOf(links[i]);
        const changed =
          field === 'user'
            ? { ...entry, actor: { ...entry.actor, user: 'XD-USR-2' } }
            : { ...entry, [field]: 'something else' };
        assert.deepEqual(found(links.with(i, { line: i + 1, hash: links[i]?.hash ?? null, entry: changed })), [
          `${i + 1} altered`,
        ]);
      },
    ),
    { seed: 4, numRuns: 300 },
  );
});

test('a line that is removed is named, with or without its seal, also where the others were moved up', () => {
  const links = chainOf(6);
  assert.deepEqual(found(links.filter(({ line }) => line !== 3)), ['3 removed']);
  assert.deepEqual(found(links.with(2, { line: 3, hash: links[2]?.hash ?? '', entry: null })), ['3 removed']);
  const closed = [
    ...links.slice(0, 2),
    at(3, links[3], links[2]),
    at(4, links[4], links[3]),
    at(5, links[5], links[4]),
    { line: 6, hash: links[5]?.hash ?? '', entry: null },
  ];
  assert.deepEqual(found(closed), ['3 moved 4', '3 removed', '4 moved 5', '5 moved 6']);
});

test('a line that was put in and lines that changed places are named', () => {
  const links = chainOf(5);
  const forged: AuditLink = { line: 3, hash: null, entry: { ...entryOf(links[0]), line: 3, object: 'XD-HAL-forged' } };
  assert.deepEqual(found([...links.slice(0, 3), forged, ...links.slice(3)]), ['3 inserted']);
  const early = { ...forged, line: 0, entry: { ...entryOf(forged), line: 0 } };
  assert.deepEqual(found([early, ...links]), ['0 inserted']);
  const swapped = links.with(1, at(2, links[3], links[1])).with(3, at(4, links[1], links[3]));
  assert.deepEqual(found(swapped), ['2 moved 4', '4 moved 2']);
});

test('an anchor tells when the newest sealed lines are gone, or everything was sealed anew', () => {
  const links = chainOf(6);
  const anchor = { count: 6, hash: links[5]?.hash ?? '' };
  assert.deepEqual(found(links, anchor), []);
  assert.deepEqual(found(links.slice(0, 4)), []);
  assert.deepEqual(found(links.slice(0, 4), anchor), ['5 truncated']);
  assert.deepEqual(found([], anchor), ['1 truncated']);
  const forged = chainOf(6).map((link) => ({ ...link, hash: link.hash && `${link.hash.slice(1)}0` }));
  assert.ok(found(forged, anchor).includes('6 rewritten'));
});
