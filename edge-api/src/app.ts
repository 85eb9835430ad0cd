import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ErrorCode } from '#protocol';
import { ApiError, toProblem } from './api-error.ts';
import { agreementRoutes } from './agreements/agreement-routes.ts';
import { feedRoutes } from './agreements/feed-routes.ts';
import { reviseRoutes } from './agreements/revise-routes.ts';
import { stepRoutes } from './agreements/step-routes.ts';
import { contactLinkListRoutes } from './agreements/contact-link-list.ts';
import { contactLinkRoutes } from './agreements/contact-link-routes.ts';
import { frameworkRoutes } from './agreements/framework-routes.ts';
import { agreementSettingRoutes } from './agreements/settings-routes.ts';
import { templateRoutes } from './agreements/template-routes.ts';
import { myShareRoutes } from './agreements/my-share-routes.ts';
import { simulateRoutes } from './agreements/simulate-routes.ts';
import { tourRoutes } from './agreements/tour-routes.ts';
import { factRoutes } from './audience/fact-routes.ts';
import { releaseRoutes } from './audience/release-routes.ts';
import { reportRoutes } from './audience/report-routes.ts';
import { audienceSettingRoutes } from './audience/setting-routes.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { billingRoutes } from './billing/billing-routes.ts';
import { invoiceRoutes } from './billing/invoice-routes.ts';
import { hallRoutes } from './catalogue/hall-routes.ts';
import { mergeRoutes } from './catalogue/merge-routes.ts';
import { organisationRoutes } from './catalogue/organisation-routes.ts';
import { performanceRoutes } from './catalogue/performance-routes.ts';
import { productionRoutes } from './catalogue/production-routes.ts';
import { proposalRoutes } from './catalogue/proposal-routes.ts';
import { resellerSettingRoutes } from './catalogue/reseller-setting-routes.ts';
import { clientRoutes } from './identity/client-routes.ts';
import { quotaRoutes } from './identity/quota-routes.ts';
import { grantRoutes } from './identity/grant-routes.ts';
import { embedSessionRoutes } from './identity/embed-session-routes.ts';
import { keySetRoutes } from './identity/key-set-routes.ts';
import { tokenRoutes } from './identity/token-routes.ts';
import { mustBeWithinLimits } from './identity/limits.ts';
import { countRequest } from './identity/request-count.ts';
import { RIGHTS_CACHE_MS } from './identity/organisation-copy.ts';
import { lastRights, readRights, stands } from './identity/rights.ts';
import { verifyToken } from './identity/tokens.ts';
import { invitationRoutes } from './people/invitation-routes.ts';
import { acceptRoutes } from './people/accept-routes.ts';
import { meRoutes } from './people/me-routes.ts';
import { memberRoutes } from './people/member-routes.ts';
import { personRoutes } from './people/person-routes.ts';
import { roleSwitchRoutes } from './people/role-switch-routes.ts';
import { signInRoutes } from './people/sign-in-routes.ts';
import { messageRoutes } from './discussion/message-routes.ts';
import { documentationRoutes } from './documentation-routes.ts';
import { statementFileRoutes } from './documents/statement-file-routes.ts';
import type { App, RouteNote, Routes } from './route.ts';
import { mailRoutes } from './mail/mail-routes.ts';
import { linkRoutes } from './catalogue/link-routes.ts';
import { salesRoutes } from './sales/sales-routes.ts';
import { freshnessRoutes } from './sales/freshness-routes.ts';
import { levelsRoutes } from './sales/levels-routes.ts';
import { levyRoutes } from './catalogue/levy-routes.ts';
import { exportRoutes } from './sales/export/export-routes.ts';
import { quarantineRoutes } from './sales/quarantine-routes.ts';
import { monitorRoutes } from './sales/monitor-routes.ts';
import { statementRoutes } from './settlement/statement-routes.ts';
import { saysTest } from './sandbox/livemode.ts';
import { sandboxRoutes } from './sandbox/sandbox-routes.ts';
import { mixedSides } from './sandbox/sides.ts';
import { shardRoutes } from './shards/shard-routes.ts';
import { shareRoutes } from './sharing/share-routes.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';
import { transferRoutes } from './sharing/transfer-routes.ts';

/** What a page's script may read of an answer. */
const EXPOSED = 'etag, retry-after, content-disposition';

/** Every route with the action it needs, for the documentation and the tests. */
export function routeNotes(): RouteNote[] {
  return PARTS().flatMap((part) => part.notes);
}

const PARTS = (): Routes[] => {
  const parts = [
    tokenRoutes(),
    keySetRoutes(),
    embedSessionRoutes(),
    clientRoutes(),
    quotaRoutes(),
    grantRoutes(),
    signInRoutes(),
    meRoutes(),
    memberRoutes(),
    personRoutes(),
    acceptRoutes(),
    invitationRoutes(),
    roleSwitchRoutes(),
    organisationRoutes(),
    hallRoutes(),
    levyRoutes(),
    productionRoutes(),
    performanceRoutes(),
    mergeRoutes(),
    proposalRoutes(),
    resellerSettingRoutes(),
    shareRoutes(),
    transferRoutes(),
    messageRoutes(),
    linkRoutes(),
    salesRoutes(),
    quarantineRoutes(),
    monitorRoutes(),
    levelsRoutes(),
    freshnessRoutes(),
    factRoutes(),
    reportRoutes(),
    releaseRoutes(),
    audienceSettingRoutes(),
    shardRoutes(),
    simulateRoutes(),
    myShareRoutes(),
    sandboxRoutes(),
    exportRoutes(),
    tourRoutes(),
    agreementRoutes(),
    stepRoutes(),
    templateRoutes(),
    agreementSettingRoutes(),
    frameworkRoutes(),
    contactLinkRoutes(),
    contactLinkListRoutes(),
    reviseRoutes(),
    feedRoutes(),
    statementRoutes(),
    statementFileRoutes(),
    invoiceRoutes(),
    billingRoutes(),
    auditRoutes(),
    mailRoutes(),
    webhookRoutes(),
  ];
  return [...parts, documentationRoutes(() => parts.flatMap((part) => part.notes))];
};

/** `more`: routes beside those of the API, for what measures it. */
export function createApp(more: readonly Routes[] = []): App {
  const app: App = new Hono();
  app.use(async (c, next) => {
    c.set('requestId', crypto.randomUUID());
    c.set('now', c.env.TEST_CLOCK ? Number(c.req.header('x-test-now') ?? Date.now()) : Date.now());
    const origin = c.req.header('origin');
    const clock = c.env.TEST_CLOCK ? Number(c.req.header('x-test-clock') ?? Date.now()) : Date.now();
    c.set('clock', clock);
    let known = await readRights(c.env.DIRECTORY, clock);
    if (c.req.method === 'OPTIONS') {
      if (!origin || !known.origins.has(origin)) return c.body(null, 403);
      return c.body(null, 204, {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
        'access-control-allow-headers': 'authorization, content-type, if-none-match, if-match, idempotency-key',
        'access-control-max-age': '7200',
        vary: 'Origin',
      });
    }
    const bearer = /^Bearer ([\w.-]+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (bearer) {
      const actor = await verifyToken(c.env, bearer, clock);
      // Newer than our copy: an organisation made a moment ago, or a raised epoch. An older one that ended asks nothing.
      if (!stands(actor, known, clock) && known.at < (actor.at ?? 0) + RIGHTS_CACHE_MS)
        known = await readRights(c.env.DIRECTORY, clock, true);
      if (!stands(actor, known, clock)) {
        throw new ApiError('unauthenticated', 'the token is not valid here; ask for a new one');
      }
      if ((actor.kind === 'embed' || actor.kind === 'person') && origin && !actor.origins?.includes(origin)) {
        throw new ApiError('unauthenticated', 'the token is not valid here; ask for a new one');
      }
      await mustBeWithinLimits(c.env, actor, known, clock);
      const written = countRequest(c.env.DIRECTORY, actor, clock);
      if (written) c.executionCtx.waitUntil(written);
      c.set('actor', actor);
    }
    await next();
    if (c.var.actor?.livemode === false) await saysTest(c);
    // Set on the answer as it is: `c.header` would make it anew, and its body a stream.
    const { headers } = c.res;
    if (origin && known.origins.has(origin)) {
      const vary = headers.get('vary');
      headers.set('access-control-allow-origin', origin);
      headers.set('access-control-expose-headers', EXPOSED);
      headers.set('vary', vary && vary !== 'Origin' ? `${vary}, Origin` : 'Origin');
    }
    headers.set('x-content-type-options', 'nosniff');
  });
  for (const part of [...PARTS(), ...more]) app.route('/', part.app);
  app.notFound((c) =>
    c.json(toProblem('not_found', 'there is nothing here', c.var.requestId), 404, {
      'content-type': 'application/problem+json',
    }),
  );
  app.onError((thrown, c) => {
    const error = mixedSides(thrown) ?? thrown;
    const code: ErrorCode =
      error instanceof ApiError ? error.code : error instanceof HTTPException ? 'invalid_request' : 'internal';
    if (code === 'internal')
      console.error(
        JSON.stringify({
          level: 'error',
          requestId: c.var.requestId,
          path: c.req.path,
          name: error.name,
          message: error.message,
        }),
      );
    const detail =
      error instanceof ApiError
        ? error.message
        : code === 'internal'
          ? 'something went wrong on our side; try again'
          : 'the request is not valid';
    const plain = toProblem(code, detail, c.var.requestId, error instanceof ApiError ? error.errors : []);
    const problem =
      error instanceof ApiError && error.current !== undefined ? { ...plain, current: error.current } : plain;
    const headers: Record<string, string> = {
      'content-type': 'application/problem+json',
      ...(error instanceof ApiError ? error.headers : {}),
    };
    const origin = c.req.header('origin');
    if (origin && lastRights(c.env.DIRECTORY)?.origins.has(origin))
      Object.assign(headers, {
        'access-control-allow-origin': origin,
        'access-control-expose-headers': EXPOSED,
        vary: 'Origin',
      });
    return c.body(JSON.stringify(problem), problem.status as 400, headers);
  });
  return app;
}
