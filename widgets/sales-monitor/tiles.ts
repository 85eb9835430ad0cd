/** The six figures that matter, each with what 1, 7 and 28 days changed. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Changes, Totals } from '#protocol';
import type { Format } from './monitor-format.ts';
import type { Texts } from './monitor-texts.ts';

interface Tile {
  readonly label: string;
  readonly text: string;
  readonly unit?: string;
  /** The full amount, where the figure is rounded. */
  readonly full?: string;
  readonly changes: readonly string[];
}

/** Changes whose every period says nothing are left out, but keep their height. */
function tile({ label, text, unit, full, changes }: Tile, texts: Texts): TemplateResult {
  return html`<div class="kpi">
    <dt>${label}</dt>
    <dd class="v">
      ${full ? html`<span class="round" tabindex="0" data-full=${full} aria-label=${full}>${text}${unit ? html` <small>${unit}</small>` : nothing}</span>` : html`${text}${unit ? html` <small>${unit}</small>` : nothing}`}
    </dd>
    <dd class="d">${texts.periodsOver.map((period, i) => html`<span><b>${changes[i]}</b> ${period}</span>`)}</dd>
  </div>`;
}

export function tiles(totals: Totals, texts: Texts, format: Format): TemplateResult {
  const { change } = totals;
  const each = (values: Changes, say: (value: number) => string): string[] =>
    values.map((value) => (value === null ? '–' : say(value)));
  const tenth = (value: number): number => Math.round(value * 10) / 10;
  const money = format.tile(totals.amount);
  const unknown = texts.unknown;
  return html`<dl class="kpis">
    ${tile({ label: texts.columns.count, text: format.count(totals.count), changes: each(change.count, format.change) }, texts)}
    ${tile(
      {
        label: texts.columns.amount,
        text: totals.amount === null ? unknown : money.text,
        unit: money.unit,
        full: money.unit ? money.full : '',
        changes: each(change.amount, (cents) => format.change(Math.round(cents / 100))),
      },
      texts,
    )}
    ${tile(
      {
        label: texts.columns.occupancy,
        text: totals.occupancy === null ? unknown : format.percent(totals.occupancy * 100),
        unit: totals.occupancy === null ? '' : '%',
        changes: each(change.occupancy, (share) => format.change(tenth(share * 100))),
      },
      texts,
    )}
    ${tile(
      {
        label: texts.average,
        text: totals.averagePrice === null ? unknown : format.exact(totals.averagePrice),
        changes: each(change.averagePrice, (cents) => {
          const text = format.decimal(Math.round(cents) / 100);
          return cents > 0.5 ? `+${text}` : Math.abs(cents) < 0.5 ? '0' : text;
        }),
      },
      texts,
    )}
    ${tile({ label: texts.reserved, text: format.count(totals.reserved), changes: each(change.reserved, format.change) }, texts)}
    ${tile({ label: texts.blocked, text: format.count(totals.blocked), changes: each(change.blocked, format.change) }, texts)}
  </dl>`;
}

/** The same room while the figures are fetched. */
export const waitingTiles = (texts: Texts | null): TemplateResult =>
  html`<dl class="kpis" aria-hidden="true">
    ${(texts
      ? [
          texts.columns.count,
          texts.columns.amount,
          texts.columns.occupancy,
          texts.average,
          texts.reserved,
          texts.blocked,
        ]
      : Array.from({ length: 6 }, () => '\u00a0')
    ).map(
      (label) =>
        html`<div class="kpi">
          <dt>${label}</dt>
          <dd class="v"><i class="bone"></i></dd>
          <dd class="d"><i class="bone wide"></i></dd>
        </div>`,
    )}
  </dl>`;
