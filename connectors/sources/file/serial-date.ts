// Pure: day numbers of a spreadsheet to a wall-clock reading (UTC milliseconds that stand for local time).
const DAY_MS = 86_400_000;
const EPOCHS = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const;
/** 31-12-9999, the last day a spreadsheet knows. */
const MAX_SERIAL = 2_958_465;

/**
 * `null` for what is no date: negative, past the year 9999, or day 60 of the 1900 system, the 29-02-1900 that Excel
 * believes in and the calendar does not. Days before it count one less. Rounded to the second: fractions are floats.
 */
export function serialToWall(serial: string, epoch: 1900 | 1904): number | null {
  const value = Number(serial);
  if (serial.trim() === '' || !Number.isFinite(value) || value < 0 || value >= MAX_SERIAL + 1) return null;
  const day = Math.floor(value);
  const rest = Math.round((value - day) * 86_400) * 1000;
  if (epoch === 1904) return EPOCHS[1904] + day * DAY_MS + rest;
  if (day === 60) return null;
  return EPOCHS[1900] + (day < 60 && day > 0 ? day + 1 : day) * DAY_MS + rest;
}

/** Text in the ISO form `dates.ts` reads: a time alone below day 1, a date alone at midnight. */
export function serialToText(serial: string, epoch: 1900 | 1904): string | null {
  const wall = serialToWall(serial, epoch);
  if (wall === null) return null;
  const iso = new Date(wall).toISOString();
  if (Number(serial) < 1 && epoch === 1900) return iso.slice(11, 19);
  return wall % DAY_MS === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}
