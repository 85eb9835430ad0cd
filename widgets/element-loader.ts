// A page loads the elements it shows and no others: each is a module of its own, asked for when its tag is seen.
const MODULES: Readonly<Record<string, () => Promise<unknown>>> = {
  'dip-sales-monitor': () => import('./sales-monitor/define.ts'),
  'dip-sales-curve': () => import('./sales-curve/define.ts'),
  'dip-kpi': () => import('./kpi/define.ts'),
  'dip-occupancy': () => import('./occupancy/define.ts'),
  'dip-link-list': () => import('./link-list/define.ts'),
  'dip-members': () => import('./members/define.ts'),
  'dip-clients': () => import('./clients/define.ts'),
  'dip-audit-log': () => import('./audit-log/define.ts'),
  'dip-role-switch': () => import('./role-switch/define.ts'),
};

const missing = new Set(Object.keys(MODULES).filter((tag) => customElements.get(tag) === undefined));
const watched = new WeakSet<Node>();
const observers = new Set<MutationObserver>();

function look(at: ParentNode & Node): void {
  for (const tag of missing)
    if ((at instanceof Element && at.localName === tag) || at.querySelector(tag) !== null) load(tag);
}

function load(tag: string): void {
  missing.delete(tag);
  MODULES[tag]?.().catch((error: unknown) => {
    // Without a line there may be one later: the next sight of the tag asks again.
    missing.add(tag);
    console.error(`<${tag}> could not be loaded`, error);
  });
  // With everything loaded nothing is watched any more.
  if (missing.size > 0) return;
  for (const observer of observers) observer.disconnect();
  observers.clear();
}

/** Loads the elements below a document or shadow root, now and as they come. A session calls it for a root of its own. */
export function loadElementsIn(root: Node): void {
  if (watched.has(root)) return;
  watched.add(root);
  look(root as ParentNode & Node);
  if (missing.size === 0) return;
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) look(node);
  });
  observer.observe(root, { childList: true, subtree: true });
  observers.add(observer);
}
