/**
 * For tests: the life of deals in the plainest words, to compare the API with. Knows nothing of events, rows or copies: a deal is a list
 * of versions, which of them is talked about, and which is in force.
 */
import type { AgreementState, Side } from '#protocol';

export interface ModelVersion {
  readonly author: Side;
  share: number;
  evenings: readonly number[];
  proposed: boolean;
}
export interface ModelDeal {
  versions: ModelVersion[];
  /** Index of the version that is talked about. */
  talk: number;
  state: AgreementState;
  force: number | null;
  signed: string[];
  expires: number | null;
  /** Steps as each side may know of them. */
  told: Record<Side, string[]>;
}
export interface ModelWorld {
  deals: ModelDeal[];
  /** From this promised amount on, two sign for the house. */
  limit: number | null;
  now: number;
}
export type Ask =
  | { do: 'edit' | 'propose' | 'withdraw'; deal: number; side: Side; share?: number; expires?: number }
  | { do: 'approve' | 'reject'; deal: number; side: Side; version: number; signer: string; partly?: boolean }
  | { do: 'revise' | 'amend'; deal: number; side: Side; version: number; share: number };

/** What these tests promise the provider with each deal, in cents. */
export const promised = (share: number): number => share * 1_000;
const SIDES: readonly Side[] = ['provider', 'venue'];
const version = (deal: ModelDeal): ModelVersion => {
  const found = deal.versions[deal.talk];
  if (!found) throw new Error('a deal without a version');
  return found;
};

/** What a side sees of a deal; null = nothing. */
export function sight(deal: ModelDeal, side: Side): { state: AgreementState; version: number; share: number } | null {
  const own = version(deal);
  if (own.proposed || own.author === side) return { state: deal.state, version: deal.talk + 1, share: own.share };
  const force = deal.force === null ? undefined : deal.versions[deal.force];
  return force && deal.force !== null ? { state: 'approved', version: deal.force + 1, share: force.share } : null;
}

const tell = (deal: ModelDeal, step: string, to: readonly Side[]): void =>
  to.forEach((side) => deal.told[side].push(step));

/** Back to what is in force, or to the end. */
function end(deal: ModelDeal, state: 'withdrawn' | 'expired'): void {
  deal.signed = [];
  deal.expires = null;
  if (deal.force === null) deal.state = state;
  else {
    deal.state = 'approved';
    deal.talk = deal.force;
  }
}

export function draft(world: ModelWorld, side: Side, share: number, evenings: readonly number[]): void {
  const deal: ModelDeal = {
    versions: [{ author: side, share, evenings, proposed: false }],
    talk: 0,
    state: 'draft',
    force: null,
    signed: [],
    expires: null,
    told: { provider: [], venue: [] },
  };
  tell(deal, 'draft', [side]);
  world.deals.push(deal);
}

/** The status that is answered; the world is changed where it is 200. */
export function ask(world: ModelWorld, wanted: Ask): number {
  const deal = world.deals[wanted.deal];
  const seen = deal && sight(deal, wanted.side);
  if (!deal || !seen) return 404;
  if ('version' in wanted && wanted.version !== seen.version) return 412;
  if (seen.version !== deal.talk + 1) return 409;
  const own = version(deal);
  const author = own.author === wanted.side;
  const asked = deal.state === 'proposed' || deal.state === 'half_approved';
  const refused = deal.state === 'rejected' || deal.state === 'partly_rejected';
  switch (wanted.do) {
    case 'edit':
      if (deal.state !== 'draft' || !author) return 409;
      if (own.share !== wanted.share) tell(deal, 'edit', [wanted.side]);
      own.share = wanted.share ?? own.share;
      return 200;
    case 'propose':
      if (deal.state !== 'draft' || !author) return 409;
      own.proposed = true;
      deal.state = 'proposed';
      deal.expires = wanted.expires ?? deal.expires;
      tell(deal, 'propose', SIDES);
      return 200;
    case 'withdraw':
      if (!author || !(deal.state === 'draft' || asked || refused)) return 409;
      tell(deal, 'withdraw', own.proposed ? SIDES : [wanted.side]);
      end(deal, 'withdrawn');
      return 200;
    case 'reject':
      if (!asked || author) return 409;
      deal.state = wanted.partly ? 'partly_rejected' : 'rejected';
      deal.signed = [];
      tell(deal, 'reject', SIDES);
      return 200;
    case 'approve': {
      if (!asked || author || (deal.expires !== null && deal.expires <= world.now)) return 409;
      if (deal.signed.includes(wanted.signer)) return 409;
      const taken = world.deals.some(
        (other) =>
          other !== deal &&
          other.force !== null &&
          other.versions[other.force]?.evenings.some((one) => own.evenings.includes(one)),
      );
      if (taken) return 409;
      deal.signed.push(wanted.signer);
      tell(deal, 'approve', SIDES);
      const two = wanted.side === 'venue' && world.limit !== null && promised(own.share) >= world.limit;
      if (two && deal.signed.length < 2) deal.state = 'half_approved';
      else {
        deal.state = 'approved';
        deal.force = deal.talk;
        deal.expires = null;
      }
      return 200;
    }
    case 'revise':
    case 'amend':
      if (wanted.do === 'amend' ? deal.state !== 'approved' : !author || !(asked || refused)) return 409;
      if (own.share === wanted.share) return 400;
      deal.versions.push({
        author: wanted.side,
        share: wanted.share,
        evenings: own.evenings,
        proposed: wanted.do === 'revise',
      });
      deal.talk = deal.versions.length - 1;
      deal.state = wanted.do === 'revise' ? 'proposed' : 'draft';
      deal.signed = [];
      if (wanted.do === 'amend' || (deal.expires ?? Infinity) <= world.now) deal.expires = null;
      tell(deal, wanted.do, wanted.do === 'revise' ? SIDES : [wanted.side]);
      return 200;
  }
}

/** The minute job comes by. */
export function pass(world: ModelWorld): void {
  for (const deal of world.deals) {
    const waits = ['proposed', 'half_approved', 'partly_rejected'].includes(deal.state);
    if (!waits || deal.expires === null || deal.expires > world.now) continue;
    tell(deal, 'expire', SIDES);
    end(deal, 'expired');
  }
}
