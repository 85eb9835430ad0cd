/** What the session's token may do, as `GET /v1/me` says it. */
import { holds, type Me, type Module, type Right } from '#protocol';
import type { WantedState } from '../data/wanted-resource.ts';

export const ME = '/v1/me';

/** Null while it is not known. */
export const ownSelf = (state: WantedState<Me>): Me | null => (state.kind === 'data' ? state.answer : null);

/** While support looks, nothing but looking; the API says the same. */
export const mayDo = (me: Me | null, module: Module, right: Right): boolean =>
  me !== null && holds(me.grid, module, right) && (me.support === null || right === 'view');
