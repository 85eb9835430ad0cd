// A page loads the elements it shows and no others: each is a module of its own, asked for when its tag is seen.
const MODULES: Readonly<Record<string, () => Promise<unknown>>> = {
  'dip-sales-monitor': () => import('./sales-monitor/define.ts'),
  'dip-sales-curve': () => import('./sales-curve/define.ts'),
  'dip-kpi': () => import('./kpi/define.ts'),
  'dip-occupancy': () => import('./occupancy/define.ts'),
  'dip-link-list': () => import('./link-list/define.ts'),
  'dip-role-switch': () => import('./role-switch/define.ts'),
};

const asked = new Set<string>();
const watched = new WeakSet<Node>();

function look(at: ParentNode & Node): void {
  if (at instanceof Element) void load(at.localName);
  for (const { localName } of at.querySelectorAll(':not(:defined)')) void load(localName);
}

async function load(tag: string): Promise<void> {
  if (asked.has(tag) || !tag.startsWith('dip-')) return;
  asked.add(tag);
  try {
    await (MODULES[tag] ?? (await import('./page-elements.ts')).PAGE_ELEMENTS[tag])?.();
  } catch (error) {
    // Without a line there may be one later: the next sight of the tag asks again.
    asked.delete(tag);
    console.error(`<${tag}> could not be loaded`, error);
  }
}

/** Loads the elements below a document or shadow root, now and as they come. A session calls it for a root of its own. */
export function loadElementsIn(root: Node): void {
  if (watched.has(root)) return;
  watched.add(root);
  look(root as ParentNode & Node);
  new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) look(node);
  }).observe(root, { childList: true, subtree: true });
}
