import { html, nothing, type TemplateResult } from 'lit';
import type { FeedEvent, Webhook } from '#protocol';
import { momentText } from '../deals/deal-days.ts';
import type { Desk } from '../forms/desk.ts';
import type { WebhooksWords } from './webhooks-words.ts';

export interface DeliveriesPart {
  readonly hook: Webhook;
  /** The end of the feed, oldest first; null while it is on its way. */
  readonly events: readonly FeedEvent[] | null;
  readonly words: WebhooksWords;
  readonly locale: string;
  readonly zone: string;
  readonly desk: Desk;
  /** Everything after this event of the feed. */
  readonly replay: (after: number) => void;
}

/** What this address was told of what happened, and from where it can be told again. */
export function renderDeliveries(part: DeliveriesPart): TemplateResult {
  const { hook, events, words, desk, replay } = part;
  return html`<div class="form" role="group" aria-label=${words.replayOf(hook.url)} @keydown=${desk.onEscape}>
    <h3 id="deliveries" tabindex="-1">${words.replayHead}</h3>
    ${
      events === null
        ? html`<div class="waiting list-place"></div>`
        : events.length === 0
          ? html`<p>${words.noEvents}</p>`
          : html`<p>${words.replayWhat} ${words.newest(events.length)}</p>
              <table class="deliveries">
                <thead>
                  <tr>
                    <th scope="col">${words.event}</th>
                    <th scope="col">${words.about}</th>
                    <th scope="col">${words.stand}</th>
                    <td></td>
                  </tr>
                </thead>
                <tbody>
                  ${events.toReversed().map((event) => renderEvent(part, event))}
                </tbody>
              </table>
              <div class="ends">
                <button type="button" ?disabled=${desk.busy !== ''} @click=${() => replay(0)}>${words.all}</button>
              </div>`
    }
  </div>`;
}

function renderEvent(part: DeliveriesPart, { seq, at, type, agreement, statement }: FeedEvent): TemplateResult {
  const { hook, words, locale, zone, desk, replay } = part;
  const [kind = '', step = ''] = type.split('.');
  const asked = hook.types?.includes(kind) ?? true;
  const told = seq <= hook.delivered;
  return html`<tr>
    <th scope="row">
      ${seq} · ${words.kinds[kind] ?? kind} ${words.steps[step] ?? step}
      <span class="small">${momentText(at, zone, locale)} · <code>${type}</code></span>
    </th>
    <td><code>${statement ?? agreement}</code></td>
    <td class=${told ? '' : 'quiet'}>${!asked ? words.notAsked : told ? words.isTold : `○ ${words.notTold}`}</td>
    <td>
      ${
        told
          ? html`<button
              type="button"
              class="plain"
              aria-label=${words.fromHereOf(seq)}
              ?disabled=${desk.busy !== ''}
              @click=${() => replay(seq - 1)}
            >
              ${words.fromHere}
            </button>`
          : nothing
      }
    </td>
  </tr>`;
}
