const audience = (): Promise<unknown> => import('./audience/define.ts');

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
  'dip-audience-charts': audience,
  'dip-origin-map': audience,
  'dip-catchment': audience,
  'dip-distance-bars': audience,
  'dip-age-pyramid': audience,
  'dip-newness': audience,
  'dip-behaviour': audience,
  'dip-visit-frequency': audience,
  'dip-lead-time': audience,
  'dip-purchase-moment': audience,
  'dip-channel-mix': audience,
  'dip-price-mix': audience,
  'dip-party-size': audience,
  'dip-overlap': audience,
  'dip-combinations': audience,
  'dip-frameworks': () => import('./frameworks/define.ts'),
  'dip-deal-templates': () => import('./deal-templates/define.ts'),
  'dip-deal-settings': () => import('./deal-settings/define.ts'),
  'dip-webhooks': () => import('./webhooks/define.ts'),
};
