/** What the words of a report mean, for who reads it on paper. */
import { html, type TemplateResult } from 'lit';
import { isDutch } from '../locales/language.ts';

type Definition = readonly [term: string, meaning: string];

const NL: readonly Definition[] = [
  [
    'koper',
    'wie kaarten bestelde; het gezelschap telt niet mee. Herkend aan een code die het theater zelf maakt; naam en adres blijven daar.',
  ],
  [
    'aantallen',
    'in tientallen: 120–129. Kleinere groepen dan tien kopers zijn nooit te zien, ook niet door aantallen van elkaar af te trekken.',
  ],
  ['verborgen', 'te klein om te laten zien, of nodig om een andere groep verborgen te houden. Het is niet nul.'],
  [
    'bekend',
    'het deel van de kaarten waarvan koper, postcode of leeftijd bekend is. Over de rest zegt dit rapport niets.',
  ],
  ['nieuw', 'geen eerdere bestelling in dit huis, zo ver als de gegevens teruggaan.'],
  [
    'verzorgingsgebied',
    'gebieden op volgorde van recette: de kern is goed voor 60%, met de eerste ring erbij 80%, met de tweede 90%.',
  ],
  ['index', 'het eigen aandeel gedeeld door dat waarmee wordt vergeleken, maal 100.'],
  ['verschil', 'staat alleen in een kop als het groter is dan toeval en afronding verklaren.'],
];
const EN: readonly Definition[] = [
  ['buyer', 'who ordered tickets; their party is not counted. Recognised by a keyed code made at the theatre.'],
  ['numbers', 'in tens: 120–129. Groups of fewer than ten buyers can never be seen, nor found by subtracting numbers.'],
  ['hidden', 'too small to show, or needed to keep another group hidden. It is not zero.'],
  ['known', 'the part of the tickets of which buyer, postcode or age is known. This report says nothing of the rest.'],
  ['new', 'no earlier order at this house, as far back as the data go.'],
  [
    'catchment',
    'areas in order of revenue: the core brings in 60%, with the primary ring 80%, with the secondary 90%.',
  ],
  ['index', 'the own share divided by that of the comparison, times 100.'],
  ['difference', 'stands in a heading only where it is more than chance and rounding explain.'],
];

export const definitions = (locale: string): TemplateResult =>
  html`<section class="definitions" aria-label=${isDutch(locale) ? 'Begrippen' : 'Definitions'}>
    <h3>${isDutch(locale) ? 'Begrippen' : 'Definitions'}</h3>
    <dl>
      ${(isDutch(locale) ? NL : EN).map(
        ([term, meaning]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${meaning}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
