// The decision place by itself, compared with the table written by hand, and each refusal with its reason.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PRESET_GRID, PRESETS, SCOPES, SUPPORT_GRID, type Grid, type Preset, type Scope } from '#protocol';
import {
  cellsOf,
  decide,
  gridOf,
  NEEDS,
  presetNeeds,
  rightOf,
  scopesFor,
  sessionScopes,
  type Action,
  type Actor,
} from './actor.ts';
import { WHO_MAY } from './matrix-table.ts';

const CLIENT: Actor = {
  kind: 'client',
  clientId: 'XD-CLI-1',
  organisation: 1,
  organisationId: 'XD-ORG-1',
  organisationType: 'venue',
  scopes: [],
  livemode: true,
  epoch: 1,
};
const person = (grid: Grid, more: Partial<Actor> = {}): Actor => ({ ...CLIENT, kind: 'person', grid, ...more });
const embed = (preset: Preset, more: Partial<Actor> = {}): Actor => ({
  ...CLIENT,
  kind: 'embed',
  preset,
  scopes: SCOPES,
  ...more,
});
const OPERATOR: Actor = { ...CLIENT, kind: 'operator', organisation: 0, organisationType: 'platform', scopes: SCOPES };
const SUPPORT = { id: 'XD-SUP-1', until: 1 };

const ACTIONS = Object.keys(NEEDS) as (keyof typeof NEEDS)[];
const allowed = (actor: Actor | undefined, action: Action) => decide(actor, action).allow;
const reason = (actor: Actor | undefined, action: Action) => {
  const decision = decide(actor, action);
  return decision.allow ? 'allowed' : decision.reason;
};

test('every action has its row in the table, and the table no other', () => {
  assert.deepEqual(Object.keys(WHO_MAY).toSorted(), ACTIONS.toSorted());
});

test('without a token nothing is allowed but what is public', () => {
  assert.equal(reason(undefined, 'public'), 'allowed');
  for (const action of ['self', ...ACTIONS] as const) assert.equal(reason(undefined, action), 'not_signed_in');
});

test('whoever is signed in may ask about itself, and nobody more by nothing', () => {
  for (const actor of [CLIENT, person({}), { ...CLIENT, kind: 'embed' as const }, OPERATOR]) {
    assert.equal(reason(actor, 'self'), 'allowed');
    assert.equal(reason(actor, 'public'), 'allowed');
  }
  for (const action of ACTIONS) {
    const platform = WHO_MAY[action].platformOnly;
    assert.equal(reason(CLIENT, action), platform ? 'platform' : 'scope', action);
    assert.equal(reason(person({}), action), platform ? 'platform' : 'grid', action);
    assert.equal(reason({ ...CLIENT, kind: 'embed' }, action), platform ? 'platform' : 'grid', action);
  }
});

test('a client may do what its scope says, of the platform where that is asked; all other scopes open nothing', () => {
  for (const action of ACTIONS) {
    const { scope } = NEEDS[action];
    const { platformOnly } = WHO_MAY[action];
    const home = { ...CLIENT, organisationType: platformOnly ? 'platform' : 'venue' };
    assert.equal(reason({ ...home, scopes: [scope] }, action), 'allowed', action);
    assert.equal(reason({ ...home, scopes: SCOPES.filter((one) => one !== scope) }, action), 'scope', action);
    assert.equal(reason({ ...CLIENT, scopes: SCOPES }, action), platformOnly ? 'platform' : 'allowed', action);
  }
});

test('each preset may, as a person and on a page, what the table says', () => {
  for (const action of ACTIONS)
    for (const preset of PRESETS) {
      const may = WHO_MAY[action].roles.includes(preset);
      assert.equal(allowed(person(PRESET_GRID[preset]), action), may, `${preset} ${action}`);
      assert.equal(allowed(embed(preset), action), may, `a page as ${preset} ${action}`);
    }
});

test('a person is judged by the grid alone: a preset or scopes in the token add nothing', () => {
  assert.equal(reason(person({}, { preset: 'admin', scopes: SCOPES }), 'write_people'), 'grid');
  assert.equal(reason({ ...CLIENT, kind: 'person', preset: 'admin' }, 'read_sales'), 'grid');
});

test('what only machines do, no person does, whatever it holds', () => {
  const all = PRESET_GRID.admin;
  for (const action of ['push_sales', 'create_embed', 'operate'] as const)
    assert.equal(reason(person(all), action), 'grid', action);
});

test('the operator runs the platform, reads no figures and speaks for nobody', () => {
  for (const action of ACTIONS)
    assert.equal(reason(OPERATOR, action), WHO_MAY[action].operator ? 'allowed' : 'operator', action);
});

test('who is limited to productions may nothing that concerns the whole house', () => {
  const some = { productions: ['XD-26-001-0000001'] };
  for (const action of ACTIONS) {
    const whole = 'whole' in NEEDS[action];
    for (const preset of PRESETS) {
      const wanted = !WHO_MAY[action].roles.includes(preset) ? undefined : whole ? 'limited' : 'allowed';
      if (wanted) assert.equal(reason(person(PRESET_GRID[preset], some), action), wanted, `${preset} ${action}`);
      if (wanted) assert.equal(reason(embed(preset, some), action), wanted, `a page as ${preset} ${action}`);
    }
    if (WHO_MAY[action].roles.includes('marketing'))
      assert.equal(allowed(person(PRESET_GRID.marketing, some), action), WHO_MAY[action].limited, action);
  }
  // A client has no such limit.
  assert.equal(reason({ ...CLIENT, ...some, scopes: ['catalogue:write'] }, 'write_catalogue'), 'allowed');
});

test('support looks and changes nothing, whoever it looks as; as itself it may look for members', () => {
  for (const action of ACTIONS) {
    const looking = person(PRESET_GRID.admin, { support: SUPPORT });
    assert.equal(allowed(looking, action), WHO_MAY[action].looking, action);
    if (WHO_MAY[action].roles.includes('admin') && !WHO_MAY[action].looking)
      assert.equal(reason(looking, action), 'support_reads_only', action);
    const itself = person(SUPPORT_GRID, { organisationType: 'platform' });
    assert.equal(allowed(itself, action), WHO_MAY[action].support, action);
  }
  assert.equal(reason(person(SUPPORT_GRID), 'support'), 'platform');
});

test('an organisation that observes looks, and keeps its own people and clients', () => {
  const house = { organisationType: 'observer' };
  for (const action of ACTIONS) {
    const client = { ...CLIENT, ...house, scopes: SCOPES };
    assert.equal(allowed(client, action), WHO_MAY[action].observingHouse, action);
    if (!WHO_MAY[action].observingHouse)
      assert.equal(reason(client, action), WHO_MAY[action].platformOnly ? 'platform' : 'observer_reads_only', action);
  }
  assert.equal(reason(person(PRESET_GRID.admin, house), 'write_people'), 'allowed');
  assert.equal(reason(person(PRESET_GRID.admin, house), 'write_catalogue'), 'observer_reads_only');
  assert.equal(reason(embed('marketing', house), 'read_sales'), 'allowed');
});

test('a right is told by its scope and its presets', () => {
  assert.equal(rightOf('public'), undefined);
  assert.deepEqual(rightOf('self'), { scope: 'self', presets: PRESETS });
  for (const action of ACTIONS)
    assert.deepEqual(
      rightOf(action),
      {
        scope: WHO_MAY[action].scope ?? 'operator',
        presets: PRESETS.filter((one) => WHO_MAY[action].roles.includes(one)),
      },
      action,
    );
});

test('a session is never wider than its maker: what a preset asks of the client that makes it', () => {
  assert.deepEqual(Object.fromEntries(PRESETS.map((preset) => [preset, presetNeeds(preset)])), {
    'box-office': ['sales:push', 'links:write'],
    marketing: [],
    programming: [],
    finance: [],
    'business-lead': ['catalogue:write'],
    direction: [],
    admin: ['sales:push', 'catalogue:write', 'links:write', 'people:write', 'clients:write', 'audit:read'],
    observer: [],
  });
});

test('a session reads and writes agreements and audiences only as far as its maker has the scope', () => {
  const session = (scopes: readonly Scope[]) => embed('admin', { scopes });
  assert.deepEqual(decide(session([]), 'read_agreements'), { allow: false, reason: 'grid' });
  assert.deepEqual(decide(session(['agreements:read']), 'read_agreements'), { allow: true });
  assert.deepEqual(decide(session(['agreements:read']), 'approve_agreements'), { allow: false, reason: 'grid' });
  assert.deepEqual(decide(session(['agreements:write']), 'discuss'), { allow: true });
  assert.deepEqual(decide(session([]), 'read_sales'), { allow: true });
  assert.deepEqual(gridOf(session([]))?.agreements, []);
  assert.deepEqual(gridOf(session(['agreements:approve']))?.agreements, ['approve']);
  assert.deepEqual(gridOf(session(['agreements:read']))?.agreements, [], 'a right takes all of its scopes');
  assert.deepEqual(gridOf(session(['agreements:read', 'agreements:write']))?.agreements?.includes('view'), true);
  assert.deepEqual(gridOf(session([]))?.sales, PRESET_GRID.admin.sales);
  assert.deepEqual(sessionScopes((scope) => scope !== 'agreements:settle').toSorted(), [
    'agreements:approve',
    'agreements:read',
    'agreements:write',
    'audience:read',
    'audience:write',
  ]);
});

test('a person has the rights given, a machine has scopes and no rights', () => {
  const grid: Grid = PRESET_GRID.admin;
  assert.equal(gridOf(person(grid)), grid);
  assert.equal(gridOf(CLIENT), undefined);
  assert.equal(gridOf({ ...CLIENT, preset: 'admin' }), undefined);
  const { preset: _, ...bare } = embed('admin');
  assert.equal(gridOf(bare), undefined);
});

test('whoever gives a right needs the scopes that do the same', () => {
  const of = (...asked: Parameters<typeof scopesFor>) => [...new Set(scopesFor(...asked))];
  assert.deepEqual(of('sales', 'view'), ['sales:read']);
  assert.deepEqual(of('sales', 'edit'), ['sales:push', 'links:write']);
  assert.deepEqual(of('catalogue', 'view'), ['catalogue:read']);
  assert.deepEqual(of('catalogue', 'edit'), ['catalogue:write']);
  assert.deepEqual(of('people', 'view'), ['people:read']);
  assert.deepEqual(of('people', 'administer'), ['people:write', 'clients:write', 'audit:read']);
  assert.deepEqual(of('support', 'view'), ['operator']);
  assert.deepEqual(of('agreements', 'view'), ['agreements:read', 'agreements:write']);
  assert.deepEqual(of('agreements', 'approve'), ['agreements:approve']);
  assert.deepEqual(of('sales', 'settle'), []);
});

test('a person makes no client wider than their own grid: each scope is the rights it stands for', () => {
  const of = (scope: (typeof SCOPES)[number]) => [...new Set(cellsOf(scope).map((cell) => cell.join(' ')))];
  assert.deepEqual(of('sales:read'), ['sales view']);
  assert.deepEqual(of('sales:push'), ['sales edit']);
  assert.deepEqual(of('links:write'), ['sales edit']);
  assert.deepEqual(of('catalogue:read'), ['catalogue view']);
  assert.deepEqual(of('catalogue:write'), ['catalogue edit']);
  assert.deepEqual(of('people:read'), ['people view']);
  for (const scope of ['people:write', 'clients:write', 'audit:read'] as const)
    assert.deepEqual(of(scope), ['people administer'], scope);
  assert.deepEqual(of('people:sign-in'), []);
  // Its sessions may be of any preset, so its maker must see all that one can.
  assert.deepEqual(of('embed:create'), ['sales view', 'agreements view', 'audience view', 'catalogue view']);
});

test('nobody opens to others what they do not see themselves: sharing asks for a look at the figures beside the people', () => {
  const keeper: Grid = { people: ['view', 'administer'] };
  assert.equal(reason(person(keeper), 'share'), 'grid');
  assert.equal(reason(person({ sales: ['view'] }), 'share'), 'grid');
  assert.equal(reason(person({ ...keeper, sales: ['view'] }), 'share'), 'allowed');
  assert.equal(reason(person(keeper), 'write_people'), 'allowed');
});
