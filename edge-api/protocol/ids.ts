/**
 * Performance ids: `NL-00-000-0000000|00000`. The number after the bar has 1 to 6 digits, compares as an integer and
 * is echoed as first seen. Ids we give out begin with `XD-`; `NL-` ids are only ever imported.
 */
export interface PerformanceId {
  readonly production: string;
  readonly number: number;
}

const PERFORMANCE_ID = /^(?<production>[A-Z]{2}-\d{2}-\d{3}-\d{7})\|(?<number>\d{1,6})$/;
const PRODUCTION_ID = /^[A-Z]{2}-\d{2}-\d{3}-\d{7}$/;

/** `undefined` when the text is no performance id. */
export function parsePerformanceId(text: string): PerformanceId | undefined {
  const groups = PERFORMANCE_ID.exec(text)?.groups;
  if (!groups?.production || !groups.number) return undefined;
  return { production: groups.production, number: Number(groups.number) };
}

export const isProductionId = (text: string): boolean => PRODUCTION_ID.test(text);

/** The canonical spelling of a performance id that we give out: five digits, six when needed. */
export function formatPerformanceId(production: string, number: number): string {
  return `${production}|${String(number).padStart(5, '0')}`;
}
