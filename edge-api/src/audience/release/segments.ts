/** The house's own segments by name: in order, with those that were published once, whatever numbers the facts give them. */
import type { ReleaseInput } from './input.ts';

type Input = Pick<ReleaseInput, 'earlier'> & { readonly facts: Pick<ReleaseInput['facts'], 'segments'> };

export function segmentsOf({ facts, earlier }: Input): string[] {
  const names = new Set(facts.segments);
  for (const { counts, published } of earlier) {
    for (const name of Object.keys(counts.tables.house_segment ?? {})) names.add(name);
    for (const name of Object.keys(published.tables.house_segment?.cells ?? {})) names.add(name);
  }
  return [...names].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** By number in the facts: 1 + index in that order, 0 = unknown. */
export function segmentNumbers(input: Input): Uint16Array {
  const place = new Map(segmentsOf(input).map((name, i) => [name, i + 1]));
  return Uint16Array.from([0, ...input.facts.segments.map((name) => place.get(name) ?? 0)]);
}
