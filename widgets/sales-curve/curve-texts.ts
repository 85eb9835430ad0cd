/** Words of the curve in the two languages of the suite. Numbers arrive formatted. */
export interface CurveTexts {
  readonly units: Readonly<Record<'tickets' | 'money' | 'share', string>>;
  readonly axes: Readonly<Record<'days' | 'calendar', string>>;
  readonly unitLegend: string;
  readonly axisLegend: string;
  readonly tickets: (count: string, one: boolean) => string;
  readonly points: (count: string) => string;
  readonly behind: (title: string, gap: string) => string;
  readonly ahead: (title: string, gap: string) => string;
  readonly level: (title: string) => string;
  readonly soldOut: (title: string) => string;
  readonly sold: (title: string, figure: string) => string;
  readonly none: (title: string) => string;
  readonly toGo: (days: number) => string;
  readonly measured: Readonly<Record<'tickets' | 'money' | 'share', string>>;
  readonly peersBehind: (venues: number) => string;
  readonly noPeers: Readonly<Record<string, string>>;
  readonly moneyAlone: string;
  readonly peer: (figure: string) => string;
  readonly peerLabel: (venues: number) => readonly [string, string];
  readonly own: Readonly<Record<'tickets' | 'money' | 'share', (figure: string) => string>>;
  readonly capacity: (seats: string) => string;
  readonly now: string;
  readonly columns: Readonly<Record<'day' | 'toGo' | 'median' | 'low' | 'high', string>>;
  readonly showTable: string;
  readonly hideTable: string;
  readonly unknown: string;
  readonly walk: string;
  readonly loading: string;
}

const nl: CurveTexts = {
  units: { tickets: 'Kaarten', money: 'Recette', share: '% bezetting' },
  axes: { days: 'Dagen vooraf', calendar: 'Kalender' },
  unitLegend: 'Eenheid',
  axisLegend: 'Tijd',
  tickets: (count, one) => `${count} ${one ? 'kaart' : 'kaarten'}`,
  points: (count) => `${count} procentpunt`,
  behind: (title, gap) => `${title} loopt ${gap} achter op vergelijkbare voorstellingen`,
  ahead: (title, gap) => `${title} loopt ${gap} voor op vergelijkbare voorstellingen`,
  level: (title) => `${title} loopt gelijk op met vergelijkbare voorstellingen`,
  soldOut: (title) => `${title} is uitverkocht`,
  sold: (title, figure) => `${title} staat op ${figure}`,
  none: (title) => `Nog geen verkoop gemeld voor ${title}`,
  toGo: (days) =>
    days === 0
      ? 'op de dag zelf'
      : days < 0
        ? 'na de voorstelling'
        : days === 1
          ? '1 dag vooraf'
          : `${days} dagen vooraf`,
  measured: {
    tickets: 'Verkochte kaarten, opgeteld per dag',
    money: 'Recette, opgeteld per dag',
    share: 'Verkocht deel van de capaciteit, per dag',
  },
  peersBehind: (venues) => `vergeleken met dezelfde productie in ${venues} andere huizen`,
  noPeers: {
    too_few_venues: 'geen vergelijking: te weinig andere huizen',
    one_dominates: 'geen vergelijking: één huis weegt te zwaar',
    set_changed: 'geen vergelijking: de groep huizen is net veranderd',
    not_yet: 'nog geen vergelijking',
  },
  moneyAlone: 'zonder vergelijking: prijzen verschillen per huis',
  peer: (figure) => `${figure} bij vergelijkbare`,
  peerLabel: (venues) => ['vergelijkbaar', `mediaan van ${venues}`],
  own: { tickets: (figure) => `${figure} verkocht`, money: (figure) => figure, share: (figure) => `${figure} bezet` },
  capacity: (seats) => `capaciteit ${seats}`,
  now: 'nu',
  columns: { day: 'Dag', toGo: 'Dagen vooraf', median: 'Mediaan elders', low: 'Laag elders', high: 'Hoog elders' },
  showTable: 'Toon als tabel',
  hideTable: 'Verberg tabel',
  unknown: 'geen stand',
  walk: 'Met de pijltjes links en rechts loopt u langs de dagen.',
  loading: 'De verkoopcurve wordt geladen',
};

const en: CurveTexts = {
  units: { tickets: 'Tickets', money: 'Revenue', share: '% occupancy' },
  axes: { days: 'Days to go', calendar: 'Calendar' },
  unitLegend: 'Unit',
  axisLegend: 'Time',
  tickets: (count, one) => `${count} ${one ? 'ticket' : 'tickets'}`,
  points: (count) => `${count} percentage points`,
  behind: (title, gap) => `${title} is ${gap} behind comparable performances`,
  ahead: (title, gap) => `${title} is ${gap} ahead of comparable performances`,
  level: (title) => `${title} keeps pace with comparable performances`,
  soldOut: (title) => `${title} is sold out`,
  sold: (title, figure) => `${title} stands at ${figure}`,
  none: (title) => `No sales reported yet for ${title}`,
  toGo: (days) =>
    days === 0 ? 'on the day' : days < 0 ? 'after the performance' : days === 1 ? '1 day to go' : `${days} days to go`,
  measured: {
    tickets: 'Tickets sold, running total by day',
    money: 'Revenue, running total by day',
    share: 'Share of capacity sold, by day',
  },
  peersBehind: (venues) => `against the same production in ${venues} other houses`,
  noPeers: {
    too_few_venues: 'no comparison: too few other houses',
    one_dominates: 'no comparison: one house weighs too much',
    set_changed: 'no comparison: the group of houses has just changed',
    not_yet: 'no comparison yet',
  },
  moneyAlone: 'not compared: prices differ between houses',
  peer: (figure) => `${figure} at comparables`,
  peerLabel: (venues) => ['comparables', `median of ${venues}`],
  own: { tickets: (figure) => `${figure} sold`, money: (figure) => figure, share: (figure) => `${figure} sold` },
  capacity: (seats) => `capacity ${seats}`,
  now: 'now',
  columns: { day: 'Day', toGo: 'Days to go', median: 'Median elsewhere', low: 'Low elsewhere', high: 'High elsewhere' },
  showTable: 'Show as table',
  hideTable: 'Hide table',
  unknown: 'no figure',
  walk: 'Use the left and right arrow keys to walk the days.',
  loading: 'Loading the sales curve',
};

/** Texts for a BCP 47 tag; Dutch unless the tag is English. */
export const curveTexts = (tag: string): CurveTexts => (tag.toLowerCase().startsWith('en') ? en : nl);
