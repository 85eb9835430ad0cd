/** Mails of the steps in an outbox: to the contact of the other side, with a copy to the own contact. Each event once, whoever drains it. */
import type { Side } from '#protocol';
import type { Env } from '../env.ts';
import { readPortalOrigin } from '../people/invitation-store.ts';
import type { AgreementHome } from './agreement-home.ts';
import type { EventRow, OutboxRow, Stored } from './agreement-store.ts';
import { otherSide } from './life.ts';
import { agreementText } from './mail-texts.ts';
import { mailOnceStatement } from './mail-once-store.ts';

const HOUR_MS = 3_600_000;
/** Our mail is nobody's means to flood a mailbox: steps of one agreement that are mailed within an hour. */
const MAX_AN_HOUR = 20;
const MAILED: readonly EventRow['step'][] = ['propose', 'revise', 'reject', 'approve'];
/** The first of two people who approve is a matter of their own house. */
const isMailed = ({ step, state }: EventRow): boolean => MAILED.includes(step) && state !== 'half_approved';

export async function mailsOf(
  env: Env,
  home: AgreementHome,
  { row, events }: Stored,
  outbox: readonly OutboxRow[],
  now: number,
): Promise<D1PreparedStatement[]> {
  const waiting = new Set(outbox.filter(({ statement }) => statement === '').map(({ event }) => event));
  const due = events.filter((event) => {
    const recent = events.filter((one) => isMailed(one) && one.seq < event.seq && one.at > event.at - HOUR_MS);
    return waiting.has(event.seq) && isMailed(event) && recent.length < MAX_AN_HOUR;
  });
  if (!due.length || !(row.contacts.provider ?? row.contacts.venue)) return [];
  const origin = await readPortalOrigin(env.DIRECTORY);
  const link = origin === null ? null : `${origin}/agreements/${home.id}`;
  return due.flatMap(({ seq, step, side }) => {
    if (side === null) return [];
    const to = (at: Side, own: boolean) => {
      const recipient = row.contacts[at];
      if (!recipient || (own && recipient === row.contacts[otherSide(at)])) return [];
      const by = side === 'venue' ? home.venueName : home.providerName;
      const text = agreementText({ step, by, own, production: home.title, venue: home.venueName, link });
      const id = `XD-MAI-${home.id.slice(7)}-${seq}-${at}`;
      return text ? [mailOnceStatement(env.DIRECTORY, { id, recipient, ...text }, now)] : [];
    };
    return [...to(otherSide(side), false), ...to(side, true)];
  });
}
