/** Pure: a framework agreement as its parties read it. */
import type { Framework, FrameworkSummary, Side } from '#protocol';
import type { FoundFramework, FrameworkEvent, FrameworkVersion } from './framework-store.ts';

interface Party {
  readonly id: string;
  readonly name: string;
}
export interface Parties {
  readonly provider: Party;
  readonly venue: Party;
}
type Shown = Omit<FrameworkVersion, 'text'>;

const iso = (at: number) => new Date(at).toISOString();
const party = ({ id, name }: Party): Party => ({ id, name });

/** What both sign the hash of: the whole of a version, and whose and which one it is. */
export const signedContent = (
  id: string,
  { provider, venue }: Parties,
  made: Pick<FrameworkVersion, 'version' | 'title' | 'terms' | 'text' | 'validFrom' | 'validTo'>,
) => ({
  framework: id,
  version: made.version,
  provider: provider.id,
  venue: venue.id,
  title: made.title,
  terms: made.terms,
  text: made.text,
  validFrom: made.validFrom,
  validTo: made.validTo,
});

export function toSummary(
  id: string,
  parties: Parties,
  side: Side,
  made: Shown,
  events: readonly Pick<FrameworkEvent, 'step' | 'version' | 'side' | 'at' | 'name'>[],
): FrameworkSummary {
  return {
    id,
    version: made.version,
    provider: party(parties.provider),
    venue: party(parties.venue),
    title: made.title,
    terms: made.terms,
    validFrom: made.validFrom,
    validTo: made.validTo,
    state: made.state,
    sha256: made.sha256,
    author: made.author,
    signatures: events
      .filter(({ step, version }) => step === 'sign' && version === made.version)
      .map((event) => ({
        side: event.side,
        at: iso(event.at),
        by: parties[event.side].id,
        person: event.name,
      })),
    side,
  };
}

/** The newest version, or the one that was asked for; null = there is no such version. */
export function toFramework(
  parties: Parties,
  side: Side,
  found: FoundFramework,
  about: { readonly version: number | null; readonly livemode: boolean },
): Framework | null {
  const made =
    about.version === null ? found.versions.at(-1) : found.versions.find(({ version }) => version === about.version);
  if (!made) return null;
  return {
    ...toSummary(found.id, parties, side, made, found.events),
    text: made.text,
    versions: found.versions.toReversed().map(({ version, state, sha256, madeAt, signedAt }) => ({
      version,
      state,
      sha256,
      madeAt: iso(madeAt),
      signedAt: signedAt === null ? null : iso(signedAt),
    })),
    history: found.events.map((event) => ({
      seq: event.seq,
      at: iso(event.at),
      step: event.step,
      version: event.version,
      side: event.side,
      by: parties[event.side].id,
      person: event.name,
      sha256: event.sha256,
    })),
    livemode: about.livemode,
  };
}
