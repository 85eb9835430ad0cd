import { html, nothing, type TemplateResult } from 'lit';
import { countText } from '../deals/amount-text.ts';
import type { Shown } from './shown.ts';

/** My share in three figures; one that is unknown is not nought. */
export function renderShare({ agreement, words, locale, money, moment }: Shown, today: string): TemplateResult {
  const { share, waterfall, performances, approvedVersion } = agreement;
  const counted = waterfall?.parts.filter(({ counts }) => counts) ?? [];
  const played = performances.filter(({ date }) => date < today).length;
  const oldest = counted.flatMap(({ asOf }) => (asOf === null ? [] : [asOf])).toSorted()[0];
  const figure = (cents: number | undefined): string => (cents === undefined ? words.unknown : money(cents));
  const settling = approvedVersion === null ? words.notApproved : '';
  const known = share !== null;
  return html`<section aria-label=${words.share}>
    <dl class="share">
      <div>
        <dt>${words.realised}</dt>
        <dd class="big">${figure(share?.realised)}</dd>
        <dd class="small">${played === 0 ? words.notYet : words.played(played, performances.length)}</dd>
        ${
          share?.difference === undefined
            ? nothing
            : html`<dd class="small">${words.differs(money(Math.abs(share.difference)), share.difference > 0)}</dd>`
        }
      </div>
      <div>
        <dt>${words.provisional(countText(waterfall?.paid ?? 0, locale))}</dt>
        <dd class="big">${figure(share?.provisional)}</dd>
        <dd class="small">
          ${[oldest === undefined ? words.noSales : words.asOf(moment(oldest)), settling].filter(Boolean).join(' · ')}
        </dd>
      </div>
      <div>
        <dt>${words.guaranteed}</dt>
        <dd class="big">${figure(share?.guaranteed)}</dd>
        <dd class="small">${known && share.guaranteed === 0 ? words.noGuarantee : words.alsoWithout}</dd>
      </div>
    </dl>
  </section>`;
}
