// What is linked already: each own performance beside what it is on the platform, with its undo.
import { html, nothing, type TemplateResult } from 'lit';
import type { LinkItem } from '#protocol';
import { stateWords } from '../states/state-words.ts';
import { renderTrouble } from '../states/trouble.ts';
import type { LinkWords } from './link-words.ts';
import type { LinkedPages } from './linked-pages.ts';

export interface LinkedPart {
  readonly pages: LinkedPages;
  readonly words: LinkWords;
  readonly locale: string;
  /** A change is under way. */
  readonly busy: boolean;
  readonly when: (iso: string) => string;
  readonly undo: (item: LinkItem) => void;
  /** The next page, below so many. */
  readonly more: (shown: number) => void;
}

export function linkedPart(part: LinkedPart): TemplateResult {
  const { items } = part.pages;
  const list = html`<ul class="items linked">
    ${items.map((item) => oneLink(item, part))}
  </ul>`;
  return html`${items.length === 0 ? nothing : list}${foot(items.length, part)}`;
}

function oneLink(item: LinkItem, { words, busy, when, undo }: LinkedPart): TemplateResult {
  const { linkedTo } = item;
  const where = linkedTo ? [when(linkedTo.startsAt), linkedTo.hall, linkedTo.provider].filter(Boolean).join(' · ') : '';
  return html`<li class="item">
    <div>
      <h3 tabindex="-1">${item.title === '' ? item.ref : item.title}</h3>
      <p class="small">${when(item.startsAt)}${item.hall === null ? '' : ` · ${item.hall}`}</p>
    </div>
    <ul class="options">
      <li>
        <span
          >${linkedTo ? html`<b>${linkedTo.title}</b><span class="small">${where}</span>` : nothing}<span class="small"
            >${item.linked} · ${words.how[item.how ?? 'person']}</span
          ></span
        >
        <button
          type="button"
          class="act"
          aria-label=${words.undoOf(item.title)}
          ?disabled=${busy}
          @click=${() => undo(item)}
        >
          ${words.undo}
        </button>
      </li>
    </ul>
  </li>`;
}

function foot(shown: number, { pages, words, locale, more }: LinkedPart): TemplateResult | typeof nothing {
  const { state, hasMore } = pages;
  const loading = state.kind === 'loading';
  if (loading && shown === 0) return html`<p class="small" role="status">${stateWords(locale).loading}</p>`;
  if (!loading && state.kind !== 'data') return renderTrouble(state, locale, () => pages.retry());
  if (shown === 0) return html`<p class="small">${words.noLinked}</p>`;
  if (!loading && !hasMore) return nothing;
  return html`<div class="pages">
    <button type="button" aria-busy=${loading ? 'true' : 'false'} @click=${() => more(shown)}>
      ${loading ? words.busy : words.more}
    </button>
  </div>`;
}
