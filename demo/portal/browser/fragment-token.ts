/** A token that came after `#`: out of the address at once, and kept in this tab as long as its page needs it. */
export class FragmentToken {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  /** In the fragment, or kept while its reader was elsewhere. A browser that keeps nothing opens the mail's link again. */
  take(): string {
    const given = location.hash.slice(1);
    history.replaceState(null, '', location.pathname + location.search);
    try {
      if (given) sessionStorage.setItem(this.#key, given);
      return given || (sessionStorage.getItem(this.#key) ?? '');
    } catch {
      return given;
    }
  }

  drop(): void {
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // Nothing was kept.
    }
  }
}
