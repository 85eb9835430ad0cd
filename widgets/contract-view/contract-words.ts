/** Pure: what an agreement's page says at first: who, when, whose turn, my share. */
import { isDutch } from '../locales/language.ts';

const NL = {
  performances: (n: number) => `${n} voorstellingen`,
  under: (title: string, deviates: number) =>
    deviates === 0
      ? `valt onder ${title}`
      : `valt onder ${title}, wijkt daar op ${deviates === 1 ? 'één punt' : `${deviates} punten`} van af`,
  noFramework: 'geen raamovereenkomst',
  yourTurn: 'Jij bent aan zet.',
  theirTurn: (name: string) => `Wacht op ${name}.`,
  expires: (at: string) => `Verloopt op ${at}.`,
  inForce: (version: number) => `Tot dan blijft versie ${version} gelden.`,
  half: (who: string, at: string) => `${who} ging akkoord op ${at}.`,
  secondNeeded: (limit: string | null) =>
    `Er is nog iemand nodig${limit === null ? '' : `, want vanaf ${limit} gegarandeerd tekenen twee mensen`}.`,
  someone: 'Iemand',
  share: 'Mijn aandeel',
  realised: 'Gerealiseerd',
  provisional: (tickets: string) => `Voorlopig, op ${tickets} verkochte kaarten`,
  guaranteed: 'Gegarandeerd',
  notYet: 'er is nog niets gespeeld',
  played: (n: number, all: number) => `${n} van ${all} voorstellingen gespeeld`,
  differs: (amount: string, more: boolean) => `▲ getekend; op de verkoop van nu ${amount} ${more ? 'meer' : 'minder'}`,
  asOf: (at: string) => `stand van ${at}`,
  noSales: 'er is nog geen verkoop gemeld',
  alsoWithout: 'ook zonder verkoop',
  noGuarantee: 'er is geen garantie',
  notApproved: 'telt pas mee als de afspraak akkoord is',
  unknown: 'onbekend',
  talk: 'Bespreken',
  simulate: 'Wat als er meer of minder kaarten worden verkocht?',
};
const EN: typeof NL = {
  performances: (n) => `${n} performances`,
  under: (title, deviates) =>
    deviates === 0
      ? `under ${title}`
      : `under ${title}, deviating in ${deviates === 1 ? 'one point' : `${deviates} points`}`,
  noFramework: 'no framework agreement',
  yourTurn: 'It is your turn.',
  theirTurn: (name) => `Waiting for ${name}.`,
  expires: (at) => `Expires on ${at}.`,
  inForce: (version) => `Until then version ${version} holds.`,
  half: (who, at) => `${who} approved on ${at}.`,
  secondNeeded: (limit) =>
    `Somebody else is needed${limit === null ? '' : `: from ${limit} guaranteed on, two people sign`}.`,
  someone: 'Somebody',
  share: 'My share',
  realised: 'Realised',
  provisional: (tickets) => `Provisional, on ${tickets} tickets sold`,
  guaranteed: 'Guaranteed',
  notYet: 'nothing has been played yet',
  played: (n, all) => `${n} of ${all} performances played`,
  differs: (amount, more) => `▲ signed; on today’s sales ${amount} ${more ? 'more' : 'less'}`,
  asOf: (at) => `as of ${at}`,
  noSales: 'no sales were reported yet',
  alsoWithout: 'even without sales',
  noGuarantee: 'there is no guarantee',
  notApproved: 'counts once the agreement is approved',
  unknown: 'unknown',
  talk: 'Discussion',
  simulate: 'What if more or fewer tickets are sold?',
};

export type ContractWords = typeof NL;
export const contractWords = (locale: string): ContractWords => (isDutch(locale) ? NL : EN);
