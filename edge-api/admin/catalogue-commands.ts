/** `organisation`, `hall`, `production`, `performance`: create, list, show, change, disable, merge; one table of fields each. */
import type { Command } from 'commander';
import { GENRES, HALL_KINDS, ORGANISATION_TYPES, PATHS, PERFORMANCE_STATUSES, PERFORMANCE_TYPES } from '#protocol';
import type { Tools } from './tools.ts';

interface Field {
  /** As the API spells it; the option is the same with hyphens. */
  readonly name: string;
  readonly takes?: 'text' | 'number' | 'list' | 'yes';
  readonly help?: string;
  /** Only when creating, or only needed then. */
  readonly create?: 'only' | 'required';
}
interface Noun {
  readonly word: string;
  readonly path: string;
  readonly fields: readonly Field[];
  readonly filters: readonly string[];
  readonly disable: boolean;
}

const PLACE: readonly Field[] = [{ name: 'city' }, { name: 'postcode' }, { name: 'province' }, { name: 'country' }];
const NOUNS: readonly Noun[] = [
  {
    word: 'organisation',
    path: PATHS.organisations,
    filters: ['type'],
    disable: true,
    fields: [
      { name: 'type', create: 'only', help: ORGANISATION_TYPES.join(', ') },
      { name: 'name', create: 'required' },
      { name: 'aliases', takes: 'list' },
      ...PLACE,
      { name: 'timeZone', help: 'such as Europe/Amsterdam' },
      { name: 'origins', takes: 'list', help: 'origins whose pages may hold our elements' },
    ],
  },
  {
    word: 'hall',
    path: PATHS.halls,
    filters: ['venue'],
    disable: true,
    fields: [
      { name: 'venue', create: 'only' },
      { name: 'name', create: 'required' },
      { name: 'aliases', takes: 'list' },
      { name: 'kind', help: HALL_KINDS.join(', ') },
      { name: 'postcode' },
      { name: 'defaultCapacity', takes: 'number' },
    ],
  },
  {
    word: 'production',
    path: PATHS.productions,
    filters: ['provider'],
    disable: true,
    fields: [
      { name: 'id', create: 'only', help: 'only to import an NL- id' },
      { name: 'title', create: 'required' },
      { name: 'provider' },
      { name: 'producer' },
      { name: 'agency' },
      { name: 'genre', help: GENRES.join(', ') },
      { name: 'revival', takes: 'yes' },
      { name: 'house', takes: 'yes', create: 'only' },
    ],
  },
  {
    word: 'performance',
    path: PATHS.performances,
    filters: ['from', 'to', 'venue', 'hall', 'production', 'provider', 'status'],
    disable: false,
    fields: [
      { name: 'production', create: 'only' },
      { name: 'number', create: 'only' },
      { name: 'venue', create: 'only' },
      { name: 'hall' },
      { name: 'startsAt', create: 'required', help: 'such as 2026-12-09T19:15:00+01:00' },
      { name: 'type', help: PERFORMANCE_TYPES.join(', ') },
      { name: 'status', help: PERFORMANCE_STATUSES.join(', ') },
      { name: 'movedTo', help: 'id of the performance it became' },
      { name: 'onSaleAt' },
      { name: 'capacity', takes: 'number' },
      { name: 'tags', takes: 'list' },
      { name: 'festival', takes: 'yes' },
    ],
  },
];

const hyphens = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const at = (path: string, id: string): string => `${path}/${encodeURIComponent(id)}`;

function withFields(command: Command, fields: readonly Field[], creating: boolean): Command {
  for (const { name, takes = 'text', help, create } of fields) {
    if (!creating && create === 'only') continue;
    const [flag, must] = [`--${hyphens(name)}`, creating && create === 'required'];
    const value = takes === 'list' ? ' <text...>' : takes === 'yes' ? ' <yes|no>' : ` <${takes}>`;
    if (must) command.requiredOption(flag + value, help);
    else command.option(flag + value, help);
  }
  return command;
}

function bodyOf(tools: Tools, fields: readonly Field[], options: Record<string, unknown>): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const { name, takes = 'text' } of fields) {
    const value = options[name];
    if (value === undefined) continue;
    if (takes === 'number') {
      if (!/^\d+$/.test(String(value))) throw tools.refuse(`--${hyphens(name)} must be a whole number`);
      body[name] = Number(value);
    } else if (takes === 'yes') {
      if (value !== 'yes' && value !== 'no') throw tools.refuse(`--${hyphens(name)} must be yes or no`);
      body[name] = value === 'yes';
    } else body[name] = value;
  }
  return body;
}

function addNoun(program: Command, tools: Tools, { word, path, fields, filters, disable }: Noun): void {
  const { call, print } = tools;
  const command = program.command(word).description(`create, list, show, change and merge ${word}s`);
  withFields(command.command('create').description(`make a new ${word}`), fields, true).action(
    async (options: Record<string, unknown>) => print(await call('POST', path, bodyOf(tools, fields, options))),
  );
  const list = (made: Command) => {
    made.description(`find ${word}s`).option('--search <text>').option('--cursor <cursor>');
    for (const name of filters) made.option(`--${name} <${name}>`);
    if (disable) made.option('--disabled', 'those that are disabled');
    made.action(async ({ search, disabled, ...options }: Record<string, string | boolean | undefined>) => {
      const query = new URLSearchParams();
      if (search) query.set('q', String(search));
      if (disabled) query.set('disabled', 'yes');
      for (const [name, value] of Object.entries(options)) if (value) query.set(name, String(value));
      print(await call('GET', `${path}?${query}`));
    });
  };
  list(command.command('list'));
  list(program.command(`${word}s`, { hidden: true }));
  command
    .command('show <id>')
    .description('one, as it stands')
    .action(async (id: string) => print(await call('GET', `${at(path, id)}?redirect=no`)));
  withFields(command.command('change <id>').description('only the fields that are given move'), fields, false)
    .option('--clear <field...>', 'fields to empty')
    .option('--revision <number>', 'refuse when it was changed since this revision')
    .action(async (id: string, { clear = [], revision, ...options }: Record<string, unknown>) => {
      const body = bodyOf(
        tools,
        fields.filter(({ create }) => create !== 'only'),
        options,
      );
      for (const name of clear as string[]) body[name] = null;
      if (!Object.keys(body).length) throw tools.refuse('nothing to change: give at least one field');
      const headers = revision === undefined ? {} : { 'if-match': `"${String(revision)}"` };
      print(await call('PATCH', at(path, id), body, headers));
    });
  if (disable) {
    command
      .command('disable <id>')
      .description('offered no more; stays where it was used')
      .action(async (id: string) => print(await call('DELETE', at(path, id))));
    command.command('enable <id>').action(async (id: string) => print(await call('POST', `${at(path, id)}/enable`)));
  } else
    command
      .command('cancel <id>')
      .description('called off; its figures stay')
      .action(async (id: string) => print(await call('PATCH', at(path, id), { status: 'cancelled' })));
  command
    .command('merge <id> <into>')
    .description('entered twice: the first leads to the second, its figures with it')
    .action(async (id: string, into: string) => print(await call('POST', `${at(path, id)}/merge`, { into })));
  command
    .command('unmerge <id>')
    .description('apart again')
    .action(async (id: string) => print(await call('DELETE', `${at(path, id)}/merge`)));
}

export function addCatalogueCommands(program: Command, tools: Tools): void {
  for (const noun of NOUNS) addNoun(program, tools, noun);
}
