// The YAML file to a checked configuration. An unknown key is an error: a misspelt setting must never be a default.
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { PriceClass } from '#protocol';
import { AudienceSection, audienceConfig, audienceFault, type AudienceConfig } from './privacy/audience-config.ts';
import { scheduleFault } from './schedule.ts';
import { checkKey } from './delivery/client-assertion.ts';
import { Secret } from './secret.ts';
import { DELIMITERS } from './sources/file/delimiter.ts';
import { ENCODINGS } from './sources/file/encoding.ts';
import { TICKET_STATUSES } from './sources/file/ticket-status.ts';

const Text = v.pipe(v.string(), v.trim(), v.minLength(1));
const FileEntry = v.strictObject({
  /** Name of the stream in status and logs; folder and pattern when absent. */
  name: v.optional(v.pipe(Text, v.maxLength(60))),
  folder: Text,
  /** Shell-like pattern of the file name: `*` and `?`. */
  pattern: v.optional(Text, '*'),
  kind: v.optional(v.picklist(['tickets', 'sales', 'blocked', 'performances'])),
  /** `snapshot`: whole truth of the performances in it; `full`: of all performances; `delta`: movements. */
  mode: v.optional(v.picklist(['snapshot', 'full', 'delta']), 'snapshot'),
  /** Mode `full`: the largest share of all tickets that may vanish in one file without a person looking. */
  maxAbsentShare: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.1),
  /** The system never ends the last line, so a missing end does not mean a half-written file. */
  allowUnterminated: v.optional(v.boolean(), false),
  encoding: v.optional(v.picklist(ENCODINGS)),
  delimiter: v.optional(v.picklist(DELIMITERS)),
  decimals: v.optional(v.picklist(['comma', 'dot'])),
  dateOrder: v.optional(v.picklist(['dmy', 'mdy'])),
  statuses: v.optional(v.record(v.string(), v.picklist(TICKET_STATUSES))),
  sheet: v.optional(Text),
  columns: v.optional(v.record(v.string(), v.string())),
  priceClasses: v.optional(v.record(v.string(), PriceClass)),
  performanceIds: v.optional(v.picklist(['ref', 'dip']), 'ref'),
});
const ConfigFile = v.strictObject({
  api: v.pipe(Text, v.regex(/^https?:\/\/\S+$/, 'an address that begins with https://')),
  clientId: Text,
  clientSecret: v.optional(Text),
  clientSecretFile: v.optional(Text),
  /** Instead of a secret: a P-256 private key as PEM, and the name its public half is registered by. */
  clientKeyFile: v.optional(Text),
  clientKeyId: v.optional(Text),
  source: v.pipe(Text, v.regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, '1 to 40 of a-z 0-9 . _ -')),
  timeZone: v.optional(Text, 'Europe/Amsterdam'),
  state: Text,
  files: v.pipe(v.array(FileEntry), v.minLength(1)),
  pollSeconds: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(3600)), 15),
  /** A file without `<name>.ok` beside it must have been left alone for this long. */
  settleSeconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(3600)), 30),
  /** Cron expression in the venue's zone; instead of looking every `pollSeconds`. */
  schedule: v.optional(Text),
  batchItems: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), 200),
  /** `status` says late when the newest delivered figures are older. */
  maxLagHours: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(1000)), 26),
  /** While this much waits no further file is read. */
  maxSpoolMb: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(100_000)), 512),
  /** Who comes, without anyone in it. Nothing about buyers is read while this is absent. */
  audience: v.optional(AudienceSection),
});

export type FileConfig = Omit<v.InferOutput<typeof FileEntry>, 'name'> & { readonly stream: string };
export type Config = Omit<
  v.InferOutput<typeof ConfigFile>,
  'clientSecret' | 'clientSecretFile' | 'clientKeyFile' | 'clientKeyId' | 'files' | 'audience'
> & {
  /** The client's secret, or with `kid` its private key. */
  readonly secret: Secret;
  readonly kid?: string;
  readonly files: readonly FileConfig[];
  readonly audience?: AudienceConfig;
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
  const { clientSecret, clientSecretFile, clientKeyFile, clientKeyId, audience, ...rest } = checked.output;
  if ([clientSecret, clientSecretFile, clientKeyFile].filter((one) => one !== undefined).length !== 1)
    throw new ConfigError('clientSecret: give one of clientSecret, clientSecretFile and clientKeyFile');
  if ((clientKeyFile === undefined) !== (clientKeyId === undefined))
    throw new ConfigError('clientKeyId: give clientKeyFile and clientKeyId together');
  try {
    new Intl.DateTimeFormat('en', { timeZone: rest.timeZone });
  } catch {
    throw new ConfigError('timeZone: not a known time zone, write one such as Europe/Amsterdam');
  }
  const schedule = rest.schedule === undefined ? undefined : scheduleFault(rest.schedule, rest.timeZone);
  if (schedule) throw new ConfigError('schedule: not a cron expression, write one such as 15 * * * *');
  const fault = audience && audienceFault(audience);
  if (fault !== undefined) throw new ConfigError(fault);
  const secret = new Secret(
    clientKeyFile === undefined
      ? (clientSecret ?? readSecret(resolve(folder, clientSecretFile ?? '')))
      : readKey(resolve(folder, clientKeyFile)),
  );
  return {
    ...rest,
    api: rest.api.replace(/\/+$/, ''),
    secret,
    ...(clientKeyId === undefined ? {} : { kid: clientKeyId }),
    state: resolve(folder, rest.state),
    ...(audience ? { audience: audienceConfig(audience, folder) } : {}),
    files: rest.files.map(({ name, ...file }) => ({
      ...file,
      folder: resolve(folder, file.folder),
      stream: name ?? `${basename(resolve(folder, file.folder))}/${file.pattern}`,
    })),
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

/** Its message names no part of the key, nor does the fault that led to it. */
function readKey(path: string): string {
  let pem: string;
  try {
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
      throw new ConfigError('clientKeyFile: others on this machine can read it, run chmod 600 on it');
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError('clientKeyFile: cannot be read');
  }
  try {
    checkKey(pem);
  } catch {
    throw new ConfigError('clientKeyFile: not a P-256 private key as PEM, without a passphrase');
  }
  return pem;
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
