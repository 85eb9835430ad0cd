/** Invitations: an admin invites by e-mail, sees who accepted, sends again, withdraws. The link is in the mail and nowhere else. */
import * as v from 'valibot';
import { Invitation, INVITATION_DAYS, InvitationBody, MAX_PAGE, PATHS } from '#protocol';
import { ApiError } from '../api-error.ts';
import { auditStatement } from '../audit/audit-entry.ts';
import { parseBody, readText } from '../body.ts';
import { idOf } from '../catalogue/change-items.ts';
import { readOrganisationByKey } from '../identity/identity-store.ts';
import { writeOnce } from '../identity/once.ts';
import { newId, newSecret, sha256 } from '../identity/secret.ts';
import { sendMailSoon } from '../mail/mail-job.ts';
import { mailStatement } from '../mail/mail-store.ts';
import { pageSchema } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { told } from './giving.ts';
import * as store from './invitation-store.ts';
import { despiteOthers } from './late-edit.ts';
import { invitationText } from './mail-texts.ts';
import type { Terms } from './membership-store.ts';
import { organisationAsked } from './organisation-asked.ts';
import { readPerson } from './person-store.ts';
import { checkedTerms, checkGiving } from './terms-check.ts';

const HOUR_MS = 3_600_000;
const LIVES_MS = INVITATION_DAYS * 24 * HOUR_MS;
/** Our mail is nobody's means to flood a mailbox. */
const MAX_AN_HOUR = 100;
const MAX_SENT = 10;
const RESEND_AFTER_MS = 60_000;

const tooMany = (detail: string, seconds: number) =>
  new ApiError('rate_limited', detail, { headers: { 'retry-after': String(seconds) } });

/** A new link with its mail, the link's token as its hash alone. */
async function newLink(
  c: Ctx,
  about: Terms & { readonly organisation: number; readonly email: string; readonly locale: string | null },
) {
  const { DIRECTORY: db } = c.env;
  const { now } = c.var;
  const [organisation, origin] = [
    await readOrganisationByKey(db, about.organisation),
    await store.readPortalOrigin(db),
  ];
  if (origin === null)
    throw new ApiError(
      'conflict',
      'there is no portal to accept at; the operator registers its origin with an organisation of type platform',
    );
  if ((await store.countSent(db, about.organisation, now - HOUR_MS)) >= MAX_AN_HOUR)
    throw tooMany(`an organisation sends at most ${MAX_AN_HOUR} invitations an hour`, HOUR_MS / 1000);
  const { user } = actorOf(c);
  const inviter = user === undefined ? null : ((await readPerson(db, user))?.name ?? null);
  const [token, expiresAt] = [newSecret(), now + LIVES_MS];
  const text = invitationText({
    ...about,
    inviter,
    organisation: organisation?.name ?? '',
    timeZone: organisation?.time_zone ?? 'Europe/Amsterdam',
    link: `${origin}/invitation#${token}`,
    expiresAt,
  });
  return {
    inviter,
    link: { tokenSha256: await sha256(token), expiresAt, now },
    mail: mailStatement(db, { recipient: about.email, ...text }, now),
  };
}

async function invite(c: Ctx): Promise<Response> {
  const db = c.env.DIRECTORY;
  const text = await readText(c);
  const body = parseBody(text, InvitationBody);
  const organisation = await organisationAsked(c, body.organisation);
  const terms = await checkedTerms(c, organisation, body);
  const { now } = c.var;
  const actor = actorOf(c);
  const invitedBy = actor.user ?? actor.clientId;
  const answer = await despiteOthers(() =>
    writeOnce(c, text, async () => {
      const open = await store.readOpen(db, organisation.key, body.email, terms.preset);
      if (open && store.stateOf(open, now) === 'waiting')
        throw new ApiError('conflict', 'an invitation in this role waits for this address already; send that again', {
          errors: [{ pointer: '/email', detail: `invitation ${open.id} waits` }],
        });
      const about = { ...terms, organisation: organisation.key, email: body.email, locale: body.locale ?? null };
      const { inviter, link, mail } = await newLink(c, about);
      const made = { ...about, ...link, id: newId('INV'), invitedBy };
      return {
        statements: [...(open ? [store.withdrawStatement(db, open, now)] : []), store.addStatement(db, made), mail],
        audit: [{ action: 'invitation.create', object: made.id, organisation: organisation.key, after: told(terms) }],
        status: 201,
        answer: store.toAnswer(
          {
            ...made,
            key: 0,
            organisation: {
              key: organisation.key,
              id: organisation.id,
              name: organisation.name,
              type: organisation.type,
            },
            livemode: organisation.livemode === 1,
            invitedBy: inviter ?? invitedBy,
            createdAt: now,
            sent: 1,
            sentAt: now,
            acceptedAt: null,
            acceptedBy: null,
            withdrawnAt: null,
            revision: 1,
          },
          now,
        ),
      };
    }),
  );
  sendMailSoon(c);
  return answer;
}

async function list(c: Ctx): Promise<Response> {
  const organisation = await organisationAsked(c, c.req.query('organisation'));
  const before = Number(/^\d{1,15}$/.exec(c.req.query('cursor') ?? '')?.[0] ?? Number.MAX_SAFE_INTEGER);
  const rows = await store.listInvitations(c.env.DIRECTORY, organisation.key, before, MAX_PAGE);
  return c.json({
    items: rows.map((row) => store.toAnswer(row, c.var.now)),
    next: rows.length === MAX_PAGE ? String(rows.at(-1)?.key) : null,
    livemode: organisation.livemode === 1,
  });
}

async function invitationAsked(c: Ctx): Promise<store.InvitationFound> {
  const seen = await store.readInvitation(c.env.DIRECTORY, actorOf(c).organisation, idOf(c));
  if (!seen) throw new ApiError('not_found', 'no such invitation');
  return seen;
}

async function resend(c: Ctx): Promise<Response> {
  const db = c.env.DIRECTORY;
  const { now } = c.var;
  return despiteOthers(async () => {
    const seen = await invitationAsked(c);
    const state = store.stateOf(seen, now);
    if (state === 'accepted' || state === 'withdrawn')
      throw new ApiError('conflict', `this invitation is ${state}; make a new one`);
    checkGiving(c, seen);
    if (seen.sent >= MAX_SENT)
      throw new ApiError('conflict', `sent ${MAX_SENT} times; withdraw it and look for another way`);
    const wait = seen.sentAt + RESEND_AFTER_MS - now;
    if (wait > 0) throw tooMany('sent a moment ago; give the mail a minute', Math.ceil(wait / 1000));
    const { link, mail } = await newLink(c, { ...seen, organisation: seen.organisation.key });
    await db.batch([
      store.resendStatement(db, seen, link),
      mail,
      auditStatement(c, { action: 'invitation.resend', object: seen.id, organisation: seen.organisation.key }),
    ]);
    sendMailSoon(c);
    return c.json(store.toAnswer(await invitationAsked(c), now));
  });
}

async function withdraw(c: Ctx): Promise<Response> {
  const db = c.env.DIRECTORY;
  const { now } = c.var;
  return despiteOthers(async () => {
    const seen = await invitationAsked(c);
    if (seen.acceptedAt !== null)
      throw new ApiError('conflict', 'this invitation was accepted; end the membership instead');
    if (seen.withdrawnAt === null)
      await db.batch([
        store.withdrawStatement(db, seen, now),
        auditStatement(c, { action: 'invitation.withdraw', object: seen.id, organisation: seen.organisation.key }),
      ]);
    return c.json(store.toAnswer(await invitationAsked(c), now));
  });
}

export function invitationRoutes(): Routes {
  const one = `${PATHS.invitations}/:id`;
  return new Routes()
    .on('get', PATHS.invitations, 'read_people', list, {
      summary: 'Invitations of your organisation, newest first, and who accepted. The operator names an organisation',
      query: { organisation: v.optional(v.string()), cursor: v.optional(v.string()) },
      answer: pageSchema.of(Invitation),
    })
    .on('post', PATHS.invitations, 'write_people', invite, {
      summary: 'Invite somebody by e-mail; the link in the mail works once, for 7 days',
      body: InvitationBody,
      answer: Invitation,
      status: 201,
    })
    .on('post', `${one}/resend`, 'write_people', resend, {
      summary: 'Send an invitation again with a new link; the one before ends',
      answer: Invitation,
    })
    .on('delete', one, 'write_people', withdraw, {
      summary: 'Withdraw an invitation: its link ends',
      answer: Invitation,
    });
}
