import { html, type TemplateResult } from 'lit';
import { AGREEMENT_STATES, type AgreementState } from '#protocol';
import { dealWords } from '../deals/deal-words.ts';
import type { AgreementFilter } from './agreement-filter.ts';
import { agreementsWords } from './agreements-words.ts';

export interface FilterPart {
  readonly filter: AgreementFilter;
  readonly locale: string;
  /** Titles by id. */
  readonly productions: ReadonlyMap<string, string>;
  readonly choose: (changed: Partial<AgreementFilter>) => void;
  /** While it is being typed. */
  readonly search: (text: string) => void;
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;

export function renderFilter({ filter, locale, productions, choose, search }: FilterPart): TemplateResult {
  const words = agreementsWords(locale);
  const deal = dealWords(locale);
  return html`<div class="filter" role="search">
    <label
      >${words.search}
      <input
        type="search"
        id="search"
        .value=${filter.search}
        @input=${(event: Event) => search(valueOf(event))} /></label
    ><label
      >${words.production}
      <select @change=${(event: Event) => choose({ production: valueOf(event) })}>
        <option value="" ?selected=${filter.production === ''}>${words.anyProduction}</option>
        ${[...productions].map(
          ([id, title]) => html`<option value=${id} ?selected=${id === filter.production}>${title}</option>`,
        )}
      </select></label
    ><label
      >${words.state}
      <select id="state" @change=${(event: Event) => choose({ state: valueOf(event) as AgreementState | '' })}>
        <option value="" ?selected=${filter.state === ''}>${words.anyState}</option>
        ${AGREEMENT_STATES.map(
          (one) => html`<option value=${one} ?selected=${one === filter.state}>${deal.states[one]}</option>`,
        )}
      </select></label
    ><label class="tick"
      ><input
        type="checkbox"
        id="mine"
        .checked=${filter.mine}
        @change=${(event: Event) => choose({ mine: (event.target as HTMLInputElement).checked })}
      />${words.mine}</label
    >
  </div>`;
}
