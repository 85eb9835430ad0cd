/** The three steps of a framework agreement, each one batch in the shard of the venue, with the event as its lock. */
import { canonicalJson } from '#deal';
import type { FrameworkBody, FrameworkState, Side, Terms } from '#protocol';
import { ApiError } from '../api-error.ts';
import { revisionIn } from '../catalogue/change-items.ts';
import { sha256 } from '../identity/secret.ts';
import { readPerson } from '../people/person-store.ts';
import { actorOf, type Ctx } from '../route.ts';
import { signedContent, toFramework, type Parties } from './framework-answer.ts';
import type { FrameworkHome } from './framework-home.ts';
import * as store from './framework-store.ts';

export interface At {
  readonly home: FrameworkHome;
  readonly side: Side;
}
export type Proposed = Omit<FrameworkBody, 'terms'> & { readonly terms: Partial<Terms> };
export interface Step {
  readonly statements: readonly D1PreparedStatement[];
  /** What stands once they are written. */
  readonly after: store.FoundFramework;
  readonly audit: { readonly action: string; readonly after: object };
}

export const partiesOf = (home: FrameworkHome): Parties => ({
  provider: { id: home.providerId, name: home.providerName },
  venue: { id: home.venueId, name: home.venueName },
});

export const shown = (c: Ctx, { home, side }: At, found: store.FoundFramework, version: number | null = null) =>
  toFramework(partiesOf(home), side, found, { version, livemode: actorOf(c).livemode });

const clash = (c: Ctx, at: At, found: store.FoundFramework) =>
  new ApiError('edit_clash', 'the other side, or a colleague, did something in the meantime; look at current', {
    current: shown(c, at, found),
  });

/** Refuses a step by somebody who saw another revision, or another content. */
export function mustBeSeen(c: Ctx, at: At, found: store.FoundFramework): void {
  const seen = revisionIn(c);
  if (seen !== null && seen !== found.revision) throw clash(c, at, found);
}

const openVersion = (found: store.FoundFramework) => found.versions.findLast(({ state }) => state === 'proposed');

async function eventOf(
  c: Ctx,
  { side }: At,
  step: store.FrameworkEvent['step'],
  about: { readonly seq: number; readonly version: number; readonly sha256: string },
): Promise<store.FrameworkEvent> {
  const { organisation, clientId, user } = actorOf(c);
  const name = user === undefined ? null : ((await readPerson(c.env.DIRECTORY, user))?.name ?? null);
  return { ...about, at: c.var.now, step, side, organisation, client: clientId, person: user ?? null, name };
}

const audited = (verb: string, event: store.FrameworkEvent) => ({
  action: `framework.${verb}`,
  after: { version: event.version, side: event.side, sha256: event.sha256 },
});

const turned = (versions: readonly store.FrameworkVersion[], from: FrameworkState, to: FrameworkState) =>
  versions.map((one) => (one.state === from ? { ...one, state: to } : one));

const afterEvent = (
  found: store.FoundFramework,
  event: store.FrameworkEvent,
  versions: readonly store.FrameworkVersion[],
): store.FoundFramework => ({ id: found.id, revision: event.seq, versions, events: [...found.events, event] });

/** The first version or the next; one that waits for signatures makes place. */
export async function propose(
  c: Ctx,
  shard: D1Database,
  at: At,
  found: store.FoundFramework | null,
  body: Proposed,
): Promise<Step> {
  const { home, side } = at;
  const version = (found?.versions.at(-1)?.version ?? 0) + 1;
  const content = {
    version,
    title: body.title,
    terms: body.terms,
    text: body.text ?? null,
    validFrom: body.validFrom,
    validTo: body.validTo ?? null,
  };
  const hash = await sha256(canonicalJson(signedContent(home.id, partiesOf(home), content)));
  const seq = (found?.revision ?? 0) + 1;
  const event = await eventOf(c, at, 'propose', { seq, version, sha256: hash });
  const made = {
    ...content,
    sha256: hash,
    author: side,
    state: 'proposed' as const,
    madeAt: c.var.now,
    signedAt: null,
  };
  return {
    statements: [
      store.turnStatement(shard, { ...home, version: null }, 'proposed', 'replaced', c.var.now),
      store.addVersionStatement(shard, home, made),
      ...store.eventStatements(shard, home, event),
    ],
    after: afterEvent(found ?? { id: home.id, revision: 0, versions: [], events: [] }, event, [
      ...turned(found?.versions ?? [], 'proposed', 'replaced'),
      made,
    ]),
    audit: audited('propose', event),
  };
}

/** Signs what was read, by its hash; null = this side has signed it already. The second signature puts it in force. */
export async function sign(
  c: Ctx,
  shard: D1Database,
  at: At,
  found: store.FoundFramework,
  hash: string,
): Promise<Step | null> {
  const { home, side } = at;
  const wanted = found.versions.find((one) => one.sha256 === hash);
  const signers = found.events.filter(({ step, version }) => step === 'sign' && version === wanted?.version);
  if (wanted && signers.some((event) => event.side === side)) return null;
  const open = openVersion(found);
  if (!open) throw new ApiError('conflict', 'no version waits for signatures; propose a new one first');
  if (open.sha256 !== hash) throw clash(c, at, found);
  const { version } = open;
  const event = await eventOf(c, at, 'sign', { seq: found.revision + 1, version, sha256: hash });
  const turns = signers.length
    ? [
        store.turnStatement(shard, { ...home, version: null }, 'signed', 'replaced', c.var.now),
        store.turnStatement(shard, { ...home, version }, 'proposed', 'signed', c.var.now),
      ]
    : [];
  const inForce = turned(found.versions, 'signed', 'replaced').map((one) =>
    one.version === version ? { ...one, state: 'signed' as const, signedAt: c.var.now } : one,
  );
  return {
    statements: [...turns, ...store.eventStatements(shard, home, event)],
    after: afterEvent(found, event, signers.length ? inForce : found.versions),
    audit: audited('sign', event),
  };
}

/** By either side, while not both have signed; null = nothing waits any more. */
export async function withdraw(c: Ctx, shard: D1Database, at: At, found: store.FoundFramework): Promise<Step | null> {
  const open = openVersion(found);
  if (!open) {
    if (found.versions.at(-1)?.state === 'withdrawn') return null;
    throw new ApiError(
      'conflict',
      'what both have signed is not withdrawn by one; propose a version that ends on a day and let both sign it',
    );
  }
  const { version } = open;
  const event = await eventOf(c, at, 'withdraw', { seq: found.revision + 1, version, sha256: open.sha256 });
  return {
    statements: [
      store.turnStatement(shard, { ...at.home, version }, 'proposed', 'withdrawn', c.var.now),
      ...store.eventStatements(shard, at.home, event),
    ],
    after: afterEvent(found, event, turned(found.versions, 'proposed', 'withdrawn')),
    audit: audited('withdraw', event),
  };
}
