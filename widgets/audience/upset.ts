/** Who saw exactly which productions: a column for each set of them, and under it dots in the rows of those it holds. */
import { html, type TemplateResult } from 'lit';
import type { ChartRow } from './chart-rows.ts';

/** More columns or rows than these are no longer read; the table and CSV have all. */
const COLUMNS = 8;
const ROWS = 9;
/** On a phone. */
const FEW = 6;

export interface Upset {
  readonly columns: readonly { readonly row: ChartRow; readonly members: readonly string[] }[];
  /** Those in most columns first. */
  readonly sets: readonly string[];
}

/** The largest sets first, as long as their productions fit. */
export function upsetOf(rows: readonly ChartRow[]): Upset {
  const columns: { row: ChartRow; members: readonly string[] }[] = [];
  const counts = new Map<string, number>();
  for (const row of rows.filter(({ tens }) => tens).toSorted((a, b) => (b.tens ?? 0) - (a.tens ?? 0))) {
    const members = row.key.split('+');
    const more = members.filter((one) => !counts.has(one)).length;
    if (columns.length === COLUMNS || counts.size + more > ROWS) continue;
    columns.push({ row, members });
    for (const one of members) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return { columns, sets: [...counts].toSorted((a, b) => b[1] - a[1]).map(([key]) => key) };
}

/** Rows of the matrix between which the line of a column runs. */
export function reachOf(members: readonly string[], sets: readonly string[]): readonly [number, number] {
  const at = members.map((one) => sets.indexOf(one));
  return [Math.min(...at), Math.max(...at)];
}

const HIGH = 72;

export function upsetChart(
  rows: readonly ChartRow[],
  titleOf: (id: string) => string,
  count: (tens: number) => string,
): TemplateResult {
  const { columns, sets } = upsetOf(rows);
  const most = Math.max(10, ...columns.map(({ row }) => row.tens ?? 0));
  const far = (i: number): string => (i >= FEW ? ' far' : '');
  return html`<div
    class="upset"
    .style=${`--_columns:${columns.length};--_few:${Math.min(FEW, columns.length)}`}
    aria-hidden="true"
  >
    <span class="corner"></span>${columns.map(
      ({ row }, i) =>
        html`<span class=${`stack${far(i)}`}
          ><span class="figure">${count(row.tens ?? 0)}</span
          ><i class="bar" .style=${`height:${Math.max(2, Math.round((HIGH * (row.tens ?? 0)) / most))}px`}></i
        ></span>`,
    )}
    ${sets.map(
      (set, at) =>
        html`<span class="set">${titleOf(set)}</span>${columns.map(({ members }, i) => {
            const [first, last] = reachOf(members, sets);
            const kind = members.includes(set) ? 'dot on' : 'dot';
            return html`<i class=${`${kind}${at >= first && at < last ? ' down' : ''}${far(i)}`}></i>`;
          })}`,
    )}
  </div>`;
}
