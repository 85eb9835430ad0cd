/** When support has looked as a member, the member is told, once: by whoever ends it, or by the minute job. */
import { asPlatform, auditStatements } from '../audit/audit-entry.ts';
import type { Env } from '../env.ts';
import { mailStatement } from '../mail/mail-store.ts';
import { lookedText } from './mail-texts.ts';
import { endSwitchStatement, listUntold, type SwitchFound } from './role-switch-store.ts';

const AT_ONCE = 50;

export function endedStatements(db: D1Database, seen: SwitchFound, now: number): D1PreparedStatement[] {
  const { member, organisation, supporter, reason, startedAt, endsAt, endedAt } = seen;
  const statements = [endSwitchStatement(db, seen, now)];
  if (member.email === null) return statements;
  const text = lookedText({
    locale: member.locale,
    organisation: organisation.name,
    timeZone: organisation.timeZone,
    supporter: supporter.name,
    reason,
    from: startedAt,
    to: endedAt ?? Math.min(endsAt, now),
  });
  return [...statements, mailStatement(db, { recipient: member.email, ...text }, now)];
}

/** Minute job. One that somebody ends at this moment is theirs to tell. Both logs have it, as when it was ended by hand. */
export async function tellLookedAt(env: Env, now: number): Promise<void> {
  const db = env.DIRECTORY;
  for (const seen of await listUntold(db, now, AT_ONCE)) {
    const { id: object, organisation, supporter, endedAt, endsAt } = seen;
    const until = new Date(endedAt ?? endsAt).toISOString();
    const entry = { action: 'support.end', object, organisation: organisation.key, also: [supporter.organisation] };
    const ended = auditStatements(asPlatform(env, now), [{ ...entry, after: { until } }]);
    await db.batch([...endedStatements(db, seen, now), ...ended]).catch((error: unknown) => {
      if (!(error as Error).message.includes('moved on')) throw error;
    });
  }
}
