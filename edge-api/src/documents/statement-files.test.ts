import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { unzipSync } from 'fflate';
import type { Statement } from '#protocol';
import { allOf, readPdf, rowsOf } from '../../local/read-pdf.ts';
import { must } from '../../local/test-agreements.ts';
import { layMember, settle, type Member } from '../../local/test-catalogue.ts';
import { laySettling, type Settling } from '../../local/test-statements.ts';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';

let worker: TestWorker;
let settling: Settling;
let stranger: Member;
let statement: Statement;

before(async () => {
  worker = await startTestWorker();
  const operator = await worker.operatorToken();
  settling = await laySettling(worker, operator);
  stranger = await layMember(worker, operator, 'producer');
  const [performance = ''] = await settling.perform(1);
  const deal = await settling.approve([performance], { form: 'split', share: 80 });
  await settling.report(performance, { normal: { count: 100, amount: 218_000 } });
  statement = must(await settling.ask(settling.venue, 'POST', '', { agreement: deal.id }));
  await settling.ask(settling.venue, 'POST', `/${statement.id}/propose`, {});
  await settle(worker);
});
after(() => worker.close());

const get = (who: Member, kind: string, query = '') =>
  worker.fetch(`/v1/statements/${statement.id}/statement.${kind}${query}`, {
    headers: { authorization: `Bearer ${who.token}` },
  });
const pdf = async (who: Member, query = '') => new Uint8Array(await (await get(who, 'pdf', query)).arrayBuffer());

test('both sides get the same PDF from the Worker; it says who has signed', async () => {
  const answer = await get(settling.venue, 'pdf', '?lang=en');
  assert.equal(answer.headers.get('content-type'), 'application/pdf');
  assert.equal(answer.headers.get('content-disposition'), `inline; filename="settlement-${statement.id}.pdf"`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  assert.deepEqual(await pdf(settling.provider, '?lang=en'), bytes);
  const { tree, seen, lang } = readPdf(bytes);
  assert.equal(lang, 'en');
  assert.equal(tree.text.match(/Not signed yet/g)?.length, 2);
  assert.ok(seen[0]?.includes(statement.sha256));
  assert.deepEqual(rowsOf(allOf(tree, 'Table').at(-1) ?? tree)[1], ['9%', '1,600.00', '144.00', '1,744.00']);

  const { id, sha256 } = statement;
  must(await settling.ask(settling.venue, 'POST', `/${id}/sign`, { sha256 }));
  must(await settling.ask(settling.provider, 'POST', `/${id}/sign`, { sha256 }));
  const final = readPdf(await pdf(settling.venue));
  assert.equal(final.tree.text.match(/Akkoord gegeven op 1 jan 2035 13:00/g)?.length, 2);
  assert.deepEqual(await pdf(settling.venue), await pdf(settling.provider));
});

test('workbook and CSV in both languages; a strange language is refused with its field', async () => {
  const book = unzipSync(new Uint8Array(await (await get(settling.provider, 'xlsx', '?lang=en')).arrayBuffer()));
  assert.ok(book['xl/worksheets/sheet4.xml']);
  const csv = await (await get(settling.provider, 'csv')).text();
  assert.match(csv, /Te betalen incl\. btw;;aanbieder;;1744,00/);
  const refused = await get(settling.provider, 'pdf', '?lang=fr');
  assert.equal(refused.status, 400);
  assert.match(await refused.text(), /"\/lang"/);
});

test('a stranger finds nothing', async () => {
  for (const kind of ['pdf', 'xlsx', 'csv']) assert.equal((await get(stranger, kind)).status, 404);
});
