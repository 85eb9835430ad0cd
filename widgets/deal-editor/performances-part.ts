import { html, type TemplateResult } from 'lit';
import type { Agreement } from '#protocol';
import { renderFault } from '../forms/said.ts';
import type { PerformancesChosenEvent } from '../performance-picker/performance-picker.ts';
import type { EditorWords } from './editor-words.ts';

export interface PerformancesPart {
  readonly chosen: readonly string[];
  readonly fault: string | undefined;
  readonly choose: (performances: readonly string[]) => void;
}

/** Which evenings the deal is about; the catalogue is asked once it is opened. */
export function renderPerformances(
  base: Agreement,
  { chosen, fault, choose }: PerformancesPart,
  words: EditorWords,
): TemplateResult {
  const { id, side, production, venue } = base;
  return html`<details
    id="performances"
    @toggle=${({ target }: Event) => {
      if ((target as HTMLDetailsElement).open) void import('../performance-picker/define.ts');
    }}
  >
    <summary aria-describedby="performances-fault">${words.performances(chosen.length)}</summary>
    <dip-performance-picker
      .production=${production.id}
      .venue=${venue.id}
      .own=${base[side].id}
      .agreement=${id}
      .chosen=${chosen}
      @performances-chosen=${({ performances }: PerformancesChosenEvent) => choose(performances)}
    ></dip-performance-picker>
    ${renderFault('performances-fault', fault)}
  </details>`;
}
