// The YAML file to a checked configuration. An unknown key is an error: a misspelt setting must never be a default.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { PriceClass } from '#protocol';
import { Secret } from './secret.ts';

const Text = v.pipe(v.string(), v.trim(), v.minLength(1));
const FileEntry = v.strictObject({
  folder: Text,
  /** Shell-like pattern of the file name: `*` and `?`. */
  pattern: v.optional(Text, '*'),
  kind: v.optional(v.picklist(['tickets', 'sales', 'blocked', 'performances'])),
  mode: v.optional(v.literal('snapshot', 'only snapshot is supported: export the whole file each time'), 'snapshot'),
  columns: v.optional(v.record(v.string(), v.string())),
  priceClasses: v.optional(v.record(v.string(), PriceClass)),
  performanceIds: v.optional(v.picklist(['ref', 'dip']), 'ref'),
});
const ConfigFile = v.strictObject({
  api: v.pipe(Text, v.regex(/^https?:\/\/\S+$/, 'an address that begins with https://')),
  clientId: Text,
  clientSecret: v.optional(Text),
  clientSecretFile: v.optional(Text),
  source: v.pipe(Text, v.regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, '1 to 40 of a-z 0-9 . _ -')),
  timeZone: v.optional(Text, 'Europe/Amsterdam'),
  state: Text,
  files: v.pipe(v.array(FileEntry), v.minLength(1)),
  pollSeconds: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(3600)), 15),
  /** A file without `<name>.ok` beside it must have been left alone for this long. */
  settleSeconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(3600)), 30),
  batchItems: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), 200),
});

export type FileConfig = v.InferOutput<typeof FileEntry>;
export type Config = Omit<v.InferOutput<typeof ConfigFile>, 'clientSecret' | 'clientSecretFile'> & {
  readonly secret: Secret;
};

/** The message names the key and the remedy, never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export function parseConfig(text: string, folder: string, env: Readonly<Record<string, string | undefined>>): Config {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch {
    throw new ConfigError('the configuration is not valid YAML: check indentation and quotes');
  }
  const checked = v.safeParse(ConfigFile, expand(raw, env));
  if (!checked.success) {
    const lines = checked.issues.map((issue) => {
      const path = v.getDotPath(issue) ?? 'the file';
      if (issue.type === 'strict_object')
        return `${path}: ${issue.expected === 'never' ? 'unknown key, remove it or correct its spelling' : 'is missing'}`;
      return `${path}: ${issue.expected === null ? issue.message : `expected ${issue.expected}`}`;
    });
    throw new ConfigError(lines.join('\n'));
  }
  const { clientSecret, clientSecretFile, ...rest } = checked.output;
  if ((clientSecret === undefined) === (clientSecretFile === undefined))
    throw new ConfigError('clientSecret: give either clientSecret or clientSecretFile');
  try {
    new Intl.DateTimeFormat('en', { timeZone: rest.timeZone });
  } catch {
    throw new ConfigError('timeZone: not a known time zone, write one such as Europe/Amsterdam');
  }
  const secret = new Secret(clientSecret ?? readSecret(resolve(folder, clientSecretFile ?? '')));
  return {
    ...rest,
    api: rest.api.replace(/\/+$/, ''),
    secret,
    state: resolve(folder, rest.state),
    files: rest.files.map((file) => ({ ...file, folder: resolve(folder, file.folder) })),
  };
}

export function loadConfig(path: string, env: Readonly<Record<string, string | undefined>>): Config {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError('the configuration file cannot be read: give its path with --config or make one with init');
  }
  return parseConfig(text, dirname(resolve(path)), env);
}

function readSecret(path: string): string {
  try {
    const text = readFileSync(path, 'utf8').trim();
    if (text !== '') return text;
  } catch {
    // The same remedy holds for an absent and an empty file.
  }
  throw new ConfigError('clientSecretFile: cannot be read or is empty, write the secret in it');
}

function expand(value: unknown, env: Readonly<Record<string, string | undefined>>): unknown {
  if (typeof value === 'string')
    return value.replace(/\$\{(\w+)\}/g, (_, name: string) => {
      const found = env[name];
      if (found === undefined) throw new ConfigError(`\${${name}}: set this environment variable`);
      return found;
    });
  if (Array.isArray(value)) return value.map((item) => expand(item, env));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expand(item, env)]));
  return value;
}
