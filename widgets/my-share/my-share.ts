import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { moneyWords } from '#deal';
import type { ShareAnswer, ShareFigures, SharePerformance } from '#protocol';
import { WantedResource } from '../data/wanted-resource.ts';
import { remarkWords } from '../deals/remark-words.ts';
import { formsStyles } from '../forms/forms.styles.ts';
import { renderListTrouble } from '../forms/list-trouble.ts';
import { renderWaiting } from '../forms/waiting.ts';
import { figureFormat } from '../locales/figure-format.ts';
import { isDutch } from '../locales/language.ts';
import { statesStyles } from '../states/states.styles.ts';
import { renderStale } from '../states/trouble.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { myShareStyles } from './my-share.styles.ts';
import { myShareWords, type MyShareWords } from './my-share-words.ts';

type Production = ShareAnswer['productions'][number];

/**
 * @summary What is due to the own organisation: realised, provisional and guaranteed, of all and by production; which performances count, and why.
 * @event {DipReadyEvent} dip-ready - The figures are on screen.
 * @event {DipErrorEvent} dip-error - There are no figures to show.
 * @event {DipStaleEvent} dip-stale - A refresh failed; the last figures stay.
 * @cssprop --dip-accent - What can be opened.
 */
export class MyShare extends LitElement {
  static override styles = [tokens, statesStyles, formsStyles, myShareStyles];

  /** The year it starts in; left out, the current one. */
  @property() season = '';
  /** Id: of this production alone. */
  @property() production = '';
  /** Zone of the house, for days and times. */
  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Amsterdam';

  /** Productions whose performances are shown. */
  @state() private _open: ReadonlySet<string> = new Set();

  readonly #share = new WantedResource<ShareAnswer>(this);

  override willUpdate(): void {
    const query = new URLSearchParams(
      this.production ? { production: this.production } : this.season ? { season: this.season } : {},
    );
    this.#share.want(query.size ? `/v1/my-share?${query}` : '/v1/my-share');
  }

  override render(): TemplateResult {
    const { state: answer, locale } = this.#share;
    switch (answer.kind) {
      case 'loading':
        return renderWaiting(locale);
      case 'error':
      case 'alone':
        return renderListTrouble(answer, locale, () => this.#share.retry());
      case 'data':
        return this.#renderShare(answer.answer, answer.stale, myShareWords(locale));
    }
  }

  #renderShare(answer: ShareAnswer, stale: boolean, words: MyShareWords): TemplateResult {
    const locale = isDutch(this.#share.locale) ? 'nl' : 'en';
    const money = (cents: number) => moneyWords(cents, answer.currency, locale);
    const productions = answer.productions.filter(
      ({ production }) => !this.production || production === this.production,
    );
    const counted = sum(productions, 'counted');
    const left = sum(productions, 'left');
    const total = this.production === '' ? answer.total : (productions[0] ?? NOTHING);
    return html`<h2 id="head">
        ${words.title}${this.production && productions[0] ? ` · ${productions[0].title}` : ''}
      </h2>
      <p class="lead">${this.#lead(total, counted, money, words)}${left > 0 ? ` ${words.left(left)}` : ''}</p>
      ${total.difference === undefined ? nothing : html`<p class="differs">▲ ${words.difference(apart(total.difference, money, words))}</p>`}
      ${renderStale(stale, this.#share.locale)}
      ${
        counted + left === 0
          ? html`<p class="small">${words.noneWhy}</p>`
          : html`${this.#renderFigures(total, answer.asOf, money, words)}
              <h3 id="by">${words.byProduction}</h3>
              <p class="small">${words.vat}</p>
              ${this.#renderTable(productions, answer.performances, total, money, words)}`
      }`;
  }

  #lead(total: ShareFigures, counted: number, money: (cents: number) => string, words: MyShareWords): string {
    if (counted === 0) return words.none;
    const { provisional, guaranteed } = total;
    const said = provisional < 0 ? words.owes(money(-provisional), counted) : words.lead(money(provisional), counted);
    return `${said} ${guaranteed > 0 ? words.floor(money(guaranteed)) : words.noFloor}`;
  }

  #renderFigures(
    { realised, provisional, guaranteed }: ShareFigures,
    asOf: string,
    money: (cents: number) => string,
    words: MyShareWords,
  ): TemplateResult {
    const when = figureFormat(this.#share.locale).stamp(asOf, this.timeZone);
    const figure = (name: string, cents: number, what: string) =>
      html`<div>
        <dt>${name}</dt>
        <dd class="figure">${money(cents)}</dd>
        <dd class="small">${what}</dd>
      </div>`;
    return html`<dl class="figures">
      ${figure(words.realised, realised, words.realisedWhat)}
      ${figure(words.provisional, provisional, words.provisionalWhat(when))}
      ${figure(words.guaranteed, guaranteed, words.guaranteedWhat)}
    </dl>`;
  }

  #renderTable(
    productions: readonly Production[],
    performances: readonly SharePerformance[],
    total: ShareFigures,
    money: (cents: number) => string,
    words: MyShareWords,
  ): TemplateResult {
    // Where nothing counts there is no amount, not one of nought.
    const figures = (of: ShareFigures, counts: boolean) =>
      (['realised', 'provisional', 'guaranteed'] as const).map(
        (name) => html`<td class="n" data-label=${words[name]}>${counts ? money(of[name]) : '–'}</td>`,
      );
    return html`<table aria-labelledby="by">
      <thead>
        <tr>
          <th scope="col">${words.production}</th>
          <th scope="col">${words.venue}</th>
          <th scope="col">${words.counted}</th>
          <th scope="col" class="n">${words.realised}</th>
          <th scope="col" class="n">${words.provisional}</th>
          <th scope="col" class="n">${words.guaranteed}</th>
        </tr>
      </thead>
      ${productions.map((one) => {
        const open = this._open.has(one.production);
        return html`<tbody>
          <tr>
            <th scope="row">
              <button
                type="button"
                class="title"
                aria-expanded=${open ? 'true' : 'false'}
                aria-label=${words.show(one.title)}
                @click=${() => this.#toggle(one.production)}
              >
                ${one.title}
              </button>
            </th>
            <td></td>
            <td data-label=${words.counted}>${words.of(one.counted, one.counted + one.left)}</td>
            ${figures(one, one.counted > 0)}
          </tr>
          ${
            open
              ? performances
                  .filter(({ production }) => production === one.production)
                  .map((each) => this.#renderPerformance(each, figures, money, words))
              : nothing
          }
        </tbody>`;
      })}
      ${
        productions.length > 1
          ? html`<tbody>
              <tr class="total">
                <th scope="row">${words.title}</th>
                <td></td>
                <td></td>
                ${figures(total, true)}
              </tr>
            </tbody>`
          : nothing
      }
    </table>`;
  }

  #renderPerformance(
    one: SharePerformance,
    figures: (of: ShareFigures, counts: boolean) => readonly TemplateResult[],
    money: (cents: number) => string,
    words: MyShareWords,
  ): TemplateResult {
    // A day has no time: noon of it is that day everywhere in Europe.
    const day = figureFormat(this.#share.locale).fullDay(`${one.date}T12:00:00Z`, this.timeZone);
    const why = one.why === 'counts' && one.settled ? words.settled : words.reasons[one.why];
    const state = one.why === 'not_approved' && one.state !== null ? ` (${words.states[one.state]})` : '';
    return html`<tr class=${one.counts ? 'inner' : 'inner out'}>
      <td>${day}</td>
      <td data-label=${words.venue}>${one.venueName ?? one.venue}</td>
      <td data-label=${words.why}>
        <span
          >${one.counts ? '✓' : '–'} ${why}${state}
          ${notesOf(one, this.#share.locale, money, words).map((note) => html`<span class="small note">▲ ${note}</span>`)}</span
        >
      </td>
      ${figures(one, one.counts)}
    </tr>`;
  }

  #toggle(production: string): void {
    const open = new Set(this._open);
    if (!open.delete(production)) open.add(production);
    this._open = open;
  }
}

/** What has to be said beside its figures: where it differs from what was signed, or why it is not all there. */
function notesOf(
  { basis, difference, todayUnknown, remarks = [], why }: SharePerformance,
  locale: string,
  money: (cents: number) => string,
  words: MyShareWords,
): readonly string[] {
  const said = remarks.filter((remark) => remark !== why);
  return [
    ...(basis === 'recomputed' ? [words.recomputed] : []),
    ...(difference === undefined ? [] : [words.differs(apart(difference, money, words))]),
    ...(todayUnknown ? [words.todayUnknown] : []),
    ...said.map((remark) => remarkWords(locale)[remark]),
  ];
}
const apart = (cents: number, money: (cents: number) => string, words: MyShareWords): string =>
  cents < 0 ? words.less(money(-cents)) : words.more(money(cents));

const NOTHING: ShareFigures = { realised: 0, provisional: 0, guaranteed: 0 };
const sum = (productions: readonly Production[], name: 'counted' | 'left'): number =>
  productions.reduce((all, one) => all + one[name], 0);
