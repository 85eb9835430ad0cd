import { html, nothing, type TemplateResult } from 'lit';
import type { TermName } from '#protocol';
import { renderFault } from '../forms/said.ts';
import { fieldLabel, optionLabel, type FieldWords } from './field-words.ts';
import { emptyRow, type Draft, type DraftGroup } from './term-draft.ts';
import { TERM_SHAPES, type Field, type Shape } from './term-shapes.ts';

export interface TermInputs {
  readonly term: TermName;
  readonly draft: Draft;
  /** By place, in words. */
  readonly faults: Readonly<Record<string, string>>;
  readonly words: FieldWords;
  readonly locale: string;
  /** Begins the ids of the fields: two forms may stand on one page. */
  readonly prefix: string;
  /** Stands before the field's own label, where a form asks one term among others. */
  readonly label?: string;
  readonly changed: (draft: Draft) => void;
}

interface Place {
  readonly at: string;
  readonly name: string;
  readonly optional: Field['empty'];
  readonly set: (draft: Draft) => void;
}

/** The fields of one term, as they are typed. */
export const renderTermInputs = (inputs: TermInputs): TemplateResult =>
  renderShape(inputs, TERM_SHAPES[inputs.term], inputs.draft, {
    at: '',
    name: inputs.term,
    optional: undefined,
    set: inputs.changed,
  });

function renderShape(inputs: TermInputs, shape: Shape, draft: Draft, place: Place): TemplateResult {
  switch (shape.kind) {
    case 'group':
      return renderGroup(inputs, shape.fields, draft as DraftGroup, place);
    case 'list':
      return renderList(inputs, shape.fields, shape.most, draft as readonly DraftGroup[], place);
    default:
      return renderField(inputs, shape, draft, place);
  }
}

function renderField(inputs: TermInputs, shape: Shape, draft: Draft, { at, name, optional, set }: Place) {
  const { term, words, faults, prefix } = inputs;
  const id = `${prefix}-${at === '' ? term : `${term}-${at.replaceAll('.', '-')}`}`;
  const label =
    at === '' && inputs.label !== undefined ? inputs.label : fieldLabel(term, at.replaceAll(/\.?\d+/g, ''), words);
  const fault = faults[at];
  const invalid = fault === undefined ? 'false' : 'true';
  const hint = optional === 'null' ? words.noEnd : optional === 'out' ? words.optional : '';
  const typed = (event: Event): void => set((event.target as HTMLInputElement).value);
  if (shape.kind === 'yes_no')
    return html`<label class="tick"
      ><input
        type="checkbox"
        id=${id}
        .checked=${draft === true}
        aria-describedby="${id}-fault"
        @change=${(event: Event) => set((event.target as HTMLInputElement).checked)}
      />${label}${renderFault(`${id}-fault`, fault)}</label
    >`;
  if (shape.kind === 'choice')
    return html`<label
      >${label}
      <select id=${id} aria-invalid=${invalid} aria-describedby="${id}-fault" @change=${typed}>
        ${shape.of.map(
          (value) =>
            html`<option value=${value} ?selected=${value === draft}>${optionLabel(name, value, words)}</option>`,
        )}
      </select>
      ${renderFault(`${id}-fault`, fault)}</label
    >`;
  if (shape.kind === 'long')
    return html`<label class="wide"
      >${label}
      <textarea
        id=${id}
        rows="3"
        maxlength="2000"
        aria-invalid=${invalid}
        aria-describedby="${id}-fault"
        .value=${draft as string}
        @input=${typed}
      ></textarea>
      ${renderFault(`${id}-fault`, fault)}</label
    >`;
  const figure = shape.kind !== 'text';
  return html`<label
    >${label}${shape.kind === 'percent' ? ' (%)' : ''}
    <input
      id=${id}
      class=${figure ? 'figure' : ''}
      inputmode=${figure ? 'decimal' : 'text'}
      autocomplete="off"
      maxlength=${figure ? 20 : 80}
      aria-invalid=${invalid}
      aria-describedby="${id}-fault ${id}-hint"
      .value=${draft as string}
      @input=${typed}
    />${hint === '' ? nothing : html`<span class="small" id="${id}-hint">${hint}</span>`}
    ${renderFault(`${id}-fault`, fault)}</label
  >`;
}

function renderGroup(inputs: TermInputs, fields: readonly Field[], draft: DraftGroup, place: Place): TemplateResult {
  const { words, term } = inputs;
  const inner = renderFields(inputs, fields, draft, place);
  // Of a row the list says what it is.
  if (/\d$/.test(place.at)) return html`<div class="fields">${inner}</div>`;
  return html`<fieldset>
    <legend>${inputs.label ?? fieldLabel(term, place.at, words)}</legend>
    <div class="fields">${inner}</div>
  </fieldset>`;
}

const renderFields = (inputs: TermInputs, fields: readonly Field[], draft: DraftGroup, { at, set }: Place) =>
  fields.map((field) =>
    renderShape(inputs, typeof field.shape === 'function' ? field.shape(draft) : field.shape, draft[field.name] ?? '', {
      at: at === '' ? field.name : `${at}.${field.name}`,
      name: field.name,
      optional: field.empty,
      set: (next) => set({ ...draft, [field.name]: next }),
    }),
  );

function renderList(
  inputs: TermInputs,
  fields: readonly Field[],
  most: number,
  rows: readonly DraftGroup[],
  { at, name, set }: Place,
): TemplateResult {
  const { words, term, faults, prefix, locale } = inputs;
  const label = at === '' && inputs.label !== undefined ? inputs.label : fieldLabel(term, at, words);
  const id = `${prefix}-${term}-rows`;
  return html`<fieldset class="list">
    <legend>${label}</legend>
    ${rows.map(
      (row, i) =>
        html`<div class="line" role="group" aria-label=${`${label}, ${words.row(i + 1)}`}>
          ${renderGroup(inputs, fields, row, {
            at: at === '' ? String(i) : `${at}.${i}`,
            name,
            optional: undefined,
            set: (next) => set(rows.map((one, j) => (j === i ? (next as DraftGroup) : one))),
          })}
          <button
            type="button"
            class="plain"
            aria-label=${words.remove(`${label}, ${words.row(i + 1)}`)}
            @click=${() => set(rows.filter((_, j) => j !== i))}
          >
            ${words.remove('').trim()}
          </button>
        </div>`,
    )}
    ${
      rows.length < most
        ? html`<button type="button" class="plain" id=${id} @click=${() => set([...rows, emptyRow(fields, locale)])}>
            ${words.add}
          </button>`
        : nothing
    }
    ${renderFault(`${id}-fault`, faults[at])}
  </fieldset>`;
}
