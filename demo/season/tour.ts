// Pure: when and where a production plays. A hall holds one production a day, a production is in one town a day.
import { calendarDay, DAY, dayOf, partsOf, weekdayOf, type CalendarDay } from './amsterdam.ts';
import type { ProductionPlan } from './productions.ts';
import type { Random } from './random.ts';
import type { Genre, Hall, Venue } from './shapes.ts';
import { HALLS, VENUES } from './venues.ts';

export interface Night {
  readonly hall: Hall;
  readonly venue: Venue;
  readonly day: CalendarDay;
  /** Wall-clock minutes after midnight. */
  readonly minutes: number;
  readonly school: boolean;
}
/** Days on which a hall, or a production, is taken. */
export type Diary = Set<string>;

const MONTHS = [0.8, 0.95, 1, 0.95, 0.8, 0.35, 0.06, 0.12, 0.75, 1, 1, 0.85];
const WEEKDAYS = [0.7, 0.25, 0.5, 0.65, 0.8, 1, 1];
// prettier-ignore
const NIGHTS: Readonly<Record<Genre, readonly [number, number]>> = {
  toneel: [1, 3], jeugdtheater: [1, 2], cabaret: [1, 2], musical: [2, 5], muziektheater: [1, 2], opera: [1, 2], dans: [1, 2],
  klassiek: [1, 2], pop: [1, 1], jazz: [1, 1], circus: [2, 3], literatuur: [1, 1], familie: [1, 2],
};

/** First day of the theatre season (1 August) in which `now` falls. */
export function seasonStart(now: number): CalendarDay {
  const { year, month } = partsOf(dayOf(now));
  return calendarDay(month >= 8 ? year : year - 1, 8, 1);
}

type Span = readonly [from: CalendarDay, to: CalendarDay];

/** Where the days of a tour may fall: a first part, and for a running tour a second. */
function spans(plan: ProductionPlan, now: number, random: Random): readonly Span[] {
  const today = dayOf(now);
  const start = seasonStart(now);
  const end = Math.max(calendarDay(partsOf(start).year + 1, 7, 31), today + 240);
  const { year } = partsOf(start);
  const lastSeason: Span = [calendarDay(year - 1, 9, 1), calendarDay(year, 6, 30)];
  switch (plan.tour) {
    case 'last_season': {
      const from = random.int(lastSeason[0], lastSeason[1] - 150);
      return [[from, from + 150]];
    }
    case 'early':
      return today - start > 75 ? [[start, today - 1]] : [[lastSeason[1] - 120, today - 1]];
    case 'running': {
      const past: Span = [Math.max(start, today - 85), today - 1];
      const future: Span = [today, Math.min(end, today + 130)];
      return past[1] - past[0] < 25 ? [future] : [past, future];
    }
    case 'late':
      return [[today + random.int(12, 60), end]];
  }
}

function closed(day: CalendarDay): boolean {
  const { month, day: date } = partsOf(day);
  return (month === 12 && (date === 24 || date === 31)) || (month === 1 && date === 1);
}

function aDay(random: Random, [from, to]: Span): CalendarDay {
  for (let attempt = 0; attempt < 30; attempt += 1) {
    const day = random.int(from, to);
    const weight = (MONTHS[partsOf(day).month - 1] ?? 1) * (WEEKDAYS[weekdayOf(day)] ?? 1);
    if (!closed(day) && random.chance(weight)) return day;
  }
  return random.int(from, to);
}

/** Starting times of one day: schools in the morning, children in the afternoon, the rest in the evening. */
function startsOf(
  genre: Genre,
  venue: Venue,
  day: CalendarDay,
  random: Random,
): { minutes: number; school: boolean }[] {
  const at = (...times: number[]) => times.map((minutes) => ({ minutes, school: false }));
  const weekday = weekdayOf(day);
  const weekend = weekday === 0 || weekday === 6;
  if (genre === 'jeugdtheater') {
    if (weekend) return random.chance(0.6) ? at(11 * 60, 14 * 60 + 30) : at(14 * 60 + 30);
    if (weekday === 3) return at(14 * 60 + 30);
    return [10 * 60, 13 * 60 + 15].slice(0, random.int(1, 2)).map((minutes) => ({ minutes, school: true }));
  }
  if (genre === 'familie') {
    if (weekend) return random.chance(0.5) ? at(13 * 60, 16 * 60) : at(14 * 60 + 30);
    return weekday === 3 ? at(14 * 60 + 30) : at(19 * 60);
  }
  if (weekday === 0 && genre !== 'cabaret' && genre !== 'pop') return at(random.pick([14 * 60 + 30, 15 * 60]));
  if (weekday === 6 && (genre === 'musical' || genre === 'circus')) return at(14 * 60 + 30, venue.evening);
  return at(venue.evening);
}

/** `count` performances in order of their start. */
export function tourOf(plan: ProductionPlan, count: number, now: number, random: Random, diary: Diary): Night[] {
  const fitting = HALLS.filter(
    ({ capacity, genres }) =>
      capacity >= plan.seats[0] && capacity <= plan.seats[1] && (genres.length === 0 || genres.includes(plan.genre)),
  );
  const parts = spans(plan, now, random);
  const nights: Night[] = [];
  let route: Hall[] = [];
  for (let attempt = 0; nights.length < count && attempt < 4_000; attempt += 1) {
    if (route.length === 0) route = random.shuffled(fitting);
    const hall = route.pop();
    const span = parts.length > 1 && random.chance(0.62) ? parts[1] : parts[0];
    const venue = VENUES.find(({ ref }) => ref === hall?.venueRef);
    if (!hall || !span || !venue) continue;
    const first = aDay(random, span);
    const length = random.int(...NIGHTS[plan.genre]);
    for (let day = first; day < first + length && day <= span[1] && nights.length < count; day += 1) {
      if (closed(day) || diary.has(`${hall.ref}|${day}`) || diary.has(`${plan.ref}|${day}`)) break;
      diary.add(`${hall.ref}|${day}`);
      diary.add(`${plan.ref}|${day}`);
      const starts = startsOf(plan.genre, venue, day, random).slice(0, count - nights.length);
      nights.push(...starts.map((start) => ({ hall, venue, day, ...start })));
    }
  }
  return nights.sort((a, b) => a.day * DAY - b.day * DAY || a.minutes - b.minutes);
}
