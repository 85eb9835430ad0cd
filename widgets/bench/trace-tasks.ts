// What the page's main thread was busy with, as the browser's own trace has it.
import type { CDPSession } from 'playwright-core';

/** A task of the page's main thread, ms: by the clock, and in processor time, which other programs do not lengthen. */
export interface Task {
  readonly ms: number;
  readonly cpuMs: number;
}

/** Each task with all that is done in it: that much is written down slows the page. */
const WHOLE = { category: 'disabled-by-default-devtools.timeline', task: 'RunTask' };
/** Nothing but when a task begins and ends. */
export const BARE_TASKS = { category: 'toplevel', task: 'ThreadControllerImpl::RunTask' };

/** The tasks as the browser's own trace has them, the longest first. */
export async function traced(cdp: CDPSession, work: () => Promise<void>, kept = WHOLE): Promise<Task[]> {
  type Event = {
    name: string;
    ph: string;
    tid: number;
    pid: number;
    dur?: number;
    tdur?: number;
    args: { name?: string };
  };
  const events: Event[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as Event[])));
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: [kept.category] },
  });
  await work();
  const done = new Promise<void>((resolve) => cdp.once('Tracing.tracingComplete', () => resolve()));
  await cdp.send('Tracing.end');
  await done;
  const main = new Set(
    events.filter((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain').map((e) => `${e.pid} ${e.tid}`),
  );
  return events
    .filter((e) => e.name === kept.task && main.has(`${e.pid} ${e.tid}`))
    .map((e) => ({ ms: (e.dur ?? 0) / 1_000, cpuMs: (e.tdur ?? 0) / 1_000 }))
    .toSorted((a, b) => b.ms - a.ms);
}
