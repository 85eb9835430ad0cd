/** Long computing that lets requests have the thread in between: an isolate has one, and who asks for a figure should not wait for a release. */

/** Others wait about so long. */
const TURN_MS = 30;
const MOST_STEPS = 5_000;

/**
 * Runs `work` to its end. The clock of a Worker stands still while it computes, so a turn is so many steps as took that long the
 * last time; it moves on when the turn is over.
 */
export async function inTurns<T>(work: Generator<void, T>): Promise<T> {
  let steps = 4;
  for (;;) {
    const began = Date.now();
    for (let i = 0; i < steps; i += 1) {
      const { done, value } = work.next();
      if (done) return value;
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
    const took = Math.max(1, Date.now() - began);
    // Others' turns are in it as well: then it is shorter than it could be, which they will not mind.
    steps = Math.max(1, Math.min(MOST_STEPS, 2 * steps, Math.round((steps * TURN_MS) / took)));
  }
}
