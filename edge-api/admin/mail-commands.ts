/** `mail list`: what waits to leave and what did not. */
import type { Command } from 'commander';
import { PATHS, type MailState } from '#protocol';
import type { Tools } from './tools.ts';

export function addMailCommands(program: Command, { call, print, tell }: Tools): void {
  program
    .command('mail')
    .description('invitations and notices on their way out')
    .command('list')
    .description('counts, and the faults of what did not leave; never to whom or what')
    .action(async () => {
      const state = (await call('GET', PATHS.mail)) as MailState;
      const { service, waiting, waitingSince, sent, givenUp } = state;
      if (service === null)
        tell('nothing is configured, so mails wait: set MAIL_URL (and MAIL_TOKEN) or SMTP_URL, and MAIL_FROM');
      tell(`${waiting} waiting${waitingSince ? ` since ${waitingSince}` : ''}, ${sent} sent, ${givenUp} given up`);
      print(state);
    });
}
