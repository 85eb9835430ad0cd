/** Pure: performances as a paper names them, by what they are called now: what was merged leads on, what came apart is itself again. */

/** A performance of a deal as the catalogue has it at this moment. */
export interface NamedNow {
  readonly id: string;
  /** Ids of those that were merged into it. */
  readonly merged: readonly string[];
}

/** `ids` as they were written down; what is not found anywhere keeps its name. */
export function namesNow(ids: readonly string[], now: readonly NamedNow[]): ReadonlyMap<string, string> {
  const leads = new Map(now.flatMap(({ id, merged }) => merged.map((one) => [one, id] as const)));
  const present = new Set(now.map(({ id }) => id));
  const names = new Map(ids.map((id) => [id, present.has(id) ? id : leads.get(id)]));
  // Written down under the name of another that it led to, and taken apart since: with one of each left there is no doubt.
  const taken = new Set(names.values());
  const [lost, free] = [ids.filter((id) => names.get(id) === undefined), [...present].filter((id) => !taken.has(id))];
  const only = lost.length === 1 && free.length === 1 ? free[0] : undefined;
  return new Map(ids.map((id) => [id, names.get(id) ?? only ?? id]));
}
