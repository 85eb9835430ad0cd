/** Agreements as the API answers them: an invented deal about one evening or more, computed by the suite's own sums. */
import { sentence, waterfall } from '#deal';
import {
  TERM_NAMES,
  type Agreement,
  type AgreementEvent,
  type AgreementSummary,
  type House,
  type Performance,
  type Terms,
  type TermState,
} from '#protocol';

export const PROVIDER = { id: 'P1', name: 'Toneelmakerij Noord' } as const;
export const VENUE = { id: 'V1', name: 'Stadsschouwburg De Lantaarn' } as const;
const NAMES = { provider: PROVIDER.name, venue: VENUE.name };
export const AGREEMENT_ID = 'XD-AGR-1';
export const AGREEMENT_PATH = `/v1/agreements/${AGREEMENT_ID}`;

/** Where an element that may see sales learns how many seats the hall has. */
export const HALL_PATH = '/v1/performances/NL-26-101-0000042%7C1/series';
export const sampleHall = { performance: { figures: { capacity: 640 } } };

export const sampleTerms = (changed: Partial<Terms> = {}): Terms => ({
  form: 'split',
  currency: 'EUR',
  share: 80,
  guaranteeProvider: 450_000,
  levy: 'fenced',
  royalties: { rate: 5, base: 'recette_ex', taken: 'before_split', remits: 'provider' },
  freeTickets: { max: 12 },
  ...changed,
});

export const sampleHouse = (changed: Partial<House> = {}): House => ({
  performance: 'NL-26-101-0000042|1',
  date: '2026-12-09',
  status: 'planned',
  paid: 400,
  free: 10,
  gross: 1_220_000,
  amounts: { currency: 'EUR', vat: 'included', levy: 'included' },
  vatRate: 9,
  agreedVatRate: null,
  levies: [{ name: 'Theatertoeslag', amount: 300, vatRate: 9, shared: false }],
  capacity: 640,
  asOf: '2026-11-30T08:04:00.000Z',
  source: 'kassasysteem',
  ...changed,
});

export const sampleStates = (terms: Terms, changed: readonly TermState[] = []): TermState[] =>
  TERM_NAMES.flatMap((term): TermState[] => {
    const one = changed.find((state) => state.term === term);
    if (one !== undefined) return [one];
    return terms[term] === undefined ? [] : [{ term, value: terms[term], state: 'open' }];
  });

export const sampleStep = (seq: number, changed: Partial<AgreementEvent> = {}): AgreementEvent => ({
  seq,
  at: `2026-11-${String(20 + seq).padStart(2, '0')}T09:00:00.000Z`,
  step: 'propose',
  version: 1,
  side: 'provider',
  by: { organisation: PROVIDER.id, person: 'Anna de Vries' },
  state: 'proposed',
  changes: [],
  message: null,
  ...changed,
});

/** Proposed by the provider and looked at by the venue, unless said otherwise. */
export function sampleAgreement(
  changed: Partial<Agreement> = {},
  houses: readonly House[] = [sampleHouse()],
): Agreement {
  const terms = changed.terms ?? sampleTerms();
  const result = waterfall(terms, houses);
  const side = changed.side ?? 'venue';
  return {
    id: AGREEMENT_ID,
    reference: null,
    provider: PROVIDER,
    venue: VENUE,
    production: { id: 'NL-26-101-0000042', title: 'Nachtvlucht' },
    performances: houses.map(({ performance, date }) => ({
      id: performance ?? '',
      startsAt: `${date}T19:15:00.000Z`,
      date,
      hall: 'Grote Zaal',
    })),
    form: terms.form,
    state: 'proposed',
    version: 1,
    approvedVersion: null,
    turn: 'venue',
    side,
    updatedAt: '2026-11-22T09:00:00.000Z',
    livemode: true,
    revision: 2,
    terms,
    sha256: 'a'.repeat(64),
    sentence: { nl: sentence(terms, NAMES, 'nl'), en: sentence(terms, NAMES, 'en') },
    author: 'provider',
    termStates: sampleStates(terms),
    contacts: {},
    framework: { id: 'XD-FRA-1', version: 1, title: 'raamovereenkomst 2026' },
    expiresAt: null,
    approvals: [],
    approvalsNeeded: 1,
    approvalLimit: null,
    waterfall: result,
    waterfallVersion: 1,
    share: {
      realised: 0,
      provisional: result[side],
      guaranteed: side === 'provider' ? (result.floor ?? 0) : (terms.guaranteeVenue ?? 0),
    },
    history: [
      sampleStep(1, { step: 'draft', state: 'draft' }),
      sampleStep(2, { message: 'Zoals vorig seizoen besproken.' }),
    ],
    may: ['approve', 'reject'],
    ...changed,
  };
}

/** The venue rejected two terms, one of them with a counter-value; the provider looks. */
export function samplePartlyRejected(changed: Partial<Agreement> = {}): Agreement {
  const terms = changed.terms ?? sampleTerms();
  const rejected = [
    { term: 'guaranteeProvider', reason: 'Te hoog voor een doordeweekse avond', counter: 400_000 },
    { term: 'freeTickets', reason: '20 is bij ons gebruikelijk' },
  ] as const;
  return sampleAgreement({
    state: 'partly_rejected',
    side: 'provider',
    turn: 'provider',
    revision: 3,
    termStates: sampleStates(
      terms,
      rejected.map((one): TermState => ({ ...one, value: terms[one.term], state: 'rejected', by: 'venue' })),
    ).map((state) => (state.state === 'open' ? { ...state, state: 'agreed' } : state)),
    history: [
      sampleStep(1, { step: 'draft', state: 'draft' }),
      sampleStep(2),
      sampleStep(3, {
        step: 'reject',
        side: 'venue',
        state: 'partly_rejected',
        by: { organisation: VENUE.id, person: 'Bram Jansen' },
        rejected: rejected.map((one) => ({ ...one })),
      }),
    ],
    may: ['revise', 'withdraw'],
    ...changed,
  });
}

export const summaryOf = ({
  id,
  reference,
  provider,
  venue,
  production,
  performances,
  form,
  state,
  version,
  approvedVersion,
  turn,
  side,
  updatedAt,
  livemode,
  figures,
}: Agreement): AgreementSummary => ({
  id,
  reference,
  provider,
  venue,
  production,
  performances,
  form,
  state,
  version,
  approvedVersion,
  turn,
  side,
  updatedAt,
  livemode,
  ...(figures === undefined ? {} : { figures }),
});

/** One of the sample's production in its house, as the catalogue lists it. */
export const samplePerformance = (n: number, changed: Partial<Performance> = {}): Performance => ({
  id: `NL-26-101-0000042|${n}`,
  production: 'NL-26-101-0000042',
  number: String(n),
  title: 'Nachtvlucht',
  provider: PROVIDER.id,
  providerName: PROVIDER.name,
  venue: VENUE.id,
  venueName: VENUE.name,
  timeZone: 'Europe/Amsterdam',
  hall: 'H1',
  hallName: 'Grote Zaal',
  startsAt: '2026-12-09T19:15:00Z',
  type: 'normal',
  status: 'planned',
  movedTo: null,
  onSaleAt: null,
  capacity: 640,
  tags: [],
  festival: false,
  revision: 1,
  mergedInto: null,
  ...changed,
});
