/** Staffel: the share changes by band of the net or of the tickets; marginal (each band its own share) or the whole by one. */
import type { Band, Terms } from '#protocol';
import type { Claim, Divide, Division, Pot } from './division.ts';
import { guaranteed } from './form-split.ts';
import { basisPoints, halfUp, shareOf, WHOLE } from './rounding.ts';

type Scale = NonNullable<Terms['scale']>;
type Measure = Scale['measure'];

/** How much of the measure lies in a band; below zero, or with nothing to measure, all lies in the first. */
const inBand = ({ from, to }: Band, measure: number): number => Math.max(0, Math.min(measure, to ?? Infinity) - from);

const bandClaim = (measure: Measure, band: Band, at: number, amount: number, base: number): Claim => ({
  key: 'band',
  name: String(at + 1),
  amount,
  to: 'provider',
  sums: { base },
  facts: { from: band.from, to: band.to, share: band.share, measure },
});

function wholeBand({ measure: by, bands }: Scale, measure: number, net: number): Division {
  const at = Math.max(
    0,
    bands.findLastIndex(({ from }) => measure >= from),
  );
  const band = bands[at];
  if (!band) return { provider: 0, claims: [] };
  const provider = shareOf(net, band.share);
  return { provider, claims: [bandClaim(by, band, at, provider, net)] };
}

/**
 * By tickets the net is taken to lie evenly over them. Rounded up to and including each band, so that the bands add up to the
 * share, and the share is rounded once.
 */
function marginal({ measure: by, bands }: Scale, measure: number, net: number): Division {
  const one = measure > 0 && net > 0;
  // By net a unit of the measure is a cent of the net itself; else it is the net divided by them all.
  const [per, all] = !one ? [net, 1] : measure === net ? [1, 1] : [net, measure];
  let [weighed, passed] = [0, 0];
  let before = { provider: 0, base: 0 };
  const claims: Claim[] = [];
  for (const [at, band] of bands.entries()) {
    const slice = one ? inBand(band, measure) : Number(at === 0);
    if (slice === 0) continue;
    weighed += slice * basisPoints(band.share);
    passed += slice;
    const now = { provider: halfUp(per, weighed, WHOLE * all), base: halfUp(per, passed, all) };
    claims.push(bandClaim(by, band, at, now.provider - before.provider, now.base - before.base));
    before = now;
  }
  return { provider: before.provider, claims };
}

export const scale: Divide = (terms: Terms, pot: Pot) => {
  if (!terms.scale) return { provider: 0, claims: [] };
  const measure = terms.scale.measure === 'tickets' ? pot.paid : pot.net;
  const divided = (terms.scale.method === 'whole_band' ? wholeBand : marginal)(terms.scale, measure, pot.net);
  return guaranteed(terms, pot, divided);
};
