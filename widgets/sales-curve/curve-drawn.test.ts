// The spec as the build compiles it, drawn without a page. Marks are counted: a spec that went wrong draws an empty chart and throws nothing.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { compile } from 'vega-lite';
import { parse, View, type Spec } from 'vega';
import { expressionInterpreter as expr } from 'vega-interpreter';
import { rollup } from 'rollup';
import { CHART_CONFIG, vegaLite } from '../chart/vega-lite-plugin.js';
import { vegaLocale } from '../chart/vega-locale.ts';
import type { CurveRow } from './curve-series.ts';

const FILE = `${import.meta.dirname}/sales-curve.vl.json`;
const source = JSON.parse(await readFile(FILE, 'utf8'));
const spec = compile(source, { config: CHART_CONFIG }).spec as Spec;

const rows: readonly CurveRow[] = [
  { kind: 'band', x: -60, y: 50, y2: 150 },
  { kind: 'band', x: 0, y: 300, y2: 550 },
  { kind: 'median', x: -60, y: 100 },
  { kind: 'median', x: 0, y: 450 },
  { kind: 'capacity', x: -120, y: 640 },
  { kind: 'capacity', x: 0, y: 640 },
  { kind: 'own', x: -120, y: 4 },
  { kind: 'own', x: -60, y: null },
  { kind: 'own', x: -16, y: 1243 },
  { kind: 'now', x: -16, y: 1243 },
  { kind: 'gap', x: -16, y: 1243, y2: 365 },
];
const signals = {
  ownLabel: '1.243 verkocht',
  nowAt: -16,
  nowLabel: 'nu',
  ticks: [-120, -16, 0],
  dayZero: Date.UTC(2026, 11, 9),
};

async function drawn(interpreted: boolean, tag: string, data: readonly object[] = rows): Promise<string> {
  const flow = parse(spec, { locale: vegaLocale(tag) } as object, { ast: interpreted });
  const view = new View(flow, interpreted ? { expr } : {});
  for (const [name, value] of Object.entries(signals)) view.signal(name, value);
  view.data(
    'rows',
    data.map((row) => ({ ...row })),
  );
  // Names of clip paths count up over the process.
  const svg = (await view.toSVG()).replaceAll(/clip\d+/g, 'clip');
  view.finalize();
  return svg;
}

test('every layer is drawn, and the labels speak the language of the view', async () => {
  const svg = await drawn(true, 'nl');
  for (const kind of ['mark-area', 'mark-line', 'mark-rule', 'mark-symbol', 'mark-text'])
    assert.ok(svg.includes(kind), kind);
  for (const label of ['1.243 verkocht', '>nu<', '>9 dec<', '>1.000<']) assert.ok(svg.includes(label), label);
  const english = await drawn(true, 'en-GB');
  assert.ok(english.includes('>1,000<') && english.includes('>9 Dec<'));
});

test('interpreted and compiled expressions draw the same', async () => {
  assert.equal(await drawn(true, 'nl'), await drawn(false, 'nl'));
});

test('without rows an empty plot stands, without an error', async () => {
  assert.ok(!(await drawn(true, 'nl', [])).includes('NaN'));
});

test('a spec with a mistake stops the build', async () => {
  const build = (changed: object) =>
    rollup({
      input: 'x.vl.json',
      plugins: [
        { name: 'given', resolveId: (id) => id, load: () => JSON.stringify({ ...source, ...changed }) },
        vegaLite({ config: CHART_CONFIG }),
      ],
    });
  await assert.doesNotReject(build({}));
  await assert.rejects(build({ encoding: { ...source.encoding, colr: { field: 'x' } } }), /colr/);
  await assert.rejects(build({ transform: [{ calculate: 'datum.y +* 2', as: 'z' }] }));
});
