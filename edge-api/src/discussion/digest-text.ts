/** One mail about messages: how many and where, never what was said. Plain text, nl/en. Pure. */
type Locale = 'nl' | 'en';
export interface Waiting {
  readonly organisation: string;
  readonly messages: number;
  readonly mentions: number;
}

const line = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 120);

const nl = ({ organisation, messages, mentions }: Waiting): string =>
  `${line(organisation)}: ${messages} ${messages === 1 ? 'nieuw bericht' : 'nieuwe berichten'}${
    mentions ? `, waarvan ${mentions} waarin je genoemd wordt` : ''
  }`;
const en = ({ organisation, messages, mentions }: Waiting): string =>
  `${line(organisation)}: ${messages} new ${messages === 1 ? 'message' : 'messages'}${
    mentions ? `, ${mentions} of them mentioning you` : ''
  }`;

function write(locale: Locale, waiting: readonly Waiting[], link: string | null) {
  const messages = waiting.reduce((sum, one) => sum + one.messages, 0);
  const lines = waiting.map(locale === 'nl' ? nl : en).join('\n');
  const where =
    link === null ? '' : locale === 'nl' ? `\n\nLees en antwoord:\n${link}` : `\n\nRead and answer:\n${link}`;
  return locale === 'nl'
    ? {
        subject: messages === 1 ? '1 nieuw bericht' : `${messages} nieuwe berichten`,
        body: `${lines}${where}\n\nJe krijgt deze mail hooguit eens per half uur, en niet over wat je al hebt gelezen.`,
      }
    : {
        subject: messages === 1 ? '1 new message' : `${messages} new messages`,
        body: `${lines}${where}\n\nThis mail comes at most once in half an hour, and never about what you have read.`,
      };
}

/** In the reader's language; unknown = both, Dutch first. */
export function digestText(
  locale: string | null,
  waiting: readonly Waiting[],
  link: string | null,
): { readonly subject: string; readonly body: string } {
  if (locale === 'nl' || locale === 'en') return write(locale, waiting, link);
  const [one, two] = [write('nl', waiting, link), write('en', waiting, link)];
  return { subject: `${one.subject} / ${two.subject}`, body: `${one.body}\n\n---\n\n${two.body}` };
}
