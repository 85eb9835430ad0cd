// What each host says around our elements, in its own words; the frame and the style sheet are shared.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type HostFolder = 'back-office' | 'cms-page' | 'intranet';
export type Lang = 'nl' | 'en';

interface HostTexts {
  readonly brand: string;
  readonly title: string;
  /** The second is the page itself. */
  readonly nav: readonly [string, string, ...string[]];
  readonly footer: string;
}

const TEXTS: Readonly<Record<HostFolder, Readonly<Record<Lang, HostTexts>>>> = {
  'back-office': {
    nl: {
      brand: 'KassaNoord',
      title: 'Verkoop',
      nav: ['Agenda', 'Verkoop', 'Relaties', 'Beheer'],
      footer: 'KassaNoord, kassa en ticketing',
    },
    en: {
      brand: 'KassaNoord',
      title: 'Sales',
      nav: ['Calendar', 'Sales', 'Customers', 'Settings'],
      footer: 'KassaNoord, box office and ticketing',
    },
  },
  'cms-page': {
    nl: {
      brand: 'Huispagina',
      title: 'Maandagoverleg',
      nav: ['Nieuws', 'Maandagoverleg', 'Roosters', 'Smoelenboek'],
      footer: 'Alleen voor medewerkers',
    },
    en: {
      brand: 'House page',
      title: 'Monday meeting',
      nav: ['News', 'Monday meeting', 'Rosters', 'People'],
      footer: 'For staff only',
    },
  },
  intranet: {
    nl: {
      brand: 'Op tournee',
      title: 'Verkoop',
      nav: ['Speellijst', 'Verkoop', 'Theaters', 'Techniek'],
      footer: 'Intranet voor producent en gezelschap',
    },
    en: {
      brand: 'On tour',
      title: 'Sales',
      nav: ['Tour dates', 'Sales', 'Venues', 'Technical'],
      footer: 'Intranet of producer and company',
    },
  },
};

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The whole page. `values` are filled in for `{{name}}`. */
export async function hostPage(
  folder: HostFolder,
  lang: Lang,
  theme: 'light' | 'dark',
  values: Readonly<Record<string, string>>,
): Promise<string> {
  const [frame, content] = await Promise.all([
    readFile(join(import.meta.dirname, 'frame.html'), 'utf8'),
    readFile(join(import.meta.dirname, folder, `content.${lang}.html`), 'utf8'),
  ]);
  const { brand, title, nav, footer } = TEXTS[folder][lang];
  const links = nav.map((text, i) => `<a href="#"${i === 1 ? ' aria-current="page"' : ''}>${escape(text)}</a>`);
  const all: Readonly<Record<string, string>> = { ...values, folder, lang, theme, brand, title, footer };
  return frame
    .replace('<!-- nav -->', links.join('\n        '))
    .replace('<!-- content -->', content)
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => escape(all[name] ?? ''))
    .replace('<dip-session', `<dip-session locale="${lang}" theme="${theme}"`);
}
