import { html, nothing, type TemplateResult } from 'lit';
import type { AgreementsWords } from './agreements-words.ts';

/** What a tour came to, by venue. */
export interface TourResults {
  readonly results: readonly {
    readonly venue: string;
    readonly outcome: 'created' | 'exists' | 'no_terms' | 'failed';
    readonly agreement: string | null;
    readonly performances: number;
    readonly detail?: string;
  }[];
  readonly left: number;
}

export const renderResults = (
  { results, left }: TourResults,
  words: AgreementsWords,
  venueName: (id: string) => string,
): TemplateResult =>
  html`<ul class="items" id="results">
      ${results.map(
        ({ venue, outcome, performances, detail }) =>
          html`<li class="item row">
            <span>${venueName(venue)}</span>
            <span class=${outcome === 'created' || outcome === 'exists' ? '' : 'warns'}
              >${words.results[outcome]}${detail === undefined ? nothing : `: ${detail}`}</span
            >
            <span class="small">${performances === 0 ? nothing : words.performances(performances)}</span>
          </li>`,
      )}
    </ul>
    ${left === 0 ? nothing : html`<p>${words.left(left)}</p>`}`;
