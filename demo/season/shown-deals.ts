// Pure: of all deals, as many as one house and one company need to show every form and every state.
import { FATES, OPEN_FATES, type Deal, type Fate } from './deals.ts';

/** Of the company's other houses, so that a tour is to be seen. */
const ELSEWHERE = 4;

export interface ShownFor {
  readonly venueRef: string;
  readonly providerRef: string;
  /** Guaranteed cents from which two people of the house approve. */
  readonly twoPeopleFrom: number;
}

/** Those between the two, a deal in each other form and state at the house, and some of the company elsewhere. */
export function shownDeals(
  deals: readonly Deal[],
  { venueRef, providerRef, twoPeopleFrom }: ShownFor,
): readonly Deal[] {
  const needsTwo = ({ terms }: Deal): boolean => (terms.guaranteeProvider ?? terms.fee ?? 0) >= twoPeopleFrom;
  const able = deals.map((deal): Deal =>
    deal.fate === 'half_approved' && !(deal.venueRef === venueRef && needsTwo(deal))
      ? { ...deal, fate: 'approved' }
      : deal,
  );
  const isOwn = (deal: Deal): boolean => deal.venueRef === venueRef && deal.providerRef === providerRef;
  const house = able.filter((deal) => deal.venueRef === venueRef && !isOwn(deal));
  const all = [...able.filter(isOwn), ...able.filter((deal) => deal.venueRef !== venueRef).slice(0, ELSEWHERE)];
  for (const deal of house)
    if (!all.some(({ terms, fate }) => terms.form === deal.terms.form && fate === deal.fate)) all.push(deal);
  for (const fate of FATES) {
    if (all.some((deal) => deal.fate === fate)) continue;
    // What chance did not give: a deal in a common state gets the one that is missing, or one more is shown for it.
    const fits = (deal: Deal): boolean =>
      deal.fate === commonOf(fate) && (fate !== 'half_approved' || (deal.venueRef === venueRef && needsTwo(deal)));
    const common = all.filter(fits).at(-1);
    if (common && all.filter((deal) => deal.fate === common.fate).length > 1)
      all[all.indexOf(common)] = { ...common, fate };
    else {
      const more = house.find((deal) => fits(deal) && !all.includes(deal));
      if (more) all.push({ ...more, fate });
    }
  }
  return all;
}

const commonOf = (fate: Fate): Fate => (OPEN_FATES.some((one) => one === fate) ? 'approved' : 'settled');
