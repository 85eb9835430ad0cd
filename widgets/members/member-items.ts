// The people, each with what they may do; those who left lie in a drawer.
import { html, nothing, type TemplateResult } from 'lit';
import type { Member } from '#protocol';
import { gridLine, roleName, roleWords } from '../forms/role-words.ts';
import { renderSure } from '../forms/sure.ts';
import { renderChange } from './member-forms.ts';
import { isLastAdmin, nameOf } from './member-rules.ts';
import { dayOf, isSelf, type PeopleShown } from './people-shown.ts';

export const CHOICE = 'dip-role-choice';
/** The button that changes nothing. */
export const HARMLESS = '.sure .no';

export function renderMember(shown: PeopleShown, member: Member): TemplateResult {
  const { words, locale, desk, mayEdit } = shown;
  const { id, name, email, endedAt, since } = member;
  const roles = roleWords(locale);
  return html`<li class="item">
    <div class="row">
      <div>
        <h3>${nameOf(member)}${isSelf(shown, member) ? html` <span class="small">(${words.you})</span>` : nothing}</h3>
        <p class="small">
          ${[
            name === null ? null : email,
            words.since(dayOf(shown, since)),
            endedAt === null ? null : words.until(dayOf(shown, endedAt)),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div>
        <p class="role">${roleName(member.preset, roles, member.grid)}</p>
        <p class="small">
          ${gridLine(member.grid, roles)}${
            member.productions === null ? nothing : ` · ${words.limited(member.productions.length)}`
          }
        </p>
      </div>
      ${mayEdit && endedAt === null ? renderActs(shown, member) : nothing}
    </div>
    ${desk.open === `change ${id}` ? renderChange(shown, member) : nothing}
    ${desk.open === `remove ${id}` ? renderRemove(shown, member) : nothing}
  </li>`;
}

function renderActs({ words, desk, hand }: PeopleShown, member: Member): TemplateResult {
  const who = nameOf(member);
  const act = (what: 'change' | 'remove', text: string, label: string, first: string): TemplateResult => {
    const form = `${what} ${member.id}`;
    return html`<button
      type="button"
      class="plain"
      data-opens=${form}
      aria-label=${label}
      aria-expanded=${desk.open === form ? 'true' : 'false'}
      @click=${() => hand.toggle(form, first)}
    >
      ${text}
    </button>`;
  };
  return html`<div class="acts">
    ${act('change', words.change, words.changeOf(who), CHOICE)}
    ${act('remove', words.remove, words.removeOf(who), HARMLESS)}
  </div>`;
}

function renderRemove(shown: PeopleShown, member: Member): TemplateResult {
  const { words, desk, self, active, hand } = shown;
  const who = nameOf(member);
  const last = isLastAdmin(member, active);
  const what = last ? words.lastAdmin(who) : words.removeWhat(who, self?.organisation.name ?? '');
  return renderSure(
    {
      head: words.removeHead(who),
      what: isSelf(shown, member) && !last ? `${what} ${words.removeSelf}` : what,
      yes: last ? null : words.removeOf(who),
      no: words.keep,
      run: () => hand.remove(member),
    },
    desk,
  );
}
