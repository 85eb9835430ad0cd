/** One performance open in the list: where the focus goes, and where it comes back to. */
import { html, type LitElement, type TemplateResult } from 'lit';
import type { MonitorRow } from '#protocol';
import type { Choice } from './monitor-choice.ts';

export const loadDetail = (): Promise<unknown> =>
  Promise.all([import('./define-performance-detail.ts'), import('../sales-curve/define.ts')]);

export class Opened {
  readonly #monitor: LitElement;
  readonly #close: () => void;
  #cameFrom: HTMLElement | null = null;

  constructor(monitor: LitElement, close: () => void) {
    this.#monitor = monitor;
    this.#close = close;
  }

  draw(row: MonitorRow, { definition, amount }: Choice): TemplateResult {
    // One that was open at the last visit, or that an attribute names.
    void loadDetail().catch(() => undefined);
    return html`<dip-performance-detail
      .performance=${row.id}
      .row=${row}
      .definition=${definition}
      .amount=${amount}
      @keydown=${this.#onKey}
      @dip-close=${this.#close}
    ></dip-performance-detail>`;
  }

  async open(id: string): Promise<void> {
    this.#cameFrom = deepActive(this.#monitor);
    await Promise.all([loadDetail(), this.#monitor.updateComplete]);
    const row = await this.#table?.reveal(`detail ${id}`);
    row?.querySelector('dip-performance-detail')?.focus();
  }

  /** To what opened it; a row's own button was made anew, so its row is asked for it. */
  async giveBack(id: string): Promise<void> {
    const back = this.#cameFrom;
    this.#cameFrom = null;
    await this.#monitor.updateComplete;
    await this.#table?.updateComplete;
    if (back?.isConnected) return back.focus();
    const row = await this.#table?.reveal(id);
    row?.querySelector('button')?.focus({ preventScroll: true });
  }

  get #table() {
    return this.#monitor.renderRoot.querySelector('dip-monitor-table');
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.#close();
  };
}

/** What has the focus inside an element, through the roots of its parts. */
function deepActive(host: HTMLElement): HTMLElement | null {
  let active: Element | null = host.shadowRoot?.activeElement ?? null;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active as HTMLElement | null;
}
