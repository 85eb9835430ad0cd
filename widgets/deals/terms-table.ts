import { canonicalJson, checkTerms, PARTIES, sentenceParts, termWords } from '#deal';
import { html, nothing, type TemplateResult } from 'lit';
import { TERM_NAMES, type TermName, type Terms } from '#protocol';
import { isDutch } from '../locales/language.ts';

interface Names {
  readonly provider: string;
  readonly venue: string;
}
const langOf = (locale: string): 'nl' | 'en' => (isDutch(locale) ? 'nl' : 'en');
/** Never a term of its own: the amounts say it. */
const named = (terms: Partial<Terms>): readonly TermName[] =>
  TERM_NAMES.filter((term) => term !== 'currency' && terms[term] !== undefined);

/** `aandeel 80% · vrijkaarten ten hoogste 12`. */
export const termsText = (terms: Partial<Terms>, locale: string): string =>
  named(terms)
    .map((term) => {
      const { label, value } = termWords(term, terms, langOf(locale));
      return `${label} ${value}`;
    })
    .join(' · ');

/** How terms read; nothing where they are only a part of a deal. */
export function renderSentence(
  terms: Partial<Terms>,
  locale: string,
  names: Names = PARTIES[langOf(locale)],
): TemplateResult | typeof nothing {
  if (!isWhole(terms)) return nothing;
  return html`<p class="sentence">
    ${sentenceParts(terms, names, langOf(locale)).map(({ text, term }) =>
      term !== undefined && /\d/.test(text) ? html`<b>${text}</b>` : text,
    )}
  </p>`;
}
const isWhole = (terms: Partial<Terms>): terms is Terms =>
  terms.form !== undefined &&
  terms.currency !== undefined &&
  checkTerms(terms as Terms, { performances: 1 }).length === 0;

export interface TermsTable {
  readonly terms: Partial<Terms>;
  /** What held before it: where that differs, both are shown. */
  readonly before: Partial<Terms> | null;
  readonly locale: string;
  readonly words: { readonly part: string; readonly value: string; readonly gone: string };
}

/** Each term with its value. */
export function renderTermsTable({ terms, before, locale, words }: TermsTable): TemplateResult {
  const rows = TERM_NAMES.filter(
    (term) => term !== 'currency' && (terms[term] !== undefined || before?.[term] !== undefined),
  );
  return html`<table class="terms">
    <thead>
      <tr>
        <th scope="col">${words.part}</th>
        <th scope="col">${words.value}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((term) => {
        const { label, note } = termWords(term, terms[term] === undefined ? (before ?? {}) : terms, langOf(locale));
        return html`<tr>
          <th scope="row">${label}${note === '' ? nothing : html`<span class="small">${note}</span>`}</th>
          <td class="value">${renderValue(term, terms, before, locale, words.gone)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

function renderValue(
  term: TermName,
  terms: Partial<Terms>,
  before: Partial<Terms> | null,
  locale: string,
  gone: string,
): TemplateResult | string {
  const text = (of: Partial<Terms>): string => termWords(term, of, langOf(locale)).value;
  const same = before === null || canonicalJson(before[term] ?? null) === canonicalJson(terms[term] ?? null);
  if (same) return text(terms);
  const now = html`<ins>${terms[term] === undefined ? gone : text(terms)}</ins>`;
  return before[term] === undefined ? now : html`<s>${text(before)}</s>${now}`;
}
