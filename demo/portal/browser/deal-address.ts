/** The deal that is open stands in the address: an element touches no history, it says what it opened. */
const SECTION = '/agreements';

const pathOf = (agreement: string): string =>
  agreement === '' ? SECTION : `${SECTION}/${encodeURIComponent(agreement)}`;

function idIn(path: string): string {
  try {
    return decodeURIComponent(path.slice(SECTION.length + 1));
  } catch {
    return '';
  }
}

/** The other language of this page is of what is open now. */
function pointLanguages(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('footer a[hreflang]'))
    link.href = `${location.pathname}?lang=${link.hreflang}`;
}

export function keepDealAddress(element: HTMLElement): void {
  element.addEventListener('dip-agreement-opened', (event) => {
    const path = pathOf((event as Event & { readonly agreement: string }).agreement);
    if (path !== location.pathname) history.pushState(null, '', path);
    pointLanguages();
  });
  addEventListener('popstate', () => {
    element.setAttribute('agreement', idIn(location.pathname));
    pointLanguages();
  });
}
