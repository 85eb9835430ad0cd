/**
 * Day rows as one text, for thousands of row objects cost more than all the rest of a push or a drain: rows parted by `;`,
 * cells by `,`, and before each register its place in COMPONENTS as a letter. Digits and signs only, so nothing needs escaping.
 */
import { COMPONENTS, type Component } from '#protocol';
import type { DayRow, Registers } from './registers.ts';

/** SQL of the text of a row of `sales_day` under this name. */
export const ROW_TEXT = (row: string): string =>
  [
    `${row}.performance||','||${row}.day||','||ifnull(${row}.reserved_until,'')`,
    ...COMPONENTS.map(
      (name, i) =>
        `iif(${row}.${name}_v IS NULL,'',',${'abcdefg'[i]}'||${row}.${name}_v||','||${row}.${name}_n||','||ifnull(${row}.${name}_a,''))`,
    ),
  ].join('||');

/** Without price lines, which have text in them. */
export const toRows = (text: string | null): DayRow[] => (text ? text.split(';').map(toRow) : []);

function toRow(text: string): DayRow {
  const cells = text.split(',');
  const registers: Registers = {};
  for (let i = 3; i < cells.length; i += 3) {
    const v = cells[i] as string;
    const name = COMPONENTS[v.charCodeAt(0) - 97] as Component;
    const a = cells[i + 2] as string;
    registers[name] = { v: Number(v.slice(1)), n: Number(cells[i + 1]), a: a === '' ? null : Number(a) };
  }
  return {
    performance: Number(cells[0]),
    day: cells[1] as string,
    registers,
    reservedUntil: cells[2] ? Number(cells[2]) : null,
    lines: null,
  };
}

/** Price lines carry the version of their report before their JSON. */
export const unpackLines = (text: string | null): DayRow['lines'] =>
  text === null ? null : { v: Number(text.slice(0, text.indexOf(' '))), json: text.slice(text.indexOf(' ') + 1) };
export const packLines = (lines: DayRow['lines']): string | null => (lines ? `${lines.v} ${lines.json}` : null);
