/** Pure: which lines are asked for. Empty = all. Days are of the organisation's own clock, `to` included. */
export interface AuditFilter {
  readonly from: string;
  readonly to: string;
  readonly user: string;
  /** A noun alone takes all its verbs. */
  readonly action: string;
  readonly object: string;
}
export const NO_FILTER: AuditFilter = { from: '', to: '', user: '', action: '', object: '' };

export type FilterFault = 'badPeriod' | 'badObject';

/** What cannot be asked, by field. */
export function faultsOf({ from, to, object }: AuditFilter): Readonly<Partial<Record<keyof AuditFilter, FilterFault>>> {
  return {
    ...(from !== '' && to !== '' && to < from ? { to: 'badPeriod' } : {}),
    ...(/\s/.test(object.trim()) ? { object: 'badObject' } : {}),
  };
}

export function queryOf(filter: AuditFilter): URLSearchParams {
  const given = Object.entries(filter).map(([name, value]) => [name, (value as string).trim()]);
  return new URLSearchParams(given.filter(([, value]) => value !== ''));
}
