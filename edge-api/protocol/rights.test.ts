import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { Grid, holds, MODULES, Preset, PRESET_GRID, PRESETS, RIGHTS, SUPPORT_GRID } from './rights.ts';

const ALL = ['view', 'edit', 'approve', 'settle', 'administer'];

test('the presets are the job roles of the sector, each with its modules and rights', () => {
  assert.deepEqual(PRESET_GRID, {
    'box-office': { sales: ['view', 'edit'], agreements: ['view'], catalogue: ['view'] },
    marketing: { sales: ['view'], audience: ['view'], catalogue: ['view'] },
    programming: { sales: ['view'], agreements: ['view', 'approve'], audience: ['view'], catalogue: ['view'] },
    finance: { sales: ['view'], agreements: ['view', 'settle'], catalogue: ['view'] },
    'business-lead': {
      sales: ['view'],
      agreements: ['view', 'edit'],
      audience: ['view'],
      catalogue: ['view', 'edit'],
    },
    direction: { sales: ['view'], agreements: ['view', 'approve'], audience: ['view'], catalogue: ['view'] },
    admin: { sales: ALL, agreements: ALL, audience: ALL, catalogue: ALL, people: ALL },
    observer: { sales: ['view'], catalogue: ['view'] },
  });
  assert.deepEqual(PRESETS, Object.keys(PRESET_GRID));
  assert.deepEqual(SUPPORT_GRID, { support: ['view'], people: ['view'] });
});

test('a right is held only where the grid says it: none includes another, none spreads to another module', () => {
  for (const module of MODULES)
    for (const right of RIGHTS) {
      assert.equal(holds({}, module, right), false);
      for (const other of MODULES)
        for (const held of RIGHTS)
          assert.equal(holds({ [other]: [held] }, module, right), other === module && held === right);
    }
});

test('a grid is read strictly: no other module, no other right, of support only looking', () => {
  const reads = (grid: unknown) => v.safeParse(Grid, grid).success;
  assert.ok(reads({}));
  for (const module of MODULES)
    for (const right of RIGHTS) assert.equal(reads({ [module]: [right] }), module !== 'support' || right === 'view');
  for (const bad of [{ money: ['view'] }, { sales: ['own'] }, { sales: 'view' }, { support: [''] }, null])
    assert.ok(!reads(bad));
  assert.deepEqual([...MODULES], ['sales', 'agreements', 'audience', 'catalogue', 'people', 'support']);
  assert.deepEqual([...RIGHTS], ALL);
  for (const preset of PRESETS) assert.ok(v.safeParse(Preset, preset).success);
  assert.ok(!v.safeParse(Preset, 'baas').success);
});
