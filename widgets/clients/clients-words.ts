/** Pure: what the list of clients says, and what each scope means. */
import type { Scope } from '#protocol';
import { isDutch } from '../locales/language.ts';

/** `operator` is given to nobody here. */
export type GivenScope = Exclude<Scope, 'operator'>;

const NL = {
  title: 'Koppelingen',
  lead: (active: number) =>
    `${active === 0 ? 'Nog geen systeem heeft' : active === 1 ? 'Eén systeem heeft' : `${active} systemen hebben`} toegang namens deze organisatie. Een geheim is na het maken nergens meer te lezen.`,
  create: 'Maak een koppeling',
  name: 'Naam',
  nameHint: 'Zoals het systeem heet, bijvoorbeeld: kassa Grote Zaal.',
  scopes: 'Wat dit systeem mag',
  scopesOf: {
    'catalogue:read': 'voorstellingen en zalen lezen',
    'catalogue:write': 'voorstellingen en zalen wijzigen',
    'sales:push': 'verkoopcijfers aanleveren',
    'sales:read': 'verkoopcijfers lezen',
    'links:write': 'eigen voorstellingen koppelen',
    'embed:create': 'onderdelen tonen in een eigen scherm',
    'agreements:read': 'afspraken lezen',
    'agreements:write': 'afspraken maken en bespreken',
    'agreements:approve': 'afspraken goedkeuren',
    'agreements:settle': 'afrekenen',
    'audience:push': 'publieksgegevens aanleveren',
    'audience:read': 'publiekstabellen lezen',
    'audience:write': 'instellingen van de publieksgegevens wijzigen',
    'people:read': 'mensen en hun rechten lezen',
    'people:write': 'mensen uitnodigen en rechten geven',
    'clients:write': 'koppelingen maken en beëindigen',
    'audit:read': 'het logboek lezen',
    'people:sign-in': 'mensen laten inloggen (alleen een portaal)',
  } as Readonly<Record<GivenScope, string>>,
  make: 'Maak koppeling',
  secretOf: (name: string) => `Geheim van ${name}`,
  secretWarn:
    'Dit geheim zie je nu één keer. Zet het meteen in het systeem dat het gebruikt of in een kluis; mail het niet en bewaar het niet in een bestand.',
  secretLost: (name: string) =>
    `Het geheim van ${name} is gemaakt, maar het antwoord ging verloren en het is niet meer te tonen. Maak een nieuw geheim en verwijder dit.`,
  copy: 'Kopieer',
  copied: 'Gekopieerd.',
  notCopied: 'Kopiëren lukt hier niet; het geheim is geselecteerd.',
  stored: 'Ik heb het bewaard',
  made: (name: string) => `${name} is gemaakt.`,
  id: 'client_id',
  used: (when: string) => `laatst gebruikt ${when}`,
  unused: 'nog niet gebruikt',
  since: (day: string) => `sinds ${day}`,
  secrets: 'Geheimen',
  keys: 'Sleutels',
  noSecrets: 'geen geheim',
  secret: (n: number) => `geheim ${n}`,
  ends: (when: string) => `eindigt ${when}`,
  change: 'Wijzig',
  changeOf: (name: string) => `Wijzig ${name}`,
  changed: (name: string) => `${name} is gewijzigd; bij andere rechten binnen vijf seconden.`,
  rotate: 'Nieuw geheim',
  rotateOf: (name: string) => `Nieuw geheim voor ${name}`,
  rotateWhat: 'Het nieuwe geheim werkt meteen. De geheimen die er staan, werken nog zo lang als je hier kiest.',
  overlap: 'Oude geheimen werken nog',
  overlapOf: (hours: number | null) =>
    hours === null
      ? 'tot ik ze verwijder'
      : hours === 0
        ? 'niet: ze eindigen meteen'
        : hours === 1
          ? '1 uur'
          : hours < 48
            ? `${hours} uur`
            : `${hours / 24} dagen`,
  makeSecret: 'Maak nieuw geheim',
  rotated: (name: string) => `${name} heeft een nieuw geheim.`,
  endSecret: 'Verwijder',
  endSecretOf: (which: string, name: string) => `Verwijder ${which} van ${name}`,
  endSecretWhat:
    'Wat dit geheim gebruikt, verliest binnen vijf seconden de toegang. De andere geheimen blijven werken.',
  endedSecret: (name: string) => `Het geheim van ${name} is verwijderd.`,
  addKey: 'Sleutel toevoegen',
  addKeyOf: (name: string) => `Sleutel toevoegen aan ${name}`,
  jwk: 'Openbare sleutel (JWK)',
  jwkHint: 'Een ES256-sleutel: {"kty":"EC","crv":"P-256","x":"…","y":"…"}. Alleen het openbare deel, zonder "d".',
  registerKey: 'Registreer sleutel',
  addedKey: (name: string) => `De sleutel van ${name} is geregistreerd.`,
  endKeyWhat: 'Wat met deze sleutel ondertekent, verliest binnen vijf seconden de toegang. De rest blijft werken.',
  endedKey: (name: string) => `De sleutel van ${name} is verwijderd.`,
  disable: 'Beëindig',
  disableOf: (name: string) => `Beëindig ${name}`,
  disableHead: (name: string) => `${name} beëindigen?`,
  disableWhat: (name: string) =>
    `${name} verliest binnen vijf seconden alle toegang, met alle geheimen en sleutels, en kan niet opnieuw worden aangezet. Cijfers die al zijn aangeleverd, blijven.`,
  disabled: (name: string) => `${name} heeft geen toegang meer.`,
  over: (n: number) => `Beëindigd (${n})`,
  overOn: (day: string) => `beëindigd ${day}`,
  keep: 'Laat staan',
  faults: {
    name: 'Geef een naam van ten hoogste 120 tekens.',
    scopes: 'Kies ten minste één recht.',
    notYours: (what: string) => `Dit recht kun je niet geven: ${what}.`,
    jwkEmpty: 'Plak hier de openbare sleutel.',
    jwkText: 'Dit is geen JSON. Plak de hele sleutel, van { tot }.',
    jwkPrivate:
      'Dit is de geheime sleutel: er staat een "d" in. Deel die met niemand. Maak een nieuw paar als ze haar plek heeft verlaten, en plak alleen het openbare deel.',
    jwkSet: 'Dit is een lijst van sleutels. Plak één sleutel.',
    jwkKind: 'Alleen ES256 wordt aangenomen: "kty" is "EC" en "crv" is "P-256".',
    jwkPoint: '"x" en "y" kloppen niet: elk is 43 tekens lang en samen zijn ze een punt van P-256.',
    kid: 'Er is of was hier al een sleutel met deze "kid". Geef de nieuwe een andere naam.',
    many: 'Er staan al tien geheimen of sleutels. Verwijder er eerst een.',
  },
};
const EN: typeof NL = {
  title: 'API clients',
  lead: (active) =>
    `${active === 0 ? 'No system has' : active === 1 ? 'One system has' : `${active} systems have`} access on behalf of this organisation. Once made, a secret can be read nowhere.`,
  create: 'Create a client',
  name: 'Name',
  nameHint: 'As the system is called, such as: box office main hall.',
  scopes: 'What this system may do',
  scopesOf: {
    'catalogue:read': 'read performances and halls',
    'catalogue:write': 'change performances and halls',
    'sales:push': 'deliver sales figures',
    'sales:read': 'read sales figures',
    'links:write': 'link performances of its own',
    'embed:create': 'show elements in a screen of its own',
    'agreements:read': 'read agreements',
    'agreements:write': 'make and discuss agreements',
    'agreements:approve': 'approve agreements',
    'agreements:settle': 'settle',
    'audience:push': 'deliver audience data',
    'audience:read': 'read audience tables',
    'audience:write': 'change the settings of audience data',
    'people:read': 'read people and their rights',
    'people:write': 'invite people and give rights',
    'clients:write': 'create and end clients',
    'audit:read': 'read the audit log',
    'people:sign-in': 'let people sign in (a portal only)',
  },
  make: 'Create client',
  secretOf: (name) => `Secret of ${name}`,
  secretWarn:
    'You see this secret this once. Put it at once into the system that uses it, or into a vault; do not mail it, do not keep it in a file.',
  secretLost: (name) =>
    `The secret of ${name} was made, but the answer got lost and it cannot be shown again. Make another and remove this one.`,
  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'Copying does not work here; the secret is selected.',
  stored: 'I have stored it',
  made: (name) => `${name} was created.`,
  id: 'client_id',
  used: (when) => `last used ${when}`,
  unused: 'not used yet',
  since: (day) => `since ${day}`,
  secrets: 'Secrets',
  keys: 'Keys',
  noSecrets: 'no secret',
  secret: (n) => `secret ${n}`,
  ends: (when) => `ends ${when}`,
  change: 'Change',
  changeOf: (name) => `Change ${name}`,
  changed: (name) => `${name} was changed; other rights count within five seconds.`,
  rotate: 'New secret',
  rotateOf: (name) => `New secret for ${name}`,
  rotateWhat: 'The new secret works at once. Those that stand go on working as long as you choose here.',
  overlap: 'Old secrets still work',
  overlapOf: (hours) =>
    hours === null
      ? 'until I remove them'
      : hours === 0
        ? 'not: they end at once'
        : hours === 1
          ? '1 hour'
          : hours < 48
            ? `${hours} hours`
            : `${hours / 24} days`,
  makeSecret: 'Make new secret',
  rotated: (name) => `${name} has a new secret.`,
  endSecret: 'Remove',
  endSecretOf: (which, name) => `Remove ${which} of ${name}`,
  endSecretWhat: 'Whatever uses this secret loses access within five seconds. The other secrets go on working.',
  endedSecret: (name) => `The secret of ${name} was removed.`,
  addKey: 'Add key',
  addKeyOf: (name) => `Add key to ${name}`,
  jwk: 'Public key (JWK)',
  jwkHint: 'An ES256 key: {"kty":"EC","crv":"P-256","x":"…","y":"…"}. The public part only, without "d".',
  registerKey: 'Register key',
  addedKey: (name) => `The key of ${name} was registered.`,
  endKeyWhat: 'Whatever signs with this key loses access within five seconds. The rest goes on working.',
  endedKey: (name) => `The key of ${name} was removed.`,
  disable: 'Disable',
  disableOf: (name) => `Disable ${name}`,
  disableHead: (name) => `Disable ${name}?`,
  disableWhat: (name) =>
    `${name} loses all access within five seconds, with all secrets and keys, and cannot be enabled again. Figures delivered before stay.`,
  disabled: (name) => `${name} no longer has access.`,
  over: (n) => `Disabled (${n})`,
  overOn: (day) => `disabled ${day}`,
  keep: 'Leave it',
  faults: {
    name: 'Give a name of at most 120 characters.',
    scopes: 'Choose at least one right.',
    notYours: (what) => `You cannot give this right: ${what}.`,
    jwkEmpty: 'Paste the public key here.',
    jwkText: 'This is no JSON. Paste the whole key, from { to }.',
    jwkPrivate:
      'This is the private key: there is a "d" in it. Share that with nobody. Make a new pair if it has left its place, and paste the public part only.',
    jwkSet: 'This is a list of keys. Paste one key.',
    jwkKind: 'Only ES256 is taken: "kty" is "EC" and "crv" is "P-256".',
    jwkPoint: '"x" and "y" are not right: each has 43 characters, and together they are a point of P-256.',
    kid: 'There is, or was, a key of this "kid" here. Name the new one otherwise.',
    many: 'There are ten secrets or keys already. Remove one first.',
  },
};

export type ClientsWords = typeof NL;
export const clientsWords = (locale: string): ClientsWords => (isDutch(locale) ? NL : EN);
