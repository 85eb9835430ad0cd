// Everything that may be done with an agreement now. Loaded where something may; it holds what was typed while the agreement moves on.
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Agreement, AgreementStep, TermName, TermState } from '#protocol';
import type { Session } from '../data/session-context.ts';
import { DipAgreementChangedEvent } from '../deals/agreement-event.ts';
import { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { failed, renderSaid } from '../forms/said.ts';
import { renderActions, type WholeStep } from './actions-part.ts';
import { termExtra } from './choice-part.ts';
import { renderClash } from './clash-part.ts';
import { decidingWords } from './deciding-words.ts';
import type { Shown } from './shown.ts';
import {
  answerChoice,
  faultsByTerm,
  rejectChoice,
  rejection,
  revision,
  type Choice,
  type Choices,
  type Faults,
} from './term-choices.ts';
import type { TermExtra } from './terms-part.ts';

export { decidingStyles, fieldStyles } from './deciding.styles.ts';

const NO_FAULTS: Faults = new Map();

export interface DecidingNeeds {
  readonly host: LitElement;
  readonly session: () => Session | null;
  readonly locale: () => string;
  readonly refresh: () => void;
  /** What a step was answered with. */
  readonly tell: (agreement: Agreement) => void;
}

export class Deciding {
  readonly #needs: DecidingNeeds;
  readonly #desk: Desk;
  #choices: Choices = new Map();
  #faults: Faults = NO_FAULTS;
  #message = '';
  /** As it was when the first choice was made. */
  #base: Agreement | null = null;
  /** The focus goes to what has come meanwhile, once it has. */
  #toClash = false;

  constructor(needs: DecidingNeeds) {
    this.#needs = needs;
    this.#desk = new Desk(needs);
  }

  /** Another agreement: nothing of the one before stays. */
  clear(): void {
    this.#choices = new Map();
    this.#faults = NO_FAULTS;
    this.#message = '';
    this.#base = null;
    this.#needs.host.requestUpdate();
  }

  renderTop(shown: Shown): TemplateResult {
    const clash = this.#isClash(shown.agreement) ? this.#base : null;
    return html`${renderSaid(this.#desk.said)}
    ${
      clash === null
        ? nothing
        : renderClash(shown, {
            base: clash,
            choices: this.#choices,
            goOn: () => {
              this.#base = shown.agreement;
              this.#keepFitting(shown.agreement);
              void this.#desk.focus('#terms');
            },
            drop: () => {
              this.clear();
              void this.#desk.focus('#head');
            },
          })
    }
    ${this.#desk.open === 'editor' ? this.#renderEditor(shown) : nothing}`;
  }

  extra(shown: Shown): TermExtra {
    const { may } = shown.agreement;
    return termExtra(shown, {
      choices: this.#choices,
      faults: this.#faults,
      mode: may.includes('reject') ? 'decide' : may.includes('revise') ? 'answer' : 'look',
      busy: this.#desk.busy !== '',
      begin: (term, kind) => void this.#begin(shown, term, kind),
      change: (term, choice) => this.#choose(shown, term, choice),
      undo: (term) => void this.#undo(term),
    });
  }

  renderActions(shown: Shown): TemplateResult | typeof nothing {
    const { agreement } = shown;
    if (this.#isClash(agreement)) return nothing;
    const counters = agreement.termStates.filter(({ counter }) => counter !== undefined);
    const answers = agreement.may.includes('revise') && counters.length > 1;
    const actions = renderActions(shown, {
      desk: this.#desk,
      choices: this.#choices,
      message: this.#message,
      write: (message) => {
        this.#message = message;
      },
      take: (step) => void this.#take(shown, step),
      sendRejects: () => void this.#sendRejects(shown),
      sendVersion: () => void this.#sendVersion(shown),
      acceptAll: answers ? () => counters.forEach(({ term }) => this.#choose(shown, term, { kind: 'accept' })) : null,
      edit: () => {
        void import('../deal-editor/define.ts').then(() => this.#desk.toggle('editor', '#close-editor'));
      },
      ask: canAsk(agreement)
        ? () => void import('../contact-links/define.ts').then(() => this.#desk.toggle('links', 'dip-contact-links'))
        : null,
    });
    return html`${actions} ${this.#desk.open === 'links' && canAsk(agreement) ? this.#renderLinks(shown) : nothing}`;
  }

  #renderLinks({ agreement, other }: Shown): TemplateResult {
    return html`<dip-contact-links
      .agreement=${agreement.id}
      .other=${other}
      .contact=${agreement.contacts[agreement.side === 'provider' ? 'venue' : 'provider'] ?? ''}
      @keydown=${this.#desk.onEscape}
    ></dip-contact-links>`;
  }

  /** After each drawing. */
  updated(): void {
    const clash = this.#toClash ? this.#needs.host.renderRoot.querySelector<HTMLElement>('#clash') : null;
    if (clash === null) return;
    this.#toClash = false;
    clash.focus();
  }

  #renderEditor({ agreement, locale }: Shown): TemplateResult {
    const after = ({ step }: DipAgreementChangedEvent): void => {
      this.#needs.refresh();
      if (step !== 'edit') void this.#desk.finish(step === 'propose' ? decidingWords(locale).proposedNow : '');
    };
    return html`<div class="editor">
      <button type="button" class="plain" id="close-editor" @click=${() => void this.#desk.close()}>
        ${formWords(locale).cancel}
      </button>
      <dip-deal-editor .agreement=${agreement.id} .known=${agreement} @dip-agreement-changed=${after}></dip-deal-editor>
    </div>`;
  }

  #isClash({ revision: now }: Agreement): boolean {
    return this.#base !== null && this.#choices.size > 0 && this.#base.revision !== now;
  }

  /** A rejection has no place where this side is no longer asked to decide, nor an answer where it is not asked for one. */
  #keepFitting({ may }: Agreement): void {
    const fits = ({ kind }: Choice): boolean => may.includes(kind === 'reject' ? 'reject' : 'revise');
    this.#choices = new Map([...this.#choices].filter(([, choice]) => fits(choice)));
  }

  async #begin(shown: Shown, term: TermState, kind: Choice['kind']): Promise<void> {
    const { locale } = shown;
    const choice: Choice =
      kind === 'reject' ? rejectChoice(term, locale) : kind === 'accept' ? { kind } : answerChoice(term, locale);
    this.#choose(shown, term.term, choice);
    const first = {
      reject: `#reason-${term.term}`,
      answer: `[data-term="${term.term}"] + .under :is(input, select, textarea)`,
      accept: `[data-act="undo-${term.term}"]`,
    };
    await this.#desk.focus(first[kind]);
  }

  #choose({ agreement }: Shown, term: TermName, choice: Choice): void {
    if (this.#choices.size === 0) this.#base = agreement;
    this.#choices = new Map([...this.#choices, [term, choice]]);
    this.#needs.host.requestUpdate();
  }

  async #undo(term: TermName): Promise<void> {
    this.#choices = new Map([...this.#choices].filter(([one]) => one !== term));
    this.#faults = new Map([...this.#faults].filter(([one]) => one !== term));
    await this.#desk.focus(`[data-act="do-${term}"]`);
  }

  async #take({ agreement, locale }: Shown, step: WholeStep): Promise<void> {
    const words = decidingWords(locale);
    const message = this.#message.trim();
    if (await this.#desk.refuse(step === 'reject' && message === '' ? { message: words.faultReason } : {})) return;
    const { version } = agreement;
    const told = message === '' ? {} : { message };
    const body = {
      approve: { version, ...told },
      reject: { version, reason: message },
      propose: told,
      withdraw: message === '' ? {} : { reason: message },
    }[step];
    const said = {
      approve: agreement.approvalsNeeded > 1 ? words.halfNow : words.approvedNow,
      reject: words.rejectedNow,
      propose: words.proposedNow,
      withdraw: words.withdrawnNow,
    }[step];
    await this.#send(agreement, step, body, said);
  }

  async #sendRejects({ agreement, locale }: Shown): Promise<void> {
    const made = rejection(agreement.version, this.#choices);
    if (await this.#faulty(made)) return;
    if ('body' in made) await this.#send(agreement, 'reject', made.body, decidingWords(locale).rejectedNow);
  }

  async #sendVersion({ agreement, locale }: Shown): Promise<void> {
    const made = revision(agreement, this.#choices);
    if (await this.#faulty(made)) return;
    const message = this.#message.trim();
    if ('body' in made)
      await this.#send(
        agreement,
        'revise',
        { ...made.body, ...(message === '' ? {} : { message }) },
        decidingWords(locale).sentNow(agreement.version + 1),
      );
  }

  async #faulty(made: { readonly faults: Faults } | object): Promise<boolean> {
    this.#faults = 'faults' in made ? made.faults : NO_FAULTS;
    if (this.#faults.size === 0) return false;
    await this.#desk.focus('[aria-invalid="true"], .under .fault');
    return true;
  }

  async #send(agreement: Agreement, step: AgreementStep, body: unknown, said: string): Promise<void> {
    const { id, revision: base } = agreement;
    const path = `/v1/agreements/${encodeURIComponent(id)}/${step}`;
    const written = await this.#desk.send({ method: 'POST', path, body, revision: base });
    if (written === null) return;
    if (written.ok) {
      this.clear();
      this.#needs.tell(written.answer as Agreement);
      this.#needs.host.dispatchEvent(new DipAgreementChangedEvent(id, step));
      return this.#desk.finish(said);
    }
    const terms = written.errors
      .filter(({ pointer }) => pointer.startsWith('/terms/'))
      .map((error) => ({ ...error, pointer: error.pointer.slice('/terms'.length) }));
    this.#faults = faultsByTerm(
      step === 'reject' ? terms.map((error) => ({ ...error, pointer: byName(error.pointer, this.#choices) })) : terms,
    );
    const other = written.errors.find(({ pointer }) => !pointer.startsWith('/terms/'));
    if (other !== undefined) this.#desk.said = failed(other.detail);
    this.#toClash = written.why === 'clash';
    this.#needs.host.requestUpdate();
  }
}

/** Who may withdraw a proposal may have somebody outside the platform asked about it. */
const canAsk = ({ state, author, side, may }: Agreement): boolean =>
  (state === 'proposed' || state === 'half_approved') && author === side && may.includes('withdraw');

/** Of a rejection the remark names the place in the list. */
function byName(pointer: string, choices: Choices): string {
  const [, place = '', ...rest] = pointer.split('/');
  return ['', [...choices.keys()][Number(place)] ?? '', ...rest].join('/');
}
