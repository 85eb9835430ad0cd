/** What the shades of a drawing mean: the same legend on screen and in a file. */
import { html, type TemplateResult } from 'lit';
import type { AudienceTexts } from './audience-texts.ts';
import { penetration, type ChartRow } from './chart-rows.ts';
import { rateText, RINGS, STEPS, type TileMap } from './tile-map.ts';

export interface LegendPart {
  readonly before?: string | undefined;
  /** Shades 1 to 8; 0 = a tile without anything to show; a cell that is hidden; one in which nobody can be. */
  readonly steps: readonly (number | 'hidden' | 'zero')[];
  readonly after: string;
}

const RUN = Array.from({ length: STEPS }, (_, i) => i + 1);

export function mapLegend({ rows, texts, number, reading }: TileMap): readonly LegendPart[] {
  const hidden = { steps: [0], after: texts.fewerThanTen };
  if (reading === 'catchment')
    return [
      ...Object.entries(RINGS).map(([ring, step]) => ({
        steps: [step],
        after: texts.catchment[ring as keyof typeof texts.catchment],
      })),
      hidden,
    ];
  const per = [...penetration(rows).values()];
  const [least, most] = [Math.min(...per), Math.max(...per)].map((value) => rateText(value, number));
  if (per.length === 0) return [hidden];
  return [
    least === most ? { steps: [STEPS], after: most ?? '' } : { before: least, steps: RUN, after: most ?? '' },
    hidden,
  ];
}

export function momentLegend(
  rows: readonly ChartRow[],
  texts: AudienceTexts,
  number: (n: number) => string,
): readonly LegendPart[] {
  const tens = rows.flatMap((row) => (row.tens ? [row.tens] : []));
  const span = (low: number): string => texts.between(number(low), number(low + 9));
  const [least, most] = [span(Math.min(...tens)), span(Math.max(...tens))];
  const after = `${most} ${texts.buyers}`;
  const run = least === most ? { steps: [STEPS], after } : { before: least, steps: RUN, after };
  return [
    ...(tens.length ? [run] : []),
    { steps: ['hidden'], after: texts.fewerThanTen },
    ...(rows.some((row) => row.tens === 0) ? [{ steps: ['zero'] as const, after: texts.nobody }] : []),
  ];
}

export const renderLegend = (parts: readonly LegendPart[]): TemplateResult =>
  html`<div class="scale" aria-hidden="true">
    ${parts.map(
      ({ before, steps, after }) =>
        html`<span class=${steps.length > 1 ? 'run' : ''}
          >${before}${steps.map((step) => html`<i class=${typeof step === 'number' ? `s${step}` : step}></i>`)}${after}</span
        >`,
    )}
  </div>`;
