// erase: a customer's number, from a file or standard input and never from the command line, is left out everywhere. rekey: a new secret.
import { readFileSync } from 'node:fs';
import { ConfigError } from '../config.ts';
import type { Connector } from '../connector.ts';
import { EXIT } from '../exit-codes.ts';
import { noteErased, takeOut, tellErased } from '../privacy/erase.ts';
import { addSecret } from '../privacy/secret-file.ts';
import { run, type RunOptions } from './run.ts';

const OFF = 'audience: is not switched on in this configuration';

/** `path` undefined: standard input. A number is never repeated, in no message. */
export function customersFrom(path: string | undefined): string[] {
  let text: string;
  try {
    text = readFileSync(path ?? 0, 'utf8');
  } catch {
    throw new ConfigError(
      '--customers: no file of that name; write customer numbers in a file, one a line, or give them on standard input',
    );
  }
  const numbers = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (numbers.length === 0) throw new ConfigError('--customers: no customer number was given');
  return numbers;
}

export async function erase(connector: Connector, customers: readonly string[], options: RunOptions): Promise<number> {
  const { filter, deliver, alone } = connector;
  if (!filter) throw new ConfigError(OFF);
  const n = noteErased(filter, customers);
  options.out(`left out from now on: ${n}`);
  if (!alone) {
    options.out('the connector that is running tells the API and sends their performances again');
    return EXIT.ok;
  }
  takeOut(filter, connector.spool);
  const told = await tellErased(filter, deliver.transport);
  connector.log.write('erased', { items: n, code: told?.kind ?? 'told' });
  if (told && told.kind !== 'told') {
    options.out('the API was not told yet: that goes by itself with the next run');
    return told.kind === 'auth' ? EXIT.auth : told.kind === 'no_route' ? EXIT.config : EXIT.temporary;
  }
  options.out('the API was told: their facts are deleted, and its tables follow at its next release');
  return run(connector, { ...options, once: true });
}

export async function rekey(connector: Connector, options: RunOptions): Promise<number> {
  const { filter } = connector;
  if (!filter) throw new ConfigError(OFF);
  const keyId = addSecret(filter.config.secretFile);
  options.out(`new secret ${keyId}: keep a copy of it; everything in the export folders is sent again with it`);
  if (connector.alone) return run(connector, { ...options, once: true });
  options.out('the connector that is running sends it');
  return EXIT.ok;
}
