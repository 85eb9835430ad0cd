import { html, nothing, type TemplateResult } from 'lit';
import type { Terms } from '#protocol';
import type { DealDraft, ReadDeal } from '../deals/deal-draft.ts';
import { renderDealForm } from '../deals/deal-form.ts';
import type { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { renderFault } from '../forms/said.ts';
import type { AgreementsWords } from './agreements-words.ts';

export interface TemplateName {
  readonly id: string;
  readonly name: string;
  readonly terms: Terms;
}
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

export interface TourPart {
  readonly words: AgreementsWords;
  readonly locale: string;
  readonly desk: Desk;
  readonly productions: readonly { readonly id: string; readonly title: string }[] | null;
  readonly templates: readonly TemplateName[];
  readonly production: string;
  readonly template: string;
  readonly draft: DealDraft;
  readonly faults: ReadDeal | null;
  readonly results: TourResults | null;
  readonly venueName: (id: string) => string;
  readonly choose: (changed: { production?: string; template?: string; draft?: DealDraft }) => void;
  readonly make: () => void;
}

/** Drafts for every house of a production, from a template or from terms typed here. */
export function renderTour(part: TourPart): TemplateResult {
  const { words, locale, desk, productions, templates } = part;
  const forms = formWords(locale);
  return html`<form
    class="form"
    novalidate
    aria-labelledby="tour"
    @keydown=${desk.onEscape}
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      part.make();
    }}
  >
    <h3 id="tour">${words.createHead}</h3>
    <p>${words.createWhat}</p>
    ${productions?.length === 0 ? html`<p class="small">${words.noProductions}</p>` : nothing}
    <label
      >${words.production}
      <select
        id="production"
        aria-invalid=${desk.faults['production'] ? 'true' : 'false'}
        aria-describedby="production-fault"
        @change=${(event: Event) => part.choose({ production: (event.target as HTMLSelectElement).value })}
      >
        <option value="" ?selected=${part.production === ''}>–</option>
        ${(productions ?? []).map(
          ({ id, title }) => html`<option value=${id} ?selected=${id === part.production}>${title}</option>`,
        )}
      </select>
      ${renderFault('production-fault', desk.faults['production'])}</label
    >
    <label
      >${words.begin}
      <select @change=${(event: Event) => part.choose({ template: (event.target as HTMLSelectElement).value })}>
        <option value="" ?selected=${part.template === ''}>${words.own}</option>
        ${templates.map(
          ({ id, name }) =>
            html`<option value=${id} ?selected=${id === part.template}>${words.template(name)}</option>`,
        )}
      </select></label
    >
    ${renderDealForm({
      draft: part.draft,
      faults: part.faults,
      errors: [],
      locale,
      prefix: 'tour',
      changed: (draft) => part.choose({ draft }),
    })}
    <div class="ends">
      <button type="submit" class="first" ?disabled=${desk.busy !== ''}>
        ${desk.busy === '' ? words.make : forms.busy}
      </button>
      <button type="button" @click=${() => void desk.close()}>${forms.cancel}</button>
    </div>
    ${part.results === null ? nothing : renderResults(part, part.results)}
  </form>`;
}

const renderResults = ({ words, venueName }: TourPart, { results, left }: TourResults): TemplateResult =>
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
