// The filter's own files: what changes while the program runs is taken, what is damaged is said and changes nothing.
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConfigError, parseConfig } from '../config.ts';
import { filterOf } from '../connector.ts';
import { addErasures } from './erased-file.ts';
import { addSecret, makeSecretFile, readSecretFile } from './secret-file.ts';

const BASE = 'api: https://x\nclientId: c\nclientSecret: s\nsource: k\nstate: ./s\nfiles: [{ folder: ./in }]\n';
const parsed = (audience: string, folder = '/') => parseConfig(`${BASE}audience:\n${audience}`, folder, {});

void test('an erasure and a new secret are taken while it runs; a damaged list is said and changes nothing', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'dip-filter-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const config = parsed('  columns: { customer: K }\n', folder);
  assert.throws(() => filterOf(config), /audience\.secretFile: cannot be read: run init/);
  const path = join(folder, 'audience-secret');
  assert.deepEqual([makeSecretFile(path), makeSecretFile(path)], [true, false]);
  const filter = filterOf(config);
  assert.ok(filter);
  const stamps = [filter.stamp];
  const next = () => {
    filter.refresh();
    stamps.push(filter.stamp);
  };
  next();
  addErasures(`${path}.erased`, [{ keyId: filter.keyId, buyer: 'b'.repeat(22) }], false);
  next();
  const keyId = addSecret(path);
  next();
  assert.equal(filter.keyId, keyId);
  assert.equal(readSecretFile(path).length, 2, 'the one before stays, to recognise who was erased');
  appendFileSync(`${path}.erased`, 'no line of ours\n');
  next();
  assert.match(filter.trouble ?? '', /list of erased buyers beside it is damaged/);
  assert.deepEqual(
    stamps.map((stamp) => stamps.indexOf(stamp)),
    [0, 0, 2, 3, 3],
  );
  writeFileSync(path, 'k-1 short\n', { mode: 0o600 });
  assert.throws(() => filterOf(config), /audience\.secretFile: is damaged/);
});

void test('the section is checked by name: gender is a decision of its own, and what is misspelt is no default', () => {
  const fault = (audience: string) => {
    try {
      parsed(audience);
      return '';
    } catch (error) {
      assert.ok(error instanceof ConfigError);
      return error.message;
    }
  };
  assert.match(fault('  columns: { customer: K, gender: G }\n'), /set audience\.gender: true as well/);
  assert.equal(fault('  columns: { customer: K, gender: G }\n  gender: true\n'), '');
  assert.match(fault('  columns: { postcode: P }\n'), /audience\.columns\.customer: is missing/);
  assert.match(fault('  columns: { customer: K, naam: N }\n'), /audience\.columns\.naam: unknown key/);
  assert.match(fault('  columns: { customer: K, order: K }\n'), /two of them name the same column/);
  assert.match(fault('  columns: { customer: K }\n  groupsFrom: 3\n'), /audience\.groupsFrom: unknown key/);
});
