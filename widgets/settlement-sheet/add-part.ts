// A cost or a correction beside the deal, with what proves it.
import { html, type TemplateResult } from 'lit';
import { typedInteger } from '../deals/amount-text.ts';
import { formWords } from '../forms/form-words.ts';
import { renderFault } from '../forms/said.ts';
import type { SheetShown } from './sheet-shown.ts';

const FORM = 'add';

export function addForm(shown: SheetShown): TemplateResult {
  const { words, desk } = shown;
  const open = desk.open === FORM;
  return html`<button
      type="button"
      class="plain"
      data-opens=${FORM}
      aria-expanded=${open ? 'true' : 'false'}
      @click=${() => void desk.toggle(FORM, 'input[name=label]')}
    >
      ${words.addLine}</button
    >${open ? renderForm(shown) : ''}`;
}

function renderForm({ words, desk, names, locale, statement, step }: SheetShown): TemplateResult {
  const forms = formWords(locale);
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const text = (name: string): string => String(data.get(name) ?? '').trim();
    const [label, evidence] = [text('label'), text('evidence')];
    const amount = typedInteger(text('amount'), 2);
    const rate = typedInteger(text('vatRate') || '0', 2);
    const faults: Record<string, string> = {};
    if (label === '') faults['label'] = words.faults['label'] ?? '';
    if (amount === null || amount === 0) faults['amount'] = words.faults['amount'] ?? '';
    if (rate === null || rate > 10_000) faults['vatRate'] = words.faults['vatRate'] ?? '';
    if (evidence === '') faults['evidence'] = words.faults['evidence'] ?? '';
    if (await desk.refuse(faults)) return;
    const signed = (amount ?? 0) * (text('to') === 'venue' ? -1 : 1);
    step('add_line', 'lines', { label, amount: signed, vatRate: (rate ?? 0) / 100, evidence });
  };
  const field = (name: string, title: string, more: { hint?: string; value?: string; mode?: 'decimal' } = {}) =>
    html`<label
      >${title}
      <input
        name=${name}
        maxlength=${name === 'evidence' ? 200 : 120}
        autocomplete="off"
        inputmode=${more.mode ?? 'text'}
        .value=${more.value ?? ''}
        aria-invalid=${desk.faults[name] ? 'true' : 'false'}
        aria-describedby="${name}-fault"
      />${renderFault(`${name}-fault`, desk.faults[name])}${more.hint ? html`<span class="small">${more.hint}</span>` : ''}</label
    >`;
  return html`<form
    class="form"
    novalidate
    aria-label=${words.addLine}
    @submit=${(event: SubmitEvent) => void send(event)}
    @keydown=${desk.onEscape}
  >
    ${field('label', words.label)} ${field('amount', `${words.amountEx} (${statement.currency})`, { mode: 'decimal' })}
    <label
      >${words.who}
      <select name="to">
        <option value="provider" ?selected=${statement.side === 'provider'}>${names.provider}</option>
        <option value="venue" ?selected=${statement.side === 'venue'}>${names.venue}</option>
      </select></label
    >
    ${field('vatRate', words.vatRate, { mode: 'decimal', value: '21' })}
    ${field('evidence', words.evidenceField, { hint: words.evidenceHint })}
    <div class="ends">
      <button type="submit" class="first" ?disabled=${desk.busy !== ''}>${words.addLine}</button>
      <button type="button" ?disabled=${desk.busy !== ''} @click=${() => void desk.close()}>${forms.cancel}</button>
    </div>
  </form>`;
}
