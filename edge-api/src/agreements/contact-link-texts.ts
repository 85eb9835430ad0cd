/** What a contact outside the platform is mailed, in Dutch and English; plain text. Pure. The terms stand on the page, not in the mail. */
import { inWords, line, moment, type Text } from '../people/mail-texts.ts';

interface About {
  readonly locale: string | null;
  readonly production: string;
  readonly venue: string;
}

export const linkText = (
  about: About & {
    /** Whom it is for, if that was said. */
    readonly name: string | null;
    /** The organisation that proposes. */
    readonly by: string;
    readonly performances: number;
    readonly link: string;
    readonly expiresAt: number;
    readonly timeZone: string;
  },
): Text =>
  inWords(about.locale, (locale) => {
    const [production, venue, by] = [line(about.production), line(about.venue), line(about.by)];
    const until = moment(about.expiresAt, locale, about.timeZone);
    const n = about.performances;
    const hello = about.name === null ? '' : `${locale === 'nl' ? 'Beste' : 'Dear'} ${line(about.name)},\n\n`;
    return locale === 'nl'
      ? {
          subject: `Voorstel voor ${production} in ${venue}`,
          body: `${hello}${by} legt je een financiële afspraak voor over ${production} in ${venue} (${n} ${n === 1 ? 'voorstelling' : 'voorstellingen'}).

Lees haar hier, en keur haar goed als je akkoord bent:
${about.link}

De link laat alleen deze afspraak zien en werkt tot ${until}. Goedkeuren kan één keer, met een code die je op dit adres krijgt. Stuur deze mail niet door. Ken je deze afspraak niet, dan hoef je niets te doen.`,
        }
      : {
          subject: `Proposal for ${production} at ${venue}`,
          body: `${hello}${by} proposes a financial agreement to you about ${production} at ${venue} (${n} ${n === 1 ? 'performance' : 'performances'}).

Read it here, and approve it if you agree:
${about.link}

The link shows this agreement alone and works until ${until}. It approves once, with a code that is sent to this address. Do not forward this mail. If you do not know this agreement, you need do nothing.`,
        };
  });

export const codeText = (about: About & { readonly code: string; readonly minutes: number }): Text =>
  inWords(about.locale, (locale) => {
    const [production, venue] = [line(about.production), line(about.venue)];
    return locale === 'nl'
      ? {
          subject: `Code voor je akkoord: ${production} in ${venue}`,
          body: `${about.code}

Met deze code keur je de afspraak over ${production} in ${venue} goed. Hij geldt ${about.minutes} minuten en wordt je nooit door iemand gevraagd: vul hem alleen in op de pagina zelf. Vroeg je er niet om, dan hoef je niets te doen.`,
        }
      : {
          subject: `Code for your approval: ${production} at ${venue}`,
          body: `${about.code}

With this code you approve the agreement about ${production} at ${venue}. It holds for ${about.minutes} minutes, and nobody will ever ask you for it: enter it on the page itself alone. If you did not ask for it, you need do nothing.`,
        };
  });

/** `p•••@theater.example`: enough to know which mailbox to open. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${[...email][0] ?? ''}•••${email.slice(at)}`;
}
