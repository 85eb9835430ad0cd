import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';

import { WantedResource } from '../data/wanted-resource.ts';
import type { Grid, Invitation, Me, Member } from '#protocol';
import { formWords, type FormWords } from '../forms/form-words.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { renderListTrouble } from '../forms/list-trouble.ts';
import { mayDo, ME, ownSelf } from '../forms/own-self.ts';
import { Pages } from '../forms/pages.ts';
import type { ProductionName, RoleBody, RoleChoice } from '../forms/role-choice.ts';
import { gridLine, roleName, roleWords } from '../forms/role-words.ts';
import { done, failed, NOTHING_SAID, renderFault, renderSaid, type Said } from '../forms/said.ts';
import { renderWaiting } from '../forms/waiting.ts';
import { newKey, write, type Change, type Fault, type NotWritten } from '../forms/write-request.ts';
import { figureFormat } from '../locales/figure-format.ts';
import { stateWords } from '../states/state-words.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { administers, isAddress, isAdmin, isEmpty, isLastAdmin, nameOf } from './member-rules.ts';
import { membersStyles } from './members.styles.ts';
import { membersWords, type MembersWords } from './members-words.ts';

const CHOICE = 'dip-role-choice';

const MEMBERS = '/v1/members';
const GONE = '/v1/members?ended=yes';
const INVITATIONS = '/v1/invitations';
const PRODUCTIONS = '/v1/productions?limit=200';

/** The form that is open: at most one. */
type Open =
  { readonly what: 'invite' } | { readonly what: 'change' | 'remove' | 'withdraw'; readonly id: string } | null;
interface Clash {
  readonly mine: RoleBody;
  /** What `mine` comes to. */
  readonly held: Grid;
  readonly now: Member;
}

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

  @state() private _open: Open = null;
  @state() private _busy = '';
  @state() private _said: Said = NOTHING_SAID;
  /** By field: what is wrong with it, in words. */
  @state() private _faults: Readonly<Record<string, string>> = {};
  @state() private _clash: Clash | null = null;

  readonly #members = new Pages<Member>(this);
  readonly #gone = new Pages<Member>(this);
  readonly #invitations = new Pages<Invitation>(this);
  readonly #productions = new Pages<ProductionName>(this);
  readonly #me = new WantedResource<Me>(this);
  /** Of the form that is open: sent twice it invites once. */
  #key = newKey();

  constructor() {
    super();
    this.#members.want(MEMBERS);
    this.#invitations.want(INVITATIONS);
    this.#me.want(ME);
  }

  get #locale(): string {
    return this.#me.locale;
  }

  override render(): TemplateResult {
    const locale = this.#locale;
    const { first } = this.#members;
    switch (first.kind) {
      case 'loading':
        return renderWaiting(locale);
      case 'error':
      case 'alone':
        return renderListTrouble(first, locale, () => this.#members.retry());
      case 'data': {
        const words = membersWords(locale);
        return html`${this.#renderHead(words)} ${renderStale(first.stale, locale)} ${renderSaid(this._said)}
        ${this._open?.what === 'invite' ? this.#renderInvite(words) : nothing} ${this.#renderMembers(words)}
        ${this.#renderInvitations(words)}`;
      }
    }
  }

  get #self(): Me | null {
    return ownSelf(this.#me.state);
  }

  get #mayEdit(): boolean {
    return mayDo(this.#self, 'people', 'administer');
  }

  get #active(): readonly Member[] {
    return this.#members.items.filter(({ endedAt }) => endedAt === null);
  }

  /** While support looks, the one looked at is not who is looking. */
  #isSelf(membership: string): boolean {
    const self = this.#self;
    return self !== null && self.support === null && self.membership === membership;
  }

  #renderHead(words: MembersWords): TemplateResult {
    const forms = formWords(this.#locale);
    const self = this.#self;
    const active = this.#active;
    const waiting = this.#invitations.items.filter(({ state: one }) => one === 'waiting').length;
    return html`<div class="head">
      <div>
        <h2 id="head" tabindex="-1">${words.title}${self === null ? '' : ` · ${self.organisation.name}`}</h2>
        <p class="lead">
          ${words.lead(active.length, active.filter(isAdmin).length, waiting)}
          ${self === null || this.#mayEdit ? nothing : self.support === null ? forms.onlyView : forms.supportLooks}
        </p>
      </div>
      ${
        this.#mayEdit
          ? html`<button
              type="button"
              id="invite"
              class="first"
              aria-expanded=${this._open?.what === 'invite' ? 'true' : 'false'}
              @click=${() => void this.#toggle({ what: 'invite' }, '#email')}
            >
              ${words.invite}
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderInvite(words: MembersWords): TemplateResult {
    const forms = formWords(this.#locale);
    return html`<form
      class="form"
      novalidate
      aria-label=${words.invite}
      @submit=${(event: SubmitEvent) => void this.#invite(event, words)}
      @keydown=${this.#escape}
    >
      <label
        >${words.email}
        <input
          type="email"
          id="email"
          name="email"
          autocomplete="off"
          aria-invalid=${this._faults['email'] ? 'true' : 'false'}
          aria-describedby="email-fault email-hint"
        />${renderFault('email-fault', this._faults['email'])}</label
      >
      <p class="small" id="email-hint">${words.inviteHint}</p>
      ${this.#renderChoice(null)}
      <div class="ends">
        <button type="submit" class="first" ?disabled=${this._busy !== ''}>
          ${this._busy === 'invite' ? forms.busy : words.send}
        </button>
        <button type="button" @click=${() => this.#close()}>${forms.cancel}</button>
      </div>
    </form>`;
  }

  #renderChoice(member: Member | null): TemplateResult {
    const { state: titles } = this.#productions;
    return html`<div>
      <dip-role-choice
        .locale=${this.#locale}
        .preset=${member === null ? 'marketing' : member.preset}
        .grid=${member?.grid ?? {}}
        .productions=${member?.productions ?? null}
        .titles=${titles.kind === 'loading' ? null : this.#productions.items}
      ></dip-role-choice>
      ${renderFault('role-fault', this._faults['role'])}
    </div>`;
  }

  #renderMembers(words: MembersWords): TemplateResult {
    return html`<ul class="items" aria-labelledby="head">
        ${this.#active.map((member) => this.#renderMember(member, words))}
      </ul>
      ${this.#renderMore(this.#members)}
      <details @toggle=${(event: Event) => this.#gone.want((event.target as HTMLDetailsElement).open ? GONE : '')}>
        <summary>${words.left}</summary>
        ${this.#renderGone(words)}
      </details>`;
  }

  #renderGone(words: MembersWords): TemplateResult {
    const { first, items } = this.#gone;
    if (first.kind === 'loading') return html`<p class="small" role="status">${stateWords(this.#locale).loading}</p>`;
    if (first.kind !== 'data') return renderListTrouble(first, this.#locale, () => this.#gone.retry());
    const ended = items.filter(({ endedAt }) => endedAt !== null);
    if (ended.length === 0) return html`<p class="small">${words.noneLeft}</p>`;
    return html`<ul class="items">
        ${ended.map((member) => this.#renderMember(member, words))}
      </ul>
      ${this.#renderMore(this.#gone)}`;
  }

  #renderMember(member: Member, words: MembersWords): TemplateResult {
    const { id, name, email, endedAt, since } = member;
    const who = nameOf(member);
    const roles = roleWords(this.#locale);
    const open = this._open !== null && 'id' in this._open && this._open.id === id ? this._open.what : '';
    return html`<li class="item">
      <div class="row">
        <div>
          <h3>${who}${this.#isSelf(id) ? html` <span class="small">(${words.you})</span>` : nothing}</h3>
          <p class="small">
            ${[
              name === null ? null : email,
              words.since(this.#day(since)),
              endedAt === null ? null : words.until(this.#day(endedAt)),
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
        ${
          this.#mayEdit && endedAt === null
            ? html`<div class="acts">
                <button
                  type="button"
                  class="plain"
                  id=${`change-${id}`}
                  aria-label=${words.changeOf(who)}
                  aria-expanded=${open === 'change' ? 'true' : 'false'}
                  @click=${() => void this.#toggle({ what: 'change', id }, CHOICE)}
                >
                  ${words.change}
                </button>
                <button
                  type="button"
                  class="plain"
                  id=${`remove-${id}`}
                  aria-label=${words.removeOf(who)}
                  aria-expanded=${open === 'remove' ? 'true' : 'false'}
                  @click=${() => void this.#toggle({ what: 'remove', id }, '.sure button:last-child')}
                >
                  ${words.remove}
                </button>
              </div>`
            : nothing
        }
      </div>
      ${open === 'change' ? this.#renderChange(member, words) : nothing}
      ${open === 'remove' ? this.#renderRemove(member, words) : nothing}
    </li>`;
  }

  #renderChange(member: Member, words: MembersWords): TemplateResult {
    const forms = formWords(this.#locale);
    if (this._clash !== null) return this.#renderClash(this._clash, words);
    return html`<form
      class="form"
      aria-label=${words.changeOf(nameOf(member))}
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.#change(member, this.#chosen.value, this.#chosen.held, words);
      }}
      @keydown=${this.#escape}
    >
      ${this.#renderChoice(member)}
      <div class="ends">
        <button type="submit" class="first" ?disabled=${this._busy !== ''}>
          ${this._busy === member.id ? forms.busy : forms.save}
        </button>
        <button type="button" @click=${() => this.#close()}>${forms.cancel}</button>
      </div>
    </form>`;
  }

  /** Both versions side by side; the person says which one stays. */
  #renderClash({ mine, held, now }: Clash, words: MembersWords): TemplateResult {
    const roles = roleWords(this.#locale);
    const busy = this._busy !== '';
    const preset = 'preset' in mine ? mine.preset : null;
    const version = (label: string, role: string, line: string, productions: readonly string[] | null) =>
      html`<div>
        <dt>${label}</dt>
        <dd>
          <p class="role">${role}</p>
          <p class="small">${line}${productions === null ? nothing : ` · ${words.limited(productions.length)}`}</p>
        </dd>
      </div>`;
    return html`<div class="form sure" role="group" aria-labelledby="clash" @keydown=${this.#escape}>
      <h3 id="clash" tabindex="-1">${words.clash}</h3>
      <dl class="both">
        ${version(words.mine, roleName(preset, roles), gridLine(held, roles), mine.productions ?? null)}
        ${version(words.theirs, roleName(now.preset, roles, now.grid), gridLine(now.grid, roles), now.productions)}
      </dl>
      <div class="ends">
        <button type="button" class="first" ?disabled=${busy} @click=${() => void this.#change(now, mine, held, words)}>
          ${words.keepMine}
        </button>
        <button type="button" ?disabled=${busy} @click=${() => this.#close()}>${words.keepTheirs}</button>
      </div>
    </div>`;
  }

  #renderRemove(member: Member, words: MembersWords): TemplateResult {
    const who = nameOf(member);
    const house = this.#self?.organisation.name ?? '';
    const last = isLastAdmin(member, this.#active);
    const what = last ? words.lastAdmin(who) : words.removeWhat(who, house);
    return this.#renderSure({
      head: words.removeHead(who),
      what: this.#isSelf(member.id) && !last ? `${what} ${words.removeSelf}` : what,
      yes: last ? null : words.removeOf(who),
      run: () => void this.#remove(member, words),
      words,
    });
  }

  #renderSure(ask: {
    readonly head: string;
    readonly what: string;
    /** Null: it cannot be done, and `what` says why. */
    readonly yes: string | null;
    readonly run: () => void;
    readonly words: MembersWords;
  }): TemplateResult {
    const busy = this._busy !== '';
    return html`<div
      class="form sure"
      role="group"
      aria-labelledby="sure"
      aria-describedby="sure-what"
      @keydown=${this.#escape}
    >
      <h3 id="sure">${ask.head}</h3>
      <p id="sure-what">${ask.what}</p>
      <div class="ends">
        ${
          ask.yes === null
            ? nothing
            : html`<button type="button" class="warn" ?disabled=${busy} @click=${ask.run}>${ask.yes}</button>`
        }
        <button type="button" ?disabled=${busy} @click=${() => this.#close()}>${ask.words.keep}</button>
      </div>
    </div>`;
  }

  #renderInvitations(words: MembersWords): TemplateResult | typeof nothing {
    const { first } = this.#invitations;
    // Who may see people may not always see invitations; then there is nothing to show here.
    if (first.kind !== 'data') return nothing;
    const { items } = this.#invitations;
    const open = items.filter(({ state: one }) => one === 'waiting' || one === 'expired');
    const over = items.filter((one) => !open.includes(one));
    return html`<section class="part" aria-labelledby="invitations">
      <h2 id="invitations">${words.invitations}</h2>
      ${
        open.length === 0
          ? html`<p class="lead">${words.noInvitations}</p>`
          : html`<ul class="items" aria-labelledby="invitations">
              ${open.map((one) => this.#renderInvitation(one, words))}
            </ul>`
      }
      ${this.#renderMore(this.#invitations)}
      ${
        over.length === 0
          ? nothing
          : html`<details>
              <summary>${words.earlier(over.length)}</summary>
              <ul class="items">
                ${over.map((one) => this.#renderInvitation(one, words))}
              </ul>
            </details>`
      }
    </section>`;
  }

  #renderInvitation(one: Invitation, words: MembersWords): TemplateResult {
    const { id, email, state: is } = one;
    const roles = roleWords(this.#locale);
    // A name, or an id where the platform has no name.
    const by = this.#members.items.find(({ user }) => user === one.invitedBy);
    const inviter = by ? nameOf(by) : one.invitedBy;
    const sure = this._open?.what === 'withdraw' && this._open.id === id;
    const open = is === 'waiting' || is === 'expired';
    return html`<li class="item">
      <div class="row">
        <div>
          <h3>${email}</h3>
          <p class="small">${[words.times(one.sent), this.#day(one.createdAt), words.by(inviter)].join(' · ')}</p>
        </div>
        <div>
          <p class="role">${roleName(one.preset, roles)}</p>
          <p class=${is === 'expired' ? 'small warns' : 'small'}>
            ${is === 'expired' ? '▲ ' : ''}${words.state[is](this.#day(one.acceptedAt ?? one.createdAt), this.#day(one.expiresAt))}
          </p>
        </div>
        ${
          this.#mayEdit && open
            ? html`<div class="acts">
                <button
                  type="button"
                  class="plain"
                  aria-label=${words.resendOf(email)}
                  ?disabled=${this._busy !== ''}
                  @click=${() => void this.#resend(one, words)}
                >
                  ${words.resend}
                </button>
                <button
                  type="button"
                  class="plain"
                  id=${`withdraw-${id}`}
                  aria-label=${words.withdrawOf(email)}
                  aria-expanded=${sure ? 'true' : 'false'}
                  @click=${() => void this.#toggle({ what: 'withdraw', id }, '.sure button:last-child')}
                >
                  ${words.withdraw}
                </button>
              </div>`
            : nothing
        }
      </div>
      ${
        sure
          ? this.#renderSure({
              head: words.withdrawHead(email),
              what: words.withdrawWhat,
              yes: words.withdraw,
              run: () => void this.#withdraw(one, words),
              words,
            })
          : nothing
      }
    </li>`;
  }

  #renderMore(pages: Pages<Member> | Pages<Invitation>): TemplateResult | typeof nothing {
    const words: FormWords = formWords(this.#locale);
    return pages.hasMore
      ? html`<div class="pages"><button type="button" @click=${() => pages.more()}>${words.more}</button></div>`
      : nothing;
  }

  #day(iso: string): string {
    return figureFormat(this.#locale).fullDay(iso, this.timeZone);
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#close();
  };

  async #toggle(open: NonNullable<Open>, first: string): Promise<void> {
    const same = JSON.stringify(open) === JSON.stringify(this._open);
    const givesRole = open.what === 'invite' || open.what === 'change';
    if (!same && givesRole) {
      this.#productions.want(PRODUCTIONS);
      try {
        await import('../forms/define-role-choice.ts');
      } catch {
        const forms = formWords(this.#locale);
        this._said = failed(forms.failed(forms.why.server));
        return;
      }
    }
    this._open = same ? null : open;
    this._said = NOTHING_SAID;
    this._faults = {};
    this._clash = null;
    this.#key = newKey();
    if (!same) await this.#focus(first);
  }

  #close(): void {
    const from = this._open;
    this._open = null;
    this._faults = {};
    this._clash = null;
    if (from !== null) void this.#focus('id' in from ? `#${from.what}-${from.id}` : '#invite');
  }

  async #focus(selector: string): Promise<void> {
    await this.updateComplete;
    const target = this.renderRoot.querySelector<HTMLElement>(selector);
    if (target instanceof LitElement) await target.updateComplete;
    target?.focus({ preventScroll: selector === '#head' });
  }

  get #chosen(): RoleChoice {
    return this.renderRoot.querySelector(CHOICE) as RoleChoice;
  }

  async #invite(event: SubmitEvent, words: MembersWords): Promise<void> {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement).get('email');
    const email = typeof given === 'string' ? given.trim() : '';
    const role = this.#chosen.value;
    this._faults = {
      ...(email === '' ? { email: words.faults.noEmail } : isAddress(email) ? {} : { email: words.faults.badEmail }),
      ...(isEmpty(this.#chosen.held) ? { role: words.faults.noRight } : {}),
    };
    if (this._faults['email']) return void this.#focus('#email');
    if (this._faults['role']) return;
    const change: Change = { method: 'POST', path: INVITATIONS, body: { email, ...role }, key: this.#key };
    const answer = await this.#send('invite', change, 'invited', words.invited(email));
    // Told apart from a lost answer, a refused one is another request when it is sent again.
    if (answer !== null && answer.why !== 'unreachable') this.#key = newKey();
    if (answer?.why === 'conflict') this._faults = { email: words.faults.taken };
    if (this._faults['email']) void this.#focus('#email');
  }

  async #change(member: Member, role: RoleBody, held: Grid, words: MembersWords): Promise<void> {
    if (isEmpty(held)) this._faults = { role: words.faults.noRight };
    else if (isLastAdmin(member, this.#active) && !administers(held))
      this._faults = { role: words.lastAdmin(nameOf(member)) };
    else this._faults = {};
    if (this._faults['role']) return;
    const path = `${MEMBERS}/${encodeURIComponent(member.id)}`;
    const change: Change = { method: 'PATCH', path, body: role, revision: member.revision };
    const answer = await this.#send(member.id, change, 'changed', words.changed(nameOf(member)));
    const loses = isAdmin(member) && !administers(held);
    if (answer?.why === 'conflict')
      this._faults = { role: loses ? words.lastAdmin(nameOf(member)) : words.faults.twice(nameOf(member)) };
    if (answer?.why !== 'clash') return;
    const now = answer.current as Member | null;
    this._said = NOTHING_SAID;
    if (now !== null) this._clash = { mine: role, held, now };
    void this.#focus('#clash');
  }

  async #remove(member: Member, words: MembersWords): Promise<void> {
    const path = `${MEMBERS}/${encodeURIComponent(member.id)}`;
    const answer = await this.#send(member.id, { method: 'DELETE', path }, 'removed', words.removed(nameOf(member)));
    if (answer?.why === 'conflict') this._said = failed(words.lastAdmin(nameOf(member)));
  }

  async #resend({ id, email }: Invitation, words: MembersWords): Promise<void> {
    const path = `${INVITATIONS}/${encodeURIComponent(id)}/resend`;
    await this.#send(id, { method: 'POST', path, key: newKey() }, 'resent', words.resent(email));
  }

  async #withdraw({ id, email }: Invitation, words: MembersWords): Promise<void> {
    const path = `${INVITATIONS}/${encodeURIComponent(id)}`;
    await this.#send(id, { method: 'DELETE', path }, 'withdrawn', words.withdrawn(email));
  }

  /** One change at a time; the lists follow what the platform confirmed. Null when it is done. */
  async #send(
    key: string,
    change: Change,
    what: DipPeopleChangedEvent['what'],
    said: string,
  ): Promise<NotWritten | null> {
    const { session } = this.#me;
    if (session === null || this._busy !== '') return null;
    this._busy = key;
    this._said = NOTHING_SAID;
    const written = await write(session, change);
    this._busy = '';
    const words = formWords(this.#locale);
    const stale: readonly Fault[] = ['gone', 'conflict', 'clash', 'unreachable'];
    if (written.ok || stale.includes(written.why))
      for (const list of [this.#members, this.#gone, this.#invitations]) list.retry();
    if (!written.ok) {
      this._faults = this.#faultsOf(written);
      this._said = failed(words.failed(words.why[written.why]));
      return written;
    }
    this._open = null;
    this._clash = null;
    this._said = done(said);
    // One's own rights may have changed with it.
    this.#me.retry();
    this.dispatchEvent(new DipPeopleChangedEvent(what));
    await this.#focus('#head');
    return null;
  }

  #faultsOf({ errors }: NotWritten): Readonly<Record<string, string>> {
    const { faults } = membersWords(this.#locale);
    return Object.fromEntries(
      errors.flatMap(({ pointer }): [string, string][] => {
        if (pointer.startsWith('/email')) return [['email', faults.badEmail]];
        if (pointer.startsWith('/productions')) return [['role', faults.productions]];
        return [['role', faults.role]];
      }),
    );
  }
}
