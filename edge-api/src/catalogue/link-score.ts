/**
 * Pure: how likely a venue's own performance is one of the platform's. Time weighs 0.5, title 0.25, hall 0.2, provider 0.05.
 * Certain means a high score, a title that says so, and no rival near it on either side.
 */
export interface LocalPerformance {
  readonly key: number;
  readonly source: number;
  readonly title: string;
  readonly startsAt: number;
  readonly hall: string | null;
  readonly provider: string | null;
  readonly refused: readonly number[];
}
export interface PlatformPerformance {
  readonly key: number;
  readonly title: string;
  readonly startsAt: number;
  /** Every name the hall goes by. */
  readonly halls: readonly string[];
  readonly providers: readonly string[];
}
export interface LinkScore {
  readonly score: number;
  readonly parts: { readonly time: number; readonly hall: number; readonly title: number; readonly provider: number };
}
export interface Pair extends LinkScore {
  readonly local: LocalPerformance;
  readonly candidate: PlatformPerformance;
}

const MINUTE_MS = 60_000;
const CERTAIN = 0.85;
const LIKELY = 0.5;
/** A rival nearer than this leaves the choice to a person. */
const MARGIN = 0.08;
/** Same hall and hour say little about two shows on one evening; the title has to agree as well. */
const CERTAIN_TITLE = 0.45;
const NOISE = /\b(try[ -]?out|premiere|reprise|extra|voorstelling|uitverkocht|de|het|een|the|a|an)\b/g;

export function normalise(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return plain.replace(NOISE, ' ').replace(/\s+/g, ' ').trim() || plain;
}

function trigrams(text: string): Set<string> {
  const padded = `  ${text} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3)));
}

/** 0 to 1. A short title wholly inside a longer one counts nearly as equal: box offices put the company's name around it. */
export function similarity(a: string, b: string): number {
  const [one, two] = [normalise(a), normalise(b)];
  if (!one || !two) return 0;
  if (one === two) return 1;
  const [x, y] = [trigrams(one), trigrams(two)];
  const common = [...x].filter((gram) => y.has(gram)).length;
  const dice = (2 * common) / (x.size + y.size);
  const inside = Math.min(x.size, y.size) >= 6 ? (0.9 * common) / Math.min(x.size, y.size) : 0;
  return Math.max(dice, inside);
}

const best = (text: string | null, names: readonly string[]): number =>
  text === null ? 0 : Math.max(0, ...names.map((name) => similarity(text, name)));

function timeShare(minutes: number): number {
  if (minutes <= 15) return 1;
  if (minutes <= 60) return 0.9;
  return minutes <= 180 ? 0.5 : 0;
}

export function scoreLink(local: LocalPerformance, candidate: PlatformPerformance): LinkScore {
  const parts = {
    time: 0.5 * timeShare(Math.abs(local.startsAt - candidate.startsAt) / MINUTE_MS),
    hall: 0.2 * best(local.hall, candidate.halls),
    title: 0.25 * similarity(local.title, candidate.title),
    provider: 0.05 * best(local.provider, candidate.providers),
  };
  return { score: parts.time + parts.hall + parts.title + parts.provider, parts };
}

/** `taken`: pairs `source:platform key` that are linked already. One to one within a source. */
export function suggest(
  locals: readonly LocalPerformance[],
  candidates: readonly PlatformPerformance[],
  taken: ReadonlySet<string> = new Set(),
): { readonly auto: Pair[]; readonly ask: Pair[] } {
  const slot = (pair: Pair) => `${pair.local.source}:${pair.candidate.key}`;
  const pairs = locals
    .flatMap((local) =>
      candidates
        .filter(
          ({ key, startsAt }) =>
            !local.refused.includes(key) && Math.abs(local.startsAt - startsAt) <= 2_160 * MINUTE_MS,
        )
        .map((candidate): Pair => ({ local, candidate, ...scoreLink(local, candidate) })),
    )
    .filter((pair) => pair.score >= LIKELY && !taken.has(slot(pair)))
    .sort((a, b) => b.score - a.score || a.local.key - b.local.key || a.candidate.key - b.candidate.key);
  const byLocal = Map.groupBy(pairs, (pair) => pair.local.key);
  const bySlot = Map.groupBy(pairs, slot);
  const alone = (pair: Pair, rivals: readonly Pair[] = []) =>
    rivals.every((rival) => rival === pair || rival.score <= pair.score - MARGIN);
  const auto = pairs.filter(
    (pair) =>
      pair.score >= CERTAIN - (pair.local.provider === null ? 0.05 : 0) &&
      pair.parts.title >= 0.25 * CERTAIN_TITLE &&
      alone(pair, byLocal.get(pair.local.key)) &&
      alone(pair, bySlot.get(slot(pair))),
  );
  const done = new Set(auto.map((pair) => pair.local.key));
  const used = new Set(auto.map(slot));
  return { auto, ask: pairs.filter((pair) => !done.has(pair.local.key) && !used.has(slot(pair))) };
}
