/** What contacts are mailed about an agreement, in Dutch and English; plain text. Pure. That there is something, never what it says. */
import type { AgreementStep } from '#protocol';

export interface Text {
  readonly subject: string;
  readonly body: string;
}
/** Names come from outside: one line, never long. */
const line = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 120);

const NL: Readonly<Partial<Record<AgreementStep, readonly [subject: string, toOther: string, toOwn: string]>>> = {
  propose: [
    'Voorstel',
    'ligt een voorstel voor een afspraak voor je klaar',
    'is een voorstel voor een afspraak verstuurd',
  ],
  revise: [
    'Nieuw voorstel',
    'ligt een nieuw voorstel voor een afspraak voor je klaar',
    'is een nieuw voorstel verstuurd',
  ],
  reject: [
    'Voorstel niet akkoord',
    'is een voorstel geheel of deels afgewezen',
    'is een voorstel geheel of deels afgewezen',
  ],
  approve: ['Afspraak akkoord', 'is een afspraak akkoord bevonden', 'is een afspraak akkoord bevonden'],
};
const EN: typeof NL = {
  propose: ['Proposal', 'a proposal for an agreement waits for you', 'a proposal for an agreement was sent'],
  revise: ['New proposal', 'a new proposal for an agreement waits for you', 'a new proposal was sent'],
  reject: [
    'Proposal not agreed',
    'a proposal was rejected, whole or in part',
    'a proposal was rejected, whole or in part',
  ],
  approve: ['Agreement approved', 'an agreement was approved', 'an agreement was approved'],
};

export function agreementText(about: {
  readonly step: AgreementStep;
  /** Whose step it was, and whether the reader is of that organisation. */
  readonly by: string;
  readonly own: boolean;
  readonly production: string;
  readonly venue: string;
  /** Null = there is no portal to look at it. */
  readonly link: string | null;
}): Text | null {
  const [nl, en] = [NL[about.step], EN[about.step]];
  if (!nl || !en) return null;
  const [production, venue, by] = [line(about.production), line(about.venue), line(about.by)];
  const place = about.own ? 2 : 1;
  const at =
    about.link === null
      ? ['', '']
      : [`\n\nBekijk de afspraak:\n${about.link}`, `\n\nLook at the agreement:\n${about.link}`];
  return {
    subject: `${nl[0]} / ${en[0]}: ${production}, ${venue}`,
    body: `Over ${production} in ${venue} ${nl[place]} (door ${by}).${at[0]}

De voorwaarden staan niet in deze mail.

---

About ${production} at ${venue}: ${en[place]} (by ${by}).${at[1]}

The terms are not in this mail.`,
  };
}

const FRAMEWORK_NL = {
  propose: ['voorstel', 'ligt een voorstel van een raamovereenkomst klaar om te lezen en te tekenen'],
  sign: ['getekend', 'is een raamovereenkomst getekend'],
  withdraw: ['ingetrokken', 'is een voorstel van een raamovereenkomst ingetrokken of afgewezen'],
} as const;
const FRAMEWORK_EN = {
  propose: ['proposal', 'a proposed framework agreement waits to be read and signed'],
  sign: ['signed', 'a framework agreement was signed'],
  withdraw: ['withdrawn', 'a proposed framework agreement was withdrawn or declined'],
} as const;

/** About a framework agreement, to the side whose step it was not. */
export function frameworkText(about: {
  readonly step: keyof typeof FRAMEWORK_NL;
  readonly by: string;
  readonly link: string | null;
}): Text {
  const [nl, en] = [FRAMEWORK_NL[about.step], FRAMEWORK_EN[about.step]];
  const by = line(about.by);
  const at = about.link === null ? '' : `\n\n${about.link}`;
  return {
    subject: `Raamovereenkomst ${nl[0]} / Framework agreement ${en[0]}: ${by}`,
    body: `Met ${by} ${nl[1]}.${at}

De voorwaarden staan niet in deze mail.

---

With ${by}: ${en[1]}.${at}

The terms are not in this mail.`,
  };
}
