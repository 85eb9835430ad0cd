/** For tests: a published report of an invented production, and what it is laid beside. */
import type { AudienceAnswer } from '#protocol';

export const SAMPLE: AudienceAnswer = {
  livemode: false,
  k: 10,
  home: '3511',
  reference: {
    kind: 'genre',
    title: 'toneel',
    shares: {
      distance: { '0-5': 30, '5-15': 25, '15-30': 20, '30-50': 10, '50+': 5 },
      newness: { new: 32, returning: 68 },
      age: { '18-25': 8, '26-35': 13, '36-45': 14, '46-55': 18, '56-65': 22, '66-75': 17 },
      channel: { web: 80, desk: 12 },
    },
  },
  report: {
    subject: {
      level: 'production',
      id: 'XD-26-001-0000001',
      title: 'Nachtvlucht',
      venue: 'XD-ORG-a',
      venueName: 'De Lantaarn',
      season: 2026,
      performances: 12,
      from: '2026-10-02',
      until: '2027-03-20',
      genre: 'toneel',
      capacity: null,
    },
    release: { number: 3, at: '2026-11-23T03:00:00.000Z' },
    buyers: 3_180,
    coverage: { buyer: [90, 95], postcode: [80, 85], age: null },
    catchment: { '35': 'core', '34': 'core', '37': 'primary' },
    tables: {
      origin: { cells: { '35': 1_220, '34': 410, '37': 300, '10': null }, shown: 1_930 },
      distance: { cells: { '0-5': 1_300, '5-15': 820, '15-30': 400, '30-50': 120, '50+': null }, shown: 2_640 },
      newness: { cells: { new: 1_300, returning: 1_880 }, shown: 3_180 },
      age: {
        cells: {
          '0-17': null,
          '18-25': 410,
          '26-35': 600,
          '36-45': 480,
          '46-55': 540,
          '56-65': 570,
          '66-75': 410,
          '76+': null,
        },
        shown: 3_010,
      },
      lead: {
        cells: {
          '0': 280,
          '1-3': 440,
          '4-7': 410,
          '8-14': 350,
          '15-28': 460,
          '29-56': 600,
          '57-90': 300,
          '91-180': 180,
          '181+': null,
        },
        shown: 3_020,
      },
      moment: { cells: { '1-20': 310, '1-21': 290, '2-20': 120, '3-12': 60, '7-20': 110 }, shown: 890 },
      channel: { cells: { web: 2_700, desk: 300, phone: null }, shown: 3_000 },
      overlap: { cells: { 'XD-26-001-0000002': 570, 'XD-26-001-0000003': 350 }, shown: 800 },
      party: { cells: {}, shown: null, withheld: 'one_cell' },
    },
  },
};
