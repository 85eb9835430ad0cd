/** Pure: the ids by which the API knows the lines of a statement (`statementLines` there): same key and name twice, a number behind it. */
import type { StatementRecord } from '#protocol';

const NAME = 40;

export function waterfallIds({ waterfall }: Pick<StatementRecord, 'waterfall'>): readonly string[] {
  const times = new Map<string, number>();
  return waterfall.lines.map(({ key, name }) => {
    const id = name === undefined ? key : `${key}:${name.slice(0, NAME)}`;
    const n = (times.get(id) ?? 0) + 1;
    times.set(id, n);
    return n === 1 ? id : `${id}#${n}`;
  });
}
export const performanceLine = (id: string): string => `performance:${id}`;
export const extraLine = (id: string): string => `extra:${id}`;
