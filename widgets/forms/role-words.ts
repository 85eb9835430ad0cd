/** Pure: job roles, modules and rights as the sector calls them. */
import type { Grid, Module, Preset, Right } from '#protocol';
import { isDutch } from '../locales/language.ts';

const NL = {
  presets: {
    'box-office': 'kassa',
    marketing: 'marketing',
    programming: 'programmering',
    finance: 'financiën',
    'business-lead': 'zakelijk leider',
    direction: 'directie',
    admin: 'beheerder',
    observer: 'meekijker',
  } as Readonly<Record<Preset, string>>,
  custom: 'eigen keuze',
  modules: {
    sales: 'verkoop',
    agreements: 'afspraken',
    audience: 'publiek',
    catalogue: 'voorstellingen',
    people: 'mensen',
    support: 'ondersteuning',
  } as Readonly<Record<Module, string>>,
  rights: {
    view: 'bekijken',
    edit: 'wijzigen',
    approve: 'accorderen',
    settle: 'afrekenen',
    administer: 'beheren',
  } as Readonly<Record<Right, string>>,
  all: 'alles',
  everything: 'alles, ook mensen en hun rechten',
  none: 'mag nog niets',
};
const EN: typeof NL = {
  presets: {
    'box-office': 'box office',
    marketing: 'marketing',
    programming: 'programming',
    finance: 'finance',
    'business-lead': 'business lead',
    direction: 'direction',
    admin: 'admin',
    observer: 'observer',
  },
  custom: 'own choice',
  modules: {
    sales: 'sales',
    agreements: 'agreements',
    audience: 'audience',
    catalogue: 'performances',
    people: 'people',
    support: 'support',
  },
  rights: { view: 'view', edit: 'edit', approve: 'approve', settle: 'settle', administer: 'administer' },
  all: 'everything',
  everything: 'everything, people and their rights included',
  none: 'may do nothing yet',
};

export type RoleWords = typeof NL;
export const roleWords = (locale: string): RoleWords => (isDutch(locale) ? NL : EN);

/** A role by its preset's name, as the platform's support, or as a choice of its own. */
export function roleName(preset: Preset | null, words: RoleWords, grid: Grid = {}): string {
  if (preset !== null) return words.presets[preset];
  return grid.support?.length ? words.modules.support : words.custom;
}

const MOST_RIGHTS = 5;
/** All modules but support, which is the platform's own. */
const MOST_MODULES = 5;

/** A grid as one line: `verkoop bekijken, wijzigen · afspraken bekijken`. */
export function gridLine(grid: Grid, words: RoleWords): string {
  const whole = Object.values(grid).filter((rights) => rights.length === MOST_RIGHTS);
  if (whole.length === MOST_MODULES) return words.everything;
  const parts = Object.entries(grid)
    .filter(([, rights]) => rights.length > 0)
    .map(
      ([module, rights]) =>
        `${words.modules[module as Module]} ${rights.length === MOST_RIGHTS ? words.all : rights.map((right) => words.rights[right]).join(', ')}`,
    );
  return parts.length === 0 ? words.none : parts.join(' · ');
}
