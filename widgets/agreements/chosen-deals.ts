// Rows that are chosen, and the one step that is taken for all of them: proposing drafts, or mailing who has to decide.
import { html, nothing, type TemplateResult } from 'lit';
import type { AgreementSummary } from '#protocol';
import type { Session } from '../data/session-context.ts';
import type { AgreementsWords } from './agreements-words.ts';
import { takeMany, type ManyOutcome } from './many-steps.ts';

export const canPropose = ({ state, turn, side }: AgreementSummary): boolean => state === 'draft' && turn === side;
/** Proposed by us and not decided: their contact is mailed a link to it. */
export const canRemind = ({ state, turn, side }: AgreementSummary): boolean =>
  (state === 'proposed' || state === 'half_approved') && turn !== null && turn !== side;

type Step = 'propose' | 'links';

export interface ChosenNeeds {
  readonly session: () => Session | null;
  readonly changed: () => void;
  readonly finish: (step: Step, done: number, failed: number) => void;
}

export class ChosenDeals {
  readonly #needs: ChosenNeeds;
  #ids: ReadonlySet<string> = new Set();
  #failed: ManyOutcome['failed'] = new Map();
  #progress = '';

  constructor(needs: ChosenNeeds) {
    this.#needs = needs;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }
  troubleOf(id: string): { readonly why: string; readonly detail: string | null } | undefined {
    return this.#failed.get(id);
  }

  set(ids: readonly string[]): void {
    this.#ids = new Set(ids);
    this.#needs.changed();
  }
  pick(id: string, on: boolean): void {
    this.set(on ? [...this.#ids, id] : [...this.#ids].filter((one) => one !== id));
  }

  renderBulk(items: readonly AgreementSummary[], words: AgreementsWords): TemplateResult | typeof nothing {
    const chosen = items.filter(({ id }) => this.#ids.has(id));
    if (chosen.length === 0) return nothing;
    const [drafts, waiting] = [chosen.filter(canPropose), chosen.filter(canRemind)];
    const busy = this.#progress !== '';
    const button = (step: Step, of: readonly AgreementSummary[], text: string, first: boolean) =>
      of.length === 0
        ? nothing
        : html`<button
            type="button"
            class=${first ? 'first' : ''}
            ?disabled=${busy}
            @click=${() => void this.#take(step, of, words)}
          >
            ${text}
          </button>`;
    return html`<div class="bulk">
      <span role="status">${busy ? this.#progress : words.chosen(chosen.length)}</span>
      ${button('propose', drafts, words.propose(drafts.length), true)}
      ${button('links', waiting, words.remind(waiting.length), false)}
    </div>`;
  }

  async #take(step: Step, of: readonly AgreementSummary[], words: AgreementsWords): Promise<void> {
    const session = this.#needs.session();
    if (session === null || this.#progress !== '') return;
    const { done, failed } = await takeMany(
      session,
      of.map(({ id }) => id),
      step,
      (at) => {
        this.#progress = words.proposing(at, of.length);
        this.#needs.changed();
      },
    );
    this.#progress = '';
    this.#failed = failed;
    // What did not work stays chosen: it can be tried again at once.
    this.set([...failed.keys()]);
    this.#needs.finish(step, done.length, failed.size);
  }
}
