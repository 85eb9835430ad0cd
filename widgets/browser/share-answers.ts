/** Answers about the own share as an element meets them: two productions, of which one evening does not count yet. */
import type { ShareAnswer, SharePerformance } from '#protocol';

export const SHARE_PATH = '/v1/my-share';

export const sharePerformance = (n: number, changed: Partial<SharePerformance> = {}): SharePerformance => ({
  performance: `XD-26-101-0000001|0000${n}`,
  production: 'XD-26-101-0000001',
  venue: 'XD-ORG-1',
  venueName: 'De Lantaarn',
  date: `2026-12-0${n}`,
  agreement: `XD-AGR-${n}`,
  state: 'approved',
  counts: true,
  why: 'counts',
  settled: false,
  asOf: '2026-11-24T08:04:00.000Z',
  realised: 0,
  provisional: 766_972,
  guaranteed: 400_000,
  ...changed,
});

export const sampleShare = (changed: Partial<ShareAnswer> = {}): ShareAnswer => ({
  currency: 'EUR',
  asOf: '2026-11-24T08:04:00.000Z',
  livemode: true,
  total: { realised: 231_049, provisional: 997_021, guaranteed: 400_000 },
  productions: [
    {
      production: 'XD-26-101-0000001',
      title: 'Nachtvlucht',
      counted: 1,
      left: 1,
      realised: 0,
      provisional: 766_972,
      guaranteed: 400_000,
    },
    {
      production: 'XD-26-101-0000002',
      title: 'De Kersentuin',
      counted: 1,
      left: 0,
      realised: 231_049,
      provisional: 230_049,
      guaranteed: 0,
    },
  ],
  performances: [
    sharePerformance(1),
    sharePerformance(2, {
      venueName: 'Schouwburg Noord',
      counts: false,
      why: 'not_approved',
      state: 'partly_rejected',
      provisional: 0,
      guaranteed: 0,
    }),
    sharePerformance(3, {
      performance: 'XD-26-101-0000002|00003',
      production: 'XD-26-101-0000002',
      settled: true,
      realised: 231_049,
      provisional: 230_049,
      guaranteed: 0,
    }),
  ],
  ...changed,
});
