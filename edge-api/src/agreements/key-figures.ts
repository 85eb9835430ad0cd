/** Pure: what a deal comes down to in a list. */
import type { AgreementFigures, AgreementState, Side, Terms } from '#protocol';
import { promisedTo } from './share-rows.ts';

export interface ListedDeal {
  readonly side: Side;
  readonly state: AgreementState;
  readonly terms: Terms;
  readonly inForce: Terms | null;
}
/** Of these nothing is asked and nothing promised any more. */
const OVER: readonly AgreementState[] = ['rejected', 'withdrawn', 'expired'];

/** `played`: how many performances of the version in force, else of the newest, were not cancelled. */
export function keyFigures({ side, state, terms, inForce }: ListedDeal, played: number): AgreementFigures {
  const { form, currency, basis = 'per_performance', fee, share, supplement, scale, hire } = terms;
  const { guaranteeProvider, guaranteeVenue } = terms;
  const shares = scale?.bands.map((band) => band.share) ?? [];
  const counted = inForce ?? terms;
  const times = counted.basis === 'total' ? Math.min(1, played) : played;
  const holds = inForce !== null && state !== 'withdrawn';
  return {
    currency,
    basis,
    ...(form === 'buyout' && fee !== undefined ? { fee } : {}),
    ...(form !== 'buyout' && form !== 'hire' && share !== undefined ? { share } : {}),
    ...(form === 'scale' && shares.length ? { shares: [Math.min(...shares), Math.max(...shares)] as const } : {}),
    ...(guaranteeProvider === undefined ? {} : { guaranteeProvider }),
    ...(guaranteeVenue === undefined ? {} : { guaranteeVenue }),
    ...(form === 'supplement' && supplement !== undefined ? { supplement } : {}),
    ...(form === 'hire' && hire ? { rent: hire.rent, perTicket: hire.perTicket } : {}),
    floor: holds || !OVER.includes(state) ? promisedTo(side, counted) * times : null,
    holds,
  };
}
