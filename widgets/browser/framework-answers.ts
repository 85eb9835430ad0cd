/** Framework agreements as the API answers them: an invented pair, and what is general between them. */
import type { Framework, FrameworkSummary, Template } from '#protocol';
import { PROVIDER, sampleTerms, VENUE } from './deal-answers.ts';

export const FRAMEWORK_ID = 'XD-FRA-1';
export const FRAMEWORK_PATH = `/v1/frameworks/${FRAMEWORK_ID}`;

const SIGNED = {
  provider: { side: 'provider', at: '2026-11-02T09:00:00.000Z', by: PROVIDER.id, person: 'Joris Mulder' },
  venue: { side: 'venue', at: '2026-11-03T10:30:00.000Z', by: VENUE.id, person: 'Anna de Vries' },
} as const;

/** Proposed and signed by the provider, and looked at by the venue, unless said otherwise. */
export const sampleFramework = (changed: Partial<Framework> = {}): Framework => ({
  id: FRAMEWORK_ID,
  version: 1,
  provider: PROVIDER,
  venue: VENUE,
  title: 'Raamovereenkomst 2026',
  terms: {
    freeTickets: { max: 12 },
    royalties: { rate: 5, base: 'recette_ex', taken: 'before_split', remits: 'provider' },
  },
  text: 'De zaal levert het borderel binnen vijf werkdagen.\nBetaling binnen veertien dagen na factuur.',
  validFrom: '2026-01-01',
  validTo: null,
  state: 'proposed',
  sha256: 'b'.repeat(64),
  author: 'provider',
  signatures: [SIGNED.provider],
  side: 'venue',
  versions: [
    {
      version: 1,
      state: 'proposed',
      sha256: 'b'.repeat(64),
      madeAt: '2026-11-02T08:55:00.000Z',
      signedAt: null,
    },
  ],
  history: [step(1, 'propose'), step(2, 'sign')],
  livemode: true,
  ...changed,
});

function step(seq: number, what: 'propose' | 'sign', version = 1): Framework['history'][number] {
  return {
    seq,
    at: `2026-11-02T09:0${seq}:00.000Z`,
    step: what,
    version,
    side: 'provider',
    by: PROVIDER.id,
    person: 'Joris Mulder',
    sha256: 'b'.repeat(64),
  };
}

export const signedFramework = (changed: Partial<Framework> = {}): Framework => {
  const proposed = sampleFramework();
  return {
    ...proposed,
    state: 'signed',
    signatures: [SIGNED.provider, SIGNED.venue],
    versions: proposed.versions.map((one) => ({ ...one, state: 'signed', signedAt: SIGNED.venue.at })),
    history: [
      ...proposed.history,
      { ...step(3, 'sign'), at: SIGNED.venue.at, side: 'venue', by: VENUE.id, person: 'Anna de Vries' },
    ],
    ...changed,
  };
};

/** Version 2 of it waits for signatures, beside version 1 that is in force. */
export const nextOfFramework = (changed: Partial<Framework> = {}): Framework => {
  const signed = signedFramework();
  return {
    ...signed,
    version: 2,
    state: 'proposed',
    sha256: 'c'.repeat(64),
    terms: { ...signed.terms, freeTickets: { max: 20 } },
    signatures: [],
    versions: [
      {
        version: 2,
        state: 'proposed',
        sha256: 'c'.repeat(64),
        madeAt: '2026-11-20T08:00:00.000Z',
        signedAt: null,
      },
      ...signed.versions,
    ],
    history: [...signed.history, { ...step(4, 'propose', 2), at: '2026-11-20T08:00:00.000Z' }],
    ...changed,
  };
};

export const sampleTemplate = (changed: Partial<Template> = {}): Template => ({
  id: 'XD-TPL-1',
  name: 'Partage 80/20 met garantie',
  with: PROVIDER.id,
  withName: PROVIDER.name,
  terms: sampleTerms(),
  revision: 3,
  updatedAt: '2026-11-01T00:00:00.000Z',
  ...changed,
});

export const frameworkSummary = ({
  text: _text,
  versions: _versions,
  history: _history,
  livemode: _livemode,
  ...summary
}: Framework): FrameworkSummary => summary;
