/**
 * Pure: what both sides signed for each performance of a deal, as my share has it: by final statements, with the corrections
 * that were signed since. Costs beside the deal are no share of what was sold, and are not in it.
 */
import { spread, waterfall } from '#deal';
import type { FrozenHouse, Terms, WaterfallPart } from '#protocol';
import { namesNow, type NamedNow } from '../agreements/names-now.ts';

/** Of a final statement, as far as this needs it. */
export interface Final {
  readonly id: string;
  /** The statement whose corrections it makes good; null = it settles performances itself. */
  readonly adjusts: string | null;
  readonly version: number;
  readonly terms: Terms;
  readonly parts: readonly WaterfallPart[];
  /** Of an adjustment: the figures it was made of. */
  readonly houses: readonly FrozenHouse[] | null;
  /** Keys of what it settles. */
  readonly keys: readonly number[];
}
/** By the key it was agreed under. */
export type KeyedNow = NamedNow & { readonly key: number };
/** A line of a final statement that makes good a correction of another one. Later ones have higher numbers. */
export interface MadeGood {
  readonly adjusts: string;
  readonly number: number;
  readonly statement: string;
  /** Positive = for the provider. */
  readonly amount: number;
}
/** One settlement: cents of each side for each performance, by the terms of a version. */
export interface SignedStatement {
  readonly statement: string;
  /** Left out = those in force. */
  readonly terms?: Terms;
  readonly parts: readonly (readonly [performance: string, provider: number, venue: number])[];
}
export interface Signed {
  /** Papers it was made of: it never falls, and of two copies of a deal the one with more is the later. */
  readonly papers: number;
  readonly of: readonly SignedStatement[];
}

/** `now`: the deal's performances, so that what was merged since counts where it leads. */
export function signedOf(
  finals: readonly Final[],
  lines: readonly MadeGood[],
  versionInForce: number | null,
  now: readonly KeyedNow[] = [],
): Signed {
  return {
    papers: finals.length + lines.length,
    of: finals
      .filter(({ adjusts }) => adjusts === null)
      .map((final) => ({
        statement: final.id,
        ...(final.version === versionInForce ? {} : { terms: final.terms }),
        parts: underNames(
          partsOf(final, finals, lines),
          now.filter(({ key }) => final.keys.includes(key)),
        ),
      })),
  };
}

/** Two that were merged since are one, which has what was signed of both. */
function underNames(parts: SignedStatement['parts'], now: readonly NamedNow[]): SignedStatement['parts'] {
  const names = namesNow(
    parts.map(([id]) => id),
    now,
  );
  const summed = new Map<string, readonly [provider: number, venue: number]>();
  for (const [id, provider, venue] of parts) {
    const name = names.get(id) ?? id;
    const [more, rest] = summed.get(name) ?? [0, 0];
    summed.set(name, [provider + more, venue + rest]);
  }
  return [...summed].map(([name, [provider, venue]]) => [name, provider, venue]);
}

function partsOf(final: Final, finals: readonly Final[], all: readonly MadeGood[]): SignedStatement['parts'] {
  const own = all.filter(({ adjusts }) => adjusts === final.id);
  const numberOf = ({ id }: Final) =>
    Math.max(0, ...own.filter((one) => one.statement === id).map((one) => one.number));
  const newest = finals
    .filter(({ adjusts }) => adjusts === final.id)
    .toSorted((a, b) => numberOf(b) - numberOf(a))
    .at(0);
  const parts = newest?.houses ? waterfall(newest.terms, newest.houses).parts : final.parts;
  // An adjustment took off what lines before it had made good; those after it come on top.
  const since = newest ? numberOf(newest) : 0;
  const added = own.filter(({ number }) => number > since).reduce((sum, { amount }) => sum + amount, 0);
  const more = spread(
    added,
    parts.map(({ net }) => net),
    parts.map(({ performance }) => String(performance)),
  );
  return parts.map(({ performance, provider, venue }, at) => [
    String(performance),
    provider + (more[at] ?? 0),
    venue - (more[at] ?? 0),
  ]);
}
