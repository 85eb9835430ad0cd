/** Pure: what is said where somebody decides about an agreement. */
import { isDutch } from '../locales/language.ts';

const NL = {
  gone: 'vervalt',
  reject: 'Wijs af',
  rejectOf: (term: string) => `Wijs af: ${term}`,
  accept: 'Accepteer',
  acceptOf: (term: string) => `Accepteer het tegenvoorstel: ${term}`,
  accepted: 'geaccepteerd',
  answer: 'Antwoord',
  answerOf: (term: string) => `Antwoord: ${term}`,
  undo: 'Maak ongedaan',
  undoOf: (term: string) => `Maak ongedaan: ${term}`,
  reason: 'Waarom niet',
  counter: 'Wat dan wel',
  counterNone: 'geen tegenvoorstel',
  counterValue: 'een andere waarde',
  counterGone: 'laat dit vervallen',
  newValue: 'Nieuwe waarde',
  dropTerm: 'Dit onderdeel vervalt',
  toTalk: 'bespreken',
  message: 'Bericht erbij',
  optional: 'mag leeg blijven',
  approve: 'Akkoord met alles',
  approveHead: (version: number) => `Akkoord met versie ${version}?`,
  approveWhat: (name: string, two: boolean) =>
    two
      ? `Je gaat namens ${name} akkoord. Daarna moet nog iemand van ${name} akkoord gaan.`
      : `Je gaat namens ${name} akkoord. Deze versie geldt dan tussen beide partijen.`,
  approveYes: (name: string) => `Akkoord namens ${name}`,
  approvedNow: 'De afspraak is akkoord.',
  halfNow: 'Je akkoord staat. Er is nog iemand nodig.',
  rejectAll: 'Wijs alles af',
  rejectAllHead: 'De hele afspraak afwijzen?',
  rejectAllWhat: (name: string) => `${name} ziet je reden en kan een nieuwe versie sturen.`,
  rejectedNow: 'De afwijzing is verstuurd.',
  sendRejects: (n: number) => (n === 1 ? 'Wijs 1 onderdeel af' : `Wijs ${n} onderdelen af`),
  restAgreed: 'Met de rest ga je akkoord.',
  sendVersion: (version: number) => `Stuur versie ${version}`,
  sendWhat: (accepted: number, changed: number) =>
    [
      accepted === 0 ? '' : `${accepted} ${accepted === 1 ? 'tegenvoorstel' : 'tegenvoorstellen'} geaccepteerd`,
      changed === 0 ? '' : `${changed} ${changed === 1 ? 'onderdeel' : 'onderdelen'} gewijzigd`,
    ]
      .filter(Boolean)
      .join(', '),
  acceptAll: 'Accepteer alle tegenvoorstellen',
  sentNow: (version: number) => `Versie ${version} is voorgesteld.`,
  propose: 'Stel voor',
  proposeHead: (name: string) => `Voorstellen aan ${name}?`,
  proposeWhat: 'Zij krijgen bericht en kunnen per onderdeel akkoord gaan of afwijzen.',
  proposedNow: 'Het voorstel is verstuurd.',
  edit: 'Bewerk concept',
  amend: 'Wijzig afspraak',
  withdraw: 'Trek in',
  askContact: 'Link voor een contact',
  withdrawHead: 'Deze versie intrekken?',
  withdrawWhat: (inForce: number | null) =>
    inForce === null ? 'De afspraak vervalt. De geschiedenis blijft staan.' : `Versie ${inForce} blijft gelden.`,
  withdrawnNow: 'De versie is ingetrokken.',
  keep: 'Laat staan',
  faultReason: 'Zeg waarom, dan weet de ander wat te doen.',
  invalid: (detail: string) => `Dit klopt zo niet. ${detail}`,
  clashHead: 'Intussen is deze afspraak veranderd',
  clashKept: 'Wat je hebt ingevuld staat er nog.',
  clashNow: 'Zoals het nu is',
  clashMine: 'Jouw keuzes',
  clashGoOn: (version: number) => `Ga verder op versie ${version}`,
  clashDrop: 'Laat mijn keuzes vallen',
  mine: {
    reject: (reason: string, value: string) =>
      `afwijzen${reason === '' ? '' : `: “${reason}”`}${value === '' ? '' : `, tegenvoorstel ${value}`}`,
    accept: () => 'tegenvoorstel accepteren',
    answer: (_: string, value: string) => `wijzigen in ${value === '' ? '…' : value}`,
  },
};
const EN: typeof NL = {
  gone: 'goes',
  reject: 'Reject',
  rejectOf: (term) => `Reject: ${term}`,
  accept: 'Accept',
  acceptOf: (term) => `Accept the counter-proposal: ${term}`,
  accepted: 'accepted',
  answer: 'Answer',
  answerOf: (term) => `Answer: ${term}`,
  undo: 'Undo',
  undoOf: (term) => `Undo: ${term}`,
  reason: 'Why not',
  counter: 'What instead',
  counterNone: 'no counter-proposal',
  counterValue: 'another value',
  counterGone: 'this should go',
  newValue: 'New value',
  dropTerm: 'This term goes',
  toTalk: 'discuss',
  message: 'Message with it',
  optional: 'may be left empty',
  approve: 'Approve all',
  approveHead: (version) => `Approve version ${version}?`,
  approveWhat: (name, two) =>
    two
      ? `You approve on behalf of ${name}. After that somebody else of ${name} has to approve as well.`
      : `You approve on behalf of ${name}. This version then holds between both parties.`,
  approveYes: (name) => `Approve for ${name}`,
  approvedNow: 'The agreement is approved.',
  halfNow: 'Your approval stands. Somebody else is needed.',
  rejectAll: 'Reject all',
  rejectAllHead: 'Reject the whole agreement?',
  rejectAllWhat: (name) => `${name} sees your reason and can send a new version.`,
  rejectedNow: 'The rejection was sent.',
  sendRejects: (n) => (n === 1 ? 'Reject 1 term' : `Reject ${n} terms`),
  restAgreed: 'You agree to the rest.',
  sendVersion: (version) => `Send version ${version}`,
  sendWhat: (accepted, changed) =>
    [
      accepted === 0 ? '' : `${accepted} ${accepted === 1 ? 'counter-proposal' : 'counter-proposals'} accepted`,
      changed === 0 ? '' : `${changed} ${changed === 1 ? 'term' : 'terms'} changed`,
    ]
      .filter(Boolean)
      .join(', '),
  acceptAll: 'Accept all counter-proposals',
  sentNow: (version) => `Version ${version} was proposed.`,
  propose: 'Propose',
  proposeHead: (name) => `Propose to ${name}?`,
  proposeWhat: 'They are told, and can approve or reject term by term.',
  proposedNow: 'The proposal was sent.',
  edit: 'Edit draft',
  amend: 'Change agreement',
  withdraw: 'Withdraw',
  askContact: 'Link for a contact',
  withdrawHead: 'Withdraw this version?',
  withdrawWhat: (inForce) =>
    inForce === null ? 'The agreement ends. Its history stays.' : `Version ${inForce} goes on to hold.`,
  withdrawnNow: 'The version was withdrawn.',
  keep: 'Leave it',
  faultReason: 'Say why, so that the other side knows what to do.',
  invalid: (detail) => `This is not right. ${detail}`,
  clashHead: 'This agreement has changed meanwhile',
  clashKept: 'What you filled in is still there.',
  clashNow: 'As it is now',
  clashMine: 'Your choices',
  clashGoOn: (version) => `Go on with version ${version}`,
  clashDrop: 'Drop my choices',
  mine: {
    reject: (reason, value) =>
      `reject${reason === '' ? '' : `: “${reason}”`}${value === '' ? '' : `, counter-proposal ${value}`}`,
    accept: () => 'accept the counter-proposal',
    answer: (_, value) => `change to ${value === '' ? '…' : value}`,
  },
};

export type DecidingWords = typeof NL;
export const decidingWords = (locale: string): DecidingWords => (isDutch(locale) ? NL : EN);
