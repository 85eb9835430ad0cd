/** A production moves to another provider: offered by the one, accepted by the other, on its day; its figures stay where they are. */
import { PATHS, Transfer, TransferBody } from '#protocol';
import { ApiError } from '../api-error.ts';
import { auditStatement, type AuditEntry } from '../audit/audit-entry.ts';
import { parseBody, readText } from '../body.ts';
import { tellReaders } from '../catalogue/announcing.ts';
import { pageAnswer, pageOf } from '../catalogue/catalogue-page.ts';
import { idOf } from '../catalogue/change-items.ts';
import { writeOnce } from '../identity/once.ts';
import { newId } from '../identity/secret.ts';
import { pageSchema } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { forgetDoubts } from './doubt.ts';
import { fault, giverOf, iso, isoOrNull, otherOf, ownProductions } from './terms.ts';
import * as store from './transfer-store.ts';

const PROVIDERS = ['producer', 'agency'];
/** Rights live by the machine's own clock, as tokens do. */
const clock = () => Date.now();
const none = () => new ApiError('not_found', 'no such transfer');

const stateOf = ({ endedAt, doneAt, acceptedAt }: store.FoundTransfer): Transfer['state'] =>
  endedAt !== null ? 'ended' : doneAt !== null ? 'done' : acceptedAt !== null ? 'accepted' : 'proposed';

const answerOf = (one: store.FoundTransfer): Transfer => ({
  id: one.id,
  production: { id: one.production.id, title: one.production.title },
  from: { id: one.giver.id, name: one.giver.name },
  to: { id: one.receiver.id, name: one.receiver.name },
  at: iso(one.at),
  staysProducer: one.staysProducer,
  state: stateOf(one),
  proposedAt: iso(one.proposedAt),
  acceptedAt: isoOrNull(one.acceptedAt),
  doneAt: isoOrNull(one.doneAt),
  endedAt: isoOrNull(one.endedAt),
  endedBy: one.endedBy,
});

const inBoth = (sides: readonly [number, number], entry: Omit<AuditEntry, 'organisation'>): AuditEntry[] =>
  sides.map((organisation) => ({ ...entry, organisation }));

async function propose(c: Ctx): Promise<Response> {
  giverOf(c);
  const text = await readText(c);
  const body = parseBody(text, TransferBody);
  return writeOnce(c, text, async () => {
    const db = c.env.DIRECTORY;
    const now = clock();
    const [production] = await ownProductions(c, [body.production], () => '/production');
    const to = await otherOf(c, '/to', body.to, PROVIDERS);
    if (production?.owner === undefined || production.owner === null || production.owner === to.key)
      throw fault('/to', 'another organisation than its provider');
    const open = await store.readOpenTransfer(db, production.key);
    if (open) throw new ApiError('conflict', `it is being transferred already (${open.id}); end that one first`);
    const at = body.at === undefined ? now : Date.parse(body.at);
    const id = newId('TRF');
    const one: store.NewTransfer = {
      id,
      production: production.key,
      giver: production.owner,
      receiver: to.key,
      at,
      staysProducer: body.staysProducer ?? false,
    };
    return {
      statements: [store.addTransferStatement(db, one, now)],
      audit: inBoth([production.owner, to.key], {
        action: 'transfer.propose',
        object: id,
        after: { production: production.answer.id, to: to.id, at: iso(at), staysProducer: one.staysProducer },
      }),
      status: 201,
      answer: { id, state: 'proposed' },
    };
  });
}

async function find(c: Ctx): Promise<store.FoundTransfer> {
  const found = await store.readTransfer(c.env.DIRECTORY, actorOf(c).organisation, idOf(c));
  if (!found) throw none();
  return found;
}

/** In one batch with its audit lines; whoever decided a moment earlier has decided. */
async function decide(c: Ctx, one: store.FoundTransfer, action: string, statements: readonly D1PreparedStatement[]) {
  const entries = inBoth([one.giver.key, one.receiver.key], {
    action: `transfer.${action}`,
    object: one.id,
    before: { state: stateOf(one) },
    after: { production: one.production.id, at: iso(one.at) },
  });
  try {
    await c.env.DIRECTORY.batch([...statements, ...entries.map((entry) => auditStatement(c, entry))]);
  } catch (error) {
    if (!/already_decided/.test((error as Error).message)) throw error;
    throw new ApiError('conflict', 'the transfer was decided in the meantime; look again');
  }
  forgetDoubts(c.env.DIRECTORY);
  await tellReaders(c);
  return c.json(answerOf(await find(c)));
}

async function accept(c: Ctx): Promise<Response> {
  const one = await find(c);
  if (!one.receives) throw none();
  if (stateOf(one) !== 'proposed')
    throw new ApiError('conflict', `the transfer is ${stateOf(one)} already`, { current: answerOf(one) });
  const db = c.env.DIRECTORY;
  return decide(c, one, 'accept', [
    store.acceptStatement(db, one.id, clock()),
    ...store.carryOutStatements(db, clock(), one.id),
  ]);
}

async function end(c: Ctx): Promise<Response> {
  const one = await find(c);
  const state = stateOf(one);
  if (state === 'done' || state === 'ended')
    throw new ApiError('conflict', `the transfer is ${state}; it is taken back by another one`, {
      current: answerOf(one),
    });
  const side = one.gives ? one.giver.key : one.receives ? one.receiver.key : null;
  return decide(c, one, 'end', [store.endStatement(c.env.DIRECTORY, one.id, side, clock())]);
}

async function list(c: Ctx): Promise<Response> {
  const page = pageOf(c);
  const rows = await store.listTransfers(c.env.DIRECTORY, page);
  return pageAnswer(
    c,
    page,
    rows.map(({ cursor, transfer }) => ({ cursor, answer: answerOf(transfer) })),
  );
}

export function transferRoutes(): Routes {
  return new Routes()
    .on('post', PATHS.transfers, 'share', propose, {
      summary: 'Offer a production of yours to another provider, from a moment on; it moves once accepted',
      body: TransferBody,
      status: 201,
    })
    .on('get', PATHS.transfers, 'read_house', list, {
      summary: 'Productions you offered or were offered, newest first',
      query: pageSchema.query,
      answer: pageSchema.of(Transfer),
    })
    .on('post', `${PATHS.transfers}/:id/accept`, 'share', accept, {
      summary: 'Accept a production that is offered to you',
      answer: Transfer,
    })
    .on('delete', `${PATHS.transfers}/:id`, 'share', end, {
      summary: 'Withdraw or decline a transfer before its day, from either side',
      answer: Transfer,
    });
}
