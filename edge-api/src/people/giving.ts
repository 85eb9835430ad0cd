/** What one person or machine may give another: never wider than its own. Pure. */
import { holds, MODULES, type FieldError, type Grid, type Module, type Preset, type Right } from '#protocol';
import { gridOf as ownGrid, scopesFor, type Actor } from '../identity/actor.ts';
import { gridOf, type Terms } from './membership-store.ts';

export interface Asked {
  readonly preset?: Preset | undefined;
  readonly grid?: Grid | undefined;
  readonly productions?: readonly string[] | null | undefined;
}

/** Each right once, no empty module: two spellings of the same grid are equal. */
export const tidy = (grid: Grid): Grid =>
  Object.fromEntries(
    MODULES.flatMap((module) => {
      const rights = [...new Set(grid[module])].toSorted();
      return rights.length ? [[module, rights]] : [];
    }),
  );

/** What a membership will be; what is left out stays as it is. */
export function termsOf(asked: Asked, organisationType: string, before?: Terms): Terms {
  const preset = asked.preset ?? (asked.grid ? null : (before?.preset ?? null));
  const grid = preset === null ? tidy(asked.grid ?? before?.grid ?? {}) : gridOf(preset, '{}', organisationType);
  const productions = asked.productions === undefined ? (before?.productions ?? null) : asked.productions;
  return { preset, grid, productions: productions && [...new Set(productions)].toSorted() };
}

export const sameTerms = (a: Terms, b: Terms): boolean =>
  a.preset === b.preset &&
  JSON.stringify(tidy(a.grid)) === JSON.stringify(tidy(b.grid)) &&
  JSON.stringify(a.productions) === JSON.stringify(b.productions);

function mayGive(actor: Actor, module: Module, right: Right): boolean {
  if (actor.kind === 'operator') return true;
  if (actor.kind === 'client') return scopesFor(module, right).every((scope) => actor.scopes.includes(scope));
  const own = ownGrid(actor);
  return own !== undefined && holds(own, module, right);
}

/** Why these terms are no terms in such an organisation. */
export function faultsOf({ grid, preset }: Terms, organisationType: string): FieldError[] {
  if (Object.keys(grid).length === 0) return [{ pointer: '/grid', detail: 'at least one right' }];
  return grid.support && preset === null && organisationType !== 'platform'
    ? [{ pointer: '/grid/support', detail: 'only for people of the platform itself' }]
    : [];
}

/** What of these terms is wider than the giver's own. */
export function widerThan(actor: Actor, { preset, grid, productions }: Terms): FieldError[] {
  const wider = MODULES.flatMap((module) =>
    (grid[module] ?? []).flatMap((right) => (mayGive(actor, module, right) ? [] : [`${module}: ${right}`])),
  );
  const errors: FieldError[] = [];
  if (wider.length)
    errors.push({ pointer: preset === null ? '/grid' : '/preset', detail: `you do not hold ${wider.join(', ')}` });
  const { productions: own } = actor;
  if (own && !productions?.every((id) => own.includes(id)))
    errors.push({ pointer: '/productions', detail: 'you are limited to productions: name some of yours' });
  return errors;
}

/** What the audit log keeps of terms. */
export const told = ({ preset, grid, productions }: Terms) => ({
  ...(preset === null ? { grid } : { preset }),
  ...(productions ? { productions } : {}),
});
