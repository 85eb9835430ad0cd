// When the next round is due. The due time lies in the spool, so that a run missed while the machine was off is caught up once.
import { Cron } from 'croner';

/** Undefined for an expression that can be used. */
export function scheduleFault(expression: string, zone: string): 'unreadable' | 'never' | undefined {
  try {
    return new Cron(expression, { timezone: zone, paused: true }).nextRun() ? undefined : 'never';
  } catch {
    return 'unreadable';
  }
}

/** UTC ms of the first due time after an instant. */
export function nextDue(expression: string, zone: string, after: number): number {
  const next = new Cron(expression, { timezone: zone, paused: true }).nextRun(new Date(after));
  if (!next) throw new Error('a schedule without a next run');
  return next.getTime();
}

/** Spreads houses with the same schedule over ten minutes; the same house always waits the same. */
export function jitterMs(source: string, random: number): number {
  let hash = Math.floor(random * 600_000);
  for (const char of source) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash % 600_000;
}
