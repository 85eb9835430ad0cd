/** `client`, `quota`: machines of an organisation, their secrets and keys, and how much they may ask. */
import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { CLIENT_SCOPES, MAX_OVERLAP_HOURS, PATHS } from '#protocol';
import type { Tools } from './tools.ts';

const at = (...parts: string[]): string => [PATHS.clients, ...parts.map(encodeURIComponent)].join('/');
const given = (values: Record<string, string | undefined>): URLSearchParams => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value);
  return query;
};
const whole = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number');
  return Number(text);
};

/** A public key as PEM or JWK. A private one is refused here, before it leaves this machine. */
async function readPublicKey(file: string, { refuse }: Tools): Promise<Record<string, unknown>> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw refuse(`the key file cannot be read: ${file}`);
  });
  const secret = () => refuse('this is the private key: keep it where it is, and give the public one');
  if (text.includes('PRIVATE KEY')) throw secret();
  if (!text.trimStart().startsWith('{')) {
    try {
      return { ...createPublicKey(text).export({ format: 'jwk' }) };
    } catch {
      throw refuse(`${file} is neither a public key as PEM nor a JWK`);
    }
  }
  const jwk = JSON.parse(text) as Record<string, unknown>;
  if ('d' in jwk) throw secret();
  return jwk;
}

function addKeys(client: Command, tools: Tools): void {
  const { call, print } = tools;
  const key = client.command('key').description('public ES256 keys, for private_key_jwt');
  key
    .command('add <client>')
    .description('the public key alone, as PEM or JWK; openssl ecparam -name prime256v1 -genkey makes a pair')
    .requiredOption('--file <path>')
    .option('--kid <kid>', 'its name; by default its thumbprint')
    .action(async (id: string, { file, kid }: { file: string; kid?: string }) => {
      const jwk = await readPublicKey(file, tools);
      print(await call('POST', at(id, 'keys'), { jwk: kid ? { ...jwk, kid } : jwk }));
    });
  key
    .command('end <client> <kid>')
    .description('its tokens end within 5 seconds; those of other keys stay')
    .action(async (id: string, kid: string) => print(await call('DELETE', at(id, 'keys', kid))));
}

function addSecrets(client: Command, { call, print }: Tools): void {
  client
    .command('rotate <client>')
    .description('a new secret, printed this once; the old ones end after the overlap')
    .option('--overlap-hours <hours>', `0 = at once, at most ${MAX_OVERLAP_HOURS}`, whole, 24)
    .action(async (id: string, { overlapHours }: { overlapHours: number }) =>
      print(await call('POST', at(id, 'secrets'), { overlapHours })),
    );
  const secret = client.command('secret').description('its secrets, by their ids');
  secret
    .command('add <client>')
    .description('a secret beside the others, printed this once')
    .action(async (id: string) => print(await call('POST', at(id, 'secrets'), {})));
  secret
    .command('end <client> <secret>')
    .description('its tokens end within 5 seconds; those of other secrets stay')
    .action(async (id: string, one: string) => print(await call('DELETE', at(id, 'secrets', one))));
}

function addQuotas(program: Command, { call, print }: Tools): void {
  const one = (organisation: string) => `${PATHS.quotas}/${encodeURIComponent(organisation)}`;
  const quota = program.command('quota').description('requests an organisation may make on a day (UTC)');
  quota
    .command('show <organisation>')
    .action(async (organisation: string) => print(await call('GET', one(organisation))));
  quota
    .command('set <organisation> [requests]')
    .description('without a number: the ordinary quota')
    .action(async (organisation: string, requests?: string) =>
      print(await call('PUT', one(organisation), { requests: requests === undefined ? null : whole(requests) })),
    );
}

export function addClientCommands(program: Command, tools: Tools): void {
  const { call, print } = tools;
  const client = program.command('client').description('machines of an organisation');
  client
    .command('create')
    .description('prints its secret, this once')
    .requiredOption('--organisation <id>')
    .requiredOption('--name <name>')
    .requiredOption('--scope <scope...>', CLIENT_SCOPES.join(', '))
    .action(async ({ scope, ...body }: { organisation: string; name: string; scope: string[] }) =>
      print(await call('POST', PATHS.clients, { ...body, scopes: scope })),
    );
  client
    .command('list')
    .option('--organisation <id>')
    .option('--cursor <cursor>')
    .action(async (options: Record<string, string>) => print(await call('GET', `${PATHS.clients}?${given(options)}`)));
  client
    .command('change <client>')
    .description('other scopes end its tokens within 5 seconds')
    .option('--name <name>')
    .option('--scope <scope...>', CLIENT_SCOPES.join(', '))
    .action(async (id: string, { name, scope }: { name?: string; scope?: string[] }) =>
      print(await call('PATCH', at(id), { ...(name ? { name } : {}), ...(scope ? { scopes: scope } : {}) })),
    );
  client
    .command('disable <client>')
    .description('its tokens end within 5 seconds; other clients keep theirs')
    .action(async (id: string) => print(await call('DELETE', at(id))));
  addSecrets(client, tools);
  addKeys(client, tools);
  addQuotas(program, tools);
}
