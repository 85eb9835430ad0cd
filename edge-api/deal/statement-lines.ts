/** The lines of a statement that can be disputed and talked about, each with an id that stays when figures are taken anew. */
import type { ExtraLine, Side, StatementRecord, Waterfall } from '#protocol';

/** Characters of a name inside an id. */
const NAME = 40;

/** `by`: who added it; `stays`: it is what the statement is for. */
export interface StatementLine {
  readonly id: string;
  readonly by: Side | null;
  readonly stays: boolean;
}

/** Of each line of a waterfall, in order: its key with its name behind it; the second of a kind has a number. */
export function waterfallLineIds({ lines }: Pick<Waterfall, 'lines'>): readonly string[] {
  const times = new Map<string, number>();
  return lines.map(({ key, name }) => {
    const id = name === undefined ? key : `${key}:${name.slice(0, NAME)}`;
    const n = (times.get(id) ?? 0) + 1;
    times.set(id, n);
    return n === 1 ? id : `${id}#${n}`;
  });
}
export const performanceLineId = (id: string): string => `performance:${id}`;
export const extraLineId = (id: string): string => `extra:${id}`;

/** Houses of a statement: its own, or those its correction was made of. */
export const housesOn = ({ adjustment, houses }: Pick<StatementRecord, 'adjustment' | 'houses'>) =>
  adjustment?.houses ?? houses;

/** What can be disputed, each by its id. */
export const statementLines = (record: StatementRecord): readonly StatementLine[] => [
  ...waterfallLineIds(record.waterfall).map((id) => ({ id, by: null, stays: true })),
  ...housesOn(record).map(({ id }) => ({ id: performanceLineId(id), by: null, stays: true })),
  ...record.extra.map((line) => ({ id: extraLineId(line.id), by: line.by, stays: isCorrection(record, line) })),
];

/** The line of an adjustment that makes good the correction itself. */
export const isCorrection = ({ adjustment }: Pick<StatementRecord, 'adjustment'>, { adjusts }: ExtraLine): boolean =>
  adjusts === adjustment?.statement;
