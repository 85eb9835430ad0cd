// init: a configuration with explanations, and the secret of buyer keys; neither is ever overwritten.
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { configTemplate } from '../config-template.ts';
import { ConfigError, loadConfig } from '../config.ts';
import { makeSecretFile } from '../privacy/secret-file.ts';

export function init(path: string, env: Readonly<Record<string, string | undefined>>): string[] {
  const isNew = !existsSync(path);
  if (isNew) writeFileSync(path, configTemplate, { mode: 0o600 });
  // A configuration that was there may have got its audience section since.
  const secretFile = isNew
    ? resolve(dirname(resolve(path)), 'audience-secret')
    : loadConfig(path, env).audience?.secretFile;
  const made = secretFile !== undefined && makeSecretFile(secretFile);
  if (!isNew && !made) throw new ConfigError('the configuration file exists already: remove it first');
  return [
    ...(isNew ? ['configuration written: fill in api, clientId and files, then run check'] : []),
    ...(made ? ['secret of buyer keys made: keep a copy of it where only the venue comes'] : []),
  ];
}
