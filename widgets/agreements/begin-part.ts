import { html, nothing, type TemplateResult } from 'lit';
import type { DealDraft, ReadDeal } from '../deals/deal-draft.ts';
import { renderDealForm } from '../deals/deal-form.ts';
import type { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { renderFault } from '../forms/said.ts';
import type { PerformancesChosenEvent } from '../performance-picker/performance-picker.ts';
import { agreementsWords } from './agreements-words.ts';
import type { BegunWith, Chosen, TemplateName } from './beginning.ts';
import { renderResults, type TourResults } from './tour-results.ts';

export interface BeginPart {
  readonly locale: string;
  readonly desk: Desk;
  readonly own: string;
  readonly chosen: Chosen;
  /** What may be begun with; of one there is no choice. */
  readonly kinds: readonly BegunWith[];
  /** Null while they are not known. */
  readonly productions: readonly { readonly id: string; readonly title: string }[] | null;
  readonly templates: readonly TemplateName[];
  readonly draft: DealDraft;
  readonly faults: ReadDeal | null;
  readonly results: TourResults | null;
  readonly venueName: (id: string) => string;
  readonly choose: (changed: Partial<Chosen>) => void;
  readonly type: (draft: DealDraft) => void;
  readonly make: () => void;
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;

/** New drafts: one for picked performances, or one for every house of a tour. */
export function renderBeginning(part: BeginPart): TemplateResult {
  const { locale, desk, chosen, kinds, choose } = part;
  const words = agreementsWords(locale);
  const forms = formWords(locale);
  const tour = chosen.kind === 'tour';
  return html`<form
    class="form"
    novalidate
    aria-labelledby="begin"
    @keydown=${desk.onEscape}
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      part.make();
    }}
  >
    <h3 id="begin">${kinds.length > 1 ? words.create : words.kinds[chosen.kind]}</h3>
    ${
      kinds.length < 2
        ? nothing
        : html`<fieldset class="kinds">
            <legend class="sr">${words.about}</legend>
            ${kinds.map(
              (kind) =>
                html`<label class="tick"
                  ><input
                    type="radio"
                    name="kind"
                    value=${kind}
                    .checked=${kind === chosen.kind}
                    @change=${() => choose({ kind })}
                  />${words.kinds[kind]}</label
                >`,
            )}
          </fieldset>`
    }
    <p>${tour ? words.createWhat : words.pickedWhat}</p>
    ${renderProduction(part)} ${tour || chosen.production === '' ? nothing : renderPicker(part)}
    <label
      >${words.begin}
      <select id="template" @change=${(event: Event) => choose({ template: valueOf(event) })}>
        <option value="" ?selected=${chosen.template === ''}>${words.own}</option>
        ${part.templates.map(
          ({ id, name }) =>
            html`<option value=${id} ?selected=${id === chosen.template}>${words.template(name)}</option>`,
        )}
      </select></label
    >
    ${renderDealForm({ draft: part.draft, faults: part.faults, errors: [], locale, prefix: 'tour', changed: part.type })}
    <div class="ends">
      <button type="submit" class="first" ?disabled=${desk.busy !== ''}>
        ${desk.busy !== '' ? forms.busy : tour ? words.make : words.makeOne}
      </button>
      <button type="button" @click=${() => void desk.close()}>${forms.cancel}</button>
    </div>
    ${part.results === null ? nothing : renderResults(part.results, words, part.venueName)}
  </form>`;
}

function renderProduction({ locale, desk, chosen, productions, choose }: BeginPart): TemplateResult {
  const words = agreementsWords(locale);
  return html`${productions?.length === 0 ? html`<p class="small">${words.noProductions}</p>` : nothing}
    <label
      >${words.production}
      <select
        id="production"
        aria-invalid=${desk.faults['production'] ? 'true' : 'false'}
        aria-describedby="production-fault"
        @change=${(event: Event) => choose({ production: valueOf(event), performances: [] })}
      >
        <option value="" ?selected=${chosen.production === ''}>–</option>
        ${(productions ?? []).map(
          ({ id, title }) => html`<option value=${id} ?selected=${id === chosen.production}>${title}</option>`,
        )}
      </select>
      ${renderFault('production-fault', desk.faults['production'])}</label
    >`;
}

const renderPicker = ({ desk, own, chosen, choose }: BeginPart): TemplateResult =>
  html`<div>
    <dip-performance-picker
      aria-describedby="performances-fault"
      .production=${chosen.production}
      .own=${own}
      .chosen=${chosen.performances}
      @performances-chosen=${({ performances }: PerformancesChosenEvent) => choose({ performances })}
    ></dip-performance-picker>
    ${renderFault('performances-fault', desk.faults['performances'])}
  </div>`;
