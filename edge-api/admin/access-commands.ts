/** `grant`, `reseller`, `proposal`: who may do what for whom, and what one asks of another. */
import type { Command } from 'commander';
import { CLIENT_SCOPES, PATHS, PROPOSAL_STATES } from '#protocol';
import { addClientCommands } from './client-commands.ts';
import type { Tools } from './tools.ts';

const at = (path: string, id: string): string => `${path}/${encodeURIComponent(id)}`;
const given = (values: Record<string, string | undefined>): URLSearchParams => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value);
  return query;
};

function addGrants(program: Command, { call, print }: Tools): void {
  const grant = program.command('grant').description('a venue lets a vendor or reseller act for it');
  grant
    .command('give')
    .requiredOption('--venue <id>')
    .requiredOption('--organisation <id>', 'the vendor or reseller')
    .requiredOption('--scope <scope...>', CLIENT_SCOPES.join(', '))
    .option('--from <instant>')
    .option('--to <instant>')
    .action(async ({ scope, ...body }: { scope: string[] }) =>
      print(await call('POST', PATHS.grants, { ...body, scopes: scope })),
    );
  grant.command('list').action(async () => print(await call('GET', PATHS.grants)));
  grant
    .command('end')
    .requiredOption('--venue <id>')
    .requiredOption('--organisation <id>')
    .action(async ({ venue, organisation }: { venue: string; organisation: string }) =>
      print(await call('DELETE', `${at(PATHS.grants, organisation)}?${given({ venue })}`)),
    );
}

function addResellers(program: Command, { call, print }: Tools): void {
  const reseller = program.command('reseller').description("where a reseller's sales are in a venue's own figures");
  reseller
    .command('set')
    .requiredOption('--venue <id>')
    .requiredOption('--reseller <id>')
    .requiredOption('--from <day>', 'YYYY-MM-DD, of the venue')
    .requiredOption('--within <where>', 'sold, blocked, or none')
    .action(async (body: object) => print(await call('POST', PATHS.resellerSettings, body)));
  reseller.command('list').action(async () => print(await call('GET', PATHS.resellerSettings)));
}

function addProposals(program: Command, { call, print }: Tools): void {
  const proposal = program
    .command('proposal')
    .description('changes that venues propose, and claims of house productions');
  proposal
    .command('list')
    .option('--state <state>', PROPOSAL_STATES.join(', '))
    .option('--cursor <cursor>')
    .action(async (options: Record<string, string>) =>
      print(await call('GET', `${PATHS.proposals}?${given(options)}`)),
    );
  for (const decision of ['accept', 'refuse', 'undo'])
    proposal
      .command(`${decision} <id>`)
      .option('--reason <text>')
      .action(async (id: string, { reason }: { reason?: string }) =>
        print(await call('POST', at(PATHS.proposals, id), { decision, ...(reason ? { reason } : {}) })),
      );
}

export function addAccessCommands(program: Command, tools: Tools): void {
  addClientCommands(program, tools);
  addGrants(program, tools);
  addResellers(program, tools);
  addProposals(program, tools);
}
