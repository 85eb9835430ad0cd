/** What people are mailed, in Dutch and English; plain text. Pure. Names come from outside: one line, never long. */
import type { Preset } from '#protocol';

type Locale = 'nl' | 'en';
export interface Text {
  readonly subject: string;
  readonly body: string;
}

const ROLES: Readonly<Record<Locale, Readonly<Record<Preset, string>>>> = {
  nl: {
    'box-office': 'kassa',
    marketing: 'marketing',
    programming: 'programmering',
    finance: 'financiën',
    'business-lead': 'zakelijk leider',
    direction: 'directie',
    admin: 'beheerder',
    observer: 'meekijker',
  },
  en: {
    'box-office': 'box office',
    marketing: 'marketing',
    programming: 'programming',
    finance: 'finance',
    'business-lead': 'business lead',
    direction: 'direction',
    admin: 'admin',
    observer: 'observer',
  },
};
const OWN_RIGHTS = { nl: 'medewerker', en: 'a member' };

export const line = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 120);
export const moment = (at: number, locale: Locale, timeZone: string): string =>
  new Intl.DateTimeFormat(locale === 'nl' ? 'nl-NL' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  }).format(at);

/** In the reader's language; unknown = both, Dutch first. */
export function inWords(locale: string | null, write: (locale: Locale) => Text): Text {
  if (locale === 'nl' || locale === 'en') return write(locale);
  const [nl, en] = [write('nl'), write('en')];
  return { subject: `${nl.subject} / ${en.subject}`, body: `${nl.body}\n\n---\n\n${en.body}` };
}

export const invitationText = (about: {
  readonly locale: string | null;
  /** Null = the operator or a machine. */
  readonly inviter: string | null;
  readonly organisation: string;
  readonly timeZone: string;
  readonly preset: Preset | null;
  readonly link: string;
  readonly expiresAt: number;
}): Text =>
  inWords(about.locale, (locale) => {
    const organisation = line(about.organisation);
    const role = about.preset ? ROLES[locale][about.preset] : OWN_RIGHTS[locale];
    const until = moment(about.expiresAt, locale, about.timeZone);
    return locale === 'nl'
      ? {
          subject: `Uitnodiging van ${organisation}`,
          body: `${about.inviter ? `${line(about.inviter)} nodigt je uit` : 'Je bent uitgenodigd'} bij ${organisation} ${about.preset ? `in de rol ${role}` : `als ${role}`}.

Open deze link, log in met dit e-mailadres en bevestig:
${about.link}

De link werkt één keer, tot ${until}. Ken je deze uitnodiging niet, dan hoef je niets te doen.`,
        }
      : {
          subject: `Invitation from ${organisation}`,
          body: `${about.inviter ? `${line(about.inviter)} invites you` : 'You are invited'} to ${organisation} as ${role}.

Open this link, sign in with this e-mail address and confirm:
${about.link}

The link works once, until ${until}. If you do not know this invitation, you need do nothing.`,
        };
  });

export const lookedText = (about: {
  readonly locale: string | null;
  readonly organisation: string;
  readonly timeZone: string;
  readonly supporter: string | null;
  readonly reason: string;
  readonly from: number;
  readonly to: number;
}): Text =>
  inWords(about.locale, (locale) => {
    const organisation = line(about.organisation);
    const [from, to] = [moment(about.from, locale, about.timeZone), moment(about.to, locale, about.timeZone)];
    const who = about.supporter ? ` (${line(about.supporter)})` : '';
    return locale === 'nl'
      ? {
          subject: `Support keek mee als jij bij ${organisation}`,
          body: `Een medewerker van support${who} keek mee als jij bij ${organisation}, van ${from} tot ${to}.

Reden: ${about.reason}

Er kon alleen worden gelezen, niets veranderd. Je beheerder ziet in het logboek wat is opgevraagd.`,
        }
      : {
          subject: `Support looked as you at ${organisation}`,
          body: `A member of support${who} looked as you at ${organisation}, from ${from} to ${to}.

Reason: ${about.reason}

It could only read, and changed nothing. Your admin sees in the audit log what was asked for.`,
        };
  });
