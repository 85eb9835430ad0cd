import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { ConfigError, parseConfig } from './config.ts';

const BASE = 'api: https://dip.example\nclientId: c\nsource: kassa\nstate: ./s\nfiles:\n  - folder: ./in\n';

void test('an unknown key is an error that names it', () => {
  assert.throws(() => parseConfig(`${BASE}clientSecret: x\npolSeconds: 3\n`, '/', {}), {
    name: 'ConfigError',
    message: /polSeconds.*unknown key/,
  });
  assert.throws(
    () => parseConfig(`${BASE}clientSecret: x\n`.replace('clientId: c\n', ''), '/', {}),
    /clientId.*missing/,
  );
});

void test('a secret comes from the environment and is never printed', () => {
  const config = parseConfig(`${BASE}clientSecret: \${KEY}\n`, '/', { KEY: 'hidden-value' });
  assert.equal(config.secret.reveal(), 'hidden-value');
  assert.ok(!`${inspect(config)}${JSON.stringify(config)}${config.secret}`.includes('hidden-value'));
  assert.throws(() => parseConfig(`${BASE}clientSecret: \${KEY}\n`, '/', {}), ConfigError);
});
