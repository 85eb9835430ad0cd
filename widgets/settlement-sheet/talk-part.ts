// Of one line: what was disputed and answered, and the form to do so.
import { html, nothing, type TemplateResult } from 'lit';
import { formWords } from '../forms/form-words.ts';
import { renderFault } from '../forms/said.ts';
import type { SheetShown } from './sheet-shown.ts';

/** Buttons for the end of a row. */
export function lineActs(
  { statement, words, desk }: SheetShown,
  line: string,
  label: string,
): TemplateResult | typeof nothing {
  const open = statement.open.filter((one) => one.line === line);
  const mine = open.some(({ side }) => side === statement.side);
  const form = `line ${line}`;
  const step =
    open.length && statement.may.includes('answer')
      ? 'answer'
      : !mine && statement.may.includes('dispute')
        ? 'dispute'
        : null;
  if (step === null) return nothing;
  return html`<button
    type="button"
    class="plain"
    data-opens=${form}
    aria-expanded=${desk.open === form ? 'true' : 'false'}
    aria-label=${step === 'answer' ? words.answerOf(label) : words.disputeOf(label)}
    @click=${() => void desk.toggle(form, 'textarea')}
  >
    ${words[step]}
  </button>`;
}

/** Below a row, over its whole width: null when nothing was said and nothing is open. */
export function renderTalk(
  shown: SheetShown,
  line: string,
  label: string,
  columns: number,
): TemplateResult | typeof nothing {
  const { statement, words, desk, moment } = shown;
  const talk = statement.talk.filter((one) => one.line === line);
  const open = desk.open === `line ${line}`;
  if (talk.length === 0 && !open) return nothing;
  return html`<tr class="talk">
    <td colspan=${columns}>
      ${
        talk.length === 0
          ? nothing
          : html`<ul>
              ${talk.map(
                ({ kind, by, at, note, resolved }) =>
                  html`<li>
                    <span class=${kind === 'dispute' ? 'small warns' : 'small'}
                      >${(kind === 'dispute' ? words.disputed : resolved ? words.resolvedBy : words.answered)(by, moment(at))}</span
                    >
                    <span class="note">${note}</span>
                  </li>`,
              )}
            </ul>`
      }
      ${open ? renderForm(shown, line, label) : nothing}
    </td>
  </tr>`;
}

function renderForm({ statement, words, desk, locale, step }: SheetShown, line: string, label: string): TemplateResult {
  const forms = formWords(locale);
  const open = statement.open.filter((one) => one.line === line);
  const kind = open.length ? 'answer' : 'dispute';
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const note = String(data.get('note') ?? '').trim();
    if (await desk.refuse(note === '' ? { note: words.faults['note'] ?? '' } : {})) return;
    step(kind, kind, { line, note, ...(kind === 'answer' ? { resolved: data.has('resolved') } : {}) });
  };
  return html`<form
    class="form"
    novalidate
    aria-label=${kind === 'answer' ? words.answerOf(label) : words.disputeOf(label)}
    @submit=${(event: SubmitEvent) => void send(event)}
    @keydown=${desk.onEscape}
  >
    <label
      >${words.note}
      <textarea
        name="note"
        maxlength="2000"
        aria-invalid=${desk.faults['note'] ? 'true' : 'false'}
        aria-describedby="note-fault"
      ></textarea
      >${renderFault('note-fault', desk.faults['note'])}</label
    >
    ${
      kind === 'answer' && open.some(({ side }) => side === statement.side)
        ? html`<label class="tick"><input type="checkbox" name="resolved" />${words.resolved}</label>`
        : nothing
    }
    <div class="ends">
      <button type="submit" class="first" ?disabled=${desk.busy !== ''}>${words[kind]}</button>
      <button type="button" ?disabled=${desk.busy !== ''} @click=${() => void desk.close()}>${forms.cancel}</button>
    </div>
  </form>`;
}
