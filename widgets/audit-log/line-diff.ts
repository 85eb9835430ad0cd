/** Pure: before and after of a line as a list of fields, each with its old and its new value. */

export interface FieldDiff {
  readonly field: string;
  /** `undefined`: it was, or is, not there. */
  readonly before: unknown;
  readonly after: unknown;
}

/** Says of whom or what the change is, and is not changed itself. */
const CONTEXT = new Set(['user']);

export function lineDiff(before: unknown, after: unknown): readonly FieldDiff[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => JSON.stringify(old[field] ?? null) !== JSON.stringify(now[field] ?? null))
    .map((field) => ({
      field,
      before: CONTEXT.has(field) && !(field in now) ? undefined : old[field],
      after: CONTEXT.has(field) && !(field in now) ? old[field] : now[field],
    }));
}

/** Anything but an object stands as one field without a name. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (value === null || value === undefined) return {};
  return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : { '': value };
}
