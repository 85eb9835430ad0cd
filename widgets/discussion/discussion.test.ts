import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import {
  axeFindings,
  counts,
  elementStage,
  eventually,
  inSession,
  ledgerOf,
  reads,
  type ElementStage,
} from '../browser/element-stage.ts';
import { sampleMessage, sampleMessages, sampleThread, talk, THREAD_PATH } from '../browser/talk-answers.ts';

const { elementTest } = elementStage();
const TALK = '<dip-discussion kind="agreement" subject="XD-AGR-1"></dip-discussion>';

async function open(stage: ElementStage, view: Parameters<ElementStage['open']>[1] = {}): Promise<Page> {
  const page = await stage.open(inSession(stage.api.origin, TALK), view);
  await page.locator('dip-discussion #head').waitFor();
  return page;
}
const field = (page: Page) => page.locator('dip-discussion textarea');
const sent = (stage: ElementStage) =>
  stage.api.calls.filter((call) => call.method === 'POST' && call.path === '/v1/messages');
const marks = (stage: ElementStage) => stage.api.calls.filter((call) => call.path === '/v1/messages/read');

elementTest(
  '<dip-discussion> shows who said what, what is internal in words, and from where it is new',
  async (stage) => {
    const [first] = sampleMessages();
    talk(stage.api, sampleMessages(), { readTo: first?.seq ?? 0 });
    const page = await open(stage);
    await reads(
      page.locator('dip-discussion'),
      /Gesprek over deze afspraak Met Toneelmakerij Noord\. 4 berichten, 2 nieuwe berichten\./,
    );
    await counts(page.locator('dip-discussion .message'), 4);
    await reads(page.locator('dip-discussion .internal'), /Intern: alleen De Lantaarn leest dit/);
    await reads(
      page.locator('dip-discussion .message').nth(3),
      /Toneelmakerij Noord automatisch · di 24 nov,? 10:04 Tegenvoorstel/,
    );
    await reads(page.locator('dip-discussion .mention'), /^@Anna de Vries$/);
    await reads(page.locator('dip-discussion .new + .message'), /Pim Smit/);
    // The end is in sight: it is told as read once, and the line of what is new stays where it was.
    await eventually(() => assert.equal(marks(stage).length, 1));
    assert.deepEqual(marks(stage)[0]?.body, {
      subject: { kind: 'agreement', id: 'XD-AGR-1', part: null },
      with: 'P1',
      seq: sampleMessages()[3]?.seq,
    });
    await counts(page.locator('dip-discussion .new'), 1);
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
  },
);

elementTest(
  '<dip-discussion> sends by Ctrl+Enter, mentions by keyboard, and keeps the text that was not sent',
  async (stage) => {
    const state = talk(stage.api);
    const page = await open(stage);
    await field(page).focus();
    await page.keyboard.press('Control+Enter');
    await reads(page.locator('dip-discussion #text-fault'), /Schrijf eerst iets/);
    await page.keyboard.type('Dank @pi');
    await page.locator('dip-discussion [role=option]').getByText('Pim Smit').waitFor();
    assert.equal(await field(page).getAttribute('aria-activedescendant'), 'name-0');
    assert.deepEqual(await axeFindings(page, 'dip-session'), []);
    await page.keyboard.press('Enter');
    await page.keyboard.type('en tot morgen');
    assert.equal(await field(page).inputValue(), 'Dank @Pim Smit en tot morgen');
    stage.expect(/ERR_EMPTY_RESPONSE/);
    stage.api.on('POST /v1/messages', 'cut');
    await page.keyboard.press('Control+Enter');
    await reads(page.locator('dip-discussion .said'), /Niet verstuurd: er kwam geen antwoord.*Je tekst staat er nog/);
    assert.equal(await field(page).inputValue(), 'Dank @Pim Smit en tot morgen');
    const lost = sent(stage).at(-1)?.headers['idempotency-key'];
    const kept = talk(stage.api, state.items);
    await page.getByRole('button', { name: 'Verstuur' }).click();
    await reads(page.locator('dip-discussion .said'), /^Verstuurd\.$/);
    const last = sent(stage).at(-1);
    assert.deepEqual(last?.body, {
      subject: { kind: 'agreement', id: 'XD-AGR-1', part: null },
      with: 'P1',
      text: 'Dank @Pim Smit en tot morgen',
      internal: false,
      mentions: ['XD-MEM-7'],
    });
    assert.equal(last?.headers['idempotency-key'], lost, 'a lost answer is the same message');
    assert.equal(await field(page).inputValue(), '');
    await counts(page.locator('dip-discussion .message'), kept.items.length);
    await page.locator('dip-discussion textarea:focus').waitFor();
  },
);

elementTest(
  '<dip-discussion> keeps a message inside: only colleagues can be mentioned, and the form says so',
  async (stage) => {
    talk(stage.api);
    const page = await open(stage);
    await page.getByLabel('Intern houden').check();
    await reads(
      page.locator('dip-discussion .write label').first(),
      /Bericht · Intern: alleen je eigen organisatie leest dit/,
    );
    await page.getByRole('button', { name: 'Noem iemand' }).click();
    await counts(page.locator('dip-discussion [role=option]'), 2);
    await page.keyboard.press('ArrowDown');
    await eventually(async () => assert.equal(await field(page).getAttribute('aria-activedescendant'), 'name-1'));
    await page.keyboard.press('Escape');
    await counts(page.locator('dip-discussion [role=option]'), 0);
    await page.keyboard.type('bra');
    await page.locator('dip-discussion [role=option]').getByText('Bram Jansen').click();
    await page.keyboard.press('Control+Enter');
    await reads(page.locator('dip-discussion .said'), /alleen binnen je organisatie/);
    const body = sent(stage)[0]?.body as { internal: boolean; mentions: string[] };
    assert.deepEqual([body.internal, body.mentions], [true, ['XD-MEM-2']]);
  },
);

elementTest('<dip-discussion> stays where its reader is while others write, and says what came', async (stage) => {
  const many = Array.from({ length: 60 }, (_, i) => sampleMessage(i, { text: `Regel ${i}` }));
  const state = talk(stage.api, many, { readTo: many.at(-1)?.seq ?? 0, pollSeconds: 2 });
  const page = await open(stage);
  const log = page.locator('dip-discussion .log');
  await page.locator('dip-discussion .message').last().getByText('Regel 59').waitFor();
  await eventually(async () =>
    assert.ok(await log.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight < 24), 'at the newest'),
  );
  await log.evaluate((one) => one.scrollTo(0, 0));
  await eventually(async () => assert.equal(await log.evaluate((one) => one.scrollTop), 0));
  state.items.push(sampleMessage(90, { mine: false, text: 'Iets nieuws' }));
  await page.getByRole('button', { name: '1 nieuw bericht onderaan' }).waitFor();
  assert.equal(await log.evaluate((one) => one.scrollTop), 0);
  assert.equal(marks(stage).length, 0, 'not seen, not read');
  await page.getByRole('button', { name: '1 nieuw bericht onderaan' }).click();
  await eventually(() =>
    assert.equal((marks(stage)[0]?.body as { seq: number } | undefined)?.seq, state.items.at(-1)?.seq),
  );
});

elementTest('<dip-discussion> reads a long thread by its pages', async (stage) => {
  const [one, two] = [sampleMessage(1, { text: 'eerste' }), sampleMessage(2, { text: 'tweede' })];
  stage.api.on(THREAD_PATH, { body: sampleThread([one], { next: 'c1', readTo: two.seq }) });
  stage.api.on(`${THREAD_PATH}&cursor=c1`, { body: sampleThread([two], { readTo: two.seq }) });
  const page = await open(stage);
  await reads(page.locator('dip-discussion'), /2 berichten\./);
  await counts(page.locator('dip-discussion .message'), 2);
});

elementTest(
  '<dip-discussion> says when there is nothing, nobody else, no right to write, or no thread',
  async (stage) => {
    talk(stage.api, []);
    const page = await open(stage);
    await reads(page.locator('dip-discussion'), /Er is nog niets gezegd\. Begin het gesprek/);
    talk(stage.api, [], { with: null });
    const alone = await open(stage);
    await reads(alone.locator('dip-discussion'), /leest alleen je eigen organisatie/);
    assert.ok(await alone.getByLabel('Intern houden').isChecked());
    talk(stage.api, sampleMessages(), { may: false });
    const looking = await open(stage, { lang: 'en' });
    await reads(looking.locator('dip-discussion'), /You can read along here, not write/);
    await counts(looking.locator('dip-discussion textarea'), 0);
    assert.equal(marks(stage).length, 0, 'who only looks marks nothing');
    stage.api.on(THREAD_PATH, { status: 404, body: { code: 'not_found' } });
    stage.expect(/404/);
    const none = await stage.open(inSession(stage.api.origin, TALK));
    await reads(none.locator('dip-discussion'), /Dit is hier niet bekend/);
  },
);

elementTest('<dip-discussion> fits 360 px, forced colours and print, and leaves nothing behind', async (stage) => {
  const long = 'Schouwburgdirecteursvergaderingsnotulen'.repeat(6);
  talk(stage.api, [...sampleMessages(), sampleMessage(5, { text: long })]);
  const page = await open(stage, { width: 360, forcedColors: 'active', theme: 'dark' });
  await counts(page.locator('dip-discussion .message'), 5);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 360));
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('dip-discussion .log').evaluate((log) => getComputedStyle(log).maxHeight), 'none');
  await eventually(async () => assert.equal((await ledgerOf(page)).observers, 1, 'it looks for the end'));
  await page.evaluate(() => document.querySelector('dip-discussion')?.remove());
  await eventually(async () => assert.equal((await ledgerOf(page)).observers, 0));
});
