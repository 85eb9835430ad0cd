/** Pure: who did it, and a value, in words. */
import type { AuditActor, Grid, Preset } from '#protocol';
import { gridLine, roleName, roleWords } from '../forms/role-words.ts';
import type { AuditWords } from './audit-words.ts';

export interface Known {
  /** Of users, memberships and clients, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Of memberships. */
  readonly roles: ReadonlyMap<string, Preset | null>;
  readonly locale: string;
  readonly time: (iso: string) => string;
}

/** `as`: as whom, or through what; '' where there is nothing to add. */
export function actorWords(
  actor: AuditActor,
  { names, roles, locale }: Known,
  words: AuditWords,
): { readonly who: string; readonly as: string } {
  const name = (id: string): string => names.get(id) ?? id;
  const { kind, client, user, membership, support, viewer } = actor;
  switch (kind) {
    case 'person': {
      if (support !== null)
        return {
          who: user !== null && names.has(user) ? name(user) : words.support,
          as: [membership === null ? '' : words.supportAs(name(membership)), support].filter(Boolean).join(' · '),
        };
      const preset = membership === null ? undefined : roles.get(membership);
      const as = preset === undefined ? (membership ?? '') : words.as(roleName(preset, roleWords(locale)));
      return { who: user === null ? client : name(user), as };
    }
    case 'embed':
      return { who: words.embed(name(client)), as: viewer === null ? '' : words.viewer(viewer) };
    case 'client':
      return { who: words.client(name(client)), as: names.has(client) ? client : '' };
    case 'operator':
      return { who: words.operator, as: '' };
    case 'nobody':
      return { who: words.nobody, as: '' };
  }
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

export function valueWords(field: string, value: unknown, known: Known, words: AuditWords): string {
  const roles = roleWords(known.locale);
  if (value === null || value === '') return words.empty_value;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    if (field === 'preset') return roles.presets[value as Preset] ?? value;
    if (INSTANT.test(value)) return known.time(value);
    return known.names.get(value) ?? value;
  }
  if (Array.isArray(value))
    return value.length === 0 ? words.empty_value : value.map((one) => valueWords('', one, known, words)).join(', ');
  return field === 'grid' ? gridLine(value as Grid, roles) : JSON.stringify(value);
}
