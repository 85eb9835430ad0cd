/** Pure: how versions of framework agreements stand, for the side that looks. */
import type { Framework, FrameworkSummary, Terms } from '#protocol';
import type { FrameworkWords } from './framework-words.ts';

export interface Stand {
  readonly mood: 'waits' | 'good' | 'quiet';
  readonly text: string;
}
export const SIGN = { waits: '▲', good: '✓', quiet: '○' } as const;

export const otherOf = ({ side, provider, venue }: Pick<FrameworkSummary, 'side' | 'provider' | 'venue'>) =>
  side === 'provider' ? venue : provider;
export const hasSigned = ({ side, signatures }: Pick<FrameworkSummary, 'side' | 'signatures'>): boolean =>
  signatures.some((one) => one.side === side);
export const waitsForMe = (one: Pick<FrameworkSummary, 'side' | 'signatures' | 'state'>): boolean =>
  one.state === 'proposed' && !hasSigned(one);
/** JSON has no `undefined`: what is there is said. */
export const termsOf = ({ terms }: Pick<FrameworkSummary, 'terms'>) => terms as Partial<Terms>;
/** Each step is one further: what `If-Match` means. */
export const revisionOf = ({ history }: Pick<Framework, 'history'>): number => history.at(-1)?.seq ?? 0;

/** `today`: `YYYY-MM-DD`. */
export function standOf(one: FrameworkSummary, today: string, { stands }: FrameworkWords): Stand {
  if (one.state === 'withdrawn' || one.state === 'replaced') return { mood: 'quiet', text: stands[one.state] };
  if (one.state === 'proposed')
    return waitsForMe(one)
      ? { mood: 'waits', text: stands.mine }
      : { mood: 'quiet', text: stands.theirs(otherOf(one).name) };
  if (one.validTo !== null && one.validTo < today) return { mood: 'quiet', text: stands.over };
  return one.validFrom > today ? { mood: 'good', text: stands.ahead } : { mood: 'good', text: stands.in_force };
}

/** Of each framework its versions, in the order they came. */
export function grouped(items: readonly FrameworkSummary[]): readonly (readonly FrameworkSummary[])[] {
  const groups = new Map<string, FrameworkSummary[]>();
  for (const one of items) groups.set(one.id, [...(groups.get(one.id) ?? []), one]);
  return [...groups.values()];
}
