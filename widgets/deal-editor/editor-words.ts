/** Pure: what the editor of a deal says. */
import { isDutch } from '../locales/language.ts';

const NL = {
  edit: (title: string) => `Concept bewerken: ${title}`,
  amend: (title: string) => `Afspraak wijzigen: ${title}`,
  amendWhat: (version: number) => `Versie ${version} blijft gelden tot de ander met de wijziging akkoord is.`,
  reads: 'Zo leest de afspraak',
  notYet: 'Vul de velden in om te lezen wat er wordt afgesproken.',
  reference: 'Kenmerk in je eigen systeem',
  contact: (name: string) => `E-mailadres van wie bij ${name} beslist`,
  expires: 'Voorstel verloopt op',
  optional: 'mag leeg blijven',
  save: 'Bewaar concept',
  propose: 'Bewaar en stel voor',
  start: 'Bewaar wijziging als concept',
  saved: 'Het concept is bewaard.',
  proposed: 'Het voorstel is verstuurd.',
  faults: (n: number) => (n === 1 ? 'Eén veld klopt nog niet.' : `${n} velden kloppen nog niet.`),
  badEmail: 'Dit is geen volledig e-mailadres, zoals naam@theater.nl.',
  past: 'Kies een dag die nog komt.',
  clashHead: 'Intussen heeft iemand dit concept gewijzigd',
  clashWhat: 'Wat je hebt ingevuld staat er nog. Zo staat het nu bewaard:',
  keepMine: 'Bewaar het mijne toch',
  takeTheirs: 'Neem over wat er nu staat',
  preview: 'Wat het betaalt',
};
const EN: typeof NL = {
  edit: (title) => `Edit draft: ${title}`,
  amend: (title) => `Change agreement: ${title}`,
  amendWhat: (version) => `Version ${version} holds until the other side approves the change.`,
  reads: 'How the deal reads',
  notYet: 'Fill in the fields to read what is agreed.',
  reference: 'Reference in your own system',
  contact: (name) => `E-mail address of who decides at ${name}`,
  expires: 'Proposal expires on',
  optional: 'may be left empty',
  save: 'Save draft',
  propose: 'Save and propose',
  start: 'Save change as draft',
  saved: 'The draft was saved.',
  proposed: 'The proposal was sent.',
  faults: (n) => (n === 1 ? 'One field is not right yet.' : `${n} fields are not right yet.`),
  badEmail: 'This is not a whole e-mail address, such as name@theatre.nl.',
  past: 'Choose a day to come.',
  clashHead: 'Somebody changed this draft meanwhile',
  clashWhat: 'What you filled in is still there. This is saved now:',
  keepMine: 'Save mine all the same',
  takeTheirs: 'Take over what is there now',
  preview: 'What it pays',
};

export type EditorWords = typeof NL;
export const editorWords = (locale: string): EditorWords => (isDutch(locale) ? NL : EN);
