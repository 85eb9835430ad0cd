// Pure: a production's nights become performances with type, sale, capacity and what people will want.
import { DAY, dayOf, instantOf, MINUTE, weekdayOf } from './amsterdam.ts';
import { shapeOf, shareWanted } from './demand.ts';
import type { ProductionPlan } from './productions.ts';
import { RESELLERS } from './productions.ts';
import { Random, seedOf } from './random.ts';
import type { Demand, Performance, SalesShape } from './shapes.ts';
import { seasonStart, type Night } from './tour.ts';

/** The first nights are try-outs, then the première; a revival has neither. The last night is the dernière. */
function typeOf(index: number, count: number, revival: boolean): Performance['type'] {
  if (index === count - 1) return 'derniere';
  if (revival) return 'normal';
  return index < 3 ? 'try_out' : index === 3 ? 'premiere' : 'normal';
}

/** Half of a season goes on sale in the spring before it, each venue on its own day; the rest some months ahead. */
export function saleStart(venueRef: string, startsAt: number, soon: boolean, random: Random): number {
  const spring = seasonStart(startsAt) - 90 + (seedOf(venueRef) % 30);
  const nearby = dayOf(startsAt) - random.int(soon ? 60 : 75, soon ? 130 : 190);
  const day = !soon && random.chance(0.5) && spring < dayOf(startsAt) - 45 ? spring : nearby;
  // Box offices open a sale on a weekday.
  return instantOf(day + ([1, 0, 0, 0, 0, 0, 2][weekdayOf(day)] ?? 0), 10 * 60);
}

export function demandOf(
  seed: number,
  plan: Pick<ProductionPlan, 'genre' | 'priceCents'>,
  venueRef: string,
  startsAt: number,
  shape: SalesShape,
  appeal: number,
  random: Random,
): Demand {
  const evening = weekdayOf(dayOf(startsAt)) >= 5 ? 200 : 0;
  // Each house has its own level of prices.
  const priceCents = Math.round((plan.priceCents * (0.9 + (seedOf(venueRef, 'price') % 21) / 100) + evening) / 50) * 50;
  return {
    seed,
    share: shareWanted(plan.genre, shape, appeal, dayOf(startsAt), random),
    shape,
    priceCents: shape === 'school' ? 1_250 : priceCents,
    genre: plan.genre,
    priceWords: seedOf(venueRef, 'words') % 3,
    resellerRef: random.chance(0.3) ? random.pick(RESELLERS).ref : null,
    overbooked: 0,
    transferred: 0,
  };
}

function changesOf(
  capacity: number,
  onSaleAt: number,
  startsAt: number,
  random: Random,
): Performance['capacityChanges'] {
  const open = startsAt - onSaleAt;
  if (open < 20 * DAY || !random.chance(0.07)) return [];
  const at = Math.floor(random.between(onSaleAt + 3 * DAY, startsAt - 8 * DAY) / MINUTE) * MINUTE;
  // A larger stage takes rows away, an opened balcony brings them back.
  return [{ at, capacity: Math.round(capacity * random.pick([0.88, 0.92, 1.06, 1.12])) }];
}

export function performancesOf(seed: number, plan: ProductionPlan, nights: readonly Night[]): Performance[] {
  const taste = new Random(seedOf(seed, plan.ref, 'appeal'));
  const appeal = taste.normal() * 0.07;
  return nights.map((night, index) => {
    const ref = `${plan.ref}-${String(index + 1).padStart(3, '0')}`;
    const random = new Random(seedOf(seed, ref));
    const startsAt = instantOf(night.day, night.minutes);
    const shape = night.school ? 'school' : shapeOf(plan.genre, random);
    const soon = plan.genre === 'pop' || plan.genre === 'literatuur' || shape === 'day_one';
    const onSaleAt = saleStart(night.venue.ref, startsAt, soon, random);
    const capacity = random.chance(0.1) ? Math.round(night.hall.capacity * 0.94) : night.hall.capacity;
    const festival = night.hall.kind === 'external_location';
    const school = night.school ? [random.pick(['schoolvoorstelling PO', 'schoolvoorstelling VO'])] : [];
    return {
      ref,
      productionRef: plan.ref,
      title: plan.title,
      venueRef: night.venue.ref,
      hallRef: night.hall.ref,
      startsAt,
      type: typeOf(index, nights.length, plan.revival),
      status: 'planned',
      statusChangedAt: null,
      movedTo: null,
      onSaleAt,
      capacity,
      capacityChanges: changesOf(capacity, onSaleAt, startsAt, random),
      tags: festival ? [...school, 'festival'] : school,
      festival,
      demand: demandOf(seedOf(seed, ref, 'sales'), plan, night.venue.ref, startsAt, shape, appeal, random),
    };
  });
}
