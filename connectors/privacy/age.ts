// Pure: a birth date to a year, and a year to a band. The date itself goes no further.
import { AGE_BANDS } from '#protocol';
import type { Cell } from '../sources/file/cell.ts';
import { parseMoment, type DateOrder } from '../sources/file/dates.ts';

export type AgeBand = (typeof AGE_BANDS)[number];
const OLDEST = 110;
/** Last age of each band but the open one. */
const LAST = AGE_BANDS.map((band) => Number(band.split('-')[1] ?? Infinity));

/** Undefined: nothing was given. `thisYear` settles years of two digits. */
export function birthYear(cell: Cell | undefined, thisYear: number, order?: DateOrder): number | 'bad' | undefined {
  const text = (typeof cell === 'string' ? cell : (cell?.number ?? '')).trim();
  if (text === '' || text === '-' || text === '0') return undefined;
  if (/^\d{4}$/.test(text)) {
    const year = Number(text);
    return year >= 1800 && year <= 2200 ? year : 'bad';
  }
  const moment = parseMoment(typeof cell === 'string' ? text : cell, { zone: 'UTC', ...(order ? { order } : {}) });
  if (!moment.ok || moment.at === null) return 'bad';
  const year = new Date(moment.at).getUTCFullYear();
  // In a year of two digits nobody is born in the future.
  return year > thisYear && /\D\d{2}$/.test(text) ? year - 100 : year;
}

export function ageBand(born: number, performanceYear: number): AgeBand | 'bad' {
  const age = performanceYear - born;
  if (!Number.isInteger(age) || age < 0 || age > OLDEST) return 'bad';
  return AGE_BANDS[LAST.findIndex((last) => age <= last)] ?? 'bad';
}
