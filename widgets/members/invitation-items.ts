// Who was invited: what waits or ran out first; what is over lies in a drawer.
import { html, nothing, type TemplateResult } from 'lit';
import type { Invitation } from '#protocol';
import { roleName, roleWords } from '../forms/role-words.ts';
import { renderSure } from '../forms/sure.ts';
import { HARMLESS } from './member-items.ts';
import { dayOf, type PeopleShown } from './people-shown.ts';

const isOpen = ({ state }: Invitation): boolean => state === 'waiting' || state === 'expired';

/** `inviter` names who sent one, by the id of the user. */
export function renderInvitations(
  shown: PeopleShown,
  invitations: readonly Invitation[],
  inviter: (user: string) => string,
  more: TemplateResult | typeof nothing,
): TemplateResult {
  const { words } = shown;
  const item = (one: Invitation): TemplateResult => renderInvitation(shown, one, inviter(one.invitedBy));
  const open = invitations.filter(isOpen);
  const over = invitations.filter((one) => !isOpen(one));
  return html`<section class="part" aria-labelledby="invitations">
    <h2 id="invitations">${words.invitations}</h2>
    ${
      open.length === 0
        ? html`<p class="lead">${words.noInvitations}</p>`
        : html`<ul class="items" aria-labelledby="invitations">
            ${open.map(item)}
          </ul>`
    }
    ${more}
    ${
      over.length === 0
        ? nothing
        : html`<details>
            <summary>${words.earlier(over.length)}</summary>
            <ul class="items">
              ${over.map(item)}
            </ul>
          </details>`
    }
  </section>`;
}

function renderInvitation(shown: PeopleShown, one: Invitation, inviter: string): TemplateResult {
  const { words, locale, desk, mayEdit, hand } = shown;
  const { id, state: is } = one;
  // Of who asked to be forgotten nothing is left.
  const email = one.email || words.erased;
  const sure = desk.open === `withdraw ${id}`;
  return html`<li class="item">
    <div class="row">
      <div>
        <h3>${email}</h3>
        <p class="small">${[words.times(one.sent), dayOf(shown, one.createdAt), words.by(inviter)].join(' · ')}</p>
      </div>
      <div>
        <p class="role">${roleName(one.preset, roleWords(locale))}</p>
        <p class=${is === 'expired' ? 'small warns' : 'small'}>
          ${is === 'expired' ? '▲ ' : ''}${words.state[is](dayOf(shown, one.acceptedAt ?? one.createdAt), dayOf(shown, one.expiresAt))}
        </p>
      </div>
      ${mayEdit && isOpen(one) ? renderActs(shown, one) : nothing}
    </div>
    ${
      sure
        ? renderSure(
            {
              head: words.withdrawHead(email),
              what: words.withdrawWhat,
              yes: words.withdraw,
              no: words.keep,
              run: () => hand.withdraw(one),
            },
            desk,
          )
        : nothing
    }
  </li>`;
}

function renderActs({ words, desk, hand }: PeopleShown, one: Invitation): TemplateResult {
  const form = `withdraw ${one.id}`;
  return html`<div class="acts">
    <button
      type="button"
      class="plain"
      aria-label=${words.resendOf(one.email)}
      ?disabled=${desk.busy !== ''}
      @click=${() => hand.resend(one)}
    >
      ${words.resend}
    </button>
    <button
      type="button"
      class="plain"
      data-opens=${form}
      aria-label=${words.withdrawOf(one.email)}
      aria-expanded=${desk.open === form ? 'true' : 'false'}
      @click=${() => hand.toggle(form, HARMLESS)}
    >
      ${words.withdraw}
    </button>
  </div>`;
}
