/**
 * Pure: which fields of a performance each kind of reader gets, written once. A row of a reader is made with it before it
 * is kept, so that what a reader may not see never reaches its shard; answers made from the facts pass through it too.
 */
import type { SeriesAnswer } from '#protocol';
import type { ReaderBody, SourceInfo } from '../sales/reader-body.ts';

/** `house` = the venue it plays in; `party` = provider, producer, agency; `observer` looks along; `reseller` sold part of it. */
export type ReaderKind = 'house' | 'party' | 'observer' | 'reseller';

/** The facts a reader's figures are made of: a reseller's are its own reports, counted as if it were the house. */
export function sourcesFor(
  kind: ReaderKind,
  reader: number,
  sources: ReadonlyMap<number, SourceInfo>,
): ReadonlyMap<number, SourceInfo> {
  if (kind !== 'reseller') return sources;
  return new Map(
    [...sources]
      .filter(([, source]) => source.resellerKey === reader)
      .map(([key, source]) => [key, { ...source, kind: 'house', reseller: null, within: null, settings: [] }]),
  );
}

/** Which reseller sold how much is the house's affair: a party learns how much came through all of them. */
function unnamed(resellers: ReaderBody['resellers']): ReaderBody['resellers'] {
  return [...Map.groupBy(resellers, ({ within }) => within)].map(([within, own]) => ({
    reseller: '',
    within,
    count: own.reduce((sum, one) => sum + one.count, 0),
    amount: own.reduce<number | null>((sum, one) => (sum === null || one.amount === null ? null : sum + one.amount), 0),
  }));
}

export function bodyFor(kind: ReaderKind, body: ReaderBody): ReaderBody {
  switch (kind) {
    case 'house':
      return body;
    case 'party':
      return { ...body, resellers: unnamed(body.resellers) };
    case 'observer':
      // The sales, and nothing of how the house keeps them or of what stands elsewhere.
      return { ...body, resellers: [], source: null, review: [], reservedUntil: null, apart: true };
    case 'reseller':
      // Its own figures; the hall's capacity and levies are not among them, nor its place among other houses.
      return { ...body, resellers: [], review: [], capacity: null, levies: null, apart: true };
  }
}

/** `house`: names of the house's own systems; a party does not see reports of the others one by one. */
export function seriesFor(kind: ReaderKind, answer: SeriesAnswer, house: ReadonlySet<string>): SeriesAnswer {
  switch (kind) {
    case 'house':
    case 'reseller':
      return answer;
    case 'party':
      return {
        ...answer,
        lines: answer.lines.filter(({ source }) => source === undefined || house.has(source)),
        provenance: answer.provenance.filter(({ kind: of }) => of === 'house'),
      };
    case 'observer':
      return { ...answer, lines: [], provenance: [], corrections: [] };
  }
}
