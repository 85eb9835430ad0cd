// The deal word for word: what an agreement says of itself, and what is signed with it. words.test.ts asks that every term is in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TERM_NAMES, type Terms } from '#protocol';
import { sentence } from './index.ts';
import { SENTENCE_EN } from './sentence-words-en.ts';
import { SENTENCE_NL } from './sentence-words-nl.ts';

type Said = readonly [terms: Partial<Terms>, nl: string, en: string];
/** What begins the paragraph. */
const FORM_SAID: readonly Said[] = [
  [
    { form: 'buyout', fee: 650000 },
    'Noord ontvangt een uitkoopsom van € 6.500,00 excl. btw per voorstelling; Zuid houdt de recette.',
    'Noord receives a fee of €6,500.00 excl. VAT for each performance; Zuid keeps the receipts.',
  ],
  [
    { form: 'split', share: 75, guaranteeProvider: 300000, guaranteeKind: 'off_the_top', basis: 'total' },
    'Noord ontvangt eerst een garantie van € 3.000,00 excl. btw voor alle voorstellingen samen en daarna 75% van de netto recette van alle voorstellingen samen boven dat bedrag; Zuid houdt de rest.',
    'Noord receives first a guarantee of €3,000.00 excl. VAT for all performances together and then 75% of the net receipts of all performances together above it; Zuid keeps the rest.',
  ],
  [
    { form: 'split', share: 75, guaranteeVenue: 200000, providerNeverOwes: true },
    'Noord ontvangt 75% van de netto recette; Zuid houdt ten minste € 2.000,00 excl. btw per voorstelling, maar Noord hoeft nooit bij te betalen.',
    'Noord receives 75% of the net receipts; Zuid keeps at least €2,000.00 excl. VAT for each performance, but Noord never has to pay in.',
  ],
  [
    { form: 'split', share: 75, guaranteeVenue: 200000 },
    'Noord ontvangt 75% van de netto recette; Zuid houdt ten minste € 2.000,00 excl. btw per voorstelling, ook als Noord daarvoor moet bijbetalen.',
    'Noord receives 75% of the net receipts; Zuid keeps at least €2,000.00 excl. VAT for each performance, even if Noord has to pay in for it.',
  ],
  [
    { form: 'receipts', shareOf: 'gross' },
    'Noord ontvangt alles van de bruto recette. Zuid houdt wat er van de netto recette overblijft.',
    'Noord receives all of the gross receipts. Zuid keeps what is left of the net receipts.',
  ],
  [
    { form: 'receipts' },
    'Noord ontvangt alles van de netto recette. Zuid houdt daarvan niets.',
    'Noord receives all of the net receipts. Zuid keeps nothing of it.',
  ],
  [
    { form: 'supplement', share: 70, supplement: 75000 },
    'Noord ontvangt 70% van de netto recette, plus een suppletie van € 750,00 excl. btw per voorstelling; Zuid houdt de rest.',
    'Noord receives 70% of the net receipts, plus a supplement of €750.00 excl. VAT for each performance; Zuid keeps the rest.',
  ],
  [
    { form: 'supplement', share: 70, supplement: 75000, supplementKind: 'top_up' },
    'Noord ontvangt 70% van de netto recette, aangevuld tot ten minste € 750,00 excl. btw per voorstelling; Zuid houdt de rest.',
    'Noord receives 70% of the net receipts, topped up to at least €750.00 excl. VAT for each performance; Zuid keeps the rest.',
  ],
  [
    {
      form: 'scale',
      scale: {
        measure: 'tickets',
        method: 'whole_band',
        bands: [
          { from: 0, to: 200, share: 60 },
          { from: 200, to: 1300, share: 70 },
          { from: 1300, to: null, share: 80 },
        ],
      },
    },
    'Noord ontvangt een deel van de netto recette volgens een staffel per voorstelling: 60% tot 200 kaarten, 70% van 200 kaarten tot 1.300 kaarten, 80% vanaf 1.300 kaarten, het geheel tegen het percentage dat bereikt is. Zuid houdt de rest.',
    'Noord receives a part of the net receipts by a sliding scale for each performance: 60% up to 200 tickets, 70% from 200 tickets up to 1,300 tickets, 80% from 1,300 tickets, the whole at the percentage that is reached. Zuid keeps the rest.',
  ],
  [
    {
      form: 'scale',
      scale: { measure: 'net', method: 'marginal', bands: [{ from: 0, to: null, share: 60 }] },
      guaranteeProvider: 100000,
    },
    'Noord ontvangt een deel van de netto recette volgens een staffel per voorstelling: 60% vanaf € 0,00, elk deel tegen zijn eigen percentage, met een garantie van € 1.000,00 excl. btw per voorstelling als minimum. Zuid houdt de rest.',
    'Noord receives a part of the net receipts by a sliding scale for each performance: 60% from €0.00, each part at its own percentage, with a guarantee of €1,000.00 excl. VAT for each performance as a minimum. Zuid keeps the rest.',
  ],
  [
    { form: 'hire', hire: { rent: 250000, perTicket: 175, counts: 'issued' } },
    'Noord huurt de zaal voor € 2.500,00 per voorstelling plus € 1,75 per uitgegeven kaart, excl. btw, en houdt de rest van de netto recette.',
    'Noord hires the hall for €2,500.00 for each performance plus €1.75 per issued ticket, excl. VAT, and keeps the rest of the net receipts.',
  ],
  [
    { form: 'hire', hire: { rent: 250000, perTicket: 0, counts: 'paid' } },
    'Noord huurt de zaal voor € 2.500,00 per voorstelling, excl. btw, en houdt de rest van de netto recette.',
    'Noord hires the hall for €2,500.00 for each performance, excl. VAT, and keeps the rest of the net receipts.',
  ],
  [
    { form: 'split_point', share: 85, splitPoint: { expenses: 1200000, profit: 15 }, guaranteeProvider: 500000 },
    'Noord ontvangt een garantie van € 5.000,00 excl. btw en 85% van de netto recette boven het split point per voorstelling: kosten van € 12.000,00 plus garantie, verhoogd met 15% winst voor Zuid.',
    'Noord receives a guarantee of €5,000.00 excl. VAT and 85% of the net receipts above the split point for each performance: costs of €12,000.00 plus guarantee, raised by 15% profit for Zuid.',
  ],
  [
    { form: 'split_point', share: 85, splitPoint: { expenses: 1200000, profit: 15 } },
    'Noord ontvangt 85% van de netto recette boven het split point per voorstelling: kosten van € 12.000,00 plus garantie, verhoogd met 15% winst voor Zuid.',
    'Noord receives 85% of the net receipts above the split point for each performance: costs of €12,000.00 plus guarantee, raised by 15% profit for Zuid.',
  ],
  [
    {
      form: 'calls',
      share: 60,
      calls: [
        { to: 'venue', amount: 100000 },
        { to: 'provider', amount: 300000 },
      ],
    },
    'Van de netto recette per voorstelling krijgt eerst Zuid tot € 1.000,00, dan Noord tot € 3.000,00; van de rest krijgt Noord 60% en Zuid 40%.',
    'Of the net receipts for each performance first Zuid gets up to €1,000.00, then Noord gets up to €3,000.00; of the rest Noord gets 60% and Zuid 40%.',
  ],
];
/** What follows a buy-out of 6,500.00. */
const MORE_SAID: readonly Said[] = [
  [
    { royalties: { rate: 8, base: 'provider_share', taken: 'from_provider', remits: 'venue' } },
    'Eerst gaat van de recette af: de btw van de speeldatum. Uit het aandeel van Noord gaat 8% auteursrechten over dat aandeel (Zuid draagt af). Toeslagen volgen de opgave van de zaal.',
    'First off the receipts: the VAT of the performance’s date. Out of the share of Noord come 8% royalties on that share (remitted by Zuid). Levies go by the register of the hall.',
  ],
  [
    {
      buma: {
        tranches: [
          { upTo: 1000000, rate: 7 },
          { upTo: null, rate: 3 },
        ],
        base: 'highest',
        taken: 'from_venue',
        remits: 'provider',
      },
    },
    'Eerst gaat van de recette af: de btw van de speeldatum. Uit het aandeel van Zuid gaat Buma (7% tot € 10.000,00, 3% daarboven) over het hoogste van recette zonder btw en gage (Noord draagt af). Toeslagen volgen de opgave van de zaal.',
    'First off the receipts: the VAT of the performance’s date. Out of the share of Zuid come music rights (7% up to €10,000.00, 3% above that) on the higher of receipts without VAT and fee (remitted by Noord). Levies go by the register of the hall.',
  ],
  [
    {
      deductions: [
        { name: 'Techniek', kind: 'fixed', value: 10000, to: 'third' },
        { name: 'Bar', kind: 'per_paid', value: 50, to: 'venue' },
        { name: 'Druk', kind: 'per_issued', value: 5, to: 'provider' },
        { name: 'Reclame', kind: 'percent', value: 2.5, to: 'venue' },
      ],
    },
    'Eerst gaat van de recette af: de btw van de speeldatum, Techniek (€ 100,00 per voorstelling, voor derden), Bar (€ 0,50 per verkochte kaart, voor Zuid), Druk (€ 0,05 per uitgegeven kaart, voor Noord) en Reclame (2,5% van de recette zonder btw, voor Zuid). Toeslagen volgen de opgave van de zaal.',
    'First off the receipts: the VAT of the performance’s date, Techniek (€100.00 a performance, for third parties), Bar (€0.50 per sold ticket, for Zuid), Druk (€0.05 per issued ticket, for Noord) and Reclame (2.5% of the receipts without VAT, for Zuid). Levies go by the register of the hall.',
  ],
  [
    { levy: 'fenced' },
    'Eerst gaat van de recette af: de btw van de speeldatum. Toeslagen van de zaal zijn geheel voor Zuid.',
    'First off the receipts: the VAT of the performance’s date. Levies of the hall are wholly for Zuid.',
  ],
  [
    { levy: 'shared', levies: [] },
    'Eerst gaat van de recette af: de btw van de speeldatum. Er zijn geen toeslagen in de kaartprijs; als ze er komen: die worden mee gedeeld.',
    'First off the receipts: the VAT of the performance’s date. There are no levies in the ticket price; if any come, they are shared with the rest.',
  ],
  [
    { levies: [] },
    'Eerst gaat van de recette af: de btw van de speeldatum. Er zijn geen toeslagen in de kaartprijs.',
    'First off the receipts: the VAT of the performance’s date. There are no levies in the ticket price.',
  ],
  [
    { levy: 'shared', levies: [{ name: 'Toeslag', amount: 300, vatRate: 9, shared: false }] },
    'Eerst gaat van de recette af: de btw van de speeldatum. Toeslagen in de kaartprijs: Toeslag € 3,00 per kaart (9% btw); die worden mee gedeeld.',
    'First off the receipts: the VAT of the performance’s date. Levies in the ticket price: Toeslag €3.00 per ticket (9% VAT); they are shared with the rest.',
  ],
  [
    {
      levies: [
        { name: 'Toeslag', amount: 300, vatRate: 9, shared: true },
        { name: 'Fonds', amount: 50, vatRate: 21, shared: false },
      ],
    },
    'Eerst gaat van de recette af: de btw van de speeldatum. Toeslagen in de kaartprijs: Toeslag € 3,00 per kaart (9% btw, gedeeld), Fonds € 0,50 per kaart (21% btw, voor Zuid).',
    'First off the receipts: the VAT of the performance’s date. Levies in the ticket price: Toeslag €3.00 per ticket (9% VAT, shared), Fonds €0.50 per ticket (21% VAT, for Zuid).',
  ],
  [
    { freeTickets: { max: 12 } },
    'Eerst gaat van de recette af: de btw van de speeldatum. Toeslagen volgen de opgave van de zaal. Ten hoogste 12 vrijkaarten per voorstelling.',
    'First off the receipts: the VAT of the performance’s date. Levies go by the register of the hall. At most 12 free tickets a performance.',
  ],
  [
    { currency: 'GBP' },
    'Eerst gaat van de recette af: de btw van de speeldatum. Toeslagen volgen de opgave van de zaal. De bedragen zijn in GBP.',
    'First off the receipts: the VAT of the performance’s date. Levies go by the register of the hall. Amounts are in GBP.',
  ],
];

test('every form, and every way to say a term, in both languages', () => {
  const names = { provider: 'Noord', venue: 'Zuid' };
  const say = (terms: Partial<Terms>) =>
    (['nl', 'en'] as const).map((locale) =>
      sentence({ currency: 'EUR', ...terms } as Terms, names, locale).replaceAll('\u00a0', ' '),
    );
  for (const [terms, ...said] of FORM_SAID) {
    const [nl = '', en = ''] = say(terms);
    assert.deepEqual([nl.split(' Eerst gaat van de recette af')[0], en.split(' First off the receipts')[0]], said);
  }
  const bare = { form: 'buyout', fee: 650_000 } as const;
  for (const [terms, ...said] of MORE_SAID) {
    const [nl = '', en = ''] = say({ ...bare, ...terms });
    assert.deepEqual([nl.split(' houdt de recette. ')[1], en.split(' keeps the receipts. ')[1]], said);
  }
});

test('the languages fill in and mark the same, so that neither leaves a figure out', () => {
  const places = (words: object): unknown =>
    Object.fromEntries(
      Object.entries(words).map(([key, said]: [string, string | object]) => [
        key,
        typeof said === 'string' ? [...said.matchAll(/\[\w+:|\{\w+\}/g)].map(String).toSorted() : places(said),
      ]),
    );
  assert.deepEqual(places(SENTENCE_NL), places(SENTENCE_EN));
  const marks = [...JSON.stringify(SENTENCE_NL).matchAll(/\[(\w+):/g)].map(([, term]) => term);
  assert.deepEqual(
    marks.filter((term) => !(TERM_NAMES as readonly unknown[]).includes(term)),
    [],
  );
});

test('what somebody wrote is never read as something to fill in', () => {
  const said = sentence(
    { form: 'split', currency: 'EUR', share: 80, note: '{venue} [share:100%] $&' },
    { provider: '{share}', venue: '[note:x]' },
    'en',
  );
  assert.match(said, /^\{share\} receives 80%.*\[note:x\] keeps 20%\..*“\{venue\} \[share:100%\] \$&”$/);
});
