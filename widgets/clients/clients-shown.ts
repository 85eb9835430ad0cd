import { html, type TemplateResult } from 'lit';
import type { Client, Me } from '#protocol';
import type { Desk } from '../forms/desk.ts';
import { figureFormat } from '../locales/figure-format.ts';
import type { ClientsWords } from './clients-words.ts';

/** What of a client can come to an end; the id of a secret, the `kid` of a key. */
export type Ends = { readonly what: 'client' } | { readonly what: 'secret' | 'key'; readonly id: string };

/** What the parts of the list show alike, and what a press in them does. */
export interface ClientsShown {
  readonly locale: string;
  readonly timeZone: string;
  readonly words: ClientsWords;
  readonly desk: Desk;
  /** Null until it is known. */
  readonly self: Me | null;
  readonly mayEdit: boolean;
  readonly hand: {
    /** Null makes a new one. */
    save(event: SubmitEvent, client: Client | null): void;
    rotate(event: SubmitEvent, client: Client): void;
    addKey(event: SubmitEvent, client: Client): void;
    end(client: Client, ends: Ends): void;
  };
}

export const dayOf = ({ locale, timeZone }: ClientsShown, iso: string): string =>
  figureFormat(locale).fullDay(iso, timeZone);
export const timeOf = ({ locale, timeZone }: ClientsShown, iso: string): string =>
  figureFormat(locale).stamp(iso, timeZone);

/** Opens a form by its name; `first` there gets the focus. */
export const renderOpener = (
  { desk }: ClientsShown,
  form: string,
  { text, label = text, first }: { readonly text: string; readonly label?: string; readonly first: string },
  classes = 'plain',
): TemplateResult =>
  html`<button
    type="button"
    class=${classes}
    data-opens=${form}
    aria-label=${label}
    aria-expanded=${desk.open === form ? 'true' : 'false'}
    @click=${() => void desk.toggle(form, first)}
  >
    ${text}
  </button>`;
