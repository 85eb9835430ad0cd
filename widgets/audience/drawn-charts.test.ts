// The specs as the build compiles them, drawn without a page: marks are counted, for a spec that went wrong draws an empty chart and throws nothing.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { compile } from 'vega-lite';
import { parse, View, type Spec } from 'vega';
import { expressionInterpreter as expr } from 'vega-interpreter';
import type { AudienceTableName } from '#protocol';
import { CHART_CONFIG } from '../chart/vega-lite-plugin.js';
import { audienceTexts } from './audience-texts.ts';
import { rowsOf } from './chart-rows.ts';
import { drawnChart } from './drawn-charts.ts';
import { ON_SCREEN } from './palette.ts';
import { SAMPLE } from './sample-report.ts';

async function drawn(table: AudienceTableName, width = 380, locale = 'nl', answer = SAMPLE): Promise<string> {
  const chart = drawnChart(table, rowsOf(answer, table), audienceTexts(locale))!;
  const source = JSON.parse(await readFile(`${import.meta.dirname}/${chart.kind}.vl.json`, 'utf8'));
  const flow = parse(compile(source, { config: CHART_CONFIG }).spec as Spec, {}, { ast: true });
  const view = new View(flow, { expr } as object);
  for (const [name, value] of Object.entries(chart.signals(width, ON_SCREEN))) view.signal(name, value);
  view.width(width).data(
    'rows',
    chart.rows.map((row) => ({ ...row })),
  );
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}

const marks = (svg: string, layer: number, kind: 'path' | 'text'): number =>
  (svg.match(new RegExp(`<g class="mark-\\w+ role-mark layer_${layer}_marks"[\\s\\S]*?</g>`))?.[0] ?? '').split(
    `<${kind}`,
  ).length - 1;
const words = (svg: string): readonly string[] =>
  [...svg.matchAll(/<text[^>]*>(?:<tspan[^>]*>)?([^<]*)/g)].map((found) => found[1] ?? '');

test('lead time: a column for each band that is shown, an outline for what is hidden, names on two lines where it is narrow', async () => {
  const svg = await drawn('lead');
  assert.deepEqual(
    [0, 1].map((layer) => marks(svg, layer, 'path')),
    [8, 1],
  );
  assert.equal(marks(svg, 3, 'text'), 8);
  assert.ok(words(svg).includes('14%') && !words(svg).includes('0%'));
  assert.ok(words(await drawn('lead', 640)).includes('91–180'));
  assert.ok(!words(await drawn('lead', 304)).includes('91–180'));
  const answer = { ...SAMPLE, reference: { ...SAMPLE.reference!, shares: { lead: { '0': 12, '1-3': 10 } } } };
  assert.equal(marks(await drawn('lead', 380, 'nl', answer), 2, 'path'), 2, 'ticks of what it is laid beside');
});

test('pyramid: women and men to both sides, hidden ages named, in both languages', async () => {
  const svg = await drawn('age_gender');
  assert.equal(marks(svg, 0, 'path'), 13);
  assert.deepEqual(words(svg).slice(0, 2), ['vrouw', 'man']);
  assert.equal(words(svg).filter((text) => text === 'verborgen').length, 3);
  assert.equal(words(await drawn('age_gender', 304, 'en')).filter((text) => text === 'hidden').length, 3);
});

test('moment: shades for what is shown, a dot for what is hidden, an empty cell for what cannot be', async () => {
  const cells = { ...SAMPLE.report!.tables.moment!.cells, '1-9': 0 };
  const answer = { ...SAMPLE, report: { ...SAMPLE.report!, tables: { moment: { cells, shown: 2_700 } } } };
  const svg = await drawn('moment', 380, 'nl', answer);
  // 16 hours of 7 days, of which 8 and 23 are hidden each day and one cannot be.
  assert.deepEqual(
    [0, 1, 2, 3].map((layer) => marks(svg, layer, 'path')),
    [97, 1, 14, 14],
  );
  assert.ok(['ma', 'zo', '8', '20'].every((text) => words(svg).includes(text)));
});

test('nothing is drawn beside its place, however narrow', async () => {
  for (const table of ['lead', 'age_gender', 'moment'] as const)
    for (const width of [240, 304, 900]) {
      const svg = await drawn(table, width);
      assert.doesNotMatch(svg, /NaN|Infinity/);
      assert.ok(Number(/ width="(\d+)"/.exec(svg)?.[1]) <= width + 4, `${table} ${width}`);
    }
});
