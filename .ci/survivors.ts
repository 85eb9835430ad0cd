// Pure: changes that no test noticed, against the page that says why.

/** A survivor as the page spells it: file, the line as it is written, and what it was changed into. */
export const spell = (file: string, line: string, change: string): string =>
  `${file} · \`${line.trim()}\` → \`${change.replaceAll(/\s+/g, ' ')}\``;

/** Those that have a reason on the page. */
export const saidIn = (page: string): readonly string[] =>
  [...page.matchAll(/^- (\S+ · .*)$/gm)].map(([, survivor = '']) => survivor);

/** `silent` have no reason, `over` have one for nothing. Two changes that are spelled alike need two lines on the page. */
export function judge(
  survivors: readonly string[],
  said: readonly string[],
): { readonly silent: readonly string[]; readonly over: readonly string[] } {
  const over = [...said];
  const silent = survivors.filter((survivor) => {
    const at = over.indexOf(survivor);
    if (at >= 0) over.splice(at, 1);
    return at < 0;
  });
  return { silent, over };
}
