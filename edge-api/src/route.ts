/** Routes are registered only through here, each with the action it needs; the decision is taken before the handler runs. */
import { Hono, type Context } from 'hono';
import { ApiError } from './api-error.ts';
import type { Env } from './env.ts';
import { auditStatement } from './audit/audit-entry.ts';
import { decide, type Action, type Actor } from './identity/actor.ts';
import type { About } from './route-note.ts';

export interface Variables {
  requestId: string;
  now: number;
  /** The machine's own clock, by which tokens, keys and rights live, also where tests move the business clock. */
  clock: number;
  actor: Actor | undefined;
}
export type App = Hono<{ Bindings: Env; Variables: Variables }>;
export type Ctx = Context<{ Bindings: Env; Variables: Variables }>;
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export interface RouteNote {
  readonly method: Method;
  readonly path: string;
  readonly action: Action;
  readonly about?: About;
}

export class Routes {
  readonly app: App = new Hono();
  readonly notes: RouteNote[] = [];

  on(
    method: Method,
    path: string,
    action: Action,
    handler: (c: Ctx) => Response | Promise<Response>,
    about?: About,
  ): this {
    this.notes.push({ method, path, action, ...(about ? { about } : {}) });
    this.app.on(method.toUpperCase(), path, async (c) => {
      const decision = decide(c.var.actor, action);
      // Support leaves a line in the log of those it looks at, before it sees anything; no query, no ids.
      if (c.var.actor?.support)
        await auditStatement(c, {
          action: 'support.call',
          object: `${method.toUpperCase()} ${path}`,
          after: { allowed: decision.allow },
        }).run();
      if (decision.allow) return handler(c);
      if (decision.reason === 'not_signed_in') {
        throw new ApiError('unauthenticated', 'a bearer token is needed', {
          headers: { 'www-authenticate': 'Bearer' },
        });
      }
      throw new ApiError('not_found', 'there is nothing here');
    });
    return this;
  }
}

/** The signed-in caller; routes with an action other than public always have one. */
export function actorOf(c: Ctx): Actor {
  const { actor } = c.var;
  if (!actor) throw new ApiError('unauthenticated', 'a bearer token is needed');
  return actor;
}
