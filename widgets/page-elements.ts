/**
 * Elements that fill pages of their own: administration, agreements and their settlement. The loader asks for this list when it meets a tag
 * that is not in its own, so that a page with figures does not load their names.
 */
export const PAGE_ELEMENTS: Readonly<Record<string, () => Promise<unknown>>> = {
  'dip-members': () => import('./members/define.ts'),
  'dip-clients': () => import('./clients/define.ts'),
  'dip-audit-log': () => import('./audit-log/define.ts'),
  'dip-contract-view': () => import('./contract-view/define.ts'),
  'dip-discussion': () => import('./discussion/define.ts'),
  'dip-my-share': () => import('./my-share/define.ts'),
  'dip-settlement-sheet': () => import('./settlement-sheet/define.ts'),
  'dip-deal-simulator': () => import('./deal-simulator/define.ts'),
  'dip-deal-editor': () => import('./deal-editor/define.ts'),
  'dip-agreements': () => import('./agreements/define.ts'),
  'dip-audience-charts': () => import('./audience/define.ts'),
  'dip-frameworks': () => import('./frameworks/define.ts'),
  'dip-deal-templates': () => import('./deal-templates/define.ts'),
  'dip-deal-settings': () => import('./deal-settings/define.ts'),
  'dip-webhooks': () => import('./webhooks/define.ts'),
};
