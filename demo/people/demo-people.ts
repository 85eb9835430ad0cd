/** The people of the demo: invented, one for each thing there is to see. Whoever starts it may click on any of them. */
export interface DemoPerson {
  /** The issuer's own name for them. */
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  readonly locale: 'nl' | 'en';
  readonly about: { readonly nl: string; readonly en: string };
}

export const DEMO_PEOPLE = [
  {
    subject: 'anna',
    name: 'Anna Visser',
    email: 'anna.visser@theater.example',
    locale: 'nl',
    about: { nl: 'beheerder van een theater', en: 'administrator of a theatre' },
  },
  {
    subject: 'mila',
    name: 'Mila Jansen',
    email: 'mila.jansen@theater.example',
    locale: 'nl',
    about: { nl: 'marketeer, net uitgenodigd: zie de mail', en: 'marketer, just invited: see the mail' },
  },
  {
    subject: 'bram',
    name: 'Bram de Groot',
    email: 'bram.degroot@mail.example',
    locale: 'nl',
    about: {
      nl: 'twee petten: programmeur in dat theater, zakelijk leider van een gezelschap',
      en: 'two hats: programmer at that theatre, business lead of a company',
    },
  },
  {
    subject: 'joris',
    name: 'Joris Mulder',
    email: 'joris.mulder@mail.example',
    locale: 'nl',
    about: {
      nl: 'beheerder van dat gezelschap: maakt afspraken, tekent borderellen',
      en: 'administrator of that company: makes deals, signs statements',
    },
  },
  {
    subject: 'sam',
    name: 'Sam Okafor',
    email: 'sam.okafor@platform.example',
    locale: 'nl',
    about: { nl: 'ondersteuning van het platform', en: 'support of the platform' },
  },
  {
    subject: 'noor',
    name: 'Noor Bakker',
    email: 'noor.bakker@theater.example',
    locale: 'nl',
    about: { nl: 'nog door niemand uitgenodigd', en: 'invited by nobody yet' },
  },
] as const satisfies readonly DemoPerson[];

export type DemoSubject = (typeof DEMO_PEOPLE)[number]['subject'];
export const personOf = (subject: DemoSubject): DemoPerson =>
  DEMO_PEOPLE.find((one) => one.subject === subject) ?? DEMO_PEOPLE[0];
