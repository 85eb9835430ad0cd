/** What a careful host sends with its page: nothing inline, no `eval`, scripts and answers from two named origins only. */
export function contentSecurityPolicy(widgets: string, api: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' ${widgets}`,
    "style-src 'self'",
    `connect-src 'self' ${api}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}
