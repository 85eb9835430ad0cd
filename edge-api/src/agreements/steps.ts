/** Every step of an agreement is written here: event, version, state and what is to be told in one batch, at its venue's home. */
import { canonicalJson, changedTerms } from '#deal';
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
import { take, type Life, type Move } from './life.ts';
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

/** What a signature stands for. */
export const hashOf = (terms: Terms, performances: readonly string[]): Promise<string> =>
  sha256(canonicalJson({ terms, performances: performances.toSorted() }));

/** An agreement as it stands, opened by one of its sides. */
export interface Standing {
  readonly home: AgreementHome;
  readonly side: Side | null;
  readonly shard: D1Database;
  readonly stored: store.Stored;
}
/** A step that was decided on: what it writes beside its event. */
export interface Change {
  readonly move: Move;
  readonly life: Life;
  /** The version it is about, where that is new or changed. */
  readonly version?: store.VersionRow;
  readonly about: number;
  readonly body: store.EventBody;
  readonly fields?: Partial<Pick<store.AgreementRow, 'reference' | 'contacts' | 'framework' | 'expiresAt'>>;
}

/** How it stands after the change. */
export function changed(
  { row, versions, events }: store.Stored,
  { move, life, version, about, body, fields = {} }: Change,
  who: store.Who,
): store.Stored {
  const event: store.EventRow = {
    ...who,
    seq: row.revision + 1,
    at: move.now,
    step: move.step,
    version: about,
    state: life.state,
    side: move.side,
    body,
  };
  const { state, version: number, approvedVersion, author, expiresAt } = life;
  return {
    row: {
      ...row,
      expiresAt,
      ...fields,
      state,
      version: number,
      approvedVersion,
      author,
      revision: event.seq,
      updatedAt: move.now,
    },
    versions: version ? [...versions.filter((one) => one.version !== version.version), version] : versions,
    events: [...events, event],
  };
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
export function auditOf(home: AgreementHome, is: store.Stored): HomeEffect['audit'] {
  const event = is.events.at(-1);
  const version = is.versions.find((one) => one.version === event?.version);
  if (!event || !version) return [];
  const own = event.side === 'provider' ? home.provider : home.venue;
  const other = event.side === 'provider' ? home.venue : home.provider;
  const at = { version: event.version, state: event.state, sha256: version.sha256 };
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
/** What a caller's step changes, once it has been found that it may be taken; null = nothing is to be changed. */
export type Plan = (
  at: Standing & { readonly seen: Seen },
  move: Move,
) => Promise<Omit<Change, 'life' | 'move'> | null>;

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
  const who = await whoOf(c);
  const asked = revisionIn(c);
  const response = await writeOnceAtHome(c, home.venue, text, async (shard, { shard: name }) => {
    const stored = await store.readAgreement(shard, home.venue, id);
    const seen = stored && seenBy(stored, side);
    if (!stored || !seen) throw noSuch();
    const answer = (of: store.Stored) => answerOf(c, of, { home, side, shard: name });
    const { step, version } = wanted;
    if ((asked !== null && asked !== seen.revision) || (version !== undefined && version !== seen.life.version))
      throw clash(await answer(stored));
    if (seen.life.version !== stored.row.version && step !== 'settle')
      throw new ApiError('conflict', 'the other side is preparing a change of this agreement; wait for its proposal');
    const standing = { home, side, shard, stored, seen };
    const move: Move = { step, side, now: c.var.now, ...(await more?.(standing)) };
    const taken = take(seen.life, move);
    if (!taken.ok) throw new ApiError('conflict', taken.why);
    const change = await plan(standing, move);
    const is = change ? changed(stored, { ...change, move, life: taken.life }, who) : stored;
    const after = await answer(is);
    return {
      statements: statementsOf(shard, stored, is),
      audit: change ? auditOf(home, is) : [],
      status: 200,
      answer: after,
      headers: { etag: etagOf(after?.revision ?? 0) },
    };
  });
  await tellPartiesSoon(c, home.venue);
  return response;
}
/** What else the rules have to know of a step, read before it is decided. */
export type MoreOf = (at: Standing & { readonly seen: Seen }) => Promise<Partial<Move>>;

export const changesOf = (before: Partial<Terms>, after: Partial<Terms>): NonNullable<store.EventBody['changes']> =>
  changedTerms(before, after).map(({ term, before: was, after: is }) => ({
    term,
    before: was ?? null,
    after: is ?? null,
  }));
