// One framework agreement in the list: what it says, from when, and how each of its versions stands.
import { html, nothing, type TemplateResult } from 'lit';
import type { FrameworkSummary } from '#protocol';
import { dayText } from '../deals/deal-days.ts';
import { termsText } from '../deals/terms-table.ts';
import { otherOf, SIGN, standOf, termsOf } from './framework-stand.ts';
import type { FrameworkWords } from './framework-words.ts';

interface Shown {
  readonly words: FrameworkWords;
  readonly locale: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly open: (id: string) => void;
}

/** The newest version first. */
export function renderRow(
  versions: readonly FrameworkSummary[],
  { words, locale, today, open }: Shown,
): TemplateResult | typeof nothing {
  const [newest] = versions;
  if (newest === undefined) return nothing;
  const other = otherOf(newest).name;
  const day = (iso: string): string => dayText(iso, locale);
  return html`<li class="item">
    <div class="row">
      <div>
        <h3>
          <button
            type="button"
            class="plain title-of"
            data-opens=${newest.id}
            aria-label=${words.open(newest.title, other)}
            @click=${() => open(newest.id)}
          >
            ${newest.title}
          </button>
        </h3>
        <p class="small">${other}</p>
      </div>
      <div>
        <p>${termsText(termsOf(newest), locale) || words.onlyText}</p>
        <p class="small">${words.valid(day(newest.validFrom), newest.validTo === null ? null : day(newest.validTo))}</p>
      </div>
      <div class="stands">
        ${versions.map((one) => {
          const { mood, text } = standOf(one, today, words);
          return html`<p class=${mood}>
            <span aria-hidden="true">${SIGN[mood]}</span> ${text}
            <span class="small">${words.version(one.version)}</span>
          </p>`;
        })}
      </div>
    </div>
  </li>`;
}
