/** The same rows as a table, for who reads rather than looks. */
import { html, nothing, type TemplateResult } from 'lit';
import { figureFormat } from '../locales/figure-format.ts';
import type { AudienceTexts } from './audience-texts.ts';
import { shareText, type ChartRow } from './chart-rows.ts';
import { sectionName, type Section } from './section.ts';

const PRINTED_ROWS = 10;

export function tableTwin(
  rows: readonly ChartRow[],
  section: Section,
  texts: AudienceTexts,
  nameOf: (key: string) => string,
  caption: string,
): TemplateResult {
  const { table, beside, locale, printed } = section;
  // Paper has the largest areas; other drawings carry their figures themselves.
  const shown = printed ? rows.toSorted((a, b) => (b.tens ?? 0) - (a.tens ?? 0)).slice(0, PRINTED_ROWS) : rows;
  const { count } = figureFormat(locale);
  const times = rows.some((row) => row.times !== undefined);
  const compared = beside !== '' && rows.some((row) => row.beside !== null);
  const content = html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${texts.group}</th>
        <th scope="col">${texts.buyersHead}</th>
        <th scope="col">${texts.share}</th>
        ${times ? html`<th scope="col">${texts.times}</th>` : nothing}
        ${
          compared
            ? html`<th scope="col">${beside}</th>
                ${printed ? nothing : html`<th scope="col">${texts.index}</th>`}`
            : nothing
        }
      </tr>
    </thead>
    <tbody>
      ${shown.map(
        (row) =>
          html`<tr>
            <th scope="row">${nameOf(row.key)}</th>
            <td>${tensText(row, texts, count)}</td>
            <td>${shareText(row)}</td>
            ${times ? html`<td>${row.times ?? ''}</td>` : nothing}
            ${
              compared
                ? html`<td>${row.beside === null ? '' : `${row.beside}%`}</td>
                    ${printed ? nothing : html`<td>${row.index ?? ''}</td>`}`
                : nothing
            }
          </tr>`,
      )}
    </tbody>
  </table>`;
  if (printed) return html`${table === 'origin' ? content : nothing}`;
  return html`<details>
    <summary>${texts.showTable}</summary>
    <div class="twin" tabindex="0" role="region" aria-label=${`${texts.showTable}: ${sectionName(section, texts)}`}>
      ${content}
    </div>
  </details>`;
}

const tensText = ({ tens }: ChartRow, texts: AudienceTexts, count: (value: number) => string): string =>
  tens === null ? texts.hidden : tens === 0 ? '0' : texts.between(count(tens), count(tens + 9));
