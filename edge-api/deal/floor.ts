import type { House, Terms } from '#protocol';

/** What is promised to the provider for each performance, or once over all; null = nothing is. */
export function promiseOf(terms: Terms): number | null {
  const { form, fee, guaranteeProvider, supplement } = terms;
  if (form === 'buyout') return fee ?? null;
  if (form === 'supplement') return supplement ?? null;
  return guaranteeProvider ?? null;
}

/** For every performance that was not cancelled, also while its figures are not known. A promise for all stays as written. */
export function floorOf(terms: Terms, houses: readonly House[]): number | null {
  const promise = promiseOf(terms);
  const played = houses.filter(({ status }) => status !== 'cancelled').length;
  return promise === null ? null : promise * (terms.basis === 'total' ? Math.min(1, played) : played);
}
