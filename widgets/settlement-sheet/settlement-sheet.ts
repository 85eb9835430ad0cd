import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Agreement, Me, Statement, StatementStep, StatementSummary } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { Desk } from '../forms/desk.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { renderListTrouble } from '../forms/list-trouble.ts';
import { mayDo, ME, ownSelf } from '../forms/own-self.ts';
import { Pages } from '../forms/pages.ts';
import { done, failed, NOTHING_SAID, renderSaid } from '../forms/said.ts';
import { saveFile } from '../forms/save-file.ts';
import { renderWaiting } from '../forms/waiting.ts';
import { isDutch } from '../locales/language.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { renderBlocked, renderClose, renderDifferences } from './close-part.ts';
import { renderFiles } from './files-part.ts';
import { renderAsked, renderHead } from './head-part.ts';
import { renderHouses } from './houses-part.ts';
import { leftToSettle, type LeftToSettle } from './left-to-settle.ts';
import { settlementStyles } from './settlement-sheet.styles.ts';
import { sheetShown, statementPath } from './sheet-shown.ts';
import { sheetWords, type SheetWords } from './sheet-words.ts';
import { DipStatementChangedEvent } from './statement-changed-event.ts';
import { renderList } from './statement-list.ts';
import { renderDue, renderExtra, renderSums } from './sums-part.ts';

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
  readonly #deal = new WantedResource<Agreement>(this);
  readonly #list = new Pages<StatementSummary>(this);
  readonly #me = new WantedResource<Me>(this);
  readonly #desk = new Desk({
    host: this,
    session: () => this.#me.session,
    locale: () => this.#me.locale,
    refresh: () => {
      this.#sheet.retry();
      this.#list.retry();
      this.#deal.retry();
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
    this.#sheet.want(id === '' ? '' : statementPath(id));
    const of = this.agreement === '' ? '' : `?agreement=${encodeURIComponent(this.agreement)}`;
    const deal = this.statement === '' && this.agreement !== '';
    this.#deal.want(deal ? `/v1/agreements/${encodeURIComponent(this.agreement)}` : '');
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
        ${'items' in now.answer ? this.#renderList() : this.#renderSheet(now.answer)}`;
    }
  }

  #renderList(): TemplateResult {
    const all = this.agreement === '';
    return renderList({
      items: this.#list.items,
      locale: this.#locale,
      desk: this.#desk,
      all,
      left: all || !this.#maySettle ? null : this.#left(),
      make: () => void this.#make({ agreement: this.agreement }),
      open: (id) => void this.#open(id),
      more: this.#list.hasMore ? () => this.#list.more() : null,
    });
  }
  get #maySettle(): boolean {
    return mayDo(ownSelf(this.#me.state), 'agreements', 'settle');
  }
  /** Where the deal does not come, or not all that was settled, the API says what is left. */
  #left(): LeftToSettle | null {
    const { state } = this.#deal;
    if (state.kind === 'loading') return null;
    if (state.kind !== 'data' || this.#list.hasMore) return { why: 'some' };
    return leftToSettle(state.answer, this.#list.items, Date.now());
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
      ${renderHead(shown)} ${renderSaid(this.#desk.said)} ${renderAsked(shown)} ${renderBlocked(shown)}
      ${renderDifferences(
        shown,
        this.#maySettle && statement.state === 'final'
          ? () => void this.#make({ agreement: statement.agreement, adjusts: statement.id })
          : null,
      )}
      <p class="agreed"><b>${shown.words.agreed}</b> ${statement.record.sentence[shown.locale]}</p>
      ${renderHouses(shown)} ${renderSums(shown)} ${renderExtra(shown)} ${renderDue(shown)} ${renderClose(shown)}
      ${renderFiles(shown, {
        may: this.#maySettle,
        save: (path, name) => void this.#save(path, name, shown.words),
        invoice: () => void this.#invoice(statementPath(statement.id), shown.words),
      })}`;
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
      path: `${statementPath(statement.id)}/${path}`,
      revision: statement.revision,
      ...(body === undefined ? {} : { body }),
    });
    if (!written?.ok) return;
    this.#sheet.tell(written.answer as Statement);
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
