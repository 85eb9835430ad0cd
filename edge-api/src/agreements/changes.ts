/** Pure: what a step changes, and how an agreement stands after it. */
import { changedTerms } from '#deal';
import type { Terms } from '#protocol';
import type { AgreementRow, EventBody, EventRow, Stored, VersionRow, Who } from './agreement-store.ts';
import type { Life, Move } from './life.ts';

/** A step that was decided on: what it writes beside its event. */
export interface Change {
  readonly move: Move;
  readonly life: Life;
  /** The version it is about, where that is new or changed. */
  readonly version?: VersionRow;
  readonly about: number;
  readonly body: EventBody;
  readonly fields?: Partial<Pick<AgreementRow, 'reference' | 'contacts' | 'framework' | 'expiresAt'>>;
}

/** How it stands after the change. */
export function changed(
  { row, versions, events }: Stored,
  { move, life, version, about, body, fields = {} }: Change,
  who: Who,
): Stored {
  const event: EventRow = {
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

export const changesOf = (before: Partial<Terms>, after: Partial<Terms>): NonNullable<EventBody['changes']> =>
  changedTerms(before, after).map(({ term, before: was, after: is }) => ({
    term,
    before: was ?? null,
    after: is ?? null,
  }));

/** The same with the performances, where those are others. */
export const differences = (
  before: { readonly terms: Partial<Terms>; readonly ids: readonly string[] },
  after: { readonly terms: Terms; readonly ids: readonly string[] },
): NonNullable<EventBody['changes']> => [
  ...changesOf(before.terms, after.terms),
  ...(before.ids.toSorted().join() === after.ids.toSorted().join()
    ? []
    : [{ term: 'performances', before: before.ids, after: after.ids }]),
];
