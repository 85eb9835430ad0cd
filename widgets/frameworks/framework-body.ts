import { html, nothing, type TemplateResult } from 'lit';
import { SIDES, type Framework, type Side, type Terms } from '#protocol';
import { dayText, momentText } from '../deals/deal-days.ts';
import { renderSentence, renderTermsTable } from '../deals/terms-table.ts';
import { otherOf, SIGN, standOf, termsOf, waitsForMe } from './framework-stand.ts';
import type { FrameworkWords } from './framework-words.ts';

export interface FrameworkBodyPart {
  readonly one: Framework;
  /** The version in force, beside one that waits for signatures; null = there is none, or this is it. */
  readonly before: { readonly version: number; readonly terms: Partial<Terms> } | null;
  readonly words: FrameworkWords;
  readonly locale: string;
  readonly zone: string;
  readonly today: string;
  readonly actions: TemplateResult | typeof nothing;
  readonly see: (version: number) => void;
}

/** One version of a framework agreement: what it says, who signed it, and what came before. */
export function renderBody(part: FrameworkBodyPart): TemplateResult {
  const { one, before, words, locale, today, actions } = part;
  const { mood, text } = standOf(one, today, words);
  const names = { provider: one.provider.name, venue: one.venue.name };
  const day = (iso: string): string => dayText(iso, locale);
  return html`<header>
      <div class="title">
        <h2 id="head" tabindex="-1">${one.title}</h2>
        <span class="pill ${mood}"
          ><span aria-hidden="true">${SIGN[mood]}</span> ${text} · ${words.version(one.version)}</span
        >
      </div>
      <p class="lead">
        ${names.provider} ↔ ${names.venue} ·
        ${words.valid(day(one.validFrom), one.validTo === null ? null : day(one.validTo))}
      </p>
      ${renderTurn(part)}
    </header>
    ${renderSentence(termsOf(one), locale, names)}
    <div class="cols">
      <section aria-labelledby="terms">
        <h3 id="terms">${words.terms}</h3>
        ${
          Object.keys(one.terms).length === 0
            ? html`<p class="lead">${words.noTerms}</p>`
            : renderTermsTable({ terms: termsOf(one), before: before?.terms ?? null, locale, words })
        }
        ${before === null ? nothing : html`<p class="small">${words.compared(before.version)}</p>`}
        ${
          one.text === null
            ? nothing
            : html`<h3>${words.text}</h3>
                <p class="text">${one.text}</p>`
        }
      </section>
      <section aria-labelledby="signatures">
        <h3 id="signatures">${words.signatures}</h3>
        <ul class="items">
          ${SIDES.map((side) => renderSignature(part, side))}
        </ul>
        ${actions}
        <p class="small">${words.print}<br /><code>${one.sha256}</code></p>
        ${renderVersions(part)} ${renderHistory(part)}
      </section>
    </div>`;
}

function renderTurn({ one, before, words }: FrameworkBodyPart): TemplateResult | typeof nothing {
  if (one.state !== 'proposed') return nothing;
  const mine = waitsForMe(one);
  return html`<p class=${mine ? 'turn mine' : 'turn'}>
    ${mine ? `▲ ${words.yourTurn(one.version)}` : words.theirTurn(one.version, otherOf(one).name)}
    ${before === null ? nothing : words.holds(before.version)}
  </p>`;
}

function renderSignature({ one, words, locale, zone }: FrameworkBodyPart, side: Side): TemplateResult {
  const found = one.signatures.find((signature) => signature.side === side);
  return html`<li class="item">
    <b>${one[side].name}</b>
    ${
      found === undefined
        ? html`<span class="quiet">○ ${words.unsigned}</span>`
        : html`<span class="ok">✓ ${words.signed(found.person, momentText(found.at, zone, locale))}</span>`
    }
  </li>`;
}

function renderVersions({ one, words, see }: FrameworkBodyPart): TemplateResult | typeof nothing {
  if (one.versions.length < 2) return nothing;
  return html`<h3>${words.versions}</h3>
    <ul class="items">
      ${one.versions.map(
        ({ version, state }) =>
          html`<li class="item versions">
            <span>${words.version(version)} · ${words.versionStands[state]}</span>
            ${
              version === one.version
                ? nothing
                : html`<button
                    type="button"
                    class="plain"
                    aria-label=${words.seeVersion(version)}
                    @click=${() => see(version)}
                  >
                    ${words.seeVersion(version)}
                  </button>`
            }
          </li>`,
      )}
    </ul>`;
}

const renderHistory = ({ one, words, locale, zone }: FrameworkBodyPart): TemplateResult =>
  html`<details>
    <summary>${words.history(one.history.length)}</summary>
    <ol>
      ${one.history.toReversed().map(
        ({ at, step, version, side, person }) =>
          html`<li>
            <b>${[person, one[side].name].filter(Boolean).join(', ')}</b> ${words.steps[step]}
            <span class="small">${momentText(at, zone, locale)} · ${words.version(version)}</span>
          </li>`,
      )}
    </ol>
  </details>`;
