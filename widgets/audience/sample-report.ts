/** For tests: a published report of an invented production, and what it is laid beside. */
import type { AudienceAnswer, AudienceSubjects } from '#protocol';

/** Evenings more than days, Monday most of all, nothing at night that could be shown. */
const MOMENTS = Object.fromEntries(
  [1, 2, 3, 4, 5, 6, 7].flatMap((day) =>
    Array.from({ length: 15 }, (_, i) => {
      const hour = 9 + i;
      const peak = hour >= 19 && hour <= 21 ? 40 : hour >= 11 && hour <= 13 ? 20 : 10;
      return [`${day}-${hour}`, hour === 23 ? null : day === 1 && peak === 40 ? 130 : day === 6 ? 10 : peak];
    }),
  ),
);

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
      origin: {
        cells: {
          ...Object.fromEntries(
            ['10', '11', '12', '13', '15', '27', '30', '38', '50', '97'].map((area) => [area, null]),
          ),
          '35': 1_220,
          '34': 410,
          '37': 300,
          '36': 150,
          '39': 110,
          '41': 80,
          '28': 60,
          '24': 50,
          '14': 30,
          '40': 20,
          '67': 20,
          '42': 20,
          '52': 10,
          '73': 10,
          '68': 10,
        },
        shown: 2_500,
      },
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
      moment: { cells: MOMENTS, shown: 2_700 },
      channel: { cells: { web: 2_700, desk: 300, phone: null }, shown: 3_000 },
      overlap: { cells: { 'XD-26-001-0000002': 570, 'XD-26-001-0000003': 350 }, shown: 800 },
      age_gender: {
        cells: {
          '0-17|f': null,
          '0-17|m': null,
          '18-25|f': 250,
          '18-25|m': 150,
          '26-35|f': 360,
          '26-35|m': 220,
          '36-45|f': 290,
          '36-45|m': 180,
          '46-55|f': 320,
          '46-55|m': 210,
          '56-65|f': 350,
          '56-65|m': 200,
          '66-75|f': 240,
          '66-75|m': 150,
          '76+|f': 40,
          '76+|m': null,
        },
        shown: 2_960,
      },
      segment: {
        cells: { new: 1_300, once: 520, convertee: 340, active: 480, super: 180, stale: 190, lapsed: 90 },
        shown: 3_100,
      },
      price_class: { cells: { normal: 2_300, discount: 780, free: 60, other: null }, shown: 3_100 },
      origin_pc4: {
        cells: { '3511': 210, '3512': 180, '3581': 160, '3583': 90, '3401': 60, '3437': null },
        shown: 700,
      },
      party: { cells: {}, shown: null, withheld: 'one_cell' },
    },
  },
};

const subject = SAMPLE.report!.subject;
const production = (n: number, title: string, buyers: number | null) => ({
  ...subject,
  id: `XD-26-001-000000${n}`,
  title,
  buyers,
});
/** What there is to choose from in the house of the sample, two seasons of it. */
export const SAMPLE_SUBJECTS: AudienceSubjects = {
  livemode: false,
  seasons: [2026, 2025],
  venues: [{ id: 'XD-ORG-a', name: 'De Lantaarn' }],
  subjects: [
    { ...subject, level: 'season', id: '2026', title: '2026', performances: 210, genre: null, buyers: 31_000 },
    production(1, 'Nachtvlucht', 3_180),
    production(2, 'Vals Plat', 1_800),
    production(3, 'Zeven Zusters en het meisje dat niet wilde slapen', 1_400),
    production(4, 'Klein Vuur', null),
    {
      ...subject,
      level: 'season',
      id: '2025',
      title: '2025',
      season: 2025,
      performances: 190,
      genre: null,
      buyers: 28_000,
    },
  ],
};
