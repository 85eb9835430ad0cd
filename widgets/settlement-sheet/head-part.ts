// What the statement comes to, how it stands and what may be done with it now; before a step that cannot be taken back it asks.
import { html, nothing, type TemplateResult } from 'lit';
import type { StatementStep } from '#protocol';
import { formWords } from '../forms/form-words.ts';
import { renderSure } from '../forms/sure.ts';
import type { SheetShown } from './sheet-shown.ts';

export function renderHead(shown: SheetShown): TemplateResult {
  const { statement, words, names, money, day, desk, locale } = shown;
  const { record, state: now, may, production, performances } = statement;
  const { incl } = record.due;
  const [who, whom] = incl < 0 ? [names.venue, names.provider] : [names.provider, names.venue];
  const act = (step: StatementStep, first = false) =>
    may.includes(step)
      ? html`<button
          type="button"
          class=${first ? 'first' : ''}
          data-opens=${step}
          aria-expanded=${step === 'propose' ? nothing : desk.open === step ? 'true' : 'false'}
          ?disabled=${desk.busy !== ''}
          @click=${() => (step === 'propose' ? shown.step(step, step) : void desk.toggle(step, '.no'))}
        >
          ${desk.busy === step ? formWords(locale).busy : words[step as 'sign']}
        </button>`
      : nothing;
  return html`<div class="top">
    <h2 id="head" tabindex="-1">${words.title} · ${production.title}</h2>
    <span class="pill ${now}">${words.states[now]}</span>
    <p class="small about">
      ${names.provider} ↔ ${names.venue} · ${performances.map(({ date }) => day(date)).join(', ')} ·
      ${words.of(record.agreementVersion)}${record.reference === null ? nothing : ` · ${words.reference(record.reference)}`}
    </p>
    <p class="sentence">
      ${incl === 0 ? words.leadNothing(performances.length) : words.lead(who, whom, money(Math.abs(incl)), performances.length)}
    </p>
    <p class="lead">${standingOf(shown)}</p>
    <div class="acts">${act('sign', true)} ${act('propose', true)} ${act('refreeze')} ${act('withdraw')}</div>
  </div>`;
}

function standingOf({ statement, words, names }: SheetShown): string {
  const { state: now, open, signatures } = statement;
  if (now === 'disputed') return words.now.disputed(new Set(open.map(({ line }) => line)).size);
  const left = (['provider', 'venue'] as const).filter((side) => !signatures.some((one) => one.side === side));
  if (now === 'proposed' && left.length === 1 && left[0]) return words.waits(names[left[0]]);
  return words.now[now];
}

export function renderAsked(shown: SheetShown): TemplateResult | typeof nothing {
  const { statement, words, money, locale, desk } = shown;
  const no = formWords(locale).cancel;
  switch (desk.open) {
    case 'sign':
      return renderSure(
        {
          head: words.signHead,
          what: words.signWhat(money(statement.record.due.incl)),
          yes: words.sign,
          no,
          run: () => shown.step('sign', 'sign', { sha256: statement.sha256 }),
        },
        desk,
      );
    case 'refreeze':
      return renderSure(
        {
          head: words.refreezeHead,
          what: words.refreezeWhat,
          yes: words.refreeze,
          no,
          run: () => shown.step('refreeze', 'refreeze'),
        },
        desk,
      );
    case 'withdraw':
      return renderSure(
        {
          head: words.withdrawHead,
          what: words.withdrawWhat,
          yes: words.withdraw,
          no,
          run: () => shown.step('withdraw', 'withdraw'),
        },
        desk,
      );
    default:
      return nothing;
  }
}
