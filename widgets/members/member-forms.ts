// The forms in which a role is given: to who is invited, and to who is there already.
import { html, nothing, type TemplateResult } from 'lit';
import type { Member } from '#protocol';
import { formWords } from '../forms/form-words.ts';
import { gridLine, roleName, roleWords } from '../forms/role-words.ts';
import { renderFault } from '../forms/said.ts';
import { nameOf } from './member-rules.ts';
import type { Clash, PeopleShown } from './people-shown.ts';

export function renderInvite(shown: PeopleShown): TemplateResult {
  const { words, desk, hand } = shown;
  return html`<form class="form" novalidate aria-label=${words.invite} @submit=${hand.invite} @keydown=${desk.onEscape}>
    <label
      >${words.email}
      <input
        type="email"
        id="email"
        name="email"
        autocomplete="off"
        aria-invalid=${desk.faults['email'] ? 'true' : 'false'}
        aria-describedby="email-fault email-hint"
      />${renderFault('email-fault', desk.faults['email'])}</label
    >
    <p class="small" id="email-hint">${words.inviteHint}</p>
    ${renderChoice(shown, null)} ${renderEnds(shown, words.send)}
  </form>`;
}

export function renderChange(shown: PeopleShown, member: Member): TemplateResult {
  const { words, desk, hand, locale, clash } = shown;
  if (clash !== null) return renderClash(shown, clash);
  return html`<form
    class="form"
    aria-label=${words.changeOf(nameOf(member))}
    @submit=${(event: SubmitEvent) => hand.change(event, member)}
    @keydown=${desk.onEscape}
  >
    ${renderChoice(shown, member)} ${renderEnds(shown, formWords(locale).save)}
  </form>`;
}

const renderChoice = ({ locale, titles, desk }: PeopleShown, member: Member | null): TemplateResult =>
  html`<div>
    <dip-role-choice
      .locale=${locale}
      .preset=${member === null ? 'marketing' : member.preset}
      .grid=${member?.grid ?? {}}
      .productions=${member?.productions ?? null}
      .titles=${titles}
    ></dip-role-choice>
    ${renderFault('role-fault', desk.faults['role'])}
  </div>`;

function renderEnds({ desk, locale }: PeopleShown, does: string): TemplateResult {
  const forms = formWords(locale);
  return html`<div class="ends">
    <button type="submit" class="first" ?disabled=${desk.busy !== ''}>
      ${desk.busy !== '' && desk.busy === desk.open ? forms.busy : does}
    </button>
    <button type="button" @click=${() => void desk.close()}>${forms.cancel}</button>
  </div>`;
}

/** Both versions side by side; the person says which one stays. */
function renderClash({ words, desk, hand, locale }: PeopleShown, clash: Clash): TemplateResult {
  const { mine, held, now } = clash;
  const roles = roleWords(locale);
  const busy = desk.busy !== '';
  const preset = 'preset' in mine ? mine.preset : null;
  const version = (label: string, role: string, line: string, productions: readonly string[] | null) =>
    html`<div>
      <dt>${label}</dt>
      <dd>
        <p class="role">${role}</p>
        <p class="small">${line}${productions === null ? nothing : ` · ${words.limited(productions.length)}`}</p>
      </dd>
    </div>`;
  return html`<div class="form sure" role="group" aria-labelledby="clash" @keydown=${desk.onEscape}>
    <h3 id="clash" tabindex="-1">${words.clash}</h3>
    <dl class="both">
      ${version(words.mine, roleName(preset, roles), gridLine(held, roles), mine.productions ?? null)}
      ${version(words.theirs, roleName(now.preset, roles, now.grid), gridLine(now.grid, roles), now.productions)}
    </dl>
    <div class="ends">
      <button type="button" class="first" ?disabled=${busy} @click=${() => hand.keepMine(clash)}>
        ${words.keepMine}
      </button>
      <button type="button" ?disabled=${busy} @click=${() => void desk.close()}>${words.keepTheirs}</button>
    </div>
  </div>`;
}
