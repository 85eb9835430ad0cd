/** Pure: how each term stands between the parties, from the versions and the events on them. */
import { canonicalJson, deviations } from '#deal';
import { TERM_NAMES, type TermName, type Terms, type TermState } from '#protocol';
import type { EventRow, Stored, VersionRow } from './agreement-store.ts';
import { baseOf } from './seen.ts';

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** Values on which both sides have said yes: of the author by proposing them, of the other by not rejecting, or by asking for them. */
type Agreed = ReadonlyMap<TermName, readonly unknown[]>;
const NOTHING: Agreed = new Map();

/** The decision on a version; null while there is none. */
export function decisionOn(events: readonly EventRow[], version: number): EventRow | null {
  return (
    events.findLast(
      (event) =>
        event.version === version &&
        (event.step === 'reject' || (event.step === 'approve' && event.state === 'approved')),
    ) ?? null
  );
}

function agreedBy(terms: Terms, event: EventRow | null, before: Agreed): Agreed {
  if (!event) return before;
  if (event.step === 'reject' && !event.body.rejected) return NOTHING;
  const named = new Map(event.body.rejected?.map((one) => [one.term, one]));
  return new Map(
    TERM_NAMES.flatMap((term): [TermName, readonly unknown[]][] => {
      const rejected = named.get(term);
      if (!rejected) return [[term, [terms[term] ?? null]]];
      return rejected.counter === undefined ? [] : [[term, [rejected.counter]]];
    }),
  );
}

function chainOf(stored: Pick<Stored, 'versions' | 'events'>, version: VersionRow): VersionRow[] {
  const base = baseOf(stored, version.version);
  return base ? [...chainOf(stored, base), version] : [version];
}

/** `framework`: what general terms say, where the deal falls under them. */
export function termStates(
  stored: Pick<Stored, 'versions' | 'events'>,
  version: VersionRow,
  framework: Partial<Terms> = {},
): readonly TermState[] {
  const chain = chainOf(stored, version);
  const before = chain.slice(0, -1);
  const base = before.at(-1)?.terms;
  const agreed = before.reduce<Agreed>(
    (known, one) => agreedBy(one.terms, decisionOn(stored.events, one.version), known),
    NOTHING,
  );
  const decided = decisionOn(stored.events, version.version);
  const deviates = new Map(deviations(framework, version.terms).map((one) => [one.term, one.framework]));
  const named = new Map(decided?.body.rejected?.map((one) => [one.term, one]));
  const stateOf = (term: TermName): TermState['state'] => {
    if (decided?.step === 'approve') return 'agreed';
    if (decided) return named.size === 0 || named.has(term) ? 'rejected' : 'agreed';
    return agreed.get(term)?.some((value) => same(value, version.terms[term])) ? 'agreed' : 'open';
  };
  return TERM_NAMES.filter(
    (term) => version.terms[term] !== undefined || base?.[term] !== undefined || named.has(term) || deviates.has(term),
  ).map((term) => {
    const value = version.terms[term] ?? null;
    const rejected = named.get(term);
    return {
      term,
      value,
      ...(base && !same(base[term], value) ? { was: base[term] ?? null } : {}),
      state: stateOf(term),
      ...(rejected ? { reason: rejected.reason } : {}),
      ...(rejected && rejected.counter !== undefined ? { counter: rejected.counter } : {}),
      ...(rejected && decided?.side ? { by: decided.side } : {}),
      ...(deviates.has(term) ? { framework: deviates.get(term) } : {}),
    };
  });
}
