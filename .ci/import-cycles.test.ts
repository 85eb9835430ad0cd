import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cyclesIn, fileOf, importsOf, wrongDirection } from './imports.ts';
import { filesIn, ROOMS, textOf } from './source-files.ts';

const files = ROOMS.flatMap((room) => filesIn(room, '*.ts'));

test('the scan sees statements, re-exports, side effects and calls, and knows types from values', () => {
  const text = [
    "import { a } from './a.ts';",
    "import type { B } from './b.ts';",
    "import {\n  c,\n  type D,\n} from './c.ts';",
    "export { e } from './e.ts';",
    "import './f.ts';",
    "// import './g.ts';",
    "const h = await import('./h.ts');",
  ].join('\n');
  assert.deepEqual(
    importsOf(text).map(({ specifier, loads }) => `${specifier} ${loads}`),
    ['./a.ts true', './b.ts false', './c.ts true', './e.ts true', './f.ts true', './h.ts false'],
  );
});

test('a cycle is found, a diamond is not one', () => {
  const cycle = new Map([['a', ['b']], ['b', ['c']], ['c', ['a']]]); // prettier-ignore
  const diamond = new Map([['a', ['b', 'c']], ['b', ['d']], ['c', ['d']], ['d', []]]); // prettier-ignore
  assert.deepEqual(cyclesIn(cycle), [['a', 'b', 'c']]);
  assert.deepEqual(cyclesIn(diamond), []);
});

test('a sideways and an upward import are refused', () => {
  assert.match(wrongDirection('connectors/x.ts', '../demo/season/index.ts') ?? '', /connectors may not import demo/);
  assert.match(wrongDirection('edge-api/protocol/x.ts', '../../connectors/sources/file/index.ts') ?? '', /may not/);
  assert.match(wrongDirection('demo/x.ts', '../edge-api/protocol/index.ts') ?? '', /write #protocol/);
  assert.equal(wrongDirection('connectors/x.ts', '#protocol'), undefined);
});

test('no file waits for itself to load', () => {
  const loads = new Map(
    files.map((file) => [
      file,
      importsOf(textOf(file))
        .filter((one) => one.loads)
        .map((one) => fileOf(file, one.specifier))
        .filter((target) => target !== undefined),
    ]),
  );
  assert.deepEqual(
    cyclesIn(loads).map((cycle) => cycle.join(' → ')),
    [],
  );
});

test('imports run one way: demo, then widgets, connectors and the API, then the protocol', () => {
  const wrong = files.flatMap((file) => importsOf(textOf(file)).map((one) => wrongDirection(file, one.specifier)));
  assert.deepEqual(
    wrong.filter((reason) => reason !== undefined),
    [],
  );
});
