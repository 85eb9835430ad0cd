/** Pure: the performances of a production that a deal may be about, and which of them the filters keep. */
import type { AgreementState, AgreementSummary, Performance } from '#protocol';

export interface Pickable {
  readonly id: string;
  readonly venue: string;
  readonly venueName: string;
  /** '' = not known. */
  readonly hall: string;
  readonly startsAt: string;
  readonly timeZone: string;
  /** As `YYYY-MM-DD`, the venue's own. */
  readonly date: string;
  readonly cancelled: boolean;
  /** State of another deal it stands in. */
  readonly taken: AgreementState | null;
}
type Dealt = Pick<AgreementSummary, 'id' | 'state' | 'performances'>;

/** These came to nothing: their performances are free again. */
const OVER: readonly AgreementState[] = ['withdrawn', 'expired'];

const dayOf = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(at),
  );

export interface Picking {
  /** The caller's organisation: its own production in its own house takes no deal. */
  readonly own: string;
  /** A deal that does not count as another one. */
  readonly except: string;
}

/** In order of their beginning. */
export function pickables(
  performances: readonly Performance[],
  deals: readonly Dealt[],
  { own, except }: Picking,
): readonly Pickable[] {
  const taken = new Map(
    deals
      .filter(({ id, state }) => id !== except && !OVER.includes(state))
      .flatMap(({ state, performances: in_ }) => in_.map(({ id }) => [id, state] as const)),
  );
  return performances
    .filter(({ mergedInto, venue, provider }) => mergedInto === null && !(venue === own && provider === own))
    .map(({ id, venue, venueName, hallName, startsAt, timeZone, status }) => ({
      id,
      venue,
      venueName,
      hall: hallName ?? '',
      startsAt,
      timeZone,
      date: dayOf(startsAt, timeZone),
      cancelled: status === 'cancelled',
      taken: taken.get(id) ?? null,
    }))
    .toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.id < b.id ? -1 : 1));
}

export interface PickFilter {
  readonly venue: string;
  readonly hall: string;
  /** Days; '' = open. */
  readonly from: string;
  readonly to: string;
}

/** What is chosen stays in sight, whatever the filters say. */
export const keptOf = (
  all: readonly Pickable[],
  { venue, hall, from, to }: PickFilter,
  chosen: ReadonlySet<string>,
): readonly Pickable[] =>
  all.filter(
    (one) =>
      one.venue === venue &&
      (chosen.has(one.id) ||
        ((hall === '' || one.hall === hall) && (from === '' || one.date >= from) && (to === '' || one.date <= to))),
  );

export const canPick = ({ cancelled, taken }: Pickable): boolean => !cancelled && taken === null;

/** Houses it plays in, by the first evening, with how many evenings are free. */
export function housesOf(
  all: readonly Pickable[],
): readonly { readonly id: string; readonly name: string; readonly free: number }[] {
  const houses = new Map<string, { id: string; name: string; free: number }>();
  for (const one of all) {
    const house = houses.get(one.venue) ?? { id: one.venue, name: one.venueName, free: 0 };
    houses.set(one.venue, { ...house, free: house.free + (canPick(one) ? 1 : 0) });
  }
  return [...houses.values()];
}
