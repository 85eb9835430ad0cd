// A deal as it is lived, from the first draft to the signed statement and its PDF. In Dutch by mouse, in English by keyboard.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { PATHS, type PushResult, type Snapshot, type Statement } from '#protocol';
import { readPdf } from '../../edge-api/local/read-pdf.ts';
import { chooseAt, keyboard, link, mouse, type Hands, type Lang } from './hands.ts';
import { axeFindings, RunningDemo, skip, type Seen } from './running-demo.ts';
import { signedIn } from './signed-in.ts';

const [HOUSE, COMPANY, HALL] = ['V02', 'A01', 'V02-H1'];
const DAY = 86_400_000;
let demo: RunningDemo;
before(async () => {
  if (!skip) demo = await RunningDemo.start();
});
after(async () => {
  if (!skip) await demo.stop();
});

const WORDS = {
  nl: {
    signIn: 'Inloggen',
    agreements: 'Afspraken',
    settlement: 'Afrekening',
    myShare: 'Mijn aandeel',
    create: 'Nieuwe afspraken',
    production: 'Voorstelling',
    begin: 'Begin met',
    template: 'sjabloon Partage 80/20 met garantie',
    draft: 'Maak concepten',
    drafted: '1 concept is gemaakt.',
    search: 'Zoek op titel, theater of producent',
    propose: 'Stel voor',
    proposed: 'Het voorstel is verstuurd.',
    counter: 'een andere waarde',
    reject: 'Wijs 1 onderdeel af',
    rejected: 'De afwijzing is verstuurd.',
    revise: 'Stuur versie 2',
    revised: 'Versie 2 is voorgesteld.',
    approve: 'Akkoord met alles',
    half: 'Je akkoord staat. Er is nog iemand nodig.',
    approved: 'De afspraak is akkoord.',
    make: 'Maak afrekening',
    made: 'De afrekening is gemaakt.',
    offered: 'De afrekening is voorgesteld.',
    disputed: 'De regel is betwist; de ander ziet waarom.',
    answered: 'Je antwoord staat erbij.',
    resolved: 'Dit is hiermee opgelost',
    sign: 'Teken',
    signed: 'Je hebt getekend.',
    final: 'definitief',
    pdf: 'Bewaar als PDF',
    fetched: 'is opgehaald.',
    guarantee: '€ 4.000,00',
  },
  en: {
    signIn: 'Sign in',
    agreements: 'Agreements',
    settlement: 'Settlement',
    myShare: 'My share',
    create: 'New agreements',
    production: 'Production',
    begin: 'Begin with',
    template: 'template Partage 80/20 met garantie',
    draft: 'Make drafts',
    drafted: '1 draft was made.',
    search: 'Search a title, venue or producer',
    propose: 'Propose',
    proposed: 'The proposal was sent.',
    counter: 'another value',
    reject: 'Reject 1 term',
    rejected: 'The rejection was sent.',
    revise: 'Send version 2',
    revised: 'Version 2 was proposed.',
    approve: 'Approve all',
    half: 'Your approval stands. Somebody else is needed.',
    approved: 'The agreement is approved.',
    make: 'Make a statement',
    made: 'The statement is made.',
    offered: 'The statement is proposed.',
    disputed: 'The line is disputed; the other side sees why.',
    answered: 'Your answer stands with it.',
    resolved: 'This settles it',
    sign: 'Sign',
    signed: 'You have signed.',
    final: 'final',
    pdf: 'Save as PDF',
    fetched: 'was fetched.',
    guarantee: '€4,000.00',
  },
} as const;

/** A performance of yesterday between the demo's house and company that nothing is agreed about. */
async function playedYesterday(title: string): Promise<string> {
  const { ids, clientOf } = await demo.laid();
  const made = async (ref: string, path: string, body: object): Promise<string> => {
    const { results } = await clientOf(ref).call<{ results: readonly { readonly id?: string; detail?: string }[] }>(
      'POST',
      path,
      [body],
    );
    assert.ok(results[0]?.id, results[0]?.detail);
    return results[0].id;
  };
  const production = await made(COMPANY, PATHS.productions, { title, genre: 'cabaret' });
  const startsAt = new Date(Date.now() - DAY).toISOString();
  return made(COMPANY, PATHS.performances, { production, venue: ids[HOUSE], hall: ids[HALL], startsAt, capacity: 400 });
}

async function salesComeIn(performance: string): Promise<void> {
  const { clientOf } = await demo.laid();
  const none = { count: 0, amount: 0 };
  const item: Snapshot = {
    performance,
    asOf: new Date(Date.now() - 60_000).toISOString(),
    normal: { count: 300, amount: 750_000 },
    discount: { count: 40, amount: 60_000 },
    free: { count: 8, amount: 0 },
    other: none,
    reserved: none,
    blocked: none,
    capacity: 400,
  };
  const { results } = await clientOf(HOUSE).call<PushResult>('PUT', PATHS.snapshots, { items: [item] });
  assert.ok(
    results?.every(({ outcome }) => outcome === 'applied'),
    JSON.stringify(results),
  );
}

const said = (page: Page, text: string): Promise<void> => page.locator('.said', { hasText: text }).first().waitFor();

/** The one deal of this title: a fresh page, the section, the search, the row. */
async function openDeal({ page }: Seen, title: string, lang: Lang, hands: Hands): Promise<void> {
  const words = WORDS[lang];
  await hands.press(link(page, words.agreements));
  const list = page.locator('dip-agreements');
  await list.locator('.list').waitFor();
  await hands.write(list.getByLabel(words.search), title);
  await list.locator('tbody:not(:has(tr:nth-child(2)))', { hasText: title }).waitFor();
  await hands.press(list.locator('tbody .title'));
  await page.locator('dip-contract-view .terms').waitFor();
}

async function openStatement({ page }: Seen, title: string, lang: Lang, hands: Hands): Promise<void> {
  await hands.press(link(page, WORDS[lang].settlement));
  await hands.press(page.locator('dip-settlement-sheet .item', { hasText: title }).locator('button'));
  await page.locator('dip-settlement-sheet .sums').first().waitFor();
}

/** Opens what is asked before a step, and takes it. */
async function takeStep(page: Page, name: string, hands: Hands): Promise<void> {
  await hands.press(page.locator('dip-contract-view').getByRole('button', { name, exact: true }));
  await hands.press(page.locator('dip-contract-view form.step button[type=submit]'));
}

async function sign(page: Page, lang: Lang, hands: Hands): Promise<void> {
  const words = WORDS[lang];
  const sheet = page.locator('dip-settlement-sheet');
  await hands.press(sheet.locator('[data-opens=sign]'));
  await hands.press(sheet.locator('.sure').getByRole('button', { name: words.sign, exact: true }));
  await said(page, words.signed);
}

async function say(page: Page, text: string, hands: Hands, resolves: string | null = null): Promise<void> {
  const sheet = page.locator('dip-settlement-sheet');
  await hands.press(sheet.locator('[data-opens="line gross"]'));
  await hands.write(sheet.locator('form.form textarea'), text);
  if (resolves !== null) await hands.tick(sheet.getByLabel(resolves));
  await hands.press(sheet.locator('form.form button[type=submit]'));
}

const digits = (text: string): string => text.replaceAll(/[^\d,.-]/g, '');

for (const [lang, how, hands, title] of [
  ['nl', 'by mouse', mouse, 'Zonder Borderel Geen Toegift'],
  ['en', 'by keyboard', keyboard, 'The Last Call Before the Curtain'],
] as const)
  test(
    `a deal is drafted, countered, approved by two, settled, disputed, signed, and its PDF says the same (${lang}, ${how})`,
    { skip },
    async () => {
      const words = WORDS[lang];
      const performance = await playedYesterday(title);
      const joris = await signedIn(demo, 'Joris Mulder', lang, hands);
      await hands.press(link(joris.page, words.agreements));
      const list = joris.page.locator('dip-agreements');
      await hands.press(list.getByRole('button', { name: words.create, exact: true }));
      const form = list.locator('form.form');
      await form.locator('option', { hasText: title }).waitFor({ state: 'attached' });
      await form.locator('option', { hasText: words.template }).waitFor({ state: 'attached' });
      await hands.select(form.locator('#production'), title);
      await hands.select(form.getByLabel(words.begin), words.template);
      await form.locator('[id$="guaranteeProvider"]').waitFor();
      await hands.press(form.getByRole('button', { name: words.draft, exact: true }));
      await said(joris.page, words.drafted);

      await openDeal(joris, title, lang, hands);
      await takeStep(joris.page, words.propose, hands);
      await said(joris.page, words.proposed);

      const bram = await signedIn(demo, 'Bram de Groot', lang, hands, { wears: 'Vergulde Anker' });
      await openDeal(bram, title, lang, hands);
      const terms = bram.page.locator('dip-contract-view');
      await hands.press(terms.locator('[data-act="do-guaranteeProvider"]'));
      await hands.write(terms.locator('#reason-guaranteeProvider'), 'Op een maandag halen we dat niet.');
      await hands.tick(terms.getByLabel(words.counter));
      await hands.write(terms.locator('#choice-guaranteeProvider'), '4000');
      await hands.press(terms.getByRole('button', { name: words.reject, exact: true }));
      await said(bram.page, words.rejected);

      await openDeal(joris, title, lang, hands);
      const answer = joris.page.locator('dip-contract-view');
      await hands.press(answer.locator('[data-act="do-guaranteeProvider"].first'));
      await hands.press(answer.getByRole('button', { name: words.revise, exact: true }));
      await said(joris.page, words.revised);

      await openDeal(bram, title, lang, hands);
      await bram.page.locator('dip-contract-view .sentence', { hasText: words.guarantee }).waitFor();
      await takeStep(bram.page, words.approve, hands);
      await said(bram.page, words.half);
      const anna = await signedIn(demo, 'Anna Visser', lang, hands);
      await openDeal(anna, title, lang, hands);
      await takeStep(anna.page, words.approve, hands);
      await said(anna.page, words.approved);

      await salesComeIn(performance);
      const sheet = anna.page.locator('dip-settlement-sheet');
      await hands.press(sheet.getByRole('button', { name: words.make, exact: true }));
      await said(anna.page, words.made);
      await hands.press(sheet.locator('[data-opens=propose]'));
      await said(anna.page, words.offered);

      await openStatement(joris, title, lang, hands);
      await say(joris.page, 'Wij telden vier kaarten meer.', hands);
      await said(joris.page, words.disputed);
      await openStatement(anna, title, lang, hands);
      await say(anna.page, 'Die vier zijn na afloop teruggegeven; zie de kassalijst.', hands);
      await said(anna.page, words.answered);
      await openStatement(joris, title, lang, hands);
      await say(joris.page, 'Gezien, dat klopt.', hands, words.resolved);
      await said(joris.page, words.answered);
      await sign(joris.page, lang, hands);
      await openStatement(anna, title, lang, hands);
      await sign(anna.page, lang, hands);
      await sheet.locator('.pill', { hasText: words.final }).waitFor();

      const [download] = await Promise.all([
        anna.page.waitForEvent('download'),
        hands.press(sheet.getByRole('button', { name: words.pdf, exact: true })),
      ]);
      await said(anna.page, words.fetched);
      const pdf = readPdf(await readFile(await download.path()));
      assert.equal(pdf.lang.slice(0, 2), lang);
      const text = digits(pdf.seen.join(' '));
      const shown = await sheet.locator('.due .total td, .sums td.n').allInnerTexts();
      assert.ok(shown.length > 6);
      for (const figure of shown) assert.ok(text.includes(digits(figure)), `${figure} is not in the PDF`);
      const { clientOf } = await demo.laid();
      const { items } = await clientOf(COMPANY).call<{ items: readonly Statement[] }>(
        'GET',
        `${PATHS.statements}?state=final`,
      );
      const settled = items.find(({ production }) => production.title === title);
      assert.ok(settled);
      const { record, sha256 } = await clientOf(COMPANY).call<Statement>('GET', `${PATHS.statements}/${settled.id}`);
      // 340 sold for € 8,100.00, levy, VAT and royalties off; 80% of the rest is more than the guarantee.
      assert.equal(record.houses[0]?.id, performance);
      assert.ok(record.due.ex > 400_000, String(record.due.ex));
      assert.ok(text.includes(digits(sha256.slice(0, 12))), 'the hash that was signed');

      await hands.press(link(joris.page, words.myShare));
      await joris.page.locator('dip-my-share tbody', { hasText: title }).first().waitFor();
      for (const { page, complaints } of [joris, bram, anna]) {
        assert.deepEqual(complaints, []);
        await page.context().close();
      }
    },
  );

const LOOKS: readonly (readonly [string, Lang, number, BrowserContextOptions])[] = [
  ['Dutch, light', 'nl', 1280, {}],
  ['English, dark', 'en', 1280, { colorScheme: 'dark' }],
  ['Dutch, phone', 'nl', 360, {}],
];
for (const [name, lang, width, options] of LOOKS)
  test(`what is agreed and settled is for everybody: ${name}`, { skip }, async () => {
    const words = WORDS[lang];
    const { page, complaints } = await demo.page(width, { ...options, bypassCSP: true });
    const look = async (what: string): Promise<void> => {
      assert.deepEqual(await axeFindings(page, 'body'), [], what);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wider <= 0, `${what}: ${wider} px too wide`);
    };
    const open = async (row: Locator, stands: string, what: string): Promise<void> => {
      await row.click();
      await page.locator(stands).first().waitFor();
      await look(what);
    };
    await page.goto(`${demo.portal}?lang=${lang}`);
    await link(page, words.signIn).click();
    await chooseAt(page, 'Anna Visser', mouse);
    await link(page, words.agreements).click();
    const list = page.locator('dip-agreements');
    await list.locator('.list .pick input').first().waitFor();
    await look('the list');
    for (const state of ['proposed', 'partly_rejected', 'settled']) {
      await list.locator('#state').selectOption(state);
      await list.locator('tbody .stand').first().waitFor();
      await open(list.locator('tbody .title').first(), 'dip-contract-view .terms', state);
      await page.locator('dip-agreements #back').click();
      await list.locator('.list').waitFor();
    }
    await link(page, words.settlement).click();
    await page.locator('dip-settlement-sheet .item').first().waitFor();
    await look('statements');
    await open(page.locator('dip-settlement-sheet .item button').first(), 'dip-settlement-sheet .sums', 'a statement');
    await link(page, words.myShare).click();
    await page.locator('dip-my-share .figures').waitFor();
    await look('my share');
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
