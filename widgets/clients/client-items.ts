// The machines, each with its rights, its secrets and its keys.
import { html, nothing, type TemplateResult } from 'lit';
import type { Client } from '#protocol';
import { renderSure } from '../forms/sure.ts';
import { renderAddKey, renderForm, renderRotate } from './client-forms.ts';
import { dayOf, renderOpener, timeOf, type ClientsShown, type Ends } from './clients-shown.ts';
import type { GivenScope } from './clients-words.ts';

/** The button that changes nothing. */
const HARMLESS = '.no';

export function renderClient(shown: ClientsShown, client: Client): TemplateResult {
  const { words, desk, mayEdit } = shown;
  const { id, name, scopes, createdAt, disabledAt, lastUsedAt } = client;
  const { open } = desk;
  return html`<li class="item">
    <div class="row">
      <div>
        <h3>${name}</h3>
        <p class="small">${words.id} <code>${id}</code></p>
        <p class="small">
          ${words.since(dayOf(shown, createdAt))} ·
          ${disabledAt === null ? used(shown, lastUsedAt) : words.overOn(dayOf(shown, disabledAt))}
        </p>
      </div>
      <div>
        <p class="small">${scopes.map((scope) => words.scopesOf[scope as GivenScope] ?? scope).join(' · ')}</p>
        ${disabledAt === null ? renderCredentials(shown, client) : nothing}
      </div>
      ${mayEdit && disabledAt === null ? renderActs(shown, client) : nothing}
    </div>
    ${open === `change ${id}` ? renderForm(shown, client) : nothing}
    ${open === `rotate ${id}` ? renderRotate(shown, client) : nothing}
    ${open === `key ${id}` ? renderAddKey(shown, client) : nothing}
    ${
      open === `disable ${id}`
        ? renderEnding(shown, client, {
            head: words.disableHead(name),
            what: words.disableWhat(name),
            yes: words.disableOf(name),
            ends: { what: 'client' },
          })
        : nothing
    }
  </li>`;
}

function renderActs(shown: ClientsShown, { id, name }: Client): TemplateResult {
  const { words } = shown;
  const act = (what: string, text: string, label: string, first: string): TemplateResult =>
    renderOpener(shown, `${what} ${id}`, { text, label, first });
  return html`<div class="acts">
    ${act('change', words.change, words.changeOf(name), '[name=name]')}
    ${act('rotate', words.rotate, words.rotateOf(name), '[name=overlap]')}
    ${act('key', words.addKey, words.addKeyOf(name), 'textarea')}
    ${act('disable', words.disable, words.disableOf(name), HARMLESS)}
  </div>`;
}

function renderCredentials(shown: ClientsShown, client: Client): TemplateResult {
  const { words } = shown;
  const { name, secrets, keys } = client;
  return html`<ul class="credentials" aria-label=${`${words.secrets}, ${words.keys.toLowerCase()}: ${name}`}>
    ${secrets.map(({ id, createdAt, lastUsedAt, endsAt }, i) =>
      renderCredential(shown, client, { what: 'secret', id }, words.secret(i + 1), [
        words.since(dayOf(shown, createdAt)),
        used(shown, lastUsedAt),
        ...(endsAt === null ? [] : [words.ends(timeOf(shown, endsAt))]),
      ]),
    )}
    ${keys.map(({ kid, createdAt, lastUsedAt }) =>
      renderCredential(shown, client, { what: 'key', id: kid }, kid, [
        words.since(dayOf(shown, createdAt)),
        used(shown, lastUsedAt),
      ]),
    )}
    ${secrets.length + keys.length === 0 ? html`<li class="warns">▲ ${words.noSecrets}</li>` : nothing}
  </ul>`;
}

function renderCredential(
  shown: ClientsShown,
  client: Client,
  ends: Exclude<Ends, { what: 'client' }>,
  label: string,
  told: readonly string[],
): TemplateResult {
  const { words, desk, mayEdit } = shown;
  const form = `end ${client.id} ${ends.id}`;
  const ask = words.endSecretOf(label, client.name);
  const what = ends.what === 'secret' ? words.endSecretWhat : words.endKeyWhat;
  return html`<li>
      <span><code>${label}</code> <span class="small">${told.join(' · ')}</span></span>
      ${mayEdit ? renderOpener(shown, form, { text: words.endSecret, label: ask, first: HARMLESS }) : nothing}
    </li>
    ${
      desk.open === form
        ? html`<li>${renderEnding(shown, client, { head: `${ask}?`, what, yes: ask, ends })}</li>`
        : nothing
    }`;
}

function renderEnding(
  { words, desk, hand }: ClientsShown,
  client: Client,
  ask: { readonly head: string; readonly what: string; readonly yes: string; readonly ends: Ends },
): TemplateResult {
  const { head, what, yes, ends } = ask;
  return renderSure({ head, what, yes, no: words.keep, run: () => hand.end(client, ends) }, desk);
}

const used = (shown: ClientsShown, at: string | null): string =>
  at === null ? shown.words.unused : shown.words.used(timeOf(shown, at));
