// How the tests start their browser: bare, and without what only someone at a screen would use. A window of today's Chromium draws pages of its own beside
// ours, for its address bar, and keeps a process in stock; for each page of a test that is more work than the page itself.

// The browser hears only the last list it is given: playwright's own stands here too, as far as it touches what a page does.
const NOT_NEEDED = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'PreloadTopChromeWebUI',
  'SpareRendererForSitePerProcess',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
];

export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page of a test is gone before code that was made faster for it has paid for the making.
  '--js-flags=--no-opt',
  `--disable-features=${NOT_NEEDED.join(',')}`,
];
