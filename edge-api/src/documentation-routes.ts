/** What the API says about itself: its description, its error codes, and that it is there. All public. */
import * as v from 'valibot';
import { ERROR_STATUS, PATHS } from '#protocol';
import { ApiError } from './api-error.ts';
import { ERROR_HELP, errorPage, isErrorCode } from './error-help.ts';
import { describe } from './openapi.ts';
import { Routes, type RouteNote } from './route.ts';

const HOUR = { 'cache-control': 'public, max-age=3600' };

/** `others`: the notes of every other route. */
export function documentationRoutes(others: () => readonly RouteNote[]): Routes {
  const routes = new Routes();
  let description: string | undefined;
  return routes
    .on(
      'get',
      PATHS.openapi,
      'public',
      (c) => {
        description ??= JSON.stringify(describe([...others(), ...routes.notes], ERROR_HELP));
        return c.body(description, 200, { 'content-type': 'application/json', ...HOUR });
      },
      { summary: 'This description (OpenAPI 3.1)', answer: v.looseObject({ openapi: v.string() }) },
    )
    .on(
      'get',
      PATHS.errors,
      'public',
      (c) => {
        const code = c.req.param('code') ?? '';
        if (!isErrorCode(code)) throw new ApiError('not_found', 'no such error code');
        if (c.req.header('accept')?.includes('text/html'))
          return c.body(errorPage(code), 200, {
            'content-type': 'text/html; charset=utf-8',
            'content-security-policy': "default-src 'none'",
            vary: 'Accept',
            ...HOUR,
          });
        return c.json({ code, status: ERROR_STATUS[code], ...ERROR_HELP[code] }, 200, { vary: 'Accept', ...HOUR });
      },
      {
        summary: 'What an error code means and what to do; problem documents point here',
        answer: v.object({ code: v.string(), status: v.number(), meaning: v.string(), remedy: v.string() }),
      },
    )
    .on('get', PATHS.health, 'public', (c) => c.json({ ok: true }), {
      summary: 'That the API answers',
      answer: v.object({ ok: v.boolean() }),
    });
}
