// What every list with forms does alike: one form open at a time, one change under way, what came of it, and where the focus goes.
import { LitElement } from 'lit';
import type { Session } from '../data/session-context.ts';
import { formWords } from './form-words.ts';
import { done, failed, NOTHING_SAID, type Said } from './said.ts';
import { newKey, write, type Change, type Fault, type NotWritten, type Written } from './write-request.ts';

/** After these a list may have changed, whatever was sent. */
const LIST_IS_OLD: readonly Fault[] = ['gone', 'conflict', 'clash', 'unreachable'];

export interface DeskNeeds {
  readonly host: LitElement;
  readonly session: () => Session | null;
  readonly locale: () => string;
  /** Asks the lists anew. */
  readonly refresh: () => void;
}

export class Desk {
  readonly #needs: DeskNeeds;
  /** The form that is open, by a name of the element's own; '' = none. Its opener carries it as `data-opens`. */
  open = '';
  /** What is under way, by the form's name; '' = nothing. */
  busy = '';
  said: Said = NOTHING_SAID;
  /** By field: what is wrong with it, in words. */
  faults: Readonly<Record<string, string>> = {};
  /** Of the form that is open: sent twice it happens once. */
  #key = newKey();

  constructor(needs: DeskNeeds) {
    this.#needs = needs;
  }

  /** Opens a form, and gives the focus to the first that fits `first`; open already, it closes. */
  async toggle(name: string, first: string): Promise<void> {
    if (this.open === name) return this.close();
    this.open = name;
    this.said = NOTHING_SAID;
    this.faults = {};
    this.#key = newKey();
    await this.focus(first);
  }

  async close(): Promise<void> {
    const from = this.open;
    this.open = '';
    this.faults = {};
    await this.focus(`[data-opens="${CSS.escape(from)}"]`);
  }

  readonly onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    void this.close();
  };

  /** Says what is wrong and gives the focus to the first field of them; answers whether anything is. */
  async refuse(faults: Readonly<Record<string, string>>): Promise<boolean> {
    this.faults = faults;
    const [first] = Object.keys(faults);
    if (first === undefined) return false;
    await this.focus(`[aria-describedby~="${first}-fault"]`);
    return true;
  }

  /**
   * One change at a time. What failed is said here; what is done is the caller's to say, with `finish`. A change of its own, such as a
   * button outside any form, brings its own `key`; others have that of the form.
   */
  async send(change: Change): Promise<Written | null> {
    const { host, session, locale, refresh } = this.#needs;
    const from = session();
    if (from === null || this.busy !== '') return null;
    this.busy = this.open || change.path;
    this.said = NOTHING_SAID;
    this.faults = {};
    host.requestUpdate();
    const written = await write(from, { key: this.#key, ...change });
    this.busy = '';
    if (written.ok) this.#key = newKey();
    else this.#fail(written, locale());
    if (written.ok || LIST_IS_OLD.includes(written.why)) refresh();
    host.requestUpdate();
    return written;
  }

  #fail({ why }: NotWritten, locale: string): void {
    // What was refused is another request when it is sent again; a lost answer is the same one.
    if (why !== 'unreachable') this.#key = newKey();
    const words = formWords(locale);
    this.said = failed(words.failed(words.why[why]));
  }

  async finish(text: string, focus = '#head'): Promise<void> {
    this.open = '';
    this.said = done(text);
    await this.focus(focus);
  }

  async focus(selector: string): Promise<void> {
    const { host } = this.#needs;
    host.requestUpdate();
    await host.updateComplete;
    const target = host.renderRoot.querySelector<HTMLElement>(selector);
    if (target instanceof LitElement) await target.updateComplete;
    target?.focus({ preventScroll: selector === '#head' });
  }
}
