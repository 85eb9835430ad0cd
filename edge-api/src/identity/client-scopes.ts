/** Pure: how wide a client may be made, and by whom. Nobody makes a client that may do more than its maker. */
import { CLIENT_SCOPES, holds, type Scope } from '#protocol';
import { cellsOf, type Actor } from './actor.ts';

const SIGN_IN: Scope = 'people:sign-in';

/** What stands behind an embed session: the scopes of the client that asked for it, and, under a grant, those granted. */
export interface Behind {
  readonly maker: readonly Scope[];
  readonly granted?: readonly Scope[] | undefined;
}

/** Scopes the caller may give to a client of an organisation of this type. */
export function givableScopes(actor: Actor, organisationType: string, behind?: Behind): readonly Scope[] {
  return CLIENT_SCOPES.filter((scope) => {
    // Saying who signed in is a portal's alone, and a portal is the platform's.
    if (scope === SIGN_IN && organisationType !== 'platform') return false;
    switch (actor.kind) {
      case 'operator':
        return true;
      case 'client':
        return actor.scopes.includes(scope);
      case 'person':
        return scope !== SIGN_IN && cellsOf(scope).every(([module, right]) => holds(actor.grid ?? {}, module, right));
      case 'embed':
        return (
          scope !== SIGN_IN &&
          (behind?.maker.includes(scope) ?? false) &&
          (actor.via === undefined || (behind?.granted?.includes(scope) ?? false))
        );
    }
  });
}
