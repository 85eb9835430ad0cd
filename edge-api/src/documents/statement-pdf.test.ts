import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineWords } from '#deal';
import { allOf, readPdf, rowsOf } from '../../local/read-pdf.ts';
import { SAMPLE_SIGNATURES, sampleSha256, sampleStatement } from './sample-statement.ts';
import { statementPdf } from './statement-pdf.ts';
import type { StatementFile } from './statement-file.ts';

const fileOf = async (
  which: 'one' | 'two' = 'one',
  more: Parameters<typeof sampleStatement>[1] = {},
  lang: 'nl' | 'en' = 'nl',
): Promise<StatementFile> => {
  const record = sampleStatement(which, more);
  return { record, sha256: await sampleSha256(record), signatures: SAMPLE_SIGNATURES, lang };
};

test('an evening stands on one page, and its figures are those of the worked example', async () => {
  const file = await fileOf();
  const { pages, tree, seen, title, lang } = readPdf(await statementPdf(file));
  assert.equal(pages, 1);
  assert.equal(lang, 'nl');
  assert.equal(title, `Afrekening ${file.record.id}: De nacht van Dvořák`);
  const [performances, types, sums, extra, due] = allOf(tree, 'Table').map(rowsOf);
  assert.deepEqual(performances?.[1], [
    '9 dec 2026 20:15',
    'Grote zaal',
    '400',
    '10',
    '12.200,00',
    '9%',
    '9.587,15',
    '7.669,72',
    '1.917,43',
  ]);
  assert.deepEqual(types?.[1], ['Volledig tarief', '1e rang', 'betaald', '32,00', '300', '9%', '9.600,00']);
  const { waterfall, provider, venue } = file.record;
  const names = { currency: 'EUR', provider: provider.name, venue: venue.name };
  assert.deepEqual(
    sums?.slice(1).map(([label]) => label),
    waterfall.lines.map((line) => lineWords(line, names, 'nl').label),
  );
  assert.deepEqual(sums?.at(-2)?.slice(2), ['aanbieder', '8.174,31']);
  assert.deepEqual(extra?.[1]?.slice(0, 2), ['Extra techniek, twee uur', 'Factuur 2026-0417']);
  assert.deepEqual(due?.slice(1), [
    ['9%', '8.174,31', '735,69', '8.910,00'],
    ['21%', '−125,00', '−26,25', '−151,25'],
    ['Schouwburg Noord betaalt aan Toneelgroep Oostveld & Zonen', '8.049,31', '709,44', '€\u00A08.758,75'],
  ]);
  assert.match(tree.text, /Sarah Özdemir Akkoord gegeven op 14 dec 2026 16:41/);
  assert.match(seen[0] ?? '', new RegExp(`SHA-256 ${file.sha256}`));
  assert.match(seen[0] ?? '', /sjabloon \d+ · pagina 1 van 1/);
  assert.ok(!tree.text.includes('pagina 1'), 'the foot of a page is not read out');
});

test('it can be heard: one title, a heading for each part, and every cell has heads', async () => {
  const { tree } = readPdf(await statementPdf(await fileOf('two', {}, 'en')));
  assert.equal(allOf(tree, 'H1').length, 1);
  assert.deepEqual(
    allOf(tree, 'Sect').map(({ kids }) => [kids[0]?.tag, kids[0]?.text]),
    ['The deal', 'Performances', 'Price types', 'Calculation', 'Costs and corrections', 'Amount due', 'Signatures'].map(
      (name) => ['H2', name],
    ),
  );
  for (const table of allOf(tree, 'Table')) {
    const [head, ...body] = allOf(table, 'TR');
    assert.ok(head && body.length > 0);
    assert.ok(head.kids.every(({ tag, scope, text }) => tag === 'TH' && scope === 'Column' && text));
    for (const row of body) {
      assert.equal(row.kids.length, head.kids.length);
      assert.deepEqual(
        row.kids.map(({ tag, scope }) => (scope ? `${tag} ${scope}` : tag)),
        row.kids.map((_, i) => (i ? 'TD' : 'TH Row')),
      );
    }
  }
});

test('a source without price types says so, and a statement of a sandbox says that it is a test', async () => {
  const { tree, seen } = readPdf(await statementPdf(await fileOf('two', { livemode: false }, 'en')));
  assert.match(tree.text, /The source reports no price types \(10 Dec 2026\), only kinds of ticket\./);
  assert.match(tree.text, /TEST/);
  assert.ok(seen.every((page) => page.includes('TEST · ')));
  const live = readPdf(await statementPdf(await fileOf('two', {}, 'en')));
  assert.ok(live.seen.every((page) => !page.includes('TEST')));
});

test('a tour of forty evenings: heads come again on each page, and no figure is lost', async () => {
  const one = sampleStatement();
  const [house] = one.houses;
  const [part] = one.waterfall.parts;
  assert.ok(house && part);
  const many = Array.from({ length: 40 }, (_, i) => `2026-12-09|${String(i).padStart(5, '0')}`);
  const record = {
    ...one,
    houses: many.map((id) => ({ ...house, id, performance: id })),
    waterfall: { ...one.waterfall, parts: many.map((performance) => ({ ...part, performance })) },
  };
  const { pages, seen, tree } = readPdf(
    await statementPdf({ record, sha256: 'a'.repeat(64), signatures: [], lang: 'nl' }),
  );
  assert.ok(pages > 3);
  assert.equal(rowsOf(allOf(tree, 'Table')[0] ?? tree).length, 42);
  assert.equal(rowsOf(allOf(tree, 'Table')[1] ?? tree).length, 161);
  assert.ok(
    seen.slice(1, 3).every((page) => page.startsWith('Datum\n')),
    'the second and third begin with the heads',
  );
  assert.ok(seen.every((page, i) => page.includes(`pagina ${i + 1} van ${pages}`)));
  assert.equal(tree.text.match(/Nog niet ondertekend/g)?.length, 2);
});

test('what the provider owes is turned round', async () => {
  const extra = [
    { id: '01', label: 'Schade', amount: -2_000_000, vatRate: 21, evidence: 'Rapport', by: 'venue', adjusts: null },
  ] as const;
  const { tree } = readPdf(await statementPdf(await fileOf('one', { extra }, 'en')));
  assert.match(tree.text, /Toneelgroep Oostveld & Zonen pays Schouwburg Noord €15,290\.00/);
  assert.deepEqual(rowsOf(allOf(tree, 'Table').at(-1) ?? tree).slice(1, 3), [
    ['9%', '−8,174.31', '−735.69', '−8,910.00'],
    ['21%', '20,000.00', '4,200.00', '24,200.00'],
  ]);
});

test('the same record, signatures and template are the same bytes; a letter the font has not is no hole', async () => {
  const title = 'Łódź · Ελλάς · Київ · ﬁ 😀';
  const production = { id: 'XD-26-001-0010002', title };
  const file = await fileOf('one', { production });
  const bytes = await statementPdf(file);
  assert.deepEqual(await statementPdf(await fileOf('one', { production })), bytes);
  assert.equal(allOf(readPdf(bytes).tree, 'H1')[0]?.text, 'Łódź · Ελλάς · Київ · fi ?');
  assert.notDeepEqual(await statementPdf({ ...file, signatures: [] }), bytes);
});
