/** HiGHS, asked for least and most of a sum over a programme's solutions in whole numbers. */
import { createRequire } from 'node:module';
import type loader from 'highs';
import type { Programme } from './programme.ts';

export interface Answer {
  /** False: nothing fits. */
  readonly feasible: boolean;
  readonly value: number;
  /** By variable. */
  readonly point: readonly number[];
}
export interface Solver {
  least(programme: Programme, terms: readonly (readonly [number, number])[], exact: boolean): Answer;
}

const term = (factor: number, variable: number, first: boolean): string =>
  `${factor < 0 ? '-' : first ? '' : '+'} ${Math.abs(factor)} x${variable}`;
const sum = (terms: readonly (readonly [number, number])[]): string =>
  terms.map(([variable, factor], i) => term(factor, variable, i === 0)).join(' ');

const folded = (text: string): string => text.replaceAll(/(.{200,400}?) (?=[+-] )/g, '$1\n ');

/** CPLEX's LP format without what is asked; lines are kept short, for readers of it have limits. */
function body(programme: Programme): readonly [string, string] {
  const lines = ['Subject To'];
  for (const [i, row] of programme.rows.entries()) {
    const text = sum(row.terms);
    if (row.low === row.high) lines.push(` e${i}: ${text} = ${row.low}`);
    else {
      if (row.low > -Infinity) lines.push(` l${i}: ${text} >= ${row.low}`);
      if (row.high < Infinity) lines.push(` h${i}: ${text} <= ${row.high}`);
    }
  }
  lines.push('Bounds');
  const wholes = ['General'];
  for (let i = 0; i < programme.names.length; i += 1) {
    const [low, high] = [programme.low[i] ?? 0, programme.high[i] ?? Infinity];
    lines.push(high === Infinity ? ` x${i} >= ${low}` : ` ${low} <= x${i} <= ${high}`);
    wholes.push(` x${i}`);
  }
  return [folded(lines.join('\n')), wholes.join('\n')];
}

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6;

export async function startSolver(): Promise<Solver> {
  // A CommonJS module whose declaration speaks of a default export.
  const load = createRequire(import.meta.url)('highs') as typeof loader.default;
  const highs = await load();
  const bodies = new WeakMap<Programme, readonly [string, string]>();
  return {
    least: (programme, terms, exact) => {
      const [rows, wholes] = bodies.get(programme) ?? body(programme);
      bodies.set(programme, [rows, wholes]);
      const objective = folded(`Minimize\n obj: ${terms.length > 0 ? sum(terms) : '0 x0'}`);
      const solve = (integers: string): Answer => {
        const text = `${objective}\n${rows}\n${integers}\nEnd`;
        const solution = highs.solve(text, { time_limit: 30, output_flag: false, mip_rel_gap: exact ? 0 : 0.2 });
        const point = Array.from(programme.names, () => 0);
        for (const [name, column] of Object.entries(solution.Columns)) {
          if ('Primal' in column) point[Number(name.slice(1))] = column.Primal;
        }
        const feasible = solution.Status !== 'Infeasible' && point.length > 0 && !Number.isNaN(solution.ObjectiveValue);
        return { feasible, value: solution.ObjectiveValue, point };
      };
      // Mostly the relaxation's corner is whole already.
      const relaxed = solve('');
      return !relaxed.feasible || relaxed.point.every(isWhole) ? relaxed : solve(wholes);
    },
  };
}
