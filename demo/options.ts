import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';

export interface Options {
  /** Without a season: an API with nothing in it. */
  readonly empty: boolean;
  /** Of the API; the host page, the widgets' files, the portal, its sign-in and its mail take the five after it. 0 = free ports, the same ones at every start. */
  readonly port: number;
  readonly stateDir: string;
  readonly reset: boolean;
  /** How many of the season's 12 venues take part. */
  readonly venues: number;
  /** Who came is told and published too, when the pages can be opened already. */
  readonly audience: boolean;
  /** People sign in and their mail is shown; what was laid without it gets it at a later start. */
  readonly portal: boolean;
  /** Address of a receiver to try webhooks with: what is told to any other machine arrives there. */
  readonly webhooksTo?: string;
}

/** Ends the process after `--help` or an option that does not fit. */
export function readOptions(args: readonly string[]): Options {
  const program = new Command('npm start --')
    .description('the service on a local database, an invented season in it, and pages with the elements on them')
    .option('--empty', 'without a season', false)
    .option(
      '--port <number>',
      'of the API, the pages and the portal take the five after it; 0 = free ports',
      within(0, 65_530),
      8_787,
    )
    .option('--state <folder>', 'where everything is kept', '.state')
    .option('--reset', 'throw away what an earlier start left in that folder', false)
    .option('--venues <number>', 'how many of the 12 venues take part', within(3, 12), 12)
    .option('--no-audience', 'leave out who came, which is published while the pages can be opened already')
    .option('--no-portal', 'leave out the portal and its people; a later start without this brings them')
    .option('--webhooks-to <address>', 'try webhooks: what goes to addresses elsewhere arrives here instead', origin)
    .parse([...args], { from: 'user' });
  const { empty, port, state, reset, venues, audience, portal, webhooksTo } = program.opts<
    Omit<Options, 'stateDir'> & { state: string }
  >();
  const to = webhooksTo === undefined ? {} : { webhooksTo };
  return { empty, port, stateDir: resolve(state), reset, venues, audience, portal, ...to };
}

function origin(text: string): string {
  if (URL.canParse(text) && /^http:\/\/127\.0\.0\.1:\d+\/?$/.test(text)) return text;
  throw new InvalidArgumentError('Give an address on this machine, such as http://127.0.0.1:9000.');
}

const within =
  (low: number, high: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= low && value <= high) return value;
    throw new InvalidArgumentError(`Give a whole number from ${low} to ${high}.`);
  };
