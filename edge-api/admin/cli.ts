#!/usr/bin/env node
/** The operator's tool, on the same routes as everybody: prints a table, or JSON with `--json`. */
import { Command, Option } from 'commander';
import { addAccessCommands } from './access-commands.ts';
import { addAudienceCommands } from './audience-commands.ts';
import { addAuditCommands } from './audit-commands.ts';
import { addCatalogueCommands } from './catalogue-commands.ts';
import { addMailCommands } from './mail-commands.ts';
import { addPeopleCommands } from './people-commands.ts';
import { addSandboxCommands } from './sandbox-commands.ts';
import { addShardCommands } from './shard-commands.ts';
import { createTools, Refusal } from './tools.ts';

const program = new Command('dip-admin')
  .description('create, find, change, disable and merge what the platform knows')
  .addOption(new Option('--api <url>', 'address of the API').env('DIP_ADMIN_API').default('http://127.0.0.1:8787'))
  .option('--client <id>', 'client id', 'operator')
  .addOption(
    new Option('--secret-file <path>', 'file that holds the secret; else DIP_ADMIN_SECRET').env(
      'DIP_ADMIN_SECRET_FILE',
    ),
  )
  .option('--json', 'print JSON');
const tools = createTools(program);
addCatalogueCommands(program, tools);
addAccessCommands(program, tools);
addShardCommands(program, tools);
addAuditCommands(program, tools);
addMailCommands(program, tools);
addAudienceCommands(program, tools);
addPeopleCommands(program, tools);
addSandboxCommands(program, tools);

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = error instanceof Refusal ? 2 : 1;
}
