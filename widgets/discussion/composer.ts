// Writing a message: the text, whom it mentions, whether it stays inside. What could not be sent stays as it was written.
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Thread } from '#protocol';
import { NOTHING_SAID, renderFault, renderSaid, type Said } from '../forms/said.ts';
import { newKey, type Fault, type Written } from '../forms/write-request.ts';
import { mentionedIn, nameBegun, peopleFor, withName, type Person } from './mentions.ts';
import type { DiscussionWords } from './discussion-words.ts';

export const MOST_CHARACTERS = 4_000;

export interface Sent {
  readonly text: string;
  readonly internal: boolean;
  readonly mentions: readonly string[];
  readonly key: string;
}

export class Composer {
  readonly #host: LitElement;
  readonly #send: (message: Sent) => Promise<Written | null>;
  #text = '';
  #internal = false;
  #chosen: readonly Person[] = [];
  /** Names that fit what is being written after an @; null = closed. */
  #names: { readonly from: number; readonly people: readonly Person[]; readonly at: number } | null = null;
  #busy = false;
  #said: Said = NOTHING_SAID;
  #fault = '';
  #key = newKey();

  constructor(host: LitElement, send: (message: Sent) => Promise<Written | null>) {
    this.#host = host;
    this.#send = send;
  }

  render(thread: Thread, words: DiscussionWords): TemplateResult {
    const inside = this.#internal || thread.with === null;
    const names = this.#names;
    return html`<form
      class=${inside ? 'write inside' : 'write'}
      novalidate
      aria-label=${words.field}
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.#submit(thread, words);
      }}
    >
      <div class="field">
        <label
          >${words.field}${inside ? html` · ${words.internal(words.yours)}` : nothing}
          <textarea
            id="text"
            .value=${this.#text}
            ?readonly=${this.#busy}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls="names"
            aria-activedescendant=${names === null ? '' : `name-${names.at}`}
            aria-invalid=${this.#fault === '' ? 'false' : 'true'}
            aria-describedby="text-fault text-hint"
            @input=${(event: InputEvent) => this.#input(event.target as HTMLTextAreaElement, thread)}
            @keydown=${(event: KeyboardEvent) => this.#keydown(event, thread, words)}
            @blur=${() => this.#close()}
          ></textarea
          >${renderFault('text-fault', this.#fault)}</label
        >
        <ul class="names" id="names" role="listbox" aria-label=${words.names} ?hidden=${names === null}>
          ${names?.people.map(
            (person, i) =>
              html`<li
                id=${`name-${i}`}
                role="option"
                aria-selected=${i === names.at ? 'true' : 'false'}
                @pointerdown=${(event: Event) => event.preventDefault()}
                @click=${() => this.#choose(person)}
              >
                <span>${person.name}</span><span class="small">${person.organisation}</span>
              </li>`,
          )}
        </ul>
      </div>
      <p class="small" id="text-hint">${inside ? `${words.hint} ${words.hintInternal}` : words.hint}</p>
      <span class="sr" role="status">${words.found(names?.people.length ?? 0)}</span>
      <div class="foot">
        <button type="submit" class="first" ?disabled=${this.#busy}>${this.#busy ? words.sending : words.send}</button>
        <button type="button" class="plain" ?disabled=${this.#busy} @click=${() => void this.#begin(thread)}>
          ${words.mention}
        </button>
        <label class="tick"
          ><input
            type="checkbox"
            .checked=${inside}
            ?disabled=${thread.with === null || this.#busy}
            @change=${(event: Event) => this.#keep((event.target as HTMLInputElement).checked)}
          />${words.keep}</label
        >
        ${renderSaid(this.#said)}
      </div>
    </form>`;
  }

  get #field(): HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector('textarea');
  }

  /** Whoever reads what is written: when it stays inside, colleagues alone. */
  #readers(thread: Thread): readonly Person[] {
    return this.#internal
      ? thread.people.filter(({ organisation }) => organisation !== thread.with?.name)
      : thread.people;
  }

  #input(field: HTMLTextAreaElement, thread: Thread): void {
    this.#text = field.value;
    this.#fault = '';
    this.#said = NOTHING_SAID;
    const begun = nameBegun(field.value, field.selectionEnd);
    const people = begun === null ? [] : peopleFor(begun.query, this.#readers(thread));
    this.#names = begun === null || people.length === 0 ? null : { from: begun.from, people, at: 0 };
    this.#host.requestUpdate();
  }

  #keydown(event: KeyboardEvent, thread: Thread, words: DiscussionWords): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.#submit(thread, words);
      return;
    }
    const names = this.#names;
    if (names === null || event.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const chosen = names.people[names.at];
    if (step !== 0) this.#names = { ...names, at: (names.at + step + names.people.length) % names.people.length };
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) this.#choose(chosen);
    else if (event.key === 'Escape') this.#names = null;
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.#host.requestUpdate();
  }

  #choose(person: Person): void {
    const field = this.#field;
    if (field === null || this.#names === null) return;
    const { text, caret } = withName(field.value, this.#names.from, field.selectionEnd, person.name);
    this.#chosen = [...this.#chosen, person];
    this.#put(field, text, caret);
  }

  #put(field: HTMLTextAreaElement, text: string, caret: number): void {
    this.#text = text;
    this.#names = null;
    field.value = text;
    field.setSelectionRange(caret, caret);
    this.#host.requestUpdate();
  }

  /** An @ where the caret is, as if it were typed. */
  async #begin(thread: Thread): Promise<void> {
    const field = this.#field;
    if (field === null) return;
    const at = field.selectionEnd;
    const gap = at === 0 || /\s$/.test(field.value.slice(0, at)) ? '@' : ' @';
    field.focus();
    this.#put(field, field.value.slice(0, at) + gap + field.value.slice(at), at + gap.length);
    await this.#host.updateComplete;
    this.#input(field, thread);
  }

  #close(): void {
    if (this.#names === null) return;
    this.#names = null;
    this.#host.requestUpdate();
  }

  #keep(inside: boolean): void {
    this.#internal = inside;
    this.#said = NOTHING_SAID;
    this.#host.requestUpdate();
  }

  async #submit(thread: Thread, words: DiscussionWords): Promise<void> {
    if (this.#busy) return;
    const text = this.#text.trim();
    const over = text.length - MOST_CHARACTERS;
    this.#fault = text === '' ? words.empty : over > 0 ? words.long(over) : '';
    this.#said = NOTHING_SAID;
    this.#names = null;
    this.#host.requestUpdate();
    if (this.#fault !== '') {
      this.#field?.focus();
      return;
    }
    this.#busy = true;
    const internal = this.#internal || thread.with === null;
    const readers = new Set(this.#readers(thread).map(({ id }) => id));
    const mentions = mentionedIn(text, this.#chosen).filter((id) => readers.has(id));
    const written = await this.#send({ text, internal, mentions, key: this.#key });
    this.#busy = false;
    if (written?.ok) this.#done(internal, words);
    else this.#failed(written?.why ?? 'unreachable', words);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#field?.focus();
  }

  #done(internal: boolean, words: DiscussionWords): void {
    this.#text = '';
    this.#chosen = [];
    this.#key = newKey();
    this.#said = { text: internal ? words.sentInternal : words.sent, failed: false };
  }

  #failed(why: Fault, words: DiscussionWords): void {
    // A lost answer is the same request when it is sent again; what was refused is another.
    if (why !== 'unreachable') this.#key = newKey();
    this.#said = { text: words.notSent(words.why[why]), failed: true };
  }
}
