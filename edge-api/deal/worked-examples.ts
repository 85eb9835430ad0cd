/** The thirteen worked examples of the domain (§9.4), to the cent: for the tests here and through the public route. */
import type { House, Terms } from '#protocol';

const levy = { name: 'Theatertoeslag', amount: 300, vatRate: 9, shared: false };
const house = (paid: number, free: number, gross: number, more: Partial<House> = {}): House => ({
  performance: null,
  date: '2026-12-09',
  status: 'planned',
  paid,
  free,
  gross,
  amounts: { currency: 'EUR', vat: 'included', levy: 'included' },
  vatRate: 9,
  agreedVatRate: null,
  levies: [levy],
  capacity: null,
  asOf: null,
  source: null,
  ...more,
});
/** 300×32 + 80×27 + 20×22 + 10 free, and 100×32 + 40×27 + 10×22 + 12 free. */
export const HOUSE_A = house(400, 10, 1_220_000, { performance: 'A' });
export const HOUSE_B = house(150, 12, 450_000, { performance: 'B' });
/** Takings on which no VAT, levy or rights weigh. */
const bare = (gross: number, currency = 'EUR'): House =>
  house(100, 0, gross, { vatRate: 0, levies: [], amounts: { currency, vat: 'included', levy: 'included' } });
const rights = { rate: 5, base: 'recette_ex', taken: 'before_split', remits: 'venue' } as const;
const deal = (terms: Omit<Terms, 'currency'> & { readonly currency?: string }): Terms => ({
  currency: 'EUR',
  royalties: rights,
  ...terms,
});
const plain = (terms: Omit<Terms, 'currency'>): Terms => ({ currency: 'EUR', ...terms });
const split = { form: 'split', share: 80 } as const;
const scaleOf = (method: 'marginal' | 'whole_band'): Terms =>
  deal({
    form: 'scale',
    scale: {
      measure: 'net',
      method,
      bands: [
        { from: 0, to: 500_000, share: 70 },
        { from: 500_000, to: 800_000, share: 80 },
        { from: 800_000, to: null, share: 90 },
      ],
    },
  });
const callsDeal = plain({
  form: 'calls',
  share: 70,
  calls: [
    { to: 'provider', amount: 200_000 },
    { to: 'venue', amount: 200_000 },
    { to: 'provider', amount: 50_000 },
  ],
});

export interface Example {
  readonly name: string;
  readonly terms: Terms;
  readonly sales: readonly House[];
  readonly is: {
    readonly provider: number;
    readonly venue: number;
    readonly net?: number;
    readonly venueKeeps?: number;
    readonly ex?: number;
    readonly incl?: number;
    readonly buma?: number;
  };
}
const buyout = deal({ form: 'buyout', fee: 650_000 });
const series = deal({ ...split, guaranteeProvider: 500_000 });
const bumaDeal = plain({
  form: 'buyout',
  fee: 650_000,
  buma: { rate: 7, base: 'highest', taken: 'before_split', remits: 'venue' },
});

export const EXAMPLES: readonly Example[] = [
  {
    name: '1 uitkoop, A',
    terms: buyout,
    sales: [HOUSE_A],
    is: { provider: 650_000, venue: 308_715, net: 958_715, venueKeeps: 418_807, ex: 650_000, incl: 708_500 },
  },
  {
    name: '1 uitkoop, B',
    terms: buyout,
    sales: [HOUSE_B],
    is: { provider: 650_000, venue: -297_018, net: 352_982, venueKeeps: -255_734, incl: 708_500 },
  },
  {
    name: '2 partage, A',
    terms: deal(split),
    sales: [HOUSE_A],
    is: { provider: 766_972, venue: 191_743, net: 958_715, venueKeeps: 301_835, ex: 766_972 },
  },
  {
    name: '2 partage, A, the provider remits the rights',
    terms: deal({ ...split, royalties: { ...rights, remits: 'provider' } }),
    sales: [HOUSE_A],
    is: { provider: 766_972, venue: 191_743, venueKeeps: 301_835, ex: 817_431, incl: 891_000 },
  },
  {
    name: '2 partage, A, split after VAT only',
    terms: plain({ ...split, shareOf: 'recette_ex' }),
    sales: [HOUSE_A],
    is: { provider: 807_339, venue: 201_835 },
  },
  {
    name: '2 partage, A, levy shared',
    terms: deal({ ...split, levy: 'shared' }),
    sales: [HOUSE_A],
    is: { provider: 850_642, venue: 212_661, net: 1_063_303 },
  },
  {
    name: '3 guarantee to provider, A',
    terms: deal({ ...split, guaranteeProvider: 400_000 }),
    sales: [HOUSE_A],
    is: { provider: 766_972, venue: 191_743 },
  },
  {
    name: '3 guarantee to provider, B',
    terms: deal({ ...split, guaranteeProvider: 400_000 }),
    sales: [HOUSE_B],
    is: { provider: 400_000, venue: -47_018, venueKeeps: -5_734 },
  },
  {
    name: '3 other reading, minimum',
    terms: deal({ form: 'split', share: 70, guaranteeProvider: 200_000, guaranteeKind: 'minimum' }),
    sales: [HOUSE_A],
    is: { provider: 671_101, venue: 287_614 },
  },
  {
    name: '3 other reading, off the top',
    terms: deal({ form: 'split', share: 70, guaranteeProvider: 200_000, guaranteeKind: 'off_the_top' }),
    sales: [HOUSE_A],
    is: { provider: 731_101, venue: 227_614 },
  },
  {
    name: '4 guarantee to venue, A',
    terms: deal({ ...split, guaranteeVenue: 150_000 }),
    sales: [HOUSE_A],
    is: { provider: 766_972, venue: 191_743 },
  },
  {
    name: '4 guarantee to venue, B',
    terms: deal({ ...split, guaranteeVenue: 150_000 }),
    sales: [HOUSE_B],
    is: { provider: 202_982, venue: 150_000 },
  },
  {
    name: '5 series per performance',
    terms: series,
    sales: [HOUSE_A, HOUSE_B],
    is: { provider: 1_266_972, venue: 44_725, net: 1_311_697 },
  },
  {
    name: '5 series on total',
    terms: { ...series, guaranteeProvider: 1_000_000, basis: 'total' },
    sales: [HOUSE_A, HOUSE_B],
    is: { provider: 1_049_358, venue: 262_339, net: 1_311_697 },
  },
  {
    name: '6 staffel marginal, A',
    terms: scaleOf('marginal'),
    sales: [HOUSE_A],
    is: { provider: 732_844, venue: 225_871 },
  },
  {
    name: '6 staffel whole band, A',
    terms: scaleOf('whole_band'),
    sales: [HOUSE_A],
    is: { provider: 862_844, venue: 95_871 },
  },
  {
    name: '6 staffel marginal, B',
    terms: scaleOf('marginal'),
    sales: [HOUSE_B],
    is: { provider: 247_087, venue: 105_895 },
  },
  {
    name: '6 staffel whole band, B',
    terms: scaleOf('whole_band'),
    sales: [HOUSE_B],
    is: { provider: 247_087, venue: 105_895 },
  },
  {
    name: '7 suppletie additive, B',
    terms: deal({ form: 'supplement', share: 70, supplement: 75_000 }),
    sales: [HOUSE_B],
    is: { provider: 322_087, venue: 30_895 },
  },
  {
    name: '7 suppletie top-up, B',
    terms: deal({ form: 'supplement', share: 70, supplement: 350_000, supplementKind: 'top_up' }),
    sales: [HOUSE_B],
    is: { provider: 350_000, venue: 2_982 },
  },
  {
    name: '8 verhuur, A',
    terms: plain({ form: 'hire', levy: 'shared', hire: { rent: 225_000, perTicket: 150, counts: 'issued' } }),
    sales: [HOUSE_A],
    is: { provider: 832_766, venue: 286_500, net: 1_119_266 },
  },
  {
    name: '9 split point',
    terms: {
      form: 'split_point',
      currency: 'USD',
      share: 85,
      guaranteeProvider: 500_000,
      splitPoint: { expenses: 600_000, profit: 15 },
    },
    sales: [
      house(1_000, 0, 2_250_000, {
        vatRate: 6.5,
        levies: [{ name: 'Facility fee', amount: 100, vatRate: 0, shared: false }],
        amounts: { currency: 'USD', vat: 'included', levy: 'included' },
      }),
    ],
    is: { provider: 1_140_712, venue: 878_067, net: 2_018_779 },
  },
  {
    name: '10 versus gross',
    terms: plain({ form: 'split', share: 60, shareOf: 'gross', guaranteeProvider: 500_000 }),
    sales: [bare(1_000_000)],
    is: { provider: 600_000, venue: 400_000 },
  },
  { name: '11 calls, 1,900', terms: callsDeal, sales: [bare(190_000)], is: { provider: 190_000, venue: 0 } },
  { name: '11 calls, 4,300', terms: callsDeal, sales: [bare(430_000)], is: { provider: 230_000, venue: 200_000 } },
  { name: '11 calls, 6,000', terms: callsDeal, sales: [bare(600_000)], is: { provider: 355_000, venue: 245_000 } },
  {
    name: '12 off the top',
    terms: plain({ form: 'split', share: 50, guaranteeProvider: 50_000, guaranteeKind: 'off_the_top' }),
    sales: [bare(500_000)],
    is: { provider: 275_000, venue: 225_000 },
  },
  {
    name: '13 music rights of the highest, A',
    terms: bumaDeal,
    sales: [HOUSE_A],
    is: { provider: 650_000, venue: 288_532, buma: 70_642 },
  },
  {
    name: '13 music rights of the highest, B',
    terms: bumaDeal,
    sales: [HOUSE_B],
    is: { provider: 650_000, venue: -323_940, buma: 45_500 },
  },
];
