import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Grid, Invitation, Me, Member } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { Desk } from '../forms/desk.ts';
import { formWords } from '../forms/form-words.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { renderListTrouble } from '../forms/list-trouble.ts';
import { mayDo, ME, ownSelf } from '../forms/own-self.ts';
import { Pages } from '../forms/pages.ts';
import type { ProductionName, RoleBody, RoleChoice } from '../forms/role-choice.ts';
import { failed, NOTHING_SAID, renderSaid } from '../forms/said.ts';
import { renderWaiting } from '../forms/waiting.ts';
import { newKey, type Change, type NotWritten } from '../forms/write-request.ts';
import { stateWords } from '../states/state-words.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { renderInvitations } from './invitation-items.ts';
import { renderInvite } from './member-forms.ts';
import { CHOICE, HARMLESS, renderMember } from './member-items.ts';
import { administers, isAddress, isAdmin, isEmpty, isLastAdmin, nameOf } from './member-rules.ts';
import { membersStyles } from './members.styles.ts';
import { membersWords, type MembersWords } from './members-words.ts';
import type { Clash, PeopleShown } from './people-shown.ts';

const MEMBERS = '/v1/members';
const GONE = '/v1/members?ended=yes';
const INVITATIONS = '/v1/invitations';
const PRODUCTIONS = '/v1/productions?limit=200';
const INVITE = 'invite';

/** A change of people or invitations that the platform confirmed. */
export class DipPeopleChangedEvent extends Event {
  readonly what: 'invited' | 'resent' | 'withdrawn' | 'changed' | 'removed';
  constructor(what: DipPeopleChangedEvent['what']) {
    super('dip-people-changed', { bubbles: true, composed: true });
    this.what = what;
  }
}

/**
 * @summary The people of an organisation, what each may do, and who was invited. Whoever may not administer people looks only.
 * @event {DipPeopleChangedEvent} dip-people-changed - A change that the platform confirmed.
 * @event {DipReadyEvent} dip-ready - The list is on screen.
 * @event {DipErrorEvent} dip-error - There is no list to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; the last list stays.
 * @cssprop --dip-accent - Buttons.
 * @cssprop --dip-attn - What failed, and what cannot be undone.
 */
export class Members extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, membersStyles];

  /** Zone of the house, for the days shown. */
  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Amsterdam';

  readonly #members = new Pages<Member>(this);
  readonly #gone = new Pages<Member>(this);
  readonly #invitations = new Pages<Invitation>(this);
  readonly #productions = new Pages<ProductionName>(this);
  readonly #me = new WantedResource<Me>(this);
  readonly #desk = new Desk({
    host: this,
    session: () => this.#me.session,
    locale: () => this.#me.locale,
    refresh: () => {
      for (const list of [this.#members, this.#gone, this.#invitations]) list.retry();
    },
  });
  #clash: Clash | null = null;

  constructor() {
    super();
    this.#members.want(MEMBERS);
    this.#invitations.want(INVITATIONS);
    this.#me.want(ME);
  }

  override render(): TemplateResult {
    const { locale } = this.#me;
    const { first } = this.#members;
    switch (first.kind) {
      case 'loading':
        return renderWaiting(locale);
      case 'error':
      case 'alone':
        return renderListTrouble(first, locale, () => this.#members.retry());
      case 'data': {
        const shown = this.#shown;
        return html`${this.#renderHead(shown)} ${renderStale(first.stale, locale)} ${renderSaid(this.#desk.said)}
        ${this.#desk.open === INVITE ? renderInvite(shown) : nothing} ${this.#renderMembers(shown)}
        ${this.#renderInvitations(shown)}`;
      }
    }
  }

  get #shown(): PeopleShown {
    const { locale } = this.#me;
    const self = ownSelf(this.#me.state);
    const words = membersWords(locale);
    return {
      locale,
      timeZone: this.timeZone,
      words,
      desk: this.#desk,
      self,
      mayEdit: mayDo(self, 'people', 'administer'),
      active: this.#active,
      titles: this.#productions.state.kind === 'loading' ? null : this.#productions.items,
      clash: this.#clash,
      hand: {
        toggle: (form, first) => void this.#toggle(form, first),
        invite: (event) => void this.#invite(event, words),
        change: (event, member) => {
          event.preventDefault();
          const { value, held } = this.#chosen;
          void this.#change(member, value, held, words);
        },
        keepMine: ({ now, mine, held }) => void this.#change(now, mine, held, words),
        remove: (member) => void this.#remove(member, words),
        resend: (invitation) => void this.#resend(invitation, words),
        withdraw: (invitation) => void this.#withdraw(invitation, words),
      },
    };
  }

  get #active(): readonly Member[] {
    return this.#members.items.filter(({ endedAt }) => endedAt === null);
  }

  #renderHead({ words, locale, self, mayEdit, active, hand }: PeopleShown): TemplateResult {
    const forms = formWords(locale);
    const waiting = this.#invitations.items.filter(({ state }) => state === 'waiting').length;
    return html`<div class="head">
      <div>
        <h2 id="head" tabindex="-1">${words.title}${self === null ? '' : ` · ${self.organisation.name}`}</h2>
        <p class="lead">
          ${words.lead(active.length, active.filter(isAdmin).length, waiting)}
          ${self === null || mayEdit ? nothing : self.support === null ? forms.onlyView : forms.supportLooks}
        </p>
      </div>
      ${
        mayEdit
          ? html`<button
              type="button"
              class="first"
              data-opens=${INVITE}
              aria-expanded=${this.#desk.open === INVITE ? 'true' : 'false'}
              @click=${() => hand.toggle(INVITE, '#email')}
            >
              ${words.invite}
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderMembers(shown: PeopleShown): TemplateResult {
    return html`<ul class="items" aria-labelledby="head">
        ${shown.active.map((member) => renderMember(shown, member))}
      </ul>
      ${this.#renderMore(this.#members)}
      <details @toggle=${(event: Event) => this.#gone.want((event.target as HTMLDetailsElement).open ? GONE : '')}>
        <summary>${shown.words.left}</summary>
        ${this.#renderGone(shown)}
      </details>`;
  }

  #renderGone(shown: PeopleShown): TemplateResult {
    const { locale, words } = shown;
    const { first, items } = this.#gone;
    if (first.kind === 'loading') return html`<p class="small" role="status">${stateWords(locale).loading}</p>`;
    if (first.kind !== 'data') return renderListTrouble(first, locale, () => this.#gone.retry());
    const ended = items.filter(({ endedAt }) => endedAt !== null);
    if (ended.length === 0) return html`<p class="small">${words.noneLeft}</p>`;
    return html`<ul class="items">
        ${ended.map((member) => renderMember(shown, member))}
      </ul>
      ${this.#renderMore(this.#gone)}`;
  }

  #renderInvitations(shown: PeopleShown): TemplateResult | typeof nothing {
    const { first, items } = this.#invitations;
    // Who may see people may not always see invitations; then there is nothing to show here.
    if (first.kind !== 'data') return nothing;
    // A name, or an id where the platform has no name.
    const inviter = (id: string): string => {
      if (id === 'operator') return shown.words.platform;
      const by = this.#members.items.find(({ user }) => user === id);
      return by ? nameOf(by) : id;
    };
    return renderInvitations(shown, items, inviter, this.#renderMore(this.#invitations));
  }

  #renderMore(pages: Pages<Member> | Pages<Invitation>): TemplateResult | typeof nothing {
    return pages.hasMore
      ? html`<div class="pages">
          <button type="button" @click=${() => pages.more()}>${formWords(this.#me.locale).more}</button>
        </div>`
      : nothing;
  }

  async #toggle(form: string, first: string): Promise<void> {
    this.#clash = null;
    const opens = this.#desk.open !== form;
    if (opens && first !== HARMLESS) {
      this.#productions.want(PRODUCTIONS);
      try {
        await import('../forms/define-role-choice.ts');
      } catch {
        const forms = formWords(this.#me.locale);
        this.#desk.said = failed(forms.failed(forms.why.server));
        this.requestUpdate();
        return;
      }
    }
    await this.#desk.toggle(form, first);
  }

  get #chosen(): RoleChoice {
    return this.renderRoot.querySelector(CHOICE) as RoleChoice;
  }

  async #invite(event: SubmitEvent, words: MembersWords): Promise<void> {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement).get('email');
    const email = typeof given === 'string' ? given.trim() : '';
    const { value, held } = this.#chosen;
    const wrong = {
      ...(email === '' ? { email: words.faults.noEmail } : isAddress(email) ? {} : { email: words.faults.badEmail }),
      ...(isEmpty(held) ? { role: words.faults.noRight } : {}),
    };
    if (await this.#desk.refuse(wrong)) return;
    const change: Change = { method: 'POST', path: INVITATIONS, body: { email, ...value } };
    const refused = await this.#send(change, 'invited', words.invited(email));
    if (refused?.why === 'conflict') await this.#desk.refuse({ email: words.faults.taken });
  }

  async #change(member: Member, role: RoleBody, held: Grid, words: MembersWords): Promise<void> {
    const who = nameOf(member);
    if (isEmpty(held)) return void this.#desk.refuse({ role: words.faults.noRight });
    if (isLastAdmin(member, this.#active) && !administers(held))
      return void this.#desk.refuse({ role: words.lastAdmin(who) });
    const path = `${MEMBERS}/${encodeURIComponent(member.id)}`;
    const change: Change = { method: 'PATCH', path, body: role, revision: member.revision };
    const refused = await this.#send(change, 'changed', words.changed(who));
    const loses = isAdmin(member) && !administers(held);
    if (refused?.why === 'conflict')
      await this.#desk.refuse({ role: loses ? words.lastAdmin(who) : words.faults.twice(who) });
    if (refused?.why !== 'clash') return;
    const now = refused.current as Member | null;
    this.#desk.said = NOTHING_SAID;
    if (now !== null) this.#clash = { mine: role, held, now };
    await this.#desk.focus('#clash');
  }

  async #remove(member: Member, words: MembersWords): Promise<void> {
    const path = `${MEMBERS}/${encodeURIComponent(member.id)}`;
    const refused = await this.#send({ method: 'DELETE', path }, 'removed', words.removed(nameOf(member)));
    if (refused?.why !== 'conflict') return;
    this.#desk.said = failed(words.lastAdmin(nameOf(member)));
    this.requestUpdate();
  }

  async #resend({ id, email }: Invitation, words: MembersWords): Promise<void> {
    const path = `${INVITATIONS}/${encodeURIComponent(id)}/resend`;
    await this.#send({ method: 'POST', path, key: newKey() }, 'resent', words.resent(email));
  }

  async #withdraw({ id, email }: Invitation, words: MembersWords): Promise<void> {
    const path = `${INVITATIONS}/${encodeURIComponent(id)}`;
    await this.#send({ method: 'DELETE', path }, 'withdrawn', words.withdrawn(email));
  }

  /** Why it was not done; null when it is. */
  async #send(change: Change, what: DipPeopleChangedEvent['what'], said: string): Promise<NotWritten | null> {
    const written = await this.#desk.send(change);
    if (written === null) return null;
    if (!written.ok) {
      await this.#desk.refuse(this.#faultsOf(written));
      return written;
    }
    this.#clash = null;
    // One's own rights may have changed with it.
    this.#me.retry();
    this.dispatchEvent(new DipPeopleChangedEvent(what));
    await this.#desk.finish(said);
    return null;
  }

  #faultsOf({ errors }: NotWritten): Readonly<Record<string, string>> {
    const { faults } = membersWords(this.#me.locale);
    return Object.fromEntries(
      errors.flatMap(({ pointer }): [string, string][] => {
        if (pointer.startsWith('/email')) return [['email', faults.badEmail]];
        if (pointer.startsWith('/productions')) return [['role', faults.productions]];
        return [['role', faults.role]];
      }),
    );
  }
}
