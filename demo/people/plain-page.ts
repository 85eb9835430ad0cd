/** The look of the two small servers beside the portal: the issuer's and the mail's. Not the portal's, for they are others. */
import type { ServerResponse } from 'node:http';

export const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** `formsTo`: where a form's answer may lead on to, other than this server itself. */
export function sendPage(
  response: ServerResponse,
  {
    title,
    lang,
    content,
    formsTo = '',
    status = 200,
  }: {
    readonly title: string;
    readonly lang: 'nl' | 'en';
    readonly content: string;
    readonly formsTo?: string;
    readonly status?: number;
  },
): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' ${formsTo}; base-uri 'none'; frame-ancestors 'none'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  }).end(`<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${escape(title)}</title>
    <link rel="icon" href="/plain.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/plain.css" />
  </head>
  <body>
    <main>
${content}
    </main>
  </body>
</html>
`);
}
