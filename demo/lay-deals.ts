// The season's deals through the API, each side with its own client: made, proposed, decided, amended, settled.
import { PATHS, type Agreement, type AgreementBody, type FrameworkBody, type Statement, type Terms } from '#protocol';
import type { ApiClient } from './api-client.ts';
import { dealsOf, shownDeals, type Deal, type Season } from './season/index.ts';
import type { Mapping } from './state.ts';

export interface LayDeals {
  readonly season: Season;
  readonly mapping: Mapping;
  readonly clientOf: (ref: string) => ApiClient | null;
  /** The house and the provider whose deals are laid, and who have a framework between them. */
  readonly venueRef: string;
  readonly providerRef: string;
}

const AT_ONCE = 6;
/** From here on two people of the house approve, cents. */
const TWO_PEOPLE_FROM = 250_000;
const DAY = 86_400_000;
const YEAR = 365 * DAY;
/** What was played before has no figures: a house exports half a year. */
const FIGURES_SINCE = 180 * DAY;
/** Of the proposal that nobody decides: it is over before the demo stands. */
const SOON = 3_000;
/** A machine that needs longer than that for a request gets twice as long, and again up to here. */
const LATEST = 60_000;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

interface Sides {
  readonly provider: ApiClient;
  readonly venue: ApiClient;
}

export async function layDeals({ season, mapping, clientOf, venueRef, providerRef }: LayDeals): Promise<void> {
  const [venue, provider] = [clientOf(venueRef), clientOf(providerRef)];
  if (!venue || !provider) return;
  const startsAt = new Map(season.performances.map((one) => [one.ref, one.startsAt]));
  const hasFigures = (ref: string): boolean => (startsAt.get(ref) ?? 0) > season.now - FIGURES_SINCE;
  const known = (ref: string): boolean => mapping.ids[ref] !== undefined;
  const deals = dealsOf(season, { venueRefs: [venueRef], providerRefs: [providerRef] }).filter(
    (deal) => known(deal.venueRef) && deal.performanceRefs.every((ref) => known(ref) && hasFigures(ref)),
  );
  const waiting = [...shownDeals(deals, { venueRef, providerRef, twoPeopleFrom: TWO_PEOPLE_FROM })];
  const framework = await signFramework({ venue, provider }, mapping.ids[venueRef] ?? '', dayOf(season.now - YEAR));
  const byOne: string[] = [];
  const walk = async (): Promise<void> => {
    for (let deal = waiting.shift(); deal; deal = waiting.shift()) {
      const sides = { provider: clientOf(deal.providerRef), venue: clientOf(deal.venueRef) };
      if (!sides.provider || !sides.venue) continue;
      const own = deal.venueRef === venueRef && deal.providerRef === providerRef;
      const id = await layDeal(sides as Sides, deal, mapping, own ? framework : null);
      if (deal.fate === 'half_approved') byOne.push(id);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, walk));
  await provider.call('POST', PATHS.agreementTemplates, {
    name: 'Partage 80/20 met garantie',
    with: mapping.ids[venueRef] ?? null,
    terms: TEMPLATE,
  });
  // Last, for until now each house has one machine to approve with.
  await venue.call('PUT', PATHS.agreementSettings, { twoPeopleFrom: TWO_PEOPLE_FROM });
  for (const id of byOne) await venue.call('POST', `${PATHS.agreements}/${id}/approve`, { version: 1 });
}

const TEMPLATE: Terms = {
  form: 'split',
  currency: 'EUR',
  share: 80,
  guaranteeProvider: 450_000,
  guaranteeKind: 'minimum',
  basis: 'per_performance',
  royalties: { rate: 5, base: 'recette_ex', taken: 'before_split', remits: 'provider' },
  freeTickets: { max: 12 },
};

async function signFramework({ venue, provider }: Sides, venueId: string, validFrom: string): Promise<string> {
  const body: FrameworkBody = {
    with: venueId,
    title: `Raamovereenkomst ${validFrom.slice(0, 4)}`,
    terms: { freeTickets: { max: 12 }, royalties: TEMPLATE.royalties },
    text: 'De zaal levert het borderel binnen vijf werkdagen; betaling binnen veertien dagen na factuur.',
    validFrom,
  };
  const made = await provider.call<{ id: string; sha256: string }>('POST', PATHS.frameworks, body);
  for (const side of [provider, venue])
    await side.call('POST', `${PATHS.frameworks}/${made.id}/sign`, { sha256: made.sha256 });
  return made.id;
}

/** Answers its id. */
async function layDeal(
  { provider, venue }: Sides,
  deal: Deal,
  mapping: Mapping,
  framework: string | null,
): Promise<string> {
  const body: AgreementBody = {
    performances: deal.performanceRefs.map((ref) => mapping.ids[ref] ?? ''),
    terms: deal.terms,
    reference: `${deal.productionRef}-${deal.venueRef}`,
    framework,
  };
  const { id } = await provider.call<Agreement>('POST', PATHS.agreements, body);
  const step = (side: ApiClient, name: string, more: object = {}): Promise<Agreement> =>
    side.call('POST', `${PATHS.agreements}/${id}/${name}`, more);
  if (deal.fate === 'draft') return id;
  const propose = async (within: number): Promise<unknown> => {
    const expires = deal.fate === 'expired' ? { expiresAt: new Date(Date.now() + within).toISOString() } : {};
    return step(provider, 'propose', expires).catch((error: unknown) => {
      if (deal.fate !== 'expired' || within > LATEST) throw error;
      return propose(2 * within);
    });
  };
  await propose(SOON);
  switch (deal.fate) {
    case 'proposed':
    case 'expired':
    case 'half_approved':
      return id;
    case 'countered':
      await step(venue, 'reject', { version: 1, terms: [objection(deal.terms)] });
      return id;
    case 'rejected':
      await step(venue, 'reject', { version: 1, reason: 'Die avond is bij ons al vergeven.' });
      return id;
    case 'withdrawn':
      await step(provider, 'withdraw', { reason: 'De tournee wordt korter.' });
      return id;
    default:
      await step(venue, 'approve', { version: 1 });
  }
  if (deal.fate === 'amended') {
    const note = 'Nagesprek in de foyer na elke avond.';
    await step(provider, 'amend', { version: 1, terms: { ...deal.terms, note } });
    await step(provider, 'propose');
  }
  if (deal.fate === 'settled' || deal.fate === 'in_settlement') await settle({ provider, venue }, id, deal.fate);
  return id;
}

/** What this house would rather have: the first of what is negotiable. */
function objection(terms: Terms): { readonly term: string; readonly reason: string; readonly counter?: unknown } {
  if (terms.guaranteeProvider !== undefined)
    return {
      term: 'guaranteeProvider',
      reason: 'Dat halen we op een doordeweekse avond niet.',
      counter: Math.round((terms.guaranteeProvider * 0.9) / 5_000) * 5_000,
    };
  if (terms.fee !== undefined)
    return { term: 'fee', reason: 'Boven ons budget.', counter: Math.round((terms.fee * 0.9) / 5_000) * 5_000 };
  if (terms.share !== undefined && terms.share > 5)
    return { term: 'share', reason: 'Bij ons is dit gebruikelijk.', counter: terms.share - 5 };
  return { term: 'form', reason: 'We zien liever een partage.' };
}

async function settle({ provider, venue }: Sides, agreement: string, fate: Deal['fate']): Promise<void> {
  const { id, sha256, blocked } = await venue.call<Statement>('POST', PATHS.statements, { agreement });
  // A house that has yet to link an evening has no figures of it: its statement stays a draft that says so.
  if (blocked.length > 0) return;
  const path = `${PATHS.statements}/${id}`;
  await venue.call('POST', `${path}/propose`, {});
  if (fate === 'in_settlement') {
    await provider.call('POST', `${path}/dispute`, { line: 'gross', note: 'Wij tellen vier kaarten meer.' });
    return;
  }
  for (const side of [venue, provider]) await side.call('POST', `${path}/sign`, { sha256 });
}
