/** `tenant list`, `tenant move`, `tenant cancel`, `shard list`, `shard restored`: a call does a part, so these call until it is done. */
import type { Command } from 'commander';
import type { Tools } from './tools.ts';
import type { MoveProgress, RestoreProgress, TenantItem } from '#protocol';

const PAUSE_MS = 300;
const STUCK_CALLS = 100;
const id = (text: string): string => encodeURIComponent(text);

/** Calls until it is done; a failure the API tries again by itself is told, and given up on when it stays. */
async function untilDone<T extends MoveProgress | RestoreProgress>(
  tools: Tools,
  go: (before: T | undefined) => Promise<T>,
  line: (progress: T) => string,
): Promise<T> {
  let told = '';
  let before: T | undefined;
  for (let same = 0; ;) {
    const progress: T = await go(before);
    before = progress;
    const now = line(progress);
    if (now !== told) tools.tell(now);
    same = now === told ? same + 1 : 0;
    told = now;
    if (progress.done) return progress;
    if (progress.failure)
      throw tools.refuse(`it cannot go on: ${progress.failure}; mend it and give the command again`);
    if (same > STUCK_CALLS) throw tools.refuse('it does not get on; the minute job goes on trying, look again later');
    if (same > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

export function addShardCommands(program: Command, tools: Tools): void {
  const tenant = program.command('tenant').description('where organisations live, and moving them');
  tenant
    .command('list')
    .description('each organisation with its shard')
    .option('--shard <shard>', 'only of this one')
    .action(async ({ shard }: { shard?: string }) => {
      const items: TenantItem[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const query = new URLSearchParams({ ...(shard ? { shard } : {}), ...(cursor ? { cursor } : {}) });
        const page = (await tools.call('GET', `/v1/tenants?${query}`)) as { items: TenantItem[]; next: string | null };
        items.push(...page.items);
        cursor = page.next;
      }
      tools.print({ items });
    });
  tenant
    .command('move <organisation> <shard>')
    .description('moves all its figures; pushes wait meanwhile, readers go on. Give it again when it was cut off')
    .action(async (organisation: string, shard: string) => {
      const path = `/v1/tenants/${id(organisation)}/move`;
      tools.print(
        await untilDone<MoveProgress>(
          tools,
          async () => (await tools.call('POST', path, { shard })) as MoveProgress,
          ({ from, to, step, rows }) => `${from} to ${to}: ${step}, ${rows} rows`,
        ),
      );
    });
  tenant
    .command('cancel <organisation>')
    .description('gives a move up, as long as the map has not turned')
    .action(async (organisation: string) => {
      await tools.call('DELETE', `/v1/tenants/${id(organisation)}/move`);
      tools.tell('given up; it stays where it was');
    });
  const shards = program.command('shard').description('the databases that hold figures');
  shards
    .command('list')
    .description('each with its epoch, its tenants and what waits to be passed on')
    .action(async () => tools.print(await tools.call('GET', '/v1/shards')));
  shards
    .command('restored <shard>')
    .description('after it went back to an earlier moment: raises its epoch and makes anew what readers see')
    .action(async (shard: string) =>
      tools.print(
        await untilDone<RestoreProgress>(
          tools,
          async (before) =>
            (await tools.call(
              'POST',
              `/v1/shards/${id(shard)}/restored`,
              before ? { epoch: before.epoch } : {},
            )) as RestoreProgress,
          ({ epoch, step, announced }) => `${shard} epoch ${epoch}: ${step}, ${announced} performances announced`,
        ),
      ),
    );
}
