/** Pure: which organisations a sandbox begins with. All of them are made up. */
export interface PlannedOrganisation {
  readonly type: 'venue' | 'producer' | 'agency';
  readonly name: string;
  readonly city: string;
  readonly postcode: string;
  readonly province: string;
}

export const SANDBOX_ORGANISATIONS: readonly PlannedOrganisation[] = [
  { type: 'venue', name: 'Schouwburg De Proef', city: 'Utrecht', postcode: '3511', province: 'Utrecht' },
  { type: 'venue', name: 'Theater Oefenveld', city: 'Zwolle', postcode: '8011', province: 'Overijssel' },
  { type: 'venue', name: 'Concertzaal Kladblok', city: 'Breda', postcode: '4811', province: 'Noord-Brabant' },
  { type: 'venue', name: 'Podium Voorbeeld', city: 'Groningen', postcode: '9711', province: 'Groningen' },
  { type: 'venue', name: 'De Maquette', city: 'Middelburg', postcode: '4331', province: 'Zeeland' },
  { type: 'producer', name: 'Toneelgroep Schets', city: 'Amsterdam', postcode: '1017', province: 'Noord-Holland' },
  { type: 'producer', name: 'Muziektheater Voorlopig', city: 'Rotterdam', postcode: '3011', province: 'Zuid-Holland' },
  { type: 'agency', name: 'Impresariaat Proefdruk', city: 'Haarlem', postcode: '2011', province: 'Noord-Holland' },
];
