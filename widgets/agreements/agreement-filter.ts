/** Pure: which agreements are asked for. */
import type { AgreementState } from '#protocol';

export interface AgreementFilter {
  readonly state: AgreementState | '';
  readonly mine: boolean;
  readonly production: string;
  readonly search: string;
}
export const EVERYTHING: AgreementFilter = { state: '', mine: false, production: '', search: '' };

export function listPath({ state, mine, production, search }: AgreementFilter): string {
  const query = new URLSearchParams({ limit: '100' });
  if (state !== '') query.set('state', state);
  if (mine) query.set('turn', 'mine');
  if (production !== '') query.set('production', production);
  if (search.trim() !== '') query.set('q', search.trim());
  return `/v1/agreements?${query.toString()}`;
}

export const isEverything = (filter: AgreementFilter): boolean => listPath(filter) === listPath(EVERYTHING);
