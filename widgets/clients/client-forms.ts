// The forms of one client: its name and rights, a new secret, a public key.
import { html, nothing, type TemplateResult } from 'lit';
import type { Client } from '#protocol';
import { formWords } from '../forms/form-words.ts';
import { renderFault } from '../forms/said.ts';
import type { ClientsShown } from './clients-shown.ts';

/** Hours that old secrets go on working; null = until they are removed. */
const OVERLAPS = [24, 72, 168, 720, 1, 0, null];

/** Of a new client, or of one that stands. */
export function renderForm(shown: ClientsShown, client: Client | null): TemplateResult {
  const { words, desk, hand, self, locale } = shown;
  const { faults } = desk;
  const portal = self?.organisation.type === 'platform';
  const scopes = Object.entries(words.scopesOf).filter(([scope]) => portal || scope !== 'people:sign-in');
  return html`<form
    class="form"
    novalidate
    aria-label=${client === null ? words.create : words.changeOf(client.name)}
    @submit=${(event: SubmitEvent) => hand.save(event, client)}
    @keydown=${desk.onEscape}
  >
    <label
      >${words.name}
      <input
        name="name"
        autocomplete="off"
        .value=${client?.name ?? ''}
        aria-invalid=${faults['name'] ? 'true' : 'false'}
        aria-describedby="name-fault name-hint"
      />${renderFault('name-fault', faults['name'])} <span class="small" id="name-hint">${words.nameHint}</span></label
    >
    <fieldset>
      <legend>${words.scopes}</legend>
      <div class="scopes">
        ${scopes.map(
          ([scope, means], i) =>
            html`<label class="tick"
              ><input
                type="checkbox"
                name="scope"
                value=${scope}
                .checked=${client?.scopes.includes(scope) ?? false}
                aria-describedby=${i === 0 ? 'scopes-fault' : nothing}
              /><span>${means} <span class="small">${scope}</span></span></label
            >`,
        )}
      </div>
      ${renderFault('scopes-fault', faults['scopes'])}
    </fieldset>
    ${renderEnds(shown, client === null ? words.make : formWords(locale).save)}
  </form>`;
}

export function renderRotate(shown: ClientsShown, client: Client): TemplateResult {
  const { words, desk, hand } = shown;
  return html`<form
    class="form"
    aria-label=${words.rotateOf(client.name)}
    @submit=${(event: SubmitEvent) => hand.rotate(event, client)}
    @keydown=${desk.onEscape}
  >
    <p>${words.rotateWhat}</p>
    <label
      >${words.overlap}
      <select name="overlap">
        ${OVERLAPS.map((hours) => html`<option value=${hours ?? ''}>${words.overlapOf(hours)}</option>`)}
      </select></label
    >
    ${renderEnds(shown, words.makeSecret)}
  </form>`;
}

export function renderAddKey(shown: ClientsShown, client: Client): TemplateResult {
  const { words, desk, hand } = shown;
  const { faults } = desk;
  return html`<form
    class="form"
    novalidate
    aria-label=${words.addKeyOf(client.name)}
    @submit=${(event: SubmitEvent) => hand.addKey(event, client)}
    @keydown=${desk.onEscape}
  >
    <label class="wide"
      >${words.jwk}
      <textarea
        name="jwk"
        rows="5"
        spellcheck="false"
        autocomplete="off"
        aria-invalid=${faults['jwk'] ? 'true' : 'false'}
        aria-describedby="jwk-fault jwk-hint"
      ></textarea
      >${renderFault('jwk-fault', faults['jwk'])} <span class="small" id="jwk-hint">${words.jwkHint}</span></label
    >
    ${renderEnds(shown, words.registerKey)}
  </form>`;
}

function renderEnds({ desk, locale }: ClientsShown, text: string): TemplateResult {
  const forms = formWords(locale);
  return html`<div class="ends">
    <button type="submit" class="first" ?disabled=${desk.busy !== ''}>${desk.busy === '' ? text : forms.busy}</button>
    <button type="button" @click=${() => void desk.close()}>${forms.cancel}</button>
  </div>`;
}
