// The leak test: people go in, the real program is run, killed and given broken files, and nothing of them is found anywhere in any form.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import { filesBelow, hayOf, haysOf, needlesOf, search, type Found, type Hay } from '../test/leak-search.ts';
import { openHouse } from '../test/house.ts';
import { brokenExports, exportsOf, LEAK_SECTION, PERSONS, secretsOf } from '../test/persons.ts';

const NEEDLES = needlesOf(secretsOf());
const SEGMENTS = 'postcode;segment\n1091;stad\n1077WV;gezin\n';

async function opened(t: TestContext, settings = LEAK_SECTION, files?: string) {
  const house = await openHouse(t, { settings, ...(files ? { files } : {}) });
  const temporary = join(house.folder, 'tmp');
  mkdirSync(temporary);
  writeFileSync(join(house.folder, 'segments.csv'), SEGMENTS);
  const env = { TMPDIR: temporary, SQLITE_TMPDIR: temporary, HOME: temporary, NODE_COMPILE_CACHE: '' };
  const said: Hay[] = [];
  const given = new Set(['in', 'segments.csv', 'c.yaml'].map((name) => join(house.folder, name)));
  const left: Hay[] = [];
  return {
    ...house,
    said,
    /** What it says is kept, and what then lies anywhere but in the folder of exports. */
    async run(
      args: string[],
      how: { readonly killAfter?: number; readonly input?: string; readonly look?: false } = {},
    ) {
      const { code, text } = await house.run(args, how.killAfter, env, how.input);
      said.push(hayOf(`output of ${args.join(' ')}`, text));
      if (how.look !== false) left.push(...filesBelow(house.folder, (path) => given.has(path)));
      return { code, text };
    },
    everything: (): Hay[] => [
      ...said,
      ...left,
      ...house.requests.flatMap((one) => haysOf('request', Buffer.from(one))),
    ],
  };
}

/** Without the values, which are nobody's but would be somebody's. */
const told = (found: readonly Found[]) =>
  [
    ...new Set(found.map(({ form, place, value }) => `${form} in ${place} (value ${[...secretsOf()].indexOf(value)})`)),
  ].slice(0, 20);

void test('nothing of a person is in state, temporary files, log, output or on the wire', async (t) => {
  const house = await opened(t);
  await house.run(['init']);
  for (const [name, bytes] of Object.entries(exportsOf())) house.write(name, bytes);
  for (const args of [
    ['audience', '--dry-run'],
    ['audience', '--dry-run', '--json'],
    ['discover', '--json', '--all'],
  ])
    assert.equal((await house.run(args)).code, 0);
  // Nothing is taken: all of it lies in the spool.
  house.state.plan = () => 'unavailable';
  await house.run(['run', '--once']);
  house.state.plan = () => 'none';
  assert.equal((await house.run(['run', '--once'], { killAfter: 2 })).code, null, 'killed in the middle');
  const ran = await house.run(['run', '--once']);
  assert.equal(ran.code, 0, ran.text);
  const set = house.api.audience.of('V1');
  // The newest file stands: six people, of whom one gave no consent.
  assert.deepEqual(set?.coverage, { tickets: 6, withBuyer: 5, withPostcode: 5, withAge: 5, faults: { no_consent: 1 } });
  assert.deepEqual(new Set(set.facts.map(({ gender }) => gender)), new Set(['f', 'm']));
  const erased = await house.run(['erase'], { input: `${PERSONS[0]?.customer}\n` });
  assert.equal(erased.code, 0, erased.text);
  assert.equal(house.api.audience.of('V1')?.coverage.faults?.erased, 1);
  await house.run(['erase', '--customers', PERSONS[1]?.mail ?? '']);
  await house.run(['status', '--json']);

  const hays = house.everything();
  const all = hays.map(({ text }) => text).join('\n');
  assert.ok(all.includes('"pc4":"1091"') && all.includes('"segment":"gezin"'), 'facts were looked into');
  assert.ok(
    hays.some(({ place }) => place.includes('outbox.body, packed')),
    'batches were unpacked',
  );
  assert.deepEqual(told(search(NEEDLES, hays)), []);
});

void test('nor after rows that cannot be read, a configuration that is wrong or a secret that is open', async (t) => {
  const house = await opened(t);
  await house.run(['init']);
  for (const [name, bytes] of Object.entries(brokenExports())) house.write(name, bytes);
  const dry = await house.run(['audience', '--dry-run']);
  assert.equal(dry.code, 0, dry.text);
  house.api.audience.refuses = true;
  assert.equal((await house.run(['run', '--once'])).code, 64);
  await house.run(['status']);
  await house.run(['check']);
  const text = readFileSync(house.config, 'utf8');
  const segments = join(house.folder, 'segments.csv');
  const wrong = async (why: RegExp) => {
    const { code, text: words } = await house.run(['run', '--once'], { look: false });
    assert.deepEqual([code, why.test(words)], [78, true], words);
  };
  writeFileSync(segments, `1091;${PERSONS[0]?.last}\n`);
  await wrong(/audience\.segments\.file: line 1 is not/);
  writeFileSync(segments, SEGMENTS);
  writeFileSync(house.config, `${text}${PERSONS[0]?.last}: [${PERSONS[1]?.mail}\n`);
  await wrong(/not valid YAML/);
  writeFileSync(house.config, text);
  chmodSync(join(house.folder, 'audience-secret'), 0o640);
  await wrong(/chmod 600/);
  assert.deepEqual(told(search(NEEDLES, house.everything())), []);
});

void test('it would find a column that was let through', async (t) => {
  // A real mistake of a configuration: a name where a hall should be.
  const house = await opened(t, LEAK_SECTION, '  - { folder: ./in, columns: { Achternaam: hall } }\n');
  await house.run(['init']);
  for (const [name, bytes] of Object.entries(exportsOf()))
    house.write(
      name,
      name.endsWith('.csv') ? Buffer.from(bytes.toString('latin1').replace('Zaal', 'Podiumnaam'), 'latin1') : bytes,
    );
  assert.equal((await house.run(['run', '--once'])).code, 0);
  const found = search(NEEDLES, house.everything());
  assert.ok(
    found.some(({ place }) => place.includes('request')),
    'on the wire',
  );
});

void test('it would find a value in every form', () => {
  const value = 'van der Müller-Ströbel';
  const needles = needlesOf([value]);
  const utf8 = Buffer.from(value);
  const forms: Record<string, Buffer> = {
    plain: Buffer.from(`x${value}y`),
    upper: Buffer.from(value.toUpperCase()),
    lower: Buffer.from(value.toLowerCase()),
    'windows-1252': Buffer.from(value, 'latin1'),
    'utf-16': Buffer.from(`x${value}`, 'utf16le'),
    hex: Buffer.from(utf8.toString('hex').toUpperCase()),
    url: Buffer.from(encodeURIComponent(value)),
    form: Buffer.from(new URLSearchParams({ value }).toString()),
    json: Buffer.from('van der M\\u00fcller-Str\\u00f6bel'),
    gzip: Buffer.concat([Buffer.from('head'), gzipSync(value)]),
    zlib: Buffer.concat([Buffer.from('head'), deflateSync(value)]),
    ...Object.fromEntries(
      [0, 1, 2].flatMap((before) => {
        const packed = Buffer.concat([Buffer.from('x'.repeat(before)), utf8, Buffer.from('tail')]);
        return (['base64', 'base64url'] as const).map((as) => [`${as} ${before}`, Buffer.from(packed.toString(as))]);
      }),
    ),
  };
  for (const [form, bytes] of Object.entries(forms)) assert.ok(search(needles, haysOf(form, bytes)).length > 0, form);
  assert.deepEqual(search(needles, [hayOf('nothing', 'van der Meer')]), []);
});
