import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { ConfigError, parseConfig } from './config.ts';
import { temporaryFolder } from './test/temporary-folder.ts';

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

void test('a private key is P-256, readable by its owner alone, named by its kid, and never printed', () => {
  const folder = temporaryFolder('key');
  try {
    const pemOf = (namedCurve: string) =>
      generateKeyPairSync('ec', { namedCurve }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const pem = pemOf('prime256v1');
    const write = (name: string, text: string, mode: number) => {
      writeFileSync(join(folder, name), text, { mode });
      return `clientKeyFile: ./${name}\n`;
    };
    const config = (more: string) => parseConfig(`${BASE}${more}`, folder, {});
    const good = config(`${write('good.pem', pem, 0o600)}clientKeyId: kassa-1\n`);
    assert.deepEqual([good.kid, good.secret.reveal()], ['kassa-1', pem]);
    assert.ok(!`${inspect(good)}${JSON.stringify(good)}`.includes(pem.slice(30, 60)));
    if (process.platform !== 'win32')
      assert.throws(() => config(`${write('open.pem', pem, 0o644)}clientKeyId: k\n`), /chmod 600/);
    assert.throws(() => config(`${write('p384.pem', pemOf('secp384r1'), 0o600)}clientKeyId: k\n`), /P-256/);
    assert.throws(() => config(`${write('text.pem', 'nothing', 0o600)}clientKeyId: k\n`), /P-256/);
    assert.throws(() => config('clientKeyFile: ./absent.pem\nclientKeyId: k\n'), /cannot be read/);
    assert.throws(() => config('clientKeyFile: ./good.pem\n'), /clientKeyId/);
    assert.throws(() => config('clientKeyFile: ./good.pem\nclientKeyId: k\nclientSecret: x\n'), /give one of/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
