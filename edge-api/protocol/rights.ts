/** The grid module × right that a membership holds, and the job roles of the sector as presets on top of it (domain §3.3, §3.4). */
import * as v from 'valibot';

/** `support` is the platform's own: looking as another membership, with a reason. */
export const MODULES = ['sales', 'agreements', 'audience', 'catalogue', 'people', 'support'] as const;
export type Module = (typeof MODULES)[number];

export const RIGHTS = ['view', 'edit', 'approve', 'settle', 'administer'] as const;
export type Right = (typeof RIGHTS)[number];

/** Absent module = no right in it. No right includes another: a grid says each one. */
export const Grid = v.strictObject({
  sales: v.optional(v.array(v.picklist(RIGHTS))),
  agreements: v.optional(v.array(v.picklist(RIGHTS))),
  audience: v.optional(v.array(v.picklist(RIGHTS))),
  catalogue: v.optional(v.array(v.picklist(RIGHTS))),
  people: v.optional(v.array(v.picklist(RIGHTS))),
  support: v.optional(v.array(v.picklist(['view']))),
});
export type Grid = Readonly<Partial<Record<Module, readonly Right[]>>>;

/** Job roles of a theatre, producer or agency. An embed session takes one of these as well. */
export const PRESETS = [
  'box-office',
  'marketing',
  'programming',
  'finance',
  'business-lead',
  'direction',
  'admin',
  'observer',
] as const;
export const Preset = v.picklist(PRESETS);
export type Preset = v.InferOutput<typeof Preset>;

const ALL = RIGHTS;
/** `observer` sees only what its organisation may see of its own productions, read only. */
export const PRESET_GRID: Readonly<Record<Preset, Grid>> = {
  'box-office': { sales: ['view', 'edit'], agreements: ['view'], catalogue: ['view'] },
  marketing: { sales: ['view'], audience: ['view'], catalogue: ['view'] },
  programming: { sales: ['view'], agreements: ['view', 'approve'], audience: ['view'], catalogue: ['view'] },
  finance: { sales: ['view'], agreements: ['view', 'settle'], catalogue: ['view'] },
  'business-lead': {
    sales: ['view'],
    agreements: ['view', 'edit'],
    audience: ['view'],
    catalogue: ['view', 'edit'],
  },
  direction: { sales: ['view'], agreements: ['view', 'approve'], audience: ['view'], catalogue: ['view'] },
  admin: { sales: ALL, agreements: ALL, audience: ALL, catalogue: ALL, people: ALL },
  observer: { sales: ['view'], catalogue: ['view'] },
};
/** What a member of the platform's support holds: no figures of its own, only the role switch. */
export const SUPPORT_GRID: Grid = { support: ['view'], people: ['view'] };

export const holds = (grid: Grid, module: Module, right: Right): boolean => grid[module]?.includes(right) ?? false;
