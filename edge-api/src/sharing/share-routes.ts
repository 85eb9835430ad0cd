/** Representation (a producer and an agency, both consenting) and observers (a provider lets somebody look along). */
import { Observer, ObserverBody, PATHS, Representation, RepresentationBody, type SHARE_STATES } from '#protocol';
import { ApiError } from '../api-error.ts';
import type { AuditEntry } from '../audit/audit-entry.ts';
import { auditStatement } from '../audit/audit-entry.ts';
import { parseBody, readText } from '../body.ts';
import { tellReaders } from '../catalogue/announcing.ts';
import { pageAnswer, pageOf } from '../catalogue/catalogue-page.ts';
import { idOf } from '../catalogue/change-items.ts';
import { writeOnce } from '../identity/once.ts';
import { newId } from '../identity/secret.ts';
import { pageSchema } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { forgetDoubts } from './doubt.ts';
import * as store from './share-store.ts';
import { giverOf, iso, isoOrNull, otherOf, ownProductions, periodOf } from './terms.ts';

interface Kind {
  readonly kind: store.ShareKind;
  readonly path: string;
  readonly prefix: string;
  /** How the sides are called in answers. */
  readonly giver: 'producer' | 'provider';
  readonly receiver: 'agency' | 'observer';
}
const REPRESENTATION: Kind = {
  kind: 'representation',
  path: PATHS.representations,
  prefix: 'REP',
  giver: 'producer',
  receiver: 'agency',
};
const OBSERVER: Kind = {
  kind: 'observer',
  path: PATHS.observers,
  prefix: 'OBS',
  giver: 'provider',
  receiver: 'observer',
};

const REPRESENTED_BY = ['agency', 'producer'];
const OBSERVED_BY = ['observer', 'producer', 'agency', 'fund'];

/** Rights live by the machine's own clock, as tokens do. */
const clock = () => Date.now();

function stateOf(share: store.FoundShare, now: number): { state: (typeof SHARE_STATES)[number]; active: boolean } {
  const over = share.to !== null && share.to <= now;
  if (share.endedAt !== null || over) return { state: 'ended', active: false };
  if (share.acceptedAt === null) return { state: 'proposed', active: false };
  return { state: 'accepted', active: share.from <= now };
}

function answerOf({ giver, receiver }: Kind, share: store.FoundShare, now: number): Record<string, unknown> {
  return {
    id: share.id,
    [giver]: { id: share.giver.id, name: share.giver.name },
    [receiver]: { id: share.receiver.id, name: share.receiver.name },
    productions: share.productions,
    from: iso(share.from),
    to: isoOrNull(share.to),
    ...stateOf(share, now),
    proposedAt: iso(share.proposedAt),
    acceptedAt: isoOrNull(share.acceptedAt),
    endedAt: isoOrNull(share.endedAt),
    endedBy: share.endedBy,
  };
}

/** The same line in the logs of both sides. */
const inBoth = (sides: readonly [number, number], entry: Omit<AuditEntry, 'organisation'>): AuditEntry[] =>
  sides.map((organisation) => ({ ...entry, organisation }));

interface Asked {
  readonly receiver: string;
  readonly productions: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | null | undefined;
}

async function give(c: Ctx, of: Kind, text: string, asked: Asked, types: readonly string[]): Promise<Response> {
  const giver = giverOf(c);
  const answer = await writeOnce(c, text, async () => {
    const db = c.env.DIRECTORY;
    const now = clock();
    const other = await otherOf(c, `/${of.receiver}`, asked.receiver, types);
    const productions =
      asked.productions && (await ownProductions(c, asked.productions, (index) => `/productions/${index}`));
    const period = periodOf(asked, now);
    const accepted = of.kind === 'observer' ? now : null;
    const id = newId(of.prefix);
    const share: store.NewShare = {
      id,
      kind: of.kind,
      giver,
      receiver: other.key,
      productions: productions?.map(({ key }) => key) ?? null,
      ...period,
      acceptedAt: accepted,
    };
    const after = {
      [of.receiver]: other.id,
      productions: asked.productions ?? 'all',
      from: iso(period.from),
      to: isoOrNull(period.to),
    };
    return {
      statements: [
        ...store.addShareStatements(db, share, now),
        ...(accepted === null ? [] : store.turnStatements(db, now)),
      ],
      audit: inBoth([giver, other.key], {
        action: of.kind === 'observer' ? 'observer.add' : 'representation.propose',
        object: id,
        after,
      }),
      status: 201,
      answer: { id, state: accepted === null ? 'proposed' : 'accepted' },
    };
  });
  if (of.kind === 'observer') await tellReaders(c);
  return answer;
}

async function proposeRepresentation(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { agency, productions, from, to } = parseBody(text, RepresentationBody);
  return give(c, REPRESENTATION, text, { receiver: agency, productions, from, to }, REPRESENTED_BY);
}

async function addObserver(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { observer, productions, from, to } = parseBody(text, ObserverBody);
  return give(c, OBSERVER, text, { receiver: observer, productions, from, to }, OBSERVED_BY);
}

async function find(c: Ctx, { kind }: Kind): Promise<store.FoundShare> {
  const found = await store.readShare(c.env.DIRECTORY, actorOf(c).organisation, kind, idOf(c));
  if (!found) throw new ApiError('not_found', `no such ${kind}`);
  return found;
}

/** In one batch with its audit lines; whoever decided a moment earlier has decided. */
async function decide(c: Ctx, of: Kind, share: store.FoundShare, action: string, statements: D1PreparedStatement[]) {
  const entries = inBoth([share.giver.key, share.receiver.key], {
    action: `${of.kind}.${action}`,
    object: share.id,
    before: { state: stateOf(share, clock()).state },
    after: { state: action === 'accept' ? 'accepted' : 'ended' },
  });
  try {
    await c.env.DIRECTORY.batch([...statements, ...entries.map((entry) => auditStatement(c, entry))]);
  } catch (error) {
    if (!/already_decided/.test((error as Error).message)) throw error;
    throw new ApiError('conflict', `the ${of.kind} was decided in the meantime; look again`);
  }
  forgetDoubts(c.env.DIRECTORY);
  await tellReaders(c);
  return c.json(answerOf(of, await find(c, of), clock()));
}

async function accept(c: Ctx): Promise<Response> {
  const share = await find(c, REPRESENTATION);
  const { state } = stateOf(share, clock());
  if (!share.receives) throw new ApiError('not_found', 'no such representation');
  if (state !== 'proposed')
    throw new ApiError('conflict', `the representation is ${state} already`, {
      current: answerOf(REPRESENTATION, share, clock()),
    });
  const db = c.env.DIRECTORY;
  return decide(c, REPRESENTATION, share, 'accept', [
    store.acceptStatement(db, share.id, clock()),
    ...store.turnStatements(db, clock()),
  ]);
}

async function end(c: Ctx, of: Kind): Promise<Response> {
  const share = await find(c, of);
  if (stateOf(share, clock()).state === 'ended')
    throw new ApiError('conflict', `the ${of.kind} has ended already`, { current: answerOf(of, share, clock()) });
  const by = actorOf(c).organisation;
  const side = share.gives ? share.giver.key : share.receives ? share.receiver.key : by;
  return decide(c, of, share, 'end', [store.endStatement(c.env.DIRECTORY, share.id, side || null, clock())]);
}

async function list(c: Ctx, of: Kind): Promise<Response> {
  const page = pageOf(c);
  const rows = await store.listShares(c.env.DIRECTORY, page, of.kind);
  return pageAnswer(
    c,
    page,
    rows.map(({ cursor, share }) => ({ cursor, answer: answerOf(of, share, clock()) })),
  );
}

export function shareRoutes(): Routes {
  return new Routes()
    .on('post', PATHS.representations, 'share', proposeRepresentation, {
      summary: 'Ask an agency to represent you, for all your productions or some, from–to; it holds once accepted',
      body: RepresentationBody,
      status: 201,
    })
    .on('get', PATHS.representations, 'read_house', (c) => list(c, REPRESENTATION), {
      summary: 'Representations you gave or were asked for, newest first',
      query: pageSchema.query,
      answer: pageSchema.of(Representation),
    })
    .on('post', `${PATHS.representations}/:id/accept`, 'share', accept, {
      summary: 'Accept, as the agency, to represent a producer',
      answer: Representation,
    })
    .on('delete', `${PATHS.representations}/:id`, 'share', (c) => end(c, REPRESENTATION), {
      summary: 'End, decline or withdraw a representation, from either side',
      answer: Representation,
    })
    .on('post', PATHS.observers, 'share', addObserver, {
      summary: 'Let an organisation look along with some of your productions, read only, from–to',
      body: ObserverBody,
      status: 201,
    })
    .on('get', PATHS.observers, 'read_house', (c) => list(c, OBSERVER), {
      summary: 'Who looks along with you, and with whom you do, newest first',
      query: pageSchema.query,
      answer: pageSchema.of(Observer),
    })
    .on('delete', `${PATHS.observers}/:id`, 'share', (c) => end(c, OBSERVER), {
      summary: 'End looking along, from either side',
      answer: Observer,
    });
}
