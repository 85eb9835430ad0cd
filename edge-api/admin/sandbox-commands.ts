/** `sandbox create`, `list`, `remove`: the sector's test environment, made and thrown away by one command each. */
import type { Command } from 'commander';
import { isSandboxShard, PATHS, type Sandbox, type SandboxMade, type SandboxRemoval, type ShardItem } from '#protocol';
import { seedSandbox } from './sandbox/seed.ts';
import type { Tools } from './tools.ts';

const PAUSE_MS = 300;
const STUCK_CALLS = 100;
/** Readers are told within a minute, whatever happens. */
const SEEN_CALLS = 200;

const wholeNumber = (tools: Tools, name: string, text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw tools.refuse(`--${name} must be a whole number`);
  return Number(text);
};

function explain(tools: Tools, made: SandboxMade): void {
  const first = made.organisations[0];
  tools.tell(
    [
      '',
      `Sandbox ${made.id}${made.expiresAt === null ? '' : `, until ${made.expiresAt}`}. The secrets above are shown this once. Ask a token:`,
      `  curl -u '${first?.client.id}:SECRET' -d grant_type=client_credentials ${tools.api}/oauth/token`,
      `and read, as that organisation: curl -H 'authorization: Bearer TOKEN' ${tools.api}/v1/monitor`,
      'Every token and answer says livemode false. Throw it away:',
      `  npm run admin -- sandbox remove ${made.id}`,
    ].join('\n'),
  );
}

/** Until its organisations see the figures they told. */
async function seen(tools: Tools): Promise<void> {
  for (let calls = 0; calls < SEEN_CALLS; calls += 1) {
    const { items } = (await tools.call('GET', PATHS.shards)) as { items: ShardItem[] };
    if (items.every(({ shard, waiting }) => !isSandboxShard(shard) || waiting === 0)) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  tools.tell('its figures are told to its organisations within a minute');
}

async function create(
  tools: Tools,
  { name, days, seed = '1', empty }: { name?: string; days?: string; seed?: string; empty?: boolean },
): Promise<void> {
  const seedNumber = wholeNumber(tools, 'seed', seed);
  const made = (await tools.call('POST', PATHS.sandboxes, {
    ...(name === undefined ? {} : { name }),
    ...(days === undefined ? {} : { days: wholeNumber(tools, 'days', days) }),
  })) as SandboxMade;
  // Told before it is filled: were it cut off now, the secrets would be lost.
  if (!tools.json)
    tools.print({
      items: made.organisations.map(({ client, ...rest }) => ({ ...rest, client: client.id, secret: client.secret })),
    });
  let season: object | null = null;
  try {
    if (!empty) {
      season = await seedSandbox(tools, made, seedNumber, Date.now());
      await seen(tools);
    }
  } catch (error) {
    tools.tell(`it was made but not filled; throw it away with: sandbox remove ${made.id}`);
    throw error;
  } finally {
    if (tools.json) tools.print({ ...made, api: tools.api, season });
  }
  if (tools.json) return;
  if (season) tools.print(season);
  explain(tools, made);
}

async function remove(tools: Tools, id: string): Promise<void> {
  const path = `${PATHS.sandboxes}/${encodeURIComponent(id)}`;
  let told = '';
  for (let same = 0; ;) {
    const now = (await tools.call('DELETE', path)) as SandboxRemoval;
    if (now.done) return tools.print(now);
    if (now.failure) throw tools.refuse(`it cannot go on: ${now.failure}; mend it and give the command again`);
    const line = `${now.step}: ${now.rows} rows removed`;
    if (line !== told) tools.tell(line);
    same = line === told ? same + 1 : 0;
    told = line;
    if (same > STUCK_CALLS) throw tools.refuse('it does not get on; the minute job goes on trying, look again later');
    if (same > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

export function addSandboxCommands(program: Command, tools: Tools): void {
  const sandbox = program
    .command('sandbox')
    .description('test tenants with made-up sales, never mixed with real figures');
  sandbox
    .command('create')
    .description('five venues, three providers, a client each and a season of sales; prints the secrets, this once')
    .option('--name <name>')
    .option('--days <number>', 'thrown away by itself after so many days')
    .option('--seed <number>', 'another season', '1')
    .option('--empty', 'without a season')
    .action((options: { name?: string; days?: string; seed?: string; empty?: boolean }) => create(tools, options));
  sandbox
    .command('list')
    .description('those that are there')
    .action(async () => {
      const items: Sandbox[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const query = cursor ? `?${new URLSearchParams({ cursor })}` : '';
        const page = (await tools.call('GET', PATHS.sandboxes + query)) as { items: Sandbox[]; next: string | null };
        items.push(...page.items);
        cursor = page.next;
      }
      tools.print({ items });
    });
  sandbox
    .command('remove <id>')
    .description('throws it away with all that is in it; give it again when it was cut off')
    .action((id: string) => remove(tools, id));
}
