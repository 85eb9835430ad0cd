import { html, nothing, type TemplateResult } from 'lit';
import { datesText } from '../deals/deal-days.ts';
import { stateMood } from '../deals/deal-words.ts';
import { figurePieces } from './marked-figures.ts';
import type { Shown } from './shown.ts';

const SIGN = { waits: '▲', good: '✓', quiet: '' } as const;

export function renderHead(shown: Shown): TemplateResult {
  const { agreement, words, deal, locale, names } = shown;
  const { production, state, version, performances, framework } = agreement;
  const mood = stateMood(state);
  const deviating = agreement.termStates.filter((one) => one.framework !== undefined).length;
  return html`<header>
    <div class="title">
      <h2 id="head" tabindex="-1">${production.title} · ${names.venue}</h2>
      <span class="pill ${mood}"
        ><span aria-hidden="true">${SIGN[mood]}</span> ${deal.states[state]} · ${deal.version(version)}</span
      >
    </div>
    <p class="lead">
      ${[
        `${names.provider} ↔ ${names.venue}`,
        datesText(performances, locale, words.performances),
        framework === null ? words.noFramework : words.under(framework.title, deviating),
        agreement.reference,
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
    ${renderTurn(shown)}
    <p class="sentence">
      ${figurePieces(agreement.sentence[locale]).map(({ text, figure }) => (figure ? html`<b>${text}</b>` : text))}
    </p>
  </header>`;
}

/** Whose turn it is, until when, what holds meanwhile, and who has signed of two. */
function renderTurn({ agreement, words, moment, money, other }: Shown): TemplateResult | typeof nothing {
  const { turn, side, expiresAt, approvedVersion, version, approvals, approvalsNeeded, approvalLimit, state } =
    agreement;
  const own = approvals.filter((one) => one.side === turn);
  const text = [
    turn === null ? '' : turn === side ? words.yourTurn : words.theirTurn(other),
    ...(state === 'half_approved'
      ? [
          ...own.map(({ person, at }) => words.half(person ?? words.someone, moment(at))),
          approvalsNeeded > 0 ? words.secondNeeded(approvalLimit === null ? null : money(approvalLimit)) : '',
        ]
      : []),
    expiresAt === null || turn === null ? '' : words.expires(moment(expiresAt)),
    approvedVersion === null || approvedVersion === version ? '' : words.inForce(approvedVersion),
  ].filter(Boolean);
  return text.length === 0
    ? nothing
    : html`<p class=${turn === side ? 'turn mine' : 'turn'}>${turn === side ? '▲ ' : ''}${text.join(' ')}</p>`;
}
