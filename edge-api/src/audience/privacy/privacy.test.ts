// The pages for privacy officers say what the contract says; whoever adds a field or a table has to tell them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { AGE_BANDS, AUDIENCE_K, AUDIENCE_TABLES, AudienceFact, AudienceSettings } from '#protocol';
import * as v from 'valibot';
import { MIN_VENUES } from '../reference.ts';
import { DEFAULTS } from '../setting-store.ts';

const page = (name: string) => readFile(join(import.meta.dirname, name), 'utf8');
const part = (text: string, from: string) => text.split(`## ${from}`)[1]?.split('\n## ')[0] ?? '';

test('the register has each field that can leave a house, and no other', async () => {
  const fields = [
    ...part(await page('verwerkingsregister.md'), 'Gegevens die het theater verlaten').matchAll(/^\| `(\w+)`/gm),
  ].map(([, name]) => name);
  assert.deepEqual(fields, Object.keys(AudienceFact.entries));
});

test('bands, tables, the smallest group and the seasons are those of the code', async () => {
  const [register, dpia, agreement] = await Promise.all(
    ['verwerkingsregister.md', 'dpia.md', 'verwerkersovereenkomst.md'].map(page),
  );
  assert.ok(register && dpia && agreement);
  for (const band of AGE_BANDS) assert.ok(register.includes(band.replace('-', '–').replace('+', ' en ouder')), band);
  const tables = [...part(dpia, '1. Wat er gebeurt').matchAll(/\(`(\w+)`\)/g)].map(([, name]) => name);
  assert.deepEqual(new Set(tables), new Set(Object.keys(AUDIENCE_TABLES)));
  assert.match(dpia, new RegExp(`minder dan ${AUDIENCE_K} verschillende kopers`));
  assert.match(dpia, new RegExp(`minstens ${MIN_VENUES} huizen`));
  for (const text of [register, dpia, agreement])
    assert.match(text, new RegExp(`lopende seizoen en (?:de )?${DEFAULTS.keepSeasons} seizoenen daarvoor`));
  const kept = (keepSeasons: number) => v.is(AudienceSettings, { ...DEFAULTS, keepSeasons });
  assert.deepEqual([kept(0), kept(1), kept(10), kept(11)], [false, true, true, false]);
});
