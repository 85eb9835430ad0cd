// What the page of this room shows is tried as it stands there.
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { SAMPLE, SAMPLE_SUBJECTS } from '../audience/sample-report.ts';
import { CHOICE_KEYS } from '../sales-monitor/monitor-choice.ts';
import { AGREEMENT_PATH, HALL_PATH, sampleAgreement, sampleHall, summaryOf } from './deal-answers.ts';
import { frameworkSummary, sampleFramework, sampleTemplate } from './framework-answers.ts';
import { axeFindings, elementStage } from './element-stage.ts';
import { sampleShare } from './share-answers.ts';
import { sampleStatement, STATEMENT_PATH } from './statement-answers.ts';
import { talk } from './talk-answers.ts';
import { pageOf, sampleClient, sampleInvitation, sampleLines, sampleMe, sampleMembers } from './people-answers.ts';
import { sampleLinks, sampleMonitor, sampleQuarantine, sampleSeries, SERIES_PATH } from './sample-answers.ts';

const { elementTest } = elementStage();
const readme = await readFile(join(import.meta.dirname, '../README.md'), 'utf8');
const examples = [...readme.matchAll(/```html\n([\s\S]*?)```/g)].map(([, html = '']) => html);
const script = /```js\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';

elementTest('every example of HTML shows figures, together on one page', async (stage) => {
  stage.api.on('/v1/monitor', { body: sampleMonitor({ filtered: sampleMonitor().totals }) });
  stage.api.on(SERIES_PATH, { body: sampleSeries() });
  stage.api.on('/v1/audience', { body: SAMPLE });
  stage.api.on('/v1/audience/subjects', { body: SAMPLE_SUBJECTS });
  stage.api.on('/v1/links', { body: sampleLinks() });
  stage.api.on('/v1/quarantine', { body: sampleQuarantine() });
  stage.api.on('/v1/me', { body: sampleMe() });
  talk(stage.api);
  stage.api.on(STATEMENT_PATH, { body: sampleStatement() });
  stage.api.on('/v1/my-share', { body: sampleShare() });
  stage.api.on('/v1/audit', { body: pageOf(sampleLines()) });
  stage.api.on('/v1/clients', { body: pageOf([sampleClient()]) });
  stage.api.on(AGREEMENT_PATH, { body: sampleAgreement() });
  stage.api.on('/v1/agreements', { body: pageOf([summaryOf(sampleAgreement())]) });
  stage.api.on('/v1/agreement-settings', {
    body: { twoPeopleFrom: null, contactLinks: null, revision: 0, livemode: true },
  });
  stage.api.on('/v1/billing-profile', { body: { organisation: 'V1', profile: null, revision: 0, livemode: true } });
  stage.api.on('/v1/webhooks', { body: pageOf([]) });
  stage.api.on('/v1/self-billing', { body: pageOf([]) });
  stage.api.on('/v1/agreement-templates', { body: pageOf([sampleTemplate()]) });
  stage.api.on('/v1/frameworks', { body: pageOf([frameworkSummary(sampleFramework())]) });
  stage.api.on(HALL_PATH, { body: sampleHall });
  stage.api.on('/v1/members', { body: pageOf(sampleMembers()) });
  stage.api.on('/v1/invitations', { body: pageOf([sampleInvitation()]) });
  const [whole = '', ...others] = examples.map((html) =>
    html.replace('https://widgets.example', '').replace('https://api.example', stage.api.origin),
  );
  const page = await stage.open(
    `<main><h1>Host</h1>${whole.replace('</dip-session>', `${others.join('')}</dip-session>`)}</main>`,
  );
  const tags = new Set([...readme.matchAll(/^### `<([\w-]+)>`/gm)].map(([, tag]) => tag));
  assert.equal(tags.size, 22);
  for (const selector of [
    'dip-kpi dl',
    'dip-occupancy .bar',
    'dip-link-list .lead',
    'dip-members .lead',
    'dip-clients .lead',
    'dip-audit-log .entry',
    'dip-contract-view .terms',
    'dip-discussion .message',
    'dip-my-share .figures',
    'dip-settlement-sheet .houses',
    'dip-deal-simulator .finding',
    'dip-agreements .list',
    'dip-audience-charts .tiles',
    'dip-frameworks .items',
    'dip-deal-templates .items',
    'dip-deal-settings .part',
    'dip-webhooks .lead',
    'dip-deal-editor .sentence',
    'dip-role-switch .now',
    'dip-sales-curve h3',
    'dip-sales-monitor table',
  ])
    await page.locator(selector).first().waitFor();
  const looked = [
    'dip-kpi',
    'dip-occupancy',
    'dip-link-list',
    'dip-members',
    'dip-clients',
    'dip-audit-log',
    'dip-contract-view',
    'dip-discussion',
    'dip-my-share',
    'dip-settlement-sheet',
    'dip-deal-simulator',
    'dip-agreements',
    'dip-audience-charts',
    'dip-frameworks',
    'dip-deal-templates',
    'dip-deal-settings',
    'dip-webhooks',
    'dip-deal-editor',
    'dip-role-switch',
  ];
  assert.deepEqual(await axeFindings(page, ...looked), []);
});

elementTest('the example of getToken gives a session its token', async (stage) => {
  stage.api.on('/v1/monitor', { body: sampleMonitor() });
  const page = await stage.open(
    `<script type="module" src="/dip-widgets.js"></script><dip-session endpoint="${stage.api.origin}"><dip-kpi></dip-kpi></dip-session>`,
  );
  await page.evaluate(script.replace('/my-own-way-to-a-token', '/dip-token'));
  await page.locator('dip-kpi dl').waitFor();
  assert.equal(stage.host.tokensAsked, 1);
});

test('every choice of the monitor stands in its table', () => {
  const part = readme.split('### `<dip-sales-monitor>`')[1]?.split('\n### ')[0] ?? '';
  const rows = part.split('\n').filter((line) => line.startsWith('| `'));
  const named = rows.flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([\w-]+)`/g)].map(([, name]) => name));
  assert.deepEqual(new Set(named), new Set(CHOICE_KEYS));
});

elementTest('every custom property that the page names changes something', async () => {
  const room = join(import.meta.dirname, '..');
  const sheets = await Promise.all(
    globSync('**/*.styles.ts', { cwd: room }).map((path) => readFile(join(room, path), 'utf8')),
  );
  const named = new Set([...readme.matchAll(/`(--dip-[a-z0-9-]+)`/g)].map(([, name = '']) => name));
  const used = new Set([...sheets.join('').matchAll(/var\((--dip-[a-z0-9-]+)/g)].map(([, name = '']) => name));
  assert.deepEqual(
    [...named].toSorted((a, b) => a.localeCompare(b)),
    [...used].toSorted((a, b) => a.localeCompare(b)),
  );
});
