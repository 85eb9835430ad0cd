/** Pure: shares and ages as people say them, in Dutch and English. */

const FRACTIONS: readonly (readonly [from: number, until: number, nl: string, en: string])[] = [
  [18, 22, 'een op de vijf', 'one in five'],
  [23, 27, 'een op de vier', 'one in four'],
  [31, 35, 'een op de drie', 'one in three'],
  [38, 42, 'vier op de tien', 'four in ten'],
  [48, 52, 'de helft', 'half'],
  [58, 62, 'zes op de tien', 'six in ten'],
  [65, 69, 'twee op de drie', 'two in three'],
  [73, 77, 'drie op de vier', 'three in four'],
  [78, 82, 'vier op de vijf', 'four in five'],
  [88, 92, 'negen op de tien', 'nine in ten'],
];

/** A share as people say it; between two of these it stays a percentage. */
export function spoken(share: number, nl: boolean): string {
  const found = FRACTIONS.find(([from, until]) => share >= from && share <= until);
  if (found) return nl ? found[2] : found[3];
  return `${share}%`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Whether the Dutch of a share is followed by a plural. */
export const plural = (share: number): boolean => {
  const said = spoken(share, true);
  return (
    said.startsWith('twee') ||
    said.startsWith('drie') ||
    said.startsWith('vier') ||
    said.startsWith('zes') ||
    said.startsWith('negen')
  );
};

/** `18 tot 35`: bands that follow each other as one, others named apart. */
export function span(keys: readonly string[], nl: boolean): string {
  const parts = keys.map(
    (key) => [Number.parseInt(key, 10), key.endsWith('+') ? null : Number(key.split('-')[1])] as const,
  );
  const joined: [number, number | null][] = [];
  for (const [from, until] of parts) {
    const last = joined.at(-1);
    if (last && last[1] !== null && last[1] + 1 === from) last[1] = until;
    else joined.push([from, until]);
  }
  return joined
    .map(([from, until]) => {
      if (until === null) return nl ? `${from} en ouder` : `${from} and over`;
      if (from === 0) return nl ? `tot ${until + 1}` : `under ${until + 1}`;
      return nl ? `${from} tot en met ${until}` : `${from} to ${until}`;
    })
    .join(nl ? ' en ' : ' and ');
}
