// What is said covers what is agreed: every term, every line, in both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FORMS, LINE_KEYS, TERM_NAMES, type LineKey, type TermName, type Terms } from '#protocol';
import { dayWords, momentWords } from './amount-words.ts';
import {
  canonicalJson,
  checkTerms,
  countWords,
  FORM_FIELDS,
  HOUSE_A,
  lineWords,
  moneyWords,
  PARTIES,
  percentWords,
  sentence,
  sentenceParts,
  termWords,
  waterfall,
} from './index.ts';
import { deal, dealOf, houses, someOf } from './random-deals.ts';

const NAMES = { provider: 'Toneelmakerij Noord', venue: 'De Lantaarn' };
const LOCALES = ['nl', 'en'] as const;
const spaced = (text: string) => text.replaceAll('\u00a0', ' ');
const full: Terms = {
  form: 'split',
  currency: 'EUR',
  share: 80,
  guaranteeProvider: 400_000,
  vatRate: 9,
  levies: [{ name: 'Theatertoeslag', amount: 300, vatRate: 9, shared: false }],
  royalties: { rate: 5, base: 'recette_ex', taken: 'before_split', remits: 'provider' },
  deductions: [{ name: 'Techniek', kind: 'fixed', value: 10_000, to: 'venue' }],
  outside: [{ name: 'garderobe', amount: 150, vatRate: 21, counts: 'issued' }],
  freeTickets: { max: 12, price: 2_000 },
  invoiceVatRate: 21,
  note: 'Aankomst 14 uur.',
};

test('the deal in one paragraph', () => {
  assert.equal(
    spaced(sentence(full, NAMES, 'nl')),
    'Toneelmakerij Noord ontvangt 80% van de netto recette, met een garantie van € 4.000,00 excl. btw per voorstelling als minimum. De Lantaarn houdt 20%. ' +
      'Eerst gaat van de recette af: 9% btw, 5% auteursrechten over de recette zonder btw (Toneelmakerij Noord draagt af) en Techniek (€ 100,00 per voorstelling, voor De Lantaarn). ' +
      'Toeslagen in de kaartprijs: Theatertoeslag € 3,00 per kaart (9% btw, voor De Lantaarn). Buiten de recette houdt De Lantaarn garderobe € 1,50 per uitgegeven kaart (21% btw). ' +
      'Ten hoogste 12 vrijkaarten per voorstelling; elke vrijkaart daarboven betaalt De Lantaarn met € 20,00. Op de factuur van Toneelmakerij Noord staat 21% btw. ' +
      'Verder is afgesproken: “Aankomst 14 uur.”',
  );
  assert.equal(
    sentence(full, NAMES, 'en'),
    'Toneelmakerij Noord receives 80% of the net receipts, with a guarantee of €4,000.00 excl. VAT for each performance as a minimum. De Lantaarn keeps 20%. ' +
      'First off the receipts: 9% VAT, 5% royalties on the receipts without VAT (remitted by Toneelmakerij Noord) and Techniek (€100.00 a performance, for De Lantaarn). ' +
      'Levies in the ticket price: Theatertoeslag €3.00 per ticket (9% VAT, for De Lantaarn). Outside the receipts De Lantaarn keeps garderobe €1.50 per issued ticket (21% VAT). ' +
      'At most 12 free tickets a performance; De Lantaarn pays for each one above at €20.00. The invoice of Toneelmakerij Noord carries 21% VAT. ' +
      'Also agreed: “Aankomst 14 uur.”',
  );
});

test('figures are marked by the term that sets them', () => {
  const marked = sentenceParts(full, NAMES, 'nl').filter(({ term }) => term);
  assert.deepEqual(
    marked.slice(0, 4).map(({ term, text }) => [term, spaced(text)]),
    [
      ['share', '80%'],
      ['guaranteeProvider', 'garantie van € 4.000,00'],
      ['basis', 'per voorstelling'],
      ['guaranteeKind', 'als minimum'],
    ],
  );
});

test('parties without a name begin a sentence with a capital, and stand small inside one', () => {
  const said = sentence({ form: 'split', currency: 'EUR', share: 80, guaranteeVenue: 1 }, PARTIES.nl, 'nl');
  assert.match(said, /^De producent ontvangt 80% van de netto recette; het theater houdt ten minste/);
  assert.match(
    sentence({ form: 'split', currency: 'EUR', share: 80 }, PARTIES.nl, 'nl'),
    /recette\. Het theater houdt 20%\./,
  );
});

const dull = (terms: Terms): boolean =>
  terms.hire?.perTicket === 0 || (terms.levies !== undefined && terms.levy !== undefined);
const possible = (terms: Terms): boolean => checkTerms(terms, { performances: 1 }).length === 0 && !dull(terms);
const ofForm = (term: TermName) =>
  FORMS.filter((form) => FORM_FIELDS[form].needs.includes(term) || FORM_FIELDS[form].may.includes(term));

for (const term of TERM_NAMES.filter((name) => name !== 'form' && name !== 'currency'))
  test(`another ${term} is another sentence, in both languages`, () => {
    const own = ofForm(term);
    let seen = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...(own.length ? own : FORMS)).chain((form) => dealOf(form)),
        someOf(term),
        someOf(term),
        (base, one, other) => {
          if (canonicalJson(one) === canonicalJson(other)) return;
          // A levy that all share or all keep makes what the register says of each of no account.
          const { levy: _, ...bare } = base;
          const [first, second] = [one, other].map(
            (value) => ({ ...(term === 'levies' ? bare : base), [term]: value }) as Terms,
          );
          if (!first || !second || !possible(first) || !possible(second)) return;
          seen += 1;
          for (const locale of LOCALES)
            assert.notEqual(sentence(first, NAMES, locale), sentence(second, NAMES, locale));
        },
      ),
      { numRuns: 400 },
    );
    assert.ok(seen > 0 || term === 'note', 'it was tried');
  });

test('another form, currency or note is another sentence', () => {
  const bare = { form: 'split', currency: 'EUR', share: 80 } as const;
  for (const locale of LOCALES) {
    const said = [
      bare,
      { ...bare, currency: 'USD' },
      { ...bare, note: 'een' },
      { ...bare, note: 'twee' },
      { form: 'receipts', currency: 'EUR' },
    ].map((terms) => sentence(terms as Terms, NAMES, locale));
    assert.equal(new Set(said).size, said.length);
  }
});

test('a term that is left out is said otherwise than one that is there', () => {
  const left = { form: 'split', currency: 'EUR', share: 80 } as const;
  const more: Partial<Terms>[] = [
    { guaranteeProvider: 0 },
    { guaranteeVenue: 0 },
    { basis: 'total' },
    { shareOf: 'gross' },
    { levy: 'fenced' },
    { levy: 'shared' },
    { levies: [] },
    { vatRate: 9 },
    { invoiceVatRate: 9 },
    { royalties: { rate: 0, base: 'recette_ex', taken: 'before_split', remits: 'venue' } },
    { buma: { rate: 0, base: 'recette_ex', taken: 'before_split', remits: 'venue' } },
    { deductions: [{ name: 'x', kind: 'fixed', value: 0, to: 'third' }] },
    { outside: [{ name: 'x', amount: 0, vatRate: 0, counts: 'paid' }] },
    { freeTickets: { max: 0 } },
    { freeTickets: { max: 0, price: 0 } },
    { note: 'x' },
  ];
  for (const locale of LOCALES) {
    const said = [{}, ...more].map((one) => sentence({ ...left, ...one }, NAMES, locale));
    assert.equal(new Set(said).size, said.length);
  }
});

test('every line has words in both languages, none of them unfilled', () => {
  const seen = new Set<LineKey>();
  fc.assert(
    fc.property(deal, houses, (terms, sales) => {
      for (const line of waterfall(terms, sales).lines) {
        seen.add(line.key);
        for (const locale of LOCALES) {
          const { label, formula } = lineWords(line, { currency: 'EUR', ...NAMES }, locale);
          assert.ok(label.length > 1, line.key);
          assert.doesNotMatch(
            `${label}${formula}`,
            /undefined|NaN|null|\[object|[ ,(]{3}|^[ ,]/,
            `${line.key}: ${label} / ${formula}`,
          );
        }
      }
    }),
    { numRuns: 800 },
  );
  assert.deepEqual(
    LINE_KEYS.filter((key) => !seen.has(key)),
    [],
  );
});

test('lines say what they were made of', () => {
  const { lines } = waterfall(full, [{ ...HOUSE_A, source: 'kassasysteem', asOf: '2026-12-09T08:04:00Z' }]);
  const said = (key: LineKey, locale: 'nl' | 'en' = 'nl') => {
    const line = lines.find((one) => one.key === key);
    assert.ok(line);
    const { label, formula } = lineWords(line, { currency: 'EUR', ...NAMES }, locale);
    return [label, formula].map(spaced);
  };
  assert.deepEqual(said('gross'), ['Bruto recette', '400 betaald, 10 vrij · kassasysteem 9 dec 2026 09:04']);
  assert.deepEqual(said('levy'), ['Theatertoeslag', '€ 3,00 × 400, naar De Lantaarn']);
  assert.deepEqual(said('vat'), ['Btw 9%', 'over € 11.000,00 inclusief btw']);
  assert.deepEqual(said('royalties'), ['Auteursrechten 5%', 'over € 10.091,74, Toneelmakerij Noord draagt af']);
  assert.deepEqual(said('guarantee'), ['Garantie', 'het aandeel ligt boven de garantie van € 4.000,00']);
  assert.deepEqual(said('provider_due'), [
    'Factuur van Toneelmakerij Noord',
    'aandeel € 7.589,72 + € 504,59 auteursrechten; met € 1.699,81 btw € 9.794,12',
  ]);
  assert.deepEqual(said('guarantee', 'en'), ['Guarantee', 'the share is above the guarantee of €4,000.00']);
  assert.deepEqual(said('gross', 'en'), ['Gross receipts', '400 paid, 10 free · kassasysteem 9 Dec 2026 09:04']);
  const zoned = lines[0] && lineWords(lines[0], { currency: 'EUR', ...NAMES, zone: 'UTC' }, 'en').formula;
  assert.match(zoned ?? '', /08:04$/);
});

test('every term has a name and a value in both languages', () => {
  fc.assert(
    fc.property(deal, (terms) => {
      for (const term of TERM_NAMES)
        for (const locale of LOCALES) {
          const { label, value, note } = termWords(term, terms, locale);
          assert.ok(label && value, term);
          assert.doesNotMatch(
            `${label}${value}${note}`,
            /undefined|NaN|null|\[object|\w\.\w+_\w/,
            `${term}: ${value} / ${note}`,
          );
        }
    }),
    { numRuns: 300 },
  );
  const said = (term: TermName) => Object.values(termWords(term, full, 'nl')).map(spaced);
  assert.deepEqual(said('guaranteeProvider'), [
    'Garantie aan producent',
    '€ 4.000,00',
    'excl. btw, minimum, per voorstelling',
  ]);
  assert.deepEqual(said('royalties'), [
    'Auteursrechten',
    '5%',
    'over recette excl. btw, zonder toeslag, producent draagt af',
  ]);
  assert.deepEqual(said('freeTickets'), ['Vrijkaarten', 'max. 12, daarboven € 20,00', 'per voorstelling']);
  assert.deepEqual(said('guaranteeVenue'), ['Garantie aan theater', 'geen', 'excl. btw']);
});

test('figures as the sector writes them', () => {
  assert.equal(spaced(moneyWords(400_000, 'EUR', 'nl')), '€ 4.000,00');
  assert.equal(spaced(moneyWords(-120_005, 'EUR', 'nl')), '−€ 1.200,05');
  assert.equal(moneyWords(123_456_789, 'EUR', 'en'), '€1,234,567.89');
  assert.equal(moneyWords(-5, 'GBP', 'en'), '−£0.05');
  assert.equal(spaced(moneyWords(100, 'SEK', 'en')), 'SEK 1.00');
  assert.equal(spaced(moneyWords(100, 'SEK', 'nl')), 'SEK 1,00');
  assert.equal(percentWords(12.5, 'nl'), '12,5%');
  assert.equal(percentWords(6.55, 'en'), '6.55%');
  assert.equal(countWords(12_345, 'nl'), '12.345');
  assert.equal(countWords(-1_234, 'en'), '−1,234');
  assert.equal(dayWords('2026-03-09', 'nl'), '9 mrt 2026');
  assert.equal(momentWords('2026-07-01T22:30:00Z', 'Europe/Amsterdam', 'en'), '2 Jul 2026 00:30');
});
