import type { Texts } from './monitor-texts.ts';

const apart = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

export const en: Texts = {
  title: 'Sales',
  season: 'Season',
  updated: 'Updated',
  stale: (stamp) => `Figures of ${stamp}; refreshing fails`,
  loading: 'Loading figures',
  attention: 'Needs attention',
  more: (count) => `Show all ${count}`,
  selling: 'Selling fastest',
  inWeek: 'in 7 days',
  columns: {
    date: 'Date',
    title: 'Performance',
    occupancy: 'Occupancy',
    count: 'Sold',
    change7: '7 days',
    spark: 'Daily, 28 d',
    amount: 'Revenue',
    attention: 'Attention',
  },
  status: { planned: 'planned', cancelled: 'cancelled', moved: 'moved' },
  onCourse: 'on course',
  notYet: 'not on sale yet',
  of: (seats) => `of ${seats}`,
  average: 'Average price',
  reserved: 'Reserved',
  blocked: 'Held',
  periodsOver: ['1 day', '7 days', '28 days'],
  unknown: 'unknown',
  days: (days) => apart.format(days, 'day'),
  performances: (count) => (count === 1 ? '1 performance' : `${count} performances`),
  outside: 'outside the choice below',
  bar: (sold, peers) => `${sold} sold${peers ? `, comparable ${peers}` : ''}`,
  list: 'Performances',
  reason: (item, { format, zone, now }) => {
    switch (item.code) {
      case 'no_report':
        return item.since === null
          ? 'no figures received yet'
          : `no figures since ${format.stamp(item.since, zone, now)}`;
      case 'not_linked':
        return 'not linked';
      case 'over_capacity':
        return `${item.seats} over capacity`;
      case 'big_fall':
        return `${item.seats} tickets fewer than before`;
      case 'free_with_amount':
        return 'free tickets with an amount';
      case 'two_sources':
        return 'figures from two systems';
      case 'reservations_lapse':
        return `${item.seats} reservations ${Date.parse(item.at) < now ? 'lapsed' : 'lapse'} ${format.near(item.at, zone, now)}`;
      case 'sold_out':
        return 'sold out';
      case 'no_sales':
        return `nothing sold for ${item.days} days`;
      case 'under_peers':
        return `${item.points} points behind comparable`;
    }
  },
  underPeers: (own, peers, days) => `${own} sold, comparable performances ${peers} at ${days} days before`,
  tickets: (count) => `${count} tickets`,
  hours: (hours) => (hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`),
  room: (seats) => `${seats} available`,
  yesterday: (tickets) => `${tickets === '1' ? '1 ticket' : `${tickets} tickets`} sold yesterday`,
  likeMean: (weekday) => `, as many as on an average ${weekday}`,
  besideMean: (size, more, weekday) => `, ${size} ${more ? 'more' : 'fewer'} than on an average ${weekday}`,
  nobodyWaits: 'No performance needs attention.',
  somebodyWaits: (count) => `${count === 1 ? 'One performance needs' : `${count} performances need`} attention.`,
  counted: {
    issued: 'Sold = paid + free, without reservations and holds.',
    sold: 'Sold = paid, without free tickets, reservations and holds.',
    sold_reserved: 'Sold = paid + reserved, without free tickets and holds.',
  },
  revenue: (reported, vat, levy) =>
    `Revenue${reported ? ' as reported' : ''} ${vat === levy ? `${vat} VAT and levy` : `${vat} VAT, ${levy} levy`}.`,
  inside: { included: 'incl.', excluded: 'excl.', unknown: 'maybe incl.' },
  levyUnknown: 'The levy is not known everywhere, so no amount is shown.',
  tick: 'Tick = median of the same production elsewhere at the same distance.',
};
