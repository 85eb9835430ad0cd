/** `portal create`, `person erase`, and `member invite`, `invitations`, `list`, `change`, `remove`: where people sign in, and who they are. */
import type { Command } from 'commander';
import { PATHS, PRESETS } from '#protocol';
import type { Tools } from './tools.ts';

const at = (path: string, id: string): string => `${path}/${encodeURIComponent(id)}`;
function queryOf(values: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value);
  return `?${query}`;
}

function addPortal(program: Command, { call, print, tell }: Tools): void {
  program
    .command('portal')
    .description('where people sign in')
    .command('create')
    .description('the platform’s own organisation with a client that may sign people in; prints its secret, this once')
    .requiredOption('--name <name>', 'of the organisation that runs the platform')
    .requiredOption(
      '--origin <origin>',
      'of the portal’s pages, such as https://portal.example; links in mails lead there',
    )
    .action(async ({ name, origin }: { name: string; origin: string }) => {
      const { id } = (await call('POST', PATHS.organisations, { type: 'platform', name, origins: [origin] })) as {
        id: string;
      };
      tell(`organisation ${id}: invite its first admin with member invite --organisation ${id} --preset admin`);
      const body = { organisation: id, name: `portal at ${origin}`.slice(0, 120), scopes: ['people:sign-in'] };
      const client = (await call('POST', PATHS.clients, body)) as { id: string; secret: string };
      print({ organisation: id, client: client.id, secret: client.secret, origin });
    });
}

function addInvitations(member: Command, { call, print }: Tools): void {
  member
    .command('invite <email>')
    .description('mails a link that works once, for 7 days')
    .requiredOption('--preset <preset>', PRESETS.join(', '))
    .option('--organisation <id>', 'by default your own; the operator names one')
    .option('--production <id...>', 'limits what is seen to these')
    .option('--locale <locale>', 'language of the mail, nl or en; by default both')
    .action(async (email: string, { production, ...body }: { production?: string[] }) =>
      print(
        await call('POST', PATHS.invitations, { email, ...body, ...(production ? { productions: production } : {}) }),
      ),
    );
  member
    .command('invitations')
    .description('who was invited, and who accepted')
    .option('--organisation <id>')
    .option('--cursor <cursor>')
    .action(async (options: Record<string, string>) => print(await call('GET', PATHS.invitations + queryOf(options))));
  member
    .command('resend <invitation>')
    .description('a new mail with a new link; the one before ends')
    .action(async (id: string) => print(await call('POST', `${at(PATHS.invitations, id)}/resend`)));
  member
    .command('withdraw <invitation>')
    .description('its link ends')
    .action(async (id: string) => print(await call('DELETE', at(PATHS.invitations, id))));
}

export function addPeopleCommands(program: Command, tools: Tools): void {
  const { call, print } = tools;
  addPortal(program, tools);
  program
    .command('person')
    .description('somebody, whatever they are a member of')
    .command('erase <user>')
    .description('forgets them: memberships end, name and addresses are gone, the id stays in the log')
    .action(async (id: string) => print(await call('DELETE', at(PATHS.people, id))));
  const member = program.command('member').description('people of an organisation and what they hold');
  addInvitations(member, tools);
  member
    .command('list')
    .option('--organisation <id>', 'by default your own; the operator names one')
    .option('--ended', 'those who were')
    .option('--cursor <cursor>')
    .action(async ({ ended, ...options }: Record<string, string> & { ended?: boolean }) =>
      print(await call('GET', PATHS.members + queryOf({ ...options, ...(ended ? { ended: 'yes' } : {}) }))),
    );
  member
    .command('change <membership>')
    .description('tokens given before end within 5 seconds')
    .requiredOption('--preset <preset>', PRESETS.join(', '))
    .option('--revision <number>', 'as you saw it; refused when somebody changed it since')
    .action(async (id: string, { preset, revision }: { preset: string; revision?: string }) =>
      print(
        await call('PATCH', at(PATHS.members, id), { preset }, revision ? { 'if-match': `"${revision}"` } : undefined),
      ),
    );
  member
    .command('remove <membership>')
    .description('its tokens end within 5 seconds; the last admin of an organisation stays')
    .action(async (id: string) => print(await call('DELETE', at(PATHS.members, id))));
}
