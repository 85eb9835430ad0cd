/** Every step of an agreement is written here: event, version, state and what is to be told in one batch, at its venue's home. */
import { canonicalJson } from '#deal';
import type { AgreementStep, Side, Terms } from '#protocol';
import { ApiError } from '../api-error.ts';
import { etagOf, revisionIn } from '../catalogue/change-items.ts';
import { sha256 } from '../identity/secret.ts';
import { readPerson } from '../people/person-store.ts';
import { actorOf, type Ctx } from '../route.ts';
import { writeOnceAtHome, type HomeEffect } from '../shards/once-at-home.ts';
import { answerOf } from './agreement-answer.ts';
import { tellPartiesSoon } from './agreement-drain.ts';
import { homeFor, type AgreementHome } from './agreement-home.ts';
import * as store from './agreement-store.ts';
import { changed, type Change } from './changes.ts';
import { take, type Move } from './life.ts';
import { seenBy, type Seen } from './seen.ts';

export const noSuch = () => new ApiError('not_found', 'no such agreement');
export const fault = (pointer: string, detail: string) =>
  new ApiError('invalid_request', detail, { errors: [{ pointer, detail }] });

/** Who takes a step: a person, or the client, which counts as one person. An embedded session signs as its maker and its viewer. */
export async function whoOf(c: Ctx): Promise<store.Who> {
  const { organisation, clientId, user, viewer } = actorOf(c);
  const client = viewer === undefined ? clientId : `${clientId} ${viewer}`;
  if (user === undefined) return { organisation, client, person: null, name: viewer ?? null };
  const person = await readPerson(c.env.DIRECTORY, user);
  return { organisation, client: clientId, person: user, name: person?.name ?? null };
}

/** Who signs, as the rules tell people apart: a person, or a client that acts for none. */
export function signerIn(c: Ctx): string {
  const { clientId, user, viewer } = actorOf(c);
  return user ?? (viewer === undefined ? clientId : `${clientId} ${viewer}`);
}

/** What a signature stands for. */
export const hashOf = (terms: Terms, performances: readonly string[]): Promise<string> =>
  sha256(canonicalJson({ terms, performances: performances.toSorted() }));

/** An agreement as it stands, opened by one of its sides. */
export interface Standing {
  readonly home: AgreementHome;
  readonly side: Side;
  readonly shard: D1Database;
  readonly stored: store.Stored;
  readonly seen: Seen;
}

/** The statements that bring a shard from one to the other; nothing for the same. */
export function statementsOf(shard: D1Database, was: store.Stored, is: store.Stored): D1PreparedStatement[] {
  const event = is.events.at(-1);
  if (!event || was.row.revision === is.row.revision) return [];
  const versions = is.versions.filter((one) => !was.versions.includes(one));
  const approved = is.versions.find(({ version }) => version === is.row.approvedVersion);
  const taken = approved && was.row.approvedVersion !== is.row.approvedVersion;
  return [
    store.addEvent(shard, is.row, event),
    ...versions.map((version) => store.putVersion(shard, is.row, version)),
    ...(taken
      ? store.holdPerformances(
          shard,
          is.row,
          approved.performances.map(([key]) => key),
        )
      : []),
    store.changeAgreement(shard, is.row),
    store.tellOf(shard, is.row, event.seq, is.row.updatedAt),
  ];
}

/** Of the audit log: which step, of which version, and the hash of its terms; never the terms. */
export function auditOf(home: AgreementHome, is: store.Stored, told: object = {}): HomeEffect['audit'] {
  const event = is.events.at(-1);
  const version = is.versions.find((one) => one.version === event?.version);
  if (!event || !version) return [];
  const [own, other] =
    event.side === 'provider' ? [home.providerReader, home.venueReader] : [home.venueReader, home.providerReader];
  const at = { version: event.version, state: event.state, sha256: version.sha256, ...told };
  return [
    {
      action: `agreement.${event.step}`,
      object: home.id,
      organisation: own,
      // What is still at one side is in that side's log alone.
      also: version.proposed ? [other] : [],
      after: at,
    },
  ];
}

/** Both versions are shown: the caller has its own, and gets what stands. */
export const clash = (current: unknown) =>
  new ApiError('edit_clash', 'somebody took a step in the meantime; look at current and send again with its version', {
    current,
  });

export interface Wanted {
  readonly step: AgreementStep;
  /** The version that was looked at, where the body says so. */
  readonly version?: number;
}
/** What a step changes, once it has been found that it may be taken; null = nothing is to be changed. */
export type Plan = (at: Standing) => Promise<Omit<Change, 'life' | 'move'> | null>;
/** What else the rules have to know of a step, read before it is decided. */
export type MoreOf = (at: Standing) => Promise<Partial<Move>>;
/** Who takes a step on which side, and what is answered of how it then stands. */
export interface Taker {
  readonly home: AgreementHome;
  readonly side: Side;
  readonly who: store.Who;
  /** Revision that was looked at. */
  readonly asked: number | null;
  answer(stored: store.Stored, shard: string): Promise<unknown>;
  /** What is written beside the step, and said of it in the audit log. */
  beside?(shard: D1Database): readonly D1PreparedStatement[];
  readonly told?: object;
}

/** A step of the caller's: seen from its own side, against the version it looked at, once. */
export async function takeStep(
  c: Ctx,
  id: string,
  text: string,
  wanted: Wanted,
  plan: Plan,
  more?: MoreOf,
): Promise<Response> {
  const { home, side } = await homeFor(c, id);
  const answer = (stored: store.Stored, shard: string) => answerOf(c, stored, { home, side, shard });
  return takeStepAs(c, { home, side, who: await whoOf(c), asked: revisionIn(c), answer }, text, wanted, plan, more);
}

/** The same for whoever was found to act for a side, such as a contact with a link. */
export async function takeStepAs(
  c: Ctx,
  { home, side, who, asked, answer, beside, told }: Taker,
  text: string,
  { step, version }: Wanted,
  plan: Plan,
  more?: MoreOf,
): Promise<Response> {
  const response = await writeOnceAtHome(c, home.venue, text, async (shard, { shard: name }) => {
    const stored = await store.readAgreement(shard, home.venue, home.id);
    const seen = stored && seenBy(stored, side);
    if (!stored || !seen) throw noSuch();
    if ((asked !== null && asked !== seen.revision) || (version !== undefined && version !== seen.life.version))
      throw clash(await answer(stored, name));
    if (seen.life.version !== stored.row.version)
      throw new ApiError('conflict', 'the other side is preparing a change of this agreement; wait for its proposal');
    const standing = { home, side, shard, stored, seen };
    const move: Move = { step, side, now: c.var.now, ...(await more?.(standing)) };
    const taken = take(seen.life, move);
    if (!taken.ok) throw new ApiError('conflict', taken.why);
    const change = await plan(standing);
    const is = change ? changed(stored, { ...change, move, life: taken.life }, who) : stored;
    return {
      statements: [...(beside?.(shard) ?? []), ...statementsOf(shard, stored, is)],
      audit: change ? auditOf(home, is, told) : [],
      status: 200,
      answer: await answer(is, name),
      headers: { etag: etagOf(seenBy(is, side)?.revision ?? 0) },
    };
  });
  await tellPartiesSoon(c, home.venue);
  return response;
}
