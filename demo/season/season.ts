// Pure: a whole season from a seed and a moment. The same two give the same season, to the ticket and the cent.
import { withChanges } from './changes.ts';
import { localEvents } from './local-events.ts';
import { ownEvenings } from './own-evenings.ts';
import { performancesOf } from './performances.ts';
import { PRODUCTIONS, PROVIDERS, RESELLERS, type ProductionPlan } from './productions.ts';
import { Random, seedOf } from './random.ts';
import type { Season } from './shapes.ts';
import { tourOf, type Diary, type Night } from './tour.ts';
import { HALLS, VENUES } from './venues.ts';

const NIGHTS_LAST_SEASON = 28;
const NIGHTS = 31;
const OWN_EVENINGS = 63;

/** `now`: UTC ms. Performances lie in last season and around `now`; at least 35% of them are still to come. */
export function generateSeason({ seed, now }: { readonly seed: number; readonly now: number }): Season {
  const diary: Diary = new Set();
  const planned = PRODUCTIONS.flatMap((plan) => {
    const count = plan.tour === 'last_season' ? NIGHTS_LAST_SEASON : NIGHTS;
    const nights = tourOf(plan, count, now, new Random(seedOf(seed, plan.ref, 'tour')), diary);
    return performancesOf(seed, plan, withTwin(plan, nights, diary));
  });
  const performances = withChanges(seed, now, planned, diary);
  const evenings = ownEvenings(seed, OWN_EVENINGS, performances, diary);
  return {
    seed,
    now,
    venues: VENUES,
    halls: HALLS,
    providers: PROVIDERS,
    resellers: RESELLERS,
    productions: PRODUCTIONS.map(({ tour: _tour, seats: _seats, ...production }) => production),
    performances,
    ownEvenings: evenings,
    events: localEvents(seed, PRODUCTIONS, PROVIDERS, performances, evenings),
  };
}

/** A reading that fills two halls of one house at the same hour: hard to tell apart by anything but the hall. */
function withTwin(plan: ProductionPlan, nights: readonly Night[], diary: Diary): readonly Night[] {
  if (plan.genre !== 'literatuur' && plan.genre !== 'circus') return nights;
  for (const night of nights) {
    const other = HALLS.find(
      ({ ref, venueRef, kind }) =>
        venueRef === night.venue.ref && ref !== night.hall.ref && kind === 'hall' && !diary.has(`${ref}|${night.day}`),
    );
    if (!other) continue;
    diary.add(`${other.ref}|${night.day}`);
    return nights.flatMap((one) => (one === night ? [one, { ...one, hall: other }] : [one]));
  }
  return nights;
}
