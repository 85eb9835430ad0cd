/** Pure: whether a provider accepts a proposed change without looking. Every field of it has to be covered by the rule. */
import type { Performance, PerformanceChange, ProposalRule } from '#protocol';

const MINUTE_MS = 60_000;

export function acceptedByRule(
  rule: ProposalRule,
  was: Pick<Performance, 'startsAt'>,
  change: PerformanceChange,
): boolean {
  const fields = Object.keys(change) as (keyof PerformanceChange)[];
  return (
    fields.length > 0 &&
    fields.every((field) => {
      switch (field) {
        case 'hall':
          // That a hall is of the same venue is checked before a proposal is taken at all.
          return rule.hallWithinVenue && change.hall !== null;
        case 'startsAt':
          return (
            change.startsAt !== undefined &&
            Math.abs(Date.parse(change.startsAt) - Date.parse(was.startsAt)) <= rule.startsWithinMinutes * MINUTE_MS
          );
        case 'capacity':
          return rule.capacity;
        case 'onSaleAt':
          return rule.onSaleAt;
        case 'type':
        case 'status':
        case 'movedTo':
        case 'tags':
        case 'festival':
          return false;
      }
    })
  );
}

/** The fields a change names, as they stand. */
export const fieldsOf = (performance: Performance, change: PerformanceChange): Record<string, unknown> =>
  Object.fromEntries(Object.keys(change).map((field) => [field, performance[field as keyof PerformanceChange]]));

export const sameFields = (a: Record<string, unknown>, b: Record<string, unknown>): boolean =>
  Object.keys(a).every((field) => {
    const [one, other] = [a[field], b[field]];
    const instant = field === 'startsAt' || field === 'onSaleAt';
    if (instant && typeof one === 'string' && typeof other === 'string') return Date.parse(one) === Date.parse(other);
    return JSON.stringify(one) === JSON.stringify(other);
  });
