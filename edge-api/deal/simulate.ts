import type { SimulateAnswer, SimulateBody } from '#protocol';

/** What a deal would pay. The terms have been checked. */
export function simulate(
  _body: SimulateBody,
  _names: { readonly provider: string; readonly venue: string },
): SimulateAnswer {
  throw new Error('not written yet');
}
