import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Me, Statement, StatementStep, StatementSummary } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { amountText } from '../deals/amount-text.ts';
import { dayText } from '../deals/deal-days.ts';
import { Desk } from '../forms/desk.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { formWords } from '../forms/form-words.ts';
import { renderListTrouble } from '../forms/list-trouble.ts';
import { mayDo, ME, ownSelf } from '../forms/own-self.ts';
import { Pages } from '../forms/pages.ts';
import { done, failed, NOTHING_SAID, renderSaid } from '../forms/said.ts';
import { saveFile } from '../forms/save-file.ts';
import { renderSure } from '../forms/sure.ts';
import { renderWaiting } from '../forms/waiting.ts';
import { isDutch } from '../locales/language.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { renderBlocked, renderClose, renderDifferences } from './close-part.ts';
import { renderHouses } from './houses-part.ts';
import { settlementStyles } from './settlement-sheet.styles.ts';
import { sheetShown, type SheetShown } from './sheet-shown.ts';
import { sheetWords, type SheetWords } from './sheet-words.ts';
import { renderDue, renderExtra, renderSums } from './sums-part.ts';

const FILES = ['pdf', 'xlsx', 'csv'] as const;

/** A step of a statement that the platform confirmed. */
export class DipStatementChangedEvent extends Event {
  readonly statement: string;
  readonly step: StatementStep;
  constructor(statement: string, step: StatementStep) {
    super('dip-statement-changed', { bubbles: true, composed: true });
    this.statement = statement;
    this.step = step;
  }
}

/**
 * @summary The settlement of performances: what was sold, from gross to share, costs beside the deal, what is invoiced; disputed line by
 * line, signed by both, then for ever. With `agreement` the statements of that deal, and making one; with neither, all of the organisation.
 * @event {DipStatementChangedEvent} dip-statement-changed - A step that the platform confirmed.
 * @event {DipReadyEvent} dip-ready - The statement is on screen.
 * @event {DipErrorEvent} dip-error - There is no statement to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; the last one stays.
 */
export class SettlementSheet extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, settlementStyles];

  /** Id of the statement. */
  @property() statement = '';
  /** Id of a deal: its statements, or making one. */
  @property() agreement = '';
  /** Zone of the house, for the times shown. */
  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Amsterdam';

  /** Opened from the list of the deal. */
  @state() private _opened = '';

  readonly #sheet = new WantedResource<Statement>(this);
  readonly #list = new Pages<StatementSummary>(this);
  readonly #me = new WantedResource<Me>(this);
  readonly #desk = new Desk({
    host: this,
    session: () => this.#me.session,
    locale: () => this.#me.locale,
    refresh: () => {
      this.#sheet.retry();
      this.#list.retry();
    },
  });

  get #id(): string {
    return this.statement || this._opened;
  }
  get #locale(): 'nl' | 'en' {
    return isDutch(this.#me.locale) ? 'nl' : 'en';
  }

  override willUpdate(): void {
    const id = this.#id;
    this.#me.want(ME);
    this.#sheet.want(id === '' ? '' : pathOf(id));
    const of = this.agreement === '' ? '' : `?agreement=${encodeURIComponent(this.agreement)}`;
    // Stays wanted while one of it is open: its row is there to come back to.
    this.#list.want(this.statement === '' ? `/v1/statements${of}` : '');
  }

  override render(): TemplateResult {
    const locale = this.#locale;
    const now = this.#id === '' ? this.#list.first : this.#sheet.state;
    switch (now.kind) {
      case 'loading':
        return renderWaiting(locale);
      case 'error':
      case 'alone':
        return renderListTrouble(now, locale, () => (this.#id === '' ? this.#list : this.#sheet).retry());
      case 'data':
        return html`${renderStale(now.stale, locale)}
        ${'items' in now.answer ? this.#renderList(sheetWords(locale)) : this.#renderSheet(now.answer)}`;
    }
  }

  #renderList(words: SheetWords): TemplateResult {
    const locale = this.#locale;
    const { items, hasMore } = this.#list;
    const all = this.agreement === '';
    const may = !all && mayDo(ownSelf(this.#me.state), 'agreements', 'settle');
    return html`<div class="head">
        <div>
          <h2 id="head" tabindex="-1">${all ? words.listAll : words.list}</h2>
          <p class="lead">
            ${items.length === 0 ? (all ? words.noneAtAll : words.none) : nothing} ${may ? words.makeWhat : nothing}
          </p>
        </div>
        ${
          may
            ? html`<button
                type="button"
                class="first"
                ?disabled=${this.#desk.busy !== ''}
                @click=${() => void this.#make({ agreement: this.agreement })}
              >
                ${words.make}
              </button>`
            : nothing
        }
      </div>
      ${renderSaid(this.#desk.said)}
      <ul class="items">
        ${items.map((one) => this.#renderRow(one, all, words))}
      </ul>
      ${
        hasMore
          ? html`<div class="pages">
              <button type="button" @click=${() => this.#list.more()}>${formWords(locale).more}</button>
            </div>`
          : nothing
      }`;
  }

  #renderRow(one: StatementSummary, all: boolean, words: SheetWords): TemplateResult {
    const locale = this.#locale;
    const { id, state: stands, side, production, performances, due, currency } = one;
    const dates = performances.map(({ date }) => dayText(date, locale)).join(', ') || id;
    const other = side === 'provider' ? one.venue : one.provider;
    return html`<li class="item row">
      <span
        ><button
          type="button"
          class="plain"
          data-opens=${id}
          aria-label=${words.open(all ? `${production.title} · ${other.name}, ${dates}` : dates)}
          @click=${() => void this.#open(id)}
        >
          ${all ? production.title : dates}</button
        >${all ? html`<span class="small">${other.name} · ${dates}</span>` : nothing}</span
      >
      <span>${words.states[stands]}</span>
      <span class="n">${amountText(due, currency, locale)}</span>
    </li>`;
  }

  async #open(id: string): Promise<void> {
    this.#desk.said = NOTHING_SAID;
    this._opened = id;
    await this.#desk.focus('#back');
  }
  async #close(): Promise<void> {
    const from = this._opened;
    this.#desk.said = NOTHING_SAID;
    this._opened = '';
    await this.#desk.focus(`[data-opens="${CSS.escape(from)}"]`);
  }

  #renderSheet(statement: Statement): TemplateResult {
    const shown = sheetShown(statement, {
      locale: this.#locale,
      zone: this.timeZone,
      desk: this.#desk,
      step: (step, path, body, method = 'POST') => void this.#step(statement, step, path, body, method),
    });
    return html`${
        this.statement === ''
          ? html`<button type="button" id="back" class="plain" @click=${() => void this.#close()}>
              ← ${this.agreement === '' ? shown.words.backToAll : shown.words.back}
            </button>`
          : nothing
      }
      ${this.#renderHead(shown)} ${renderSaid(this.#desk.said)} ${this.#renderSure(shown)} ${renderBlocked(shown)}
      ${renderDifferences(
        shown,
        mayDo(ownSelf(this.#me.state), 'agreements', 'settle') && statement.state === 'final'
          ? () => void this.#make({ agreement: statement.agreement, adjusts: statement.id })
          : null,
      )}
      <p class="agreed"><b>${shown.words.agreed}</b> ${statement.record.sentence[shown.locale]}</p>
      ${renderHouses(shown)} ${renderSums(shown)} ${renderExtra(shown)} ${renderDue(shown)} ${renderClose(shown)}
      ${this.#renderFiles(shown)}`;
  }

  #renderHead(shown: SheetShown): TemplateResult {
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
      <p class="lead">${this.#now(shown)}</p>
      <div class="acts">${act('sign', true)} ${act('propose', true)} ${act('refreeze')} ${act('withdraw')}</div>
    </div>`;
  }

  #now({ statement, words, names }: SheetShown): string {
    const { state: now, open, signatures } = statement;
    if (now === 'disputed') return words.now.disputed(new Set(open.map(({ line }) => line)).size);
    const left = (['provider', 'venue'] as const).filter((side) => !signatures.some((one) => one.side === side));
    if (now === 'proposed' && left.length === 1 && left[0]) return words.waits(names[left[0]]);
    return words.now[now];
  }

  #renderSure(shown: SheetShown): TemplateResult | typeof nothing {
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

  #renderFiles(shown: SheetShown): TemplateResult {
    const { statement, words, desk, locale } = shown;
    const { id, invoices, state: now, side, record } = statement;
    const path = pathOf(id);
    const seller = record.due.incl < 0 ? 'venue' : 'provider';
    const may = mayDo(ownSelf(this.#me.state), 'agreements', 'settle');
    return html`<section class="files" aria-label=${words.save}>
      ${FILES.map(
        (file) =>
          html`<button
            type="button"
            @click=${() => void this.#save(`${path}/statement.${file}?lang=${locale}`, `${id}.${file}`, words)}
          >
            ${words.save} ${file.toUpperCase()}
          </button>`,
      )}
      ${invoices.map(
        ({ number, kind }) =>
          html`<button
            type="button"
            @click=${() => void this.#save(`${path}/invoices/${encodeURIComponent(number)}`, `${number}.xml`, words)}
          >
            ${words.invoices[kind]} ${words.ubl(number)}
          </button>`,
      )}
      ${
        now === 'final' && may && side === seller && record.due.incl !== 0 && invoices.length === 0
          ? html`<button type="button" ?disabled=${desk.busy !== ''} @click=${() => void this.#invoice(path, words)}>
              ${words.invoice}
            </button>`
          : nothing
      }
    </section>`;
  }

  async #step(
    statement: Statement,
    step: StatementStep,
    path: string,
    body: unknown,
    method: 'POST' | 'DELETE',
  ): Promise<void> {
    const written = await this.#desk.send({
      method,
      path: `${pathOf(statement.id)}/${path}`,
      revision: statement.revision,
      ...(body === undefined ? {} : { body }),
    });
    if (!written?.ok) return;
    await this.#desk.finish(sheetWords(this.#locale).done[step]);
    this.dispatchEvent(new DipStatementChangedEvent(statement.id, step));
  }

  async #make(body: { readonly agreement: string; readonly adjusts?: string }): Promise<void> {
    const written = await this.#desk.send({ method: 'POST', path: '/v1/statements', body });
    if (!written?.ok) return;
    const { id } = written.answer as Statement;
    if (this.statement === '') this._opened = id;
    await this.#desk.finish(sheetWords(this.#locale).done.freeze);
    this.dispatchEvent(new DipStatementChangedEvent(id, 'freeze'));
  }

  async #invoice(path: string, words: SheetWords): Promise<void> {
    const written = await this.#desk.send({ method: 'POST', path: `${path}/invoices`, body: {} });
    if (written === null) return;
    const fields = written.ok ? [] : written.errors.map(({ pointer }) => fieldText(pointer, words));
    if (written.ok) this.#desk.said = done(words.invoiceMade);
    else if (fields.length > 0) this.#desk.said = failed(words.invoiceNot(fields.join(', ')));
    this.requestUpdate();
  }

  async #save(path: string, name: string, words: SheetWords): Promise<void> {
    const { session } = this.#me;
    if (session === null) return;
    const saved = await saveFile(session, path, name);
    this.#desk.said = saved === null ? failed(words.notSaved) : done(words.saved(saved));
    this.requestUpdate();
  }
}

/** `/seller/iban` in words. */
const fieldText = (pointer: string, { fields }: SheetWords): string =>
  pointer
    .split('/')
    .filter(Boolean)
    .map((part) => fields[part] ?? part)
    .join(' ');

const pathOf = (id: string): string => `/v1/statements/${encodeURIComponent(id)}`;
