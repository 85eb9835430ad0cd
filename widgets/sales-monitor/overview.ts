/** What needs someone today, and beside it what sells. */
import { html, nothing, type TemplateResult } from 'lit';
import type { MonitorRow, Names } from '#protocol';
import { reasonsOf } from './attention-order.ts';
import type { Format } from './monitor-format.ts';
import type { Texts } from './monitor-texts.ts';
import { reasonSentence, stakeWords } from './monitor-words.ts';

const MOST = 5;

interface Overview {
  readonly waiting: readonly MonitorRow[];
  readonly selling: readonly MonitorRow[];
  readonly names: Names;
  readonly texts: Texts;
  readonly format: Format;
  readonly zone: string;
  readonly now: number;
  readonly open: (id: string) => void;
  readonly showAll: () => void;
}

export function overview(all: Overview): TemplateResult {
  const { waiting, selling, names, texts, format, zone, now, open, showAll } = all;
  const zoneOf = (row: MonitorRow): string => names.venues[row.venue]?.timeZone ?? zone;
  const several = Object.keys(names.venues).length > 1;
  const link = (row: MonitorRow): TemplateResult =>
    html`<button class="link" @click=${() => open(row.id)}>
      <span>${row.title}</span
      ><span class="day"> · ${format.day(row.startsAt, zoneOf(row))}</span
      >${several ? html`<span> · ${names.venues[row.venue]?.name}</span>` : nothing}
    </button>`;
  const reason = (row: MonitorRow): TemplateResult => {
    const said = { format, zone: zoneOf(row), now };
    const [first, ...others] = reasonsOf(row);
    if (!first) return html``;
    return html`<span
        >${[reasonSentence(first, row, said, texts), ...others.map((item) => texts.reason(item, said))].join(', ')}</span
      ><span class="num">${stakeWords(first, row, format, texts)}</span>`;
  };
  return html`<div class="overview">
    ${
      waiting.length === 0
        ? nothing
        : html`<section class="attn" aria-labelledby="attn">
            <h3 id="attn"><span aria-hidden="true">▲</span> ${texts.attention}</h3>
            <ul>
              ${waiting.slice(0, MOST).map((row) => html`<li>${link(row)}${reason(row)}</li>`)}
            </ul>
            ${waiting.length > MOST ? html`<button class="link more" @click=${showAll}>${texts.more(waiting.length)}</button>` : nothing}
          </section>`
    }
    ${
      selling.length === 0
        ? nothing
        : html`<section class="selling" aria-labelledby="selling">
            <h3 id="selling">${texts.selling} <small>${texts.inWeek}</small></h3>
            <ul>
              ${selling.map((row) => html`<li>${link(row)}<span class="num">${format.change(row.change.count[1] ?? null)}</span></li>`)}
            </ul>
          </section>`
    }
  </div>`;
}
