import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleTerms } from '../browser/deal-answers.ts';
import { addableTerms, dealDraft, errorsOf, readDeal, shownTerms, withAdded, withDraft } from './deal-draft.ts';
import { partDraft, readPart } from './part-draft.ts';

test('a deal is read back from its form as it was', () => {
  for (const locale of ['nl', 'en']) {
    const terms = sampleTerms({ note: 'Nagesprek' });
    assert.deepEqual(readDeal(dealDraft(terms, locale), 1, locale), { terms, fields: {}, errors: [] });
  }
});

test('only the fields of its form are asked, and what was typed comes back with it', () => {
  const draft = dealDraft(sampleTerms(), 'nl');
  const hire = { ...draft, form: 'hire' as const };
  assert.ok(!shownTerms(hire).includes('share') && shownTerms(hire).includes('hire'));
  assert.deepEqual(readDeal(hire, 1, 'nl').fields.hire, { rent: 'missing', perTicket: 'missing' });
  assert.deepEqual(readDeal({ ...hire, form: 'split' }, 1, 'nl').terms, sampleTerms());
});

test('a guarantee is for one side, and says its kind only where there is one', () => {
  const draft = dealDraft(sampleTerms(), 'nl');
  assert.ok(!addableTerms(draft).includes('guaranteeVenue'));
  assert.ok(addableTerms(draft).includes('guaranteeKind'));
  const without = withAdded(draft, 'guaranteeProvider', false);
  assert.ok(addableTerms(without).includes('guaranteeVenue'));
  assert.ok(!addableTerms(without).includes('guaranteeKind'));
});

test('what contradicts itself stands at its place', () => {
  const scale = { measure: 'net', method: 'marginal', bands: [{ from: '100', to: '', share: '70' }] };
  const read = readDeal(withDraft(dealDraft({ form: 'scale', currency: 'EUR' }, 'nl'), 'scale', scale), 1, 'nl');
  assert.match(errorsOf(read.errors, 'scale')['bands.0.from'] ?? '', /begins at 0/);
});

test('a part says what it names and nothing else, whatever the form is', () => {
  for (const terms of [
    { share: 80, freeTickets: { max: 20 } },
    { form: 'split', guaranteeKind: 'minimum' },
    {},
  ] as const)
    assert.deepEqual(readPart(partDraft(terms, 'nl'), 'nl'), { terms, fields: {}, errors: [] });
  const draft = partDraft({}, 'nl');
  assert.ok(addableTerms(draft).includes('fee') && addableTerms(draft).includes('share'));
  assert.ok(!addableTerms({ ...draft, form: 'split' }).includes('fee'));
  const both = withAdded(withDraft(partDraft({ fee: 1 }, 'nl'), 'fee', 'veel'), 'share', true);
  assert.deepEqual(readPart(both, 'nl').fields, { fee: { '': 'money' }, share: { '': 'missing' } });
});
