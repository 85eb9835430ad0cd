// audience --dry-run: exactly what would leave, for the privacy officer. Nothing is written and nothing is sent.
import { basename } from 'node:path';
import type { AudienceCoverage, AudienceFact } from '#protocol';
import { ConfigError, type Config } from '../config.ts';
import { openSpool, sourceOf } from '../connector.ts';
import type { Ports } from '../ports/ports.ts';
import { addCoverage } from '../spool/audience-said.ts';
import { isAudience, type TimedAudience } from '../spool/item-key.ts';
import { itemsOf } from '../spool/outbox.ts';

export interface DryRun {
  readonly file: string;
  /** As they would stand in the body of a call. */
  readonly items: readonly TimedAudience[];
}

/** Through the same spool as a run, kept in memory. */
export async function dryRun(config: Config, ports: Ports, signal: AbortSignal): Promise<DryRun[]> {
  if (!config.audience) throw new ConfigError('audience: is not switched on in this configuration');
  const source = sourceOf(config, ports, 0);
  const db = { ...ports.db, open: () => ports.db.open(':memory:'), makeFolder: () => undefined, exists: () => false };
  const spool = openSpool(config, { ...ports, db }, source);
  const found: DryRun[] = [];
  try {
    for (const file of (await source.ready()).files) {
      const content = await file.read({ isNew: () => true, signal });
      if (content === null) continue;
      spool.accept(file, content);
      const items: TimedAudience[] = [];
      for (let batch = spool.head(); batch; batch = spool.head()) {
        const all = itemsOf(batch.body);
        items.push(...all.filter(isAudience));
        const verdicts = all.map(() => ({ kind: 'delivered' as const }));
        spool.settle(batch, verdicts, '');
      }
      found.push({ file: basename(file.path), items });
    }
    return found;
  } finally {
    spool.close();
  }
}

export function dryRunLines(runs: readonly DryRun[]): string[] {
  return runs.flatMap(({ file, items }) => {
    const sets = items.filter(({ part }) => part === 0);
    const first = sets[0];
    if (!first) return [`${file}: nothing about who comes`];
    const facts = items.flatMap((item) => item.facts);
    const coverage = sets.map((set) => set.coverage).reduce(addCoverage);
    return [
      `${file}: ${sets.length} performances, ${facts.length} orders would leave, keys by ${first.keyId}`,
      ...coverageLines(coverage).map((line) => `  ${line}`),
      '  of each order leaves, and nothing else:',
      ...fieldLines(facts),
      ...(facts[0] ? [`  such as ${JSON.stringify(facts[0])}`] : []),
    ];
  });
}

const MEANING: Readonly<Record<keyof AudienceFact, string>> = {
  order: 'a key that only the secret can make',
  buyer: 'a key that only the secret can make',
  booked: 'day and hour of the order',
  tickets: 'number of tickets',
  amount: 'what was paid, in cents',
  channel: 'web, desk, phone, reseller or other',
  classes: 'normal, discount, free or other',
  pc4: 'four digits of the postcode',
  abroad: 'a postcode of another country, without it',
  age: 'one of eight bands of age',
  gender: 'f, m or x',
  segment: 'a code of your own table',
  first: 'your system calls it a first order',
};

function fieldLines(facts: readonly AudienceFact[]): string[] {
  return (Object.keys(MEANING) as (keyof AudienceFact)[]).flatMap((field) => {
    const given = facts.map((fact) => fact[field]).filter((value) => value !== undefined && value !== null);
    if (given.length === 0) return [];
    const kinds = new Set(given.map((value) => JSON.stringify(value))).size;
    return [`    ${field.padEnd(8)} ${MEANING[field]} (${given.length} orders, ${kinds} different)`];
  });
}

const FAULT_WORDS: Readonly<Record<keyof NonNullable<AudienceCoverage['faults']>, string>> = {
  bad_postcode: 'a postcode that is none',
  bad_birth_year: 'a birth date that cannot be',
  bad_moment: 'no hour of the order',
  too_many_tickets: 'a number that bought more than a person does',
  shared_address: 'a group, a school or one number for many',
  no_consent: 'no consent',
  opted_out: 'an objection',
  erased: 'erased',
  clock_skew: 'ordered after the export was made',
};

/** In tickets; shares are whole percents, rounded down, so that 100% means all. */
export function coverageLines({ tickets, withBuyer, withPostcode, withAge, faults }: AudienceCoverage): string[] {
  const share = (n: number) => (tickets === 0 ? '-' : `${Math.floor((n / tickets) * 100)}%`);
  return [
    `of ${tickets} tickets a buyer is known of ${share(withBuyer)}, an origin of ${share(withPostcode)}, an age of ${share(withAge)}`,
    ...Object.entries(faults ?? {}).map(
      ([fault, n]) => `${n} tickets with ${FAULT_WORDS[fault as keyof typeof FAULT_WORDS]} (${fault})`,
    ),
  ];
}
