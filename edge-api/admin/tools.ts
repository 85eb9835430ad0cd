/** What every command of the operator's tool works with: calls with a token, a table or JSON, and refusals in words. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Problem } from '#protocol';

export type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<unknown>;

export interface Tools {
  /** As the operator. */
  readonly call: Call;
  /** As another client, with a token of its own. */
  callAs(client: string, secret: string): Call;
  /** Where the API is. */
  readonly api: string;
  readonly json: boolean;
  /** What is no JSON: a file, as its bytes. */
  file(path: string): Promise<Uint8Array>;
  print(said: unknown): void;
  /** A line about what is going on, apart from what is printed at the end. */
  tell(line: string): void;
  refuse(message: string): Error;
}

/** Something the person who typed can mend: one line (and one per field), no stack. */
export class Refusal extends Error {}

interface Options {
  api: string;
  client: string;
  secretFile?: string;
  json?: boolean;
}

/** A file holds the secret alone, or is the `secrets.json` of a local installation. */
async function readSecret(file: string | undefined): Promise<string> {
  const text = file
    ? await readFile(file, 'utf8').catch(() => {
        throw new Refusal(`the secret file cannot be read: ${file}`);
      })
    : process.env['DIP_ADMIN_SECRET'];
  const secret = text?.trimStart().startsWith('{') ? (JSON.parse(text) as { operator?: string }).operator : text;
  if (!secret?.trim())
    throw new Refusal('no secret: set DIP_ADMIN_SECRET or give --secret-file (locally .state/secrets.json)');
  return secret.trim();
}

const inWords = (status: number, { detail, errors = [], current, requestId }: Partial<Problem>): string =>
  [
    detail ?? `refused (${status})`,
    ...errors.map(({ pointer, detail: why }) => `  ${pointer}: ${why}`),
    ...(current === undefined ? [] : [`  it stands as ${JSON.stringify(current)}`]),
    ...(status >= 500 && requestId ? [`  request ${requestId}`] : []),
  ].join('\n');

async function askToken(api: string, client: string, secret: string): Promise<string> {
  const answer = await fetch(new URL('/oauth/token', api), {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  }).catch(() => {
    throw new Refusal(`nothing answers at ${api}: start it, or name another address with --api`);
  });
  if (!answer.ok) throw new Refusal('the API does not know this client and secret');
  return ((await answer.json()) as { access_token: string }).access_token;
}

export function createTools(program: Command): Tools {
  const options = () => program.opts<Options>();
  const calling = (ask: () => Promise<string>): Call => {
    let token: Promise<string> | undefined;
    return async (method, path, body, headers = {}) => {
      token ??= ask();
      const answer = await fetch(new URL(path, options().api), {
        method,
        headers: { authorization: `Bearer ${await token}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      const said: unknown = text ? JSON.parse(text) : {};
      if (answer.ok) return said;
      throw new Refusal(inWords(answer.status, said as Partial<Problem>));
    };
  };
  let own: Promise<string> | undefined;
  const ownToken = (): Promise<string> =>
    (own ??= readSecret(options().secretFile).then((secret) => askToken(options().api, options().client, secret)));
  return {
    call: calling(ownToken),
    callAs: (client, secret) => calling(() => askToken(options().api, client, secret)),
    get api() {
      return options().api;
    },
    get json() {
      return options().json === true;
    },
    file: async (path) => {
      const answer = await fetch(new URL(path, options().api), {
        headers: { authorization: `Bearer ${await ownToken()}` },
      });
      if (answer.ok) return answer.bytes();
      throw new Refusal(inWords(answer.status, (await answer.json()) as Partial<Problem>));
    },
    print: (said) => {
      if (options().json) return console.log(JSON.stringify(said, null, 2));
      const { items, next } = said as { items?: object[]; next?: string | null };
      if (items && !items.length) return console.log('nothing');
      console.table((items ?? [said as object]).map(flat));
      if (next) console.log(`more: --cursor ${next}`);
    },
    tell: (line) => console.error(line),
    refuse: (message) => new Refusal(message),
  };
}

/** Lists as words, so that a table has one line each. */
const flat = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value.join(', ')
        : typeof value === 'object' && value !== null
          ? JSON.stringify(value)
          : value,
    ]),
  );
