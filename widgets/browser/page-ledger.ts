/** Runs in the page before anything else: what is still listened to, waited for or observed. Sent as text, so it stands alone. */
export interface Ledger {
  /** `click on document` and so on, of window, document and media queries; elements take theirs with them. */
  listeners(): string[];
  /** Timers not yet fired or cleared. */
  timers(): number;
  /** Live observers of layout and visibility. */
  observers(): number;
}

export function keepLedger(): void {
  // The tools that drive the browser and read it aloud listen too.
  const theTools = /^(message|mouse|pointer|touch|click|auxclick|dblclick|contextmenu|__playwright|securitypolicy)/;
  const heard = new Map<string, number>();
  const waiting = new Set<unknown>();
  let observing = 0;
  const nameOf = (target: unknown): string | null =>
    target === window || target === null || target === undefined
      ? 'window'
      : target === document
        ? 'document'
        : target === document.body
          ? 'body'
          : target instanceof MediaQueryList
            ? 'media query'
            : null;
  const counts = (target: unknown, type: string, change: number): void => {
    const name = nameOf(target);
    if (name === null || theTools.test(type)) return;
    const key = `${type} on ${name}`;
    heard.set(key, (heard.get(key) ?? 0) + change);
  };
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (this: EventTarget, type: string, ...rest: [never]) {
    counts(this, type, 1);
    return add.call(this, type, ...rest);
  } as typeof add;
  EventTarget.prototype.removeEventListener = function (this: EventTarget, type: string, ...rest: [never]) {
    counts(this, type, -1);
    return remove.call(this, type, ...rest);
  } as typeof remove;
  const { setTimeout: set, clearTimeout: clear } = window;
  window.setTimeout = ((run: () => void, ms?: number) => {
    const id = set(() => {
      waiting.delete(id);
      run();
    }, ms);
    waiting.add(id);
    return id;
  }) as typeof set;
  window.clearTimeout = ((id: number) => {
    waiting.delete(id);
    clear(id);
  }) as typeof clear;
  for (const name of ['ResizeObserver', 'IntersectionObserver'] as const) {
    const { observe, disconnect } = window[name].prototype;
    const live = new WeakSet<object>();
    window[name].prototype.observe = function (this: ResizeObserver & IntersectionObserver, ...given: [Element]) {
      if (!live.has(this)) observing += 1;
      live.add(this);
      return observe.apply(this, given);
    };
    window[name].prototype.disconnect = function (this: ResizeObserver & IntersectionObserver) {
      if (live.delete(this)) observing -= 1;
      return disconnect.call(this);
    };
  }
  const ledger: Ledger = {
    listeners: () => [...heard].filter(([, count]) => count > 0).map(([key, count]) => `${key} ×${count}`),
    timers: () => waiting.size,
    observers: () => observing,
  };
  Object.assign(window, { dipLedger: ledger });
}
