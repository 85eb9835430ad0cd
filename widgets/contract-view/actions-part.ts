import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { renderFault } from '../forms/said.ts';
import { decidingWords } from './deciding-words.ts';
import type { Shown } from './shown.ts';
import type { Choices } from './term-choices.ts';

/** What is asked before a step of the whole agreement is taken. */
export type WholeStep = 'approve' | 'reject' | 'propose' | 'withdraw';
const WHOLE: readonly WholeStep[] = ['approve', 'reject', 'propose', 'withdraw'];

export interface ActionsPart {
  readonly desk: Desk;
  readonly choices: Choices;
  /** Of the step that is open, or that goes with the choices; kept while the page stands. */
  readonly message: string;
  readonly write: (message: string) => void;
  readonly take: (step: WholeStep) => void;
  readonly sendRejects: () => void;
  readonly sendVersion: () => void;
  readonly acceptAll: (() => void) | null;
  readonly edit: () => void;
  /** Of a proposal that waits for the other side: somebody outside the platform may be asked. */
  readonly ask: (() => void) | null;
}

export function renderActions(shown: Shown, part: ActionsPart): TemplateResult | typeof nothing {
  const { agreement, locale } = shown;
  const words = decidingWords(locale);
  const { desk, choices } = part;
  const may = new Set(agreement.may);
  const open = WHOLE.find((step) => step === desk.open && may.has(step));
  if (open !== undefined) return renderStep(shown, part, open);
  const [first] = choices.values();
  if (first !== undefined) return renderChosen(shown, part, first.kind === 'reject');
  const opener = (step: WholeStep, text: string, main = false) =>
    may.has(step)
      ? html`<button
          type="button"
          class=${main ? 'first' : ''}
          data-opens=${step}
          ?disabled=${desk.busy !== ''}
          @click=${() => void desk.toggle(step, '.step .first, .step .warn')}
        >
          ${text}
        </button>`
      : nothing;
  const edits = may.has('edit') || may.has('amend');
  const buttons = [
    opener('approve', words.approve, true),
    opener('propose', words.propose, true),
    part.acceptAll === null
      ? nothing
      : html`<button type="button" class="first" @click=${part.acceptAll}>${words.acceptAll}</button>`,
    edits
      ? html`<button type="button" data-opens="editor" @click=${part.edit}>
          ${may.has('edit') ? words.edit : words.amend}
        </button>`
      : nothing,
    part.ask === null
      ? nothing
      : html`<button
          type="button"
          data-opens="links"
          aria-expanded=${desk.open === 'links' ? 'true' : 'false'}
          @click=${part.ask}
        >
          ${words.askContact}
        </button>`,
    opener('reject', words.rejectAll),
    opener('withdraw', words.withdraw),
  ].filter((one) => one !== nothing);
  return buttons.length === 0 ? nothing : html`<div class="decide">${buttons}</div>`;
}

/** Choices for single terms go together, as one step. */
function renderChosen(shown: Shown, part: ActionsPart, rejects: boolean): TemplateResult {
  const { agreement, locale } = shown;
  const words = decidingWords(locale);
  const { desk, choices } = part;
  const accepted = [...choices.values()].filter(({ kind }) => kind === 'accept').length;
  return html`<form
    class="decide"
    novalidate
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      if (rejects) part.sendRejects();
      else part.sendVersion();
    }}
  >
    <p role="status">${rejects ? words.restAgreed : words.sendWhat(accepted, choices.size - accepted)}</p>
    ${rejects ? nothing : renderMessage(words.message, words.optional, part)}
    <button type="submit" class="first" ?disabled=${desk.busy !== ''}>
      ${
        desk.busy !== ''
          ? formWords(locale).busy
          : rejects
            ? words.sendRejects(choices.size)
            : words.sendVersion(agreement.version + 1)
      }
    </button>
  </form>`;
}

const renderMessage = (label: string, hint: string, { message, write }: ActionsPart): TemplateResult =>
  html`<label
    >${label} (${hint})
    <input
      maxlength="2000"
      autocomplete="off"
      .value=${message}
      @input=${(event: Event) => write((event.target as HTMLInputElement).value)}
  /></label>`;

function renderStep(shown: Shown, part: ActionsPart, step: WholeStep): TemplateResult {
  const { agreement, own, other, locale } = shown;
  const words = decidingWords(locale);
  const { desk } = part;
  const texts: Readonly<Record<WholeStep, readonly [head: string, what: string, yes: string]>> = {
    approve: [
      words.approveHead(agreement.version),
      words.approveWhat(own, agreement.approvalsNeeded > 1),
      words.approveYes(own),
    ],
    reject: [words.rejectAllHead, words.rejectAllWhat(other), words.rejectAll],
    propose: [words.proposeHead(other), words.proposeWhat, words.propose],
    withdraw: [words.withdrawHead, words.withdrawWhat(agreement.approvedVersion), words.withdraw],
  };
  const [head, what, yes] = texts[step];
  const against = step === 'reject' || step === 'withdraw';
  const label = step === 'reject' ? words.reason : words.message;
  return html`<form
    class=${against ? 'form sure step' : 'form step'}
    novalidate
    aria-labelledby="step"
    @keydown=${desk.onEscape}
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      part.take(step);
    }}
  >
    <h4 id="step">${head}</h4>
    <p>${what}</p>
    <label
      >${label}${step === 'reject' ? nothing : html` (${words.optional})`}
      <textarea
        rows="2"
        maxlength="2000"
        aria-invalid=${desk.faults['message'] ? 'true' : 'false'}
        aria-describedby="message-fault"
        .value=${part.message}
        @input=${(event: Event) => part.write((event.target as HTMLTextAreaElement).value)}
      ></textarea>
      ${renderFault('message-fault', desk.faults['message'])}</label
    >
    <div class="ends">
      <button type="submit" class=${against ? 'warn' : 'first'} ?disabled=${desk.busy !== ''}>
        ${desk.busy === '' ? yes : formWords(locale).busy}
      </button>
      <button type="button" ?disabled=${desk.busy !== ''} @click=${() => void desk.close()}>
        ${formWords(locale).cancel}
      </button>
    </div>
  </form>`;
}
