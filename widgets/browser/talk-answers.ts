/** Answers of a thread as an element meets them, and a platform that keeps what is said. */
import type { Message, MessageBody, Subject, Thread } from '#protocol';
import type { FakeApi } from './fake-api.ts';

export const SUBJECT: Subject = { kind: 'agreement', id: 'XD-AGR-1', part: null };
export const THREAD_PATH = '/v1/messages?kind=agreement&id=XD-AGR-1';
const HOUSE = { id: 'V1', name: 'De Lantaarn' };
const PROVIDER = { id: 'P1', name: 'Toneelmakerij Noord' };
const ANNA = { id: 'XD-MEM-1', name: 'Anna de Vries' };
const PIM = { id: 'XD-MEM-7', name: 'Pim Smit' };

export const sampleMessage = (n: number, changed: Partial<Message> = {}): Message => ({
  id: `XD-MSG-${n}`,
  seq: Date.parse('2026-11-24T09:00:00Z') + n * 60_000,
  subject: SUBJECT,
  internal: false,
  at: new Date(Date.parse('2026-11-24T09:00:00Z') + n * 60_000).toISOString(),
  organisation: HOUSE,
  person: ANNA,
  text: `Bericht ${n}`,
  mentions: [],
  mine: true,
  ...changed,
});
export const sampleMessages = (): Message[] => [
  sampleMessage(1, { text: 'Kunnen we de garantie naar € 4.000 brengen?\nDan kan ik het vandaag voorleggen.' }),
  sampleMessage(2, { text: 'Intern: tot € 4.250 mag van de directie.', internal: true }),
  sampleMessage(3, {
    organisation: PROVIDER,
    person: PIM,
    mine: false,
    text: 'Dat bespreek ik met de producent, @Anna de Vries. Morgen hoor je het.',
    mentions: [ANNA],
  }),
  sampleMessage(4, {
    organisation: PROVIDER,
    person: null,
    mine: false,
    text: 'Tegenvoorstel ontvangen in het boekingssysteem.',
  }),
];

export const sampleThread = (items: readonly Message[], changed: Partial<Thread> = {}): Thread => ({
  subject: SUBJECT,
  with: PROVIDER,
  items,
  readTo: 0,
  unread: 0,
  next: null,
  people: [
    { ...PIM, organisation: PROVIDER.name },
    { ...ANNA, organisation: HOUSE.name },
    { id: 'XD-MEM-2', name: 'Bram Jansen', organisation: HOUSE.name },
  ],
  may: true,
  pollSeconds: 10,
  livemode: true,
  ...changed,
});

/** Keeps what is posted and how far was read. */
export function talk(api: FakeApi, given: readonly Message[] = sampleMessages(), changed: Partial<Thread> = {}) {
  const state = { items: [...given], readTo: changed.readTo ?? 0 };
  api.on(THREAD_PATH, () => ({
    body: sampleThread(state.items, {
      ...changed,
      readTo: state.readTo,
      unread: state.items.filter(({ seq, mine }) => !mine && seq > state.readTo).length,
    }),
  }));
  api.on('POST /v1/messages', ({ body }) => {
    const { text, internal = false, mentions = [] } = body as Partial<MessageBody> & { text: string };
    const made = sampleMessage(state.items.length + 10, {
      text,
      internal,
      mentions: mentions.map((id) => ({ id, name: id === PIM.id ? PIM.name : ANNA.name })),
    });
    state.items.push(made);
    return { status: 201, body: made };
  });
  api.on('POST /v1/messages/read', ({ body }) => {
    state.readTo = Math.max(state.readTo, (body as { seq: number }).seq);
    return { body: { subject: SUBJECT, readTo: state.readTo, livemode: true } };
  });
  return state;
}
