/** Pure: a term as it is typed. Nothing that was typed is changed before it is sent; what is wrong is named by its place. */
import { typedAmount, typedCents, typedInteger, typedNumber, typedPercent } from './amount-text.ts';
import type { Field, Shape } from './term-shapes.ts';

/** Text of a field, a tick, fields of a group, or rows of a list. */
export type Draft = string | boolean | DraftGroup | readonly DraftGroup[];
export interface DraftGroup {
  readonly [name: string]: Draft;
}
export type FieldFault = 'missing' | 'money' | 'percent' | 'count' | 'no_rows';

const shapeOf = ({ shape }: Field, beside: Readonly<Record<string, unknown>>): Shape =>
  typeof shape === 'function' ? shape(beside) : shape;
const record = (value: unknown): Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** `value` of `undefined` or null begins an empty form. */
export function draftOf(shape: Shape, value: unknown, locale: string): Draft {
  switch (shape.kind) {
    case 'money':
      return typeof value === 'number' ? typedAmount(value, locale) : '';
    case 'percent':
    case 'count':
      return typeof value === 'number' ? typedNumber(value, locale) : '';
    case 'text':
    case 'long':
      return typeof value === 'string' ? value : '';
    case 'yes_no':
      return value === true;
    case 'choice':
      return typeof value === 'string' ? value : (shape.of[0] ?? '');
    case 'group':
      return groupOf(shape.fields, record(value), locale);
    case 'list': {
      const rows = Array.isArray(value) ? value : [];
      return rows.map((row) => groupOf(shape.fields, record(row), locale));
    }
  }
}

function groupOf(fields: readonly Field[], value: Readonly<Record<string, unknown>>, locale: string): DraftGroup {
  const draft: Record<string, Draft> = {};
  for (const field of fields)
    draft[field.name] = draftOf(shapeOf(field, { ...draft, ...value }), value[field.name], locale);
  return draft;
}

/** A row to begin with. */
export const emptyRow = (fields: readonly Field[], locale: string): DraftGroup => groupOf(fields, {}, locale);

export interface Read {
  /** As the API takes it; `undefined` where something is wrong or nothing was filled in. */
  readonly value: unknown;
  /** By place: `bands.0.from`; '' is the term itself. */
  readonly faults: Readonly<Record<string, FieldFault>>;
}

const wrong = (at: string, fault: FieldFault): Read => ({ value: undefined, faults: { [at]: fault } });
const right = (value: unknown): Read => ({ value, faults: {} });

export function readDraft(shape: Shape, draft: Draft, at = ''): Read {
  switch (shape.kind) {
    case 'money':
    case 'percent':
    case 'count': {
      const text = typeof draft === 'string' ? draft.trim() : '';
      if (text === '') return wrong(at, 'missing');
      const read = { money: typedCents, percent: typedPercent, count: (typed: string) => typedInteger(typed, 0) };
      const value = read[shape.kind](text);
      return value === null ? wrong(at, shape.kind) : right(value);
    }
    case 'text':
    case 'long':
      return typeof draft === 'string' && draft.trim() !== '' ? right(draft.trim()) : wrong(at, 'missing');
    case 'yes_no':
      return right(draft === true);
    case 'choice':
      return right(draft);
    case 'group':
      return readGroup(shape.fields, draft as DraftGroup, at);
    case 'list': {
      const rows = (draft as readonly DraftGroup[]).map((row, i) =>
        readGroup(shape.fields, row, at === '' ? String(i) : `${at}.${i}`),
      );
      if (rows.length === 0) return wrong(at, 'no_rows');
      const faults = Object.assign({}, ...rows.map((row) => row.faults)) as Read['faults'];
      return { value: rows.map(({ value }) => value), faults };
    }
  }
}

function readGroup(fields: readonly Field[], draft: DraftGroup, at: string): Read {
  const value: Record<string, unknown> = {};
  let faults: Read['faults'] = {};
  for (const field of fields) {
    const place = at === '' ? field.name : `${at}.${field.name}`;
    const typed = draft[field.name] ?? '';
    if (field.empty !== undefined && isEmpty(typed)) {
      if (field.empty === 'null') value[field.name] = null;
      continue;
    }
    const read = readDraft(shapeOf(field, draft), typed, place);
    faults = { ...faults, ...read.faults };
    value[field.name] = read.value;
  }
  return { value, faults };
}

const isEmpty = (draft: Draft): boolean =>
  typeof draft === 'string' ? draft.trim() === '' : Array.isArray(draft) && draft.length === 0;
