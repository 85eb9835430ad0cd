// Search by hand, for what no suggestion found: a title field and what the platform knows under it.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Session } from '../data/session-context.ts';
import { figureFormat } from '../locales/figure-format.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { linkListStyles } from './link-list.styles.ts';
import { findPerformances, type Found } from './link-requests.ts';
import { linkWords } from './link-words.ts';

const PAUSE_MS = 250;
const SHORTEST = 2;

/** A performance was chosen for the link. */
export class PerformanceChosenEvent extends Event {
  readonly performance: Found;
  constructor(performance: Found) {
    super('performance-chosen');
    this.performance = performance;
  }
}

/** Part of the link list alone. */
export class PerformanceSearch extends LitElement {
  static override styles = [tokens, linkListStyles];

  @property({ attribute: false }) session: Session | null = null;
  @property({ attribute: false }) own = '';
  @property({ attribute: false }) timeZone = 'Europe/Amsterdam';
  @property({ type: Boolean }) busy = false;
  @state() private _found: readonly Found[] | null = null;
  @state() private _said = '';
  #pause: ReturnType<typeof setTimeout> | null = null;
  #asking: AbortController | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  #stop(): void {
    if (this.#pause) clearTimeout(this.#pause);
    this.#asking?.abort();
    this.#pause = null;
    this.#asking = null;
  }

  override render(): TemplateResult {
    const words = linkWords(this.session?.locale ?? 'nl');
    const format = figureFormat(this.session?.locale ?? 'nl');
    return html`<label
        >${words.searchLabel}<input type="search" autocomplete="off" @input=${(event: Event) => this.#type(event)}
      /></label>
      <p class="small" role="status">${this._said}</p>
      ${
        this._found === null || this._found.length === 0
          ? nothing
          : html`<ul class="found">
              ${this._found.map(
                (one) =>
                  html`<li>
                    <span>
                      <b>${one.title}</b>
                      <span class="small"
                        >${format.stamp(one.startsAt, this.timeZone)}${one.where === '' ? '' : ` · ${one.where}`}</span
                      >
                    </span>
                    <button
                      type="button"
                      class="act"
                      aria-label=${words.linkTo(this.own, `${one.title}, ${format.stamp(one.startsAt, this.timeZone)}`)}
                      ?disabled=${this.busy}
                      @click=${() => this.dispatchEvent(new PerformanceChosenEvent(one))}
                    >
                      ${words.link}
                    </button>
                  </li>`,
              )}
            </ul>`
      }`;
  }

  #type(event: Event): void {
    this.#stop();
    const text = (event.target as HTMLInputElement).value.trim();
    if (text.length < SHORTEST) {
      this._found = null;
      this._said = '';
      return;
    }
    this.#pause = setTimeout(() => void this.#find(text), PAUSE_MS);
  }

  async #find(text: string): Promise<void> {
    if (this.session === null) return;
    const words = linkWords(this.session.locale);
    const asking = new AbortController();
    this.#asking = asking;
    this._said = words.searching;
    const found = await findPerformances(this.session, text, asking.signal);
    if (asking.signal.aborted) return;
    this._found = found;
    this._said = found === null ? words.notLinked(words.why['unreachable'] ?? '') : words.found(found.length);
  }
}
