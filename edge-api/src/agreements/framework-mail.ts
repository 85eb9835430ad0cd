/** Mails of the steps of a framework agreement: to those of the other side who may sign it. Each event once, whoever drains it; never what it says. */
import { holds } from '#protocol';
import type { Env } from '../env.ts';
import { readPortalOrigin } from '../people/invitation-store.ts';
import { gridOf } from '../people/membership-store.ts';
import { readOrganisationNames } from './organisation-names.ts';
import type { Waiting } from './framework-row-store.ts';
import type { FoundFramework, FrameworkEvent } from './framework-store.ts';
import { mailOnceStatement } from './mail-once-store.ts';
import { frameworkText } from './mail-texts.ts';
import { readMailboxes } from './mailbox-store.ts';

const HOUR_MS = 3_600_000;
/** Our mail is nobody's means to flood a mailbox: steps of one framework agreement that are mailed within an hour, and people of a side. */
const MAX_AN_HOUR = 20;
const MAX_PEOPLE = 20;

/** Who may sign for the whole organisation; whoever is limited to some productions sees no framework agreement. */
async function signersOf(directory: D1Database, organisation: number): Promise<readonly string[]> {
  const members = await readMailboxes(directory, organisation);
  const signers = members.filter(({ preset, grid, type }) =>
    holds(gridOf(preset, grid, type), 'agreements', 'administer'),
  );
  return [...new Set(signers.map(({ email }) => email))].slice(0, MAX_PEOPLE);
}

export async function frameworkMails(
  env: Env,
  { tenant, provider, first, event }: Waiting,
  { id, events }: FoundFramework,
  now: number,
): Promise<D1PreparedStatement[]> {
  const recent = (one: FrameworkEvent): number =>
    events.filter(({ seq, at }) => seq < one.seq && at > one.at - HOUR_MS).length;
  const due = events.filter((one) => one.seq >= first && one.seq <= event && recent(one) < MAX_AN_HOUR);
  if (!due.length) return [];
  const names = await readOrganisationNames(env.DIRECTORY, [tenant, provider]);
  const origin = await readPortalOrigin(env.DIRECTORY);
  const link = origin === null ? null : `${origin}/frameworks`;
  const statements: D1PreparedStatement[] = [];
  for (const { seq, step, side } of due) {
    const [own, other] = side === 'venue' ? [tenant, provider] : [provider, tenant];
    const text = frameworkText({ step, by: names.get(own)?.name ?? '', link });
    for (const [i, recipient] of (await signersOf(env.DIRECTORY, other)).entries())
      statements.push(
        mailOnceStatement(env.DIRECTORY, { id: `XD-MAI-${id.slice(7)}-${seq}-${i}`, recipient, ...text }, now),
      );
  }
  return statements;
}
