/**
 * Pure: how a statement stands after its events, and what each side may do next. A signature holds as long as what it signed:
 * every step that changes the record takes all signatures away; talk stays.
 */
import type { StatementLine } from '#deal';
import type { LineTalk, Side, StatementState, StatementStep } from '#protocol';

/** One event. `line`, `note`, `resolved` and `sha256` as far as the step has them. */
export interface StatementFact {
  readonly seq: number;
  readonly at: number;
  readonly step: StatementStep;
  readonly side: Side;
  /** Name of the organisation, and of the person if there was one. */
  readonly by: string;
  readonly person: string | null;
  readonly line: string | null;
  readonly note: string | null;
  readonly resolved: boolean;
  readonly sha256: string | null;
}
export interface Open {
  readonly line: string;
  /** Who disputed it. */
  readonly side: Side;
}
export interface StatementLife {
  readonly state: StatementState;
  /** Who made it: it may be withdrawn by that side. */
  readonly maker: Side;
  readonly signed: readonly StatementFact[];
  readonly open: readonly Open[];
}

const BEFORE: StatementLife = { state: 'withdrawn', maker: 'venue', signed: [], open: [] };
/** More than a house full of lawyers needs; an event is never removed. */
const MAX_EVENTS = 1_000;
const MAX_EXTRA = 50;

export const livesAfter = (facts: readonly StatementFact[]): StatementLife => facts.reduce(after, BEFORE);

const standing = (open: readonly Open[]): StatementState => (open.length ? 'disputed' : 'proposed');

export function after(life: StatementLife, fact: StatementFact): StatementLife {
  const { line, side } = fact;
  switch (fact.step) {
    case 'freeze':
      return { state: 'draft', maker: side, signed: [], open: [] };
    case 'add_line':
    case 'refreeze':
      return { ...life, signed: [] };
    case 'remove_line': {
      const open = life.open.filter((one) => one.line !== line);
      return { ...life, state: life.state === 'draft' ? 'draft' : standing(open), signed: [], open };
    }
    case 'propose':
      return { ...life, state: 'proposed' };
    case 'dispute':
      return { ...life, state: 'disputed', open: [...life.open, { line: line ?? '', side }] };
    case 'answer': {
      if (!fact.resolved) return life;
      const open = life.open.filter((one) => one.line !== line || one.side !== side);
      return { ...life, state: standing(open), open };
    }
    case 'sign': {
      // Who signs agrees with every line, also with those disputed before.
      const signed = [...life.signed, fact];
      const open = life.open.filter((one) => one.side !== side);
      const both = new Set(signed.map((one) => one.side)).size === 2;
      return { ...life, state: both ? 'final' : standing(open), signed, open: both ? [] : open };
    }
    case 'withdraw':
      return { ...life, state: 'withdrawn', signed: [], open: [] };
  }
}

export interface Wish {
  readonly step: StatementStep;
  readonly side: Side;
  readonly line?: string;
  readonly resolved?: boolean;
}
/** As far as the record decides: its lines with the side that added each, and what is not known yet. */
export interface Paper {
  readonly lines: readonly StatementLine[];
  readonly blocked: boolean;
  readonly events: number;
}

const isOpenFor = (life: StatementLife, line: string, side?: Side): boolean =>
  life.open.some((one) => one.line === line && (side === undefined || one.side === side));
const hasSigned = (life: StatementLife, side: Side): boolean => life.signed.some((one) => one.side === side);

/** Why not, with the field of the body it is about; null = it may be done. */
export function refusal(
  life: StatementLife,
  wish: Wish,
  paper: Paper,
): { readonly pointer: string; readonly why: string } | null {
  const why = (text: string, pointer = '') => ({ pointer, why: text });
  const { step, side, line = '' } = wish;
  if (life.state === 'final')
    return why('both sides have signed it, so it never changes; a correction goes into a new statement with adjusts');
  if (life.state === 'withdrawn') return step === 'freeze' ? null : why('it was withdrawn; make the statement anew');
  if (step === 'freeze') return why('it is there already');
  if (paper.events >= MAX_EVENTS && step !== 'sign' && step !== 'withdraw')
    return why('so much was done with it that only signing and withdrawing are left');
  const own = paper.lines.find(({ id }) => id === line);
  switch (step) {
    case 'add_line':
      return paper.lines.filter(({ id }) => id.startsWith('extra:')).length >= MAX_EXTRA
        ? why(`at most ${MAX_EXTRA} lines stand beside the deal`)
        : null;
    case 'remove_line':
      if (own?.by !== side) return why('only lines that your side added can be removed: dispute it instead', '/line');
      return own.stays ? why('this line is what the statement is for: withdraw the statement instead', '/line') : null;
    case 'propose':
      if (life.state !== 'draft') return why('it has been proposed already');
      return paper.blocked ? why('figures are missing: see blocked') : null;
    case 'dispute':
      if (life.state === 'draft') return why('it is a draft: change it, or propose it first');
      if (!own) return why('there is no such line; see record', '/line');
      if (own.by === side) return why('your side added this line: remove it instead', '/line');
      if (hasSigned(life, side))
        return why('your side has signed it; taking the figures anew takes the signatures away');
      return isOpenFor(life, line, side) ? why('your side disputes this line already: answer there', '/line') : null;
    case 'answer':
      if (!isOpenFor(life, line)) return why('nobody disputes this line', '/line');
      return wish.resolved && !isOpenFor(life, line, side)
        ? why('only the side that disputed a line can call it resolved', '/resolved')
        : null;
    case 'refreeze':
      return null;
    case 'sign':
      if (life.state === 'draft') return why('it is a draft: propose it first');
      if (paper.blocked) return why('figures are missing: see blocked');
      return hasSigned(life, side) ? why('your side has signed it; it waits for the other side') : null;
    case 'withdraw':
      return life.maker === side ? null : why('it is the side that made it that may withdraw it');
  }
}

const STEPS: readonly StatementStep[] = ['add_line', 'propose', 'dispute', 'answer', 'refreeze', 'sign', 'withdraw'];

/** What a side may do now with at least one line. */
export function stepsOf(life: StatementLife, side: Side, paper: Paper): readonly StatementStep[] {
  const some = (step: StatementStep): boolean =>
    [...paper.lines.map(({ id }) => id), ...life.open.map(({ line }) => line)].some(
      (id) => refusal(life, { step, side, line: id }, paper) === null,
    );
  return [...STEPS, 'remove_line' as const].filter((step) =>
    step === 'dispute' || step === 'answer' || step === 'remove_line'
      ? some(step)
      : refusal(life, { step, side }, paper) === null,
  );
}

/** What was said about lines, oldest first. */
export const talkOf = (facts: readonly StatementFact[]): readonly LineTalk[] =>
  facts.flatMap(({ step, line, note, at, side, by, person, resolved }) =>
    step === 'dispute' || step === 'answer'
      ? [
          {
            line: line ?? '',
            at: new Date(at).toISOString(),
            side,
            by: person ?? by,
            kind: step,
            note: note ?? '',
            resolved,
          },
        ]
      : [],
  );
