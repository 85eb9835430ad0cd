/** The parts of the portal, each with the right it needs. What a grid does not hold is neither in the menu nor there. */
import { html } from 'hono/html';
import { holds, type Grid, type Module, type Right } from '#protocol';
import type { Markup } from './page.ts';
import type { Words } from './words.ts';

export interface Section {
  readonly path: string;
  readonly word: keyof Words;
  readonly needs: readonly [Module, Right];
  /** `one`: id of what is open in it, for a section that has addresses of single things; else ''. */
  readonly element: (one: string) => Markup;
  /** Parts of one word in the menu: they stand beside each other on their pages. */
  readonly group?: keyof Words;
  /** Mails lead to one of its things, at `path/{id}`. */
  readonly hasOnes?: boolean;
}

export const SECTIONS: readonly Section[] = [
  { path: '/', word: 'sales', needs: ['sales', 'view'], element: () => html`<dip-sales-monitor></dip-sales-monitor>` },
  { path: '/links', word: 'links', needs: ['sales', 'edit'], element: () => html`<dip-link-list></dip-link-list>` },
  {
    path: '/audience',
    word: 'audience',
    needs: ['audience', 'view'],
    element: (one) =>
      one === 'report'
        ? html`<dip-audience-charts report></dip-audience-charts>`
        : html`<dip-audience-charts
            production="${one}"
            compare="sector"
            report-url="/audience/report"
          ></dip-audience-charts>`,
    hasOnes: true,
  },
  {
    path: '/agreements',
    word: 'agreements',
    needs: ['agreements', 'view'],
    element: (one) => html`<dip-agreements agreement="${one}"></dip-agreements>`,
    hasOnes: true,
  },
  {
    path: '/statements',
    word: 'statements',
    needs: ['agreements', 'view'],
    element: () => html`<dip-settlement-sheet></dip-settlement-sheet>`,
  },
  {
    path: '/my-share',
    word: 'myShare',
    needs: ['agreements', 'view'],
    element: () => html`<dip-my-share></dip-my-share>`,
  },
  {
    path: '/frameworks',
    word: 'frameworks',
    group: 'standing',
    needs: ['agreements', 'view'],
    element: () => html`<dip-frameworks></dip-frameworks>`,
  },
  {
    path: '/templates',
    word: 'templates',
    group: 'standing',
    needs: ['agreements', 'view'],
    element: () => html`<dip-deal-templates></dip-deal-templates>`,
  },
  {
    path: '/deal-settings',
    word: 'dealSettings',
    group: 'standing',
    needs: ['agreements', 'view'],
    element: () => html`<dip-deal-settings></dip-deal-settings>`,
  },
  {
    path: '/webhooks',
    word: 'webhooks',
    group: 'standing',
    needs: ['agreements', 'administer'],
    element: () => html`<dip-webhooks></dip-webhooks>`,
  },
  {
    path: '/people',
    word: 'people',
    needs: ['people', 'administer'],
    element: () => html`<dip-members></dip-members>`,
  },
  {
    path: '/clients',
    word: 'clients',
    needs: ['people', 'administer'],
    element: () => html`<dip-clients></dip-clients>`,
  },
  {
    path: '/audit',
    word: 'audit',
    needs: ['people', 'administer'],
    element: () => html`<dip-audit-log></dip-audit-log>`,
  },
];

/** Of each group the first. */
export const menuOf = (sections: readonly Section[]): readonly Section[] =>
  sections.filter(({ group }, i) => group === undefined || sections.findIndex((one) => one.group === group) === i);

export const allowedSections = (grid: Grid): readonly Section[] =>
  SECTIONS.filter(({ needs: [module, right] }) => holds(grid, module, right));
