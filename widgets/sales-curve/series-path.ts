/** Pure: where the series of a performance is, by definition. What the API takes by itself is not said, so that all who ask share one answer. */
export function seriesPath(performance: string, definition = '', amount = ''): string {
  if (performance === '') return '';
  const query = new URLSearchParams();
  if (definition && definition !== 'issued') query.set('definition', definition);
  if (amount && amount !== 'reported') query.set('amount', amount);
  return `/v1/performances/${encodeURIComponent(performance)}/series${query.size ? `?${query}` : ''}`;
}
