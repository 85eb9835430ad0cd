// Pure. Law: a closed day is told at its end, an open one at the file's own time, so that corrections differ in revision only.
import { addDays, DAY_OFFSET_HOURS, localDay, reportDay, type Snapshot } from '#protocol';
import type { SourceItem } from '../source.ts';
import { coveredPart, type DayFigures, type Figure, type PerformanceAbout } from './figures.ts';
import { wallToInstant } from './zone.ts';

const HOUR_MS = 3_600_000;
/** A performance is told at least daily until this many days after it began; corrections still come through later. */
const DAYS_AFTER_START = 7;
/** The same where the export does not say when it begins. */
const DAYS_AFTER_LAST = 60;
const MAX_LINES = 200;

export interface StandOptions {
  readonly zone: string;
  readonly fileTime: number;
  readonly who: Pick<Snapshot, 'ref' | 'performance'>;
  readonly covered: readonly Figure[];
}

/** Last millisecond that belongs to a business day. */
export function endOfDay(day: string, zone: string): number {
  return wallToInstant(Date.parse(addDays(day, 1)) + DAY_OFFSET_HOURS * HOUR_MS, zone).at - 1;
}

/** The moment up to which figures of a performance are told daily. */
export function closingOf(about: PerformanceAbout, last: number, zone: string): number {
  const from = about.startsAt === undefined ? last : about.startsAt;
  const days = about.startsAt === undefined ? DAYS_AFTER_LAST : DAYS_AFTER_START;
  return endOfDay(addDays(localDay(from, zone), days), zone);
}

/** Cumulative days of one performance to items, and one more that says how it stands when nothing happened lately. */
export function toItems(days: readonly DayFigures[], about: PerformanceAbout, options: StandOptions): SourceItem[] {
  const { zone, fileTime, who, covered } = options;
  const last = days.at(-1);
  if (!last) return [];
  const told = tellOf(about);
  const figures = (day: DayFigures) =>
    coveredPart(day.figures, covered) as Omit<ReturnType<typeof coveredPart>, 'capacity'>;
  const at = (day: DayFigures) => {
    const end = endOfDay(day.day, zone);
    return fileTime > end ? end : Math.max(day.asOf, fileTime);
  };
  const standAt = Math.min(fileTime, closingOf(about, last.asOf, zone));
  const later = reportDay(standAt, zone) > last.day;
  const items = days.map((day, index): SourceItem => {
    const stand = !later && index === days.length - 1;
    const base = { ...who, ...told, asOf: new Date(at(day)).toISOString(), ...figures(day) };
    return { item: stand ? { ...base, ...extras(day, about) } : base, stand };
  });
  if (later)
    items.push({
      item: { ...who, ...told, asOf: new Date(standAt).toISOString(), ...figures(last), ...extras(last, about) },
      stand: true,
    });
  return items;
}

function extras(day: DayFigures, about: PerformanceAbout): Pick<Snapshot, 'capacity' | 'lines'> {
  return {
    ...(about.capacity === undefined ? {} : { capacity: about.capacity }),
    ...(day.lines.length > 0 && day.lines.length <= MAX_LINES ? { lines: [...day.lines] } : {}),
  };
}

export function tellOf(about: PerformanceAbout): Pick<Snapshot, 'about'> {
  if (about.title === undefined || about.startsAt === undefined) return {};
  const hall = about.hall === undefined ? {} : { hall: about.hall };
  return { about: { title: about.title, startsAt: new Date(about.startsAt).toISOString(), ...hall } };
}
