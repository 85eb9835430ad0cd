// The banner lies over the page's lower edge. The page can still be read to its end, and what has the focus is never under it.
export class LookingRoom {
  readonly #banner: HTMLElement;
  readonly #session: HTMLElement | null;
  readonly #onFocus = (event: FocusEvent): void => {
    const focused = event.composedPath()[0];
    if (!(focused instanceof Element) || this.#banner.contains(focused)) return;
    const under = focused.getBoundingClientRect().bottom - this.#banner.getBoundingClientRect().top;
    if (under > 0) scrollBy({ top: under + 8 });
  };

  constructor(banner: HTMLElement, session: HTMLElement | null) {
    this.#banner = banner;
    this.#session = session;
    session?.style.setProperty('padding-block-end', `${banner.offsetHeight}px`);
    document.addEventListener('focusin', this.#onFocus);
  }

  end(): void {
    document.removeEventListener('focusin', this.#onFocus);
    this.#session?.style.removeProperty('padding-block-end');
  }
}
