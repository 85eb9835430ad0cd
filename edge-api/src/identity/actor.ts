import { PRESETS, type Preset, type Scope } from '#protocol';

/** Who asks, as far as the token proves it. The tenant comes from here and from nowhere else. */
export interface Actor {
  readonly kind: 'client' | 'embed' | 'operator';
  readonly clientId: string;
  /** Key and id of the organisation the token speaks for; 0 for the operator. */
  readonly organisation: number;
  readonly organisationId: string;
  readonly organisationType: string;
  readonly scopes: readonly Scope[];
  readonly preset?: Preset;
  /** Productions an embed session is limited to. */
  readonly productions?: readonly string[];
  readonly origins?: readonly string[];
  /** Key of the organisation that asked for an embed session under a venue's grant; the session ends with the grant. */
  readonly via?: number;
  readonly livemode: boolean;
  readonly epoch: number;
}

/** What a route asks of its caller. Every route names one; a route without cannot be registered. */
export type Action =
  | 'public'
  | 'read_sales'
  | 'push_sales'
  | 'read_catalogue'
  | 'write_catalogue'
  | 'link'
  | 'create_embed'
  | 'operate'
  | 'quarantine';

export type Decision =
  { readonly allow: true } | { readonly allow: false; readonly reason: 'not_signed_in' | 'scope' | 'preset' };

const NEEDS: Record<Exclude<Action, 'public'>, Scope> = {
  read_sales: 'sales:read',
  push_sales: 'sales:push',
  quarantine: 'sales:push',
  read_catalogue: 'catalogue:read',
  write_catalogue: 'catalogue:write',
  link: 'links:write',
  create_embed: 'embed:create',
  operate: 'operator',
};

/** What an embed session may do, by preset. Read only, but for the box office, which also links and decides about quarantined reports. */
const PRESET_ACTIONS: Record<Preset, readonly Action[]> = {
  'box-office': ['read_sales', 'read_catalogue', 'link', 'quarantine'],
  marketing: ['read_sales', 'read_catalogue'],
  direction: ['read_sales', 'read_catalogue'],
  observer: ['read_sales'],
};

/** The scope a client needs for an action and the presets that include it; undefined = public. */
export function rightOf(action: Action): { readonly scope: Scope; readonly presets: readonly Preset[] } | undefined {
  if (action === 'public') return undefined;
  return { scope: NEEDS[action], presets: PRESETS.filter((preset) => PRESET_ACTIONS[preset].includes(action)) };
}

/** What a session of a preset may do beyond looking, as the scope its maker must have: it is never wider than its maker. */
export const presetNeeds = (preset: Preset): readonly Scope[] =>
  PRESET_ACTIONS[preset].flatMap((action) => (action === 'link' || action === 'quarantine' ? [NEEDS[action]] : []));

/** Pure; deny by default. */
export function decide(actor: Actor | undefined, action: Action): Decision {
  if (action === 'public') return { allow: true };
  if (!actor) return { allow: false, reason: 'not_signed_in' };
  if (actor.kind === 'operator') return { allow: true };
  if (actor.kind === 'embed') {
    return actor.preset && PRESET_ACTIONS[actor.preset].includes(action)
      ? { allow: true }
      : { allow: false, reason: 'preset' };
  }
  return actor.scopes.includes(NEEDS[action]) ? { allow: true } : { allow: false, reason: 'scope' };
}
