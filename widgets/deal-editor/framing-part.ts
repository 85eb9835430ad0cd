import { deviations, termWords } from '#deal';
import { html, nothing, type TemplateResult } from 'lit';
import type { Agreement, FrameworkSummary, Template, Terms } from '#protocol';
import { dayText } from '../deals/deal-days.ts';
import { renderFault } from '../forms/said.ts';
import { isDutch } from '../locales/language.ts';
import type { EditorWords } from './editor-words.ts';

/** Of this pair: what both have signed. */
export const frameworksPath = (base: Agreement): string =>
  `/v1/frameworks?with=${encodeURIComponent(base[base.side === 'provider' ? 'venue' : 'provider'].id)}`;
export const TEMPLATES = '/v1/agreement-templates';

/** For the other side of this deal first, then those for all. */
export const templatesFor = (templates: readonly Template[], base: Agreement): readonly Template[] => {
  const other = base[base.side === 'provider' ? 'venue' : 'provider'].id;
  return [
    ...templates.filter(({ with: whom }) => whom === other),
    ...templates.filter(({ with: whom }) => whom === null),
  ];
};

export function renderTemplates(
  templates: readonly Template[],
  chosen: string,
  words: EditorWords,
  choose: (id: string) => void,
): TemplateResult | typeof nothing {
  if (templates.length === 0) return nothing;
  return html`<label class="template"
    >${words.begin}
    <select id="template" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      <option value="" ?selected=${chosen === ''}>${words.typed}</option>
      ${templates.map(({ id, name }) => html`<option value=${id} ?selected=${id === chosen}>${words.template(name)}</option>`)}
    </select></label
  >`;
}

export interface FrameworkChoice {
  readonly base: Agreement;
  readonly frameworks: readonly FrameworkSummary[];
  readonly chosen: string;
  readonly fault: string | undefined;
  readonly words: EditorWords;
  readonly locale: string;
  readonly choose: (id: string) => void;
}

/** Which framework agreement this deal falls under; what it falls under now can always stay. */
export function renderFrameworks(part: FrameworkChoice): TemplateResult | typeof nothing {
  const { base, frameworks, chosen, fault, words, locale, choose } = part;
  const signed = frameworks.filter(({ state }) => state === 'signed');
  const held = base.framework;
  const kept = held !== null && !signed.some(({ id }) => id === held.id) ? [held] : [];
  if (signed.length + kept.length === 0) return nothing;
  const days = ({ validFrom, validTo }: FrameworkSummary): string =>
    words.valid(dayText(validFrom, locale), validTo === null ? null : dayText(validTo, locale));
  return html`<label
    >${words.framework}
    <select
      id="framework"
      aria-invalid=${fault === undefined ? 'false' : 'true'}
      aria-describedby="framework-fault"
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
    >
      <option value="" ?selected=${chosen === ''}>${words.noFramework}</option>
      ${kept.map(({ id, title }) => html`<option value=${id} ?selected=${id === chosen}>${title}</option>`)}
      ${signed.map((one) => html`<option value=${one.id} ?selected=${one.id === chosen}>${one.title}, ${days(one)}</option>`)}
    </select>
    ${renderFault('framework-fault', fault)}</label
  >`;
}

/** Where the deal, as it is typed, says something else than its framework. */
export function renderDeviations(
  { title, terms }: { readonly title: string; readonly terms: Partial<Terms> },
  deal: Terms,
  words: EditorWords,
  locale: string,
  takeOver: () => void,
): TemplateResult {
  const lang = isDutch(locale) ? 'nl' : 'en';
  const found = deviations(terms, deal);
  if (found.length === 0) return html`<p class="follows">✓ ${words.follows(title)}</p>`;
  return html`<div class="deviates" role="group" aria-label=${words.deviates(title, found.length)}>
    <p>▲ ${words.deviates(title, found.length)}</p>
    <ul>
      ${found.map(({ term, deal: now }) => {
        const said = termWords(term, terms, lang);
        return html`<li>
          ${said.label}: ${now === null ? words.silent : termWords(term, deal, lang).value}
          <span class="small">${words.says(said.value)}</span>
        </li>`;
      })}
    </ul>
    <button type="button" class="plain" @click=${takeOver}>${words.takeOver}</button>
  </div>`;
}
