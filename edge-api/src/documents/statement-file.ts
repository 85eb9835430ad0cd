/** What the renderings of a statement are made from: the signed record, its hash, and who signed. */
import type { Side, StatementRecord } from '#protocol';
import type { Lang } from './statement-words.ts';

export interface StatementSignature {
  readonly side: Side;
  readonly at: string;
  readonly person: string | null;
}
export interface StatementFile {
  readonly record: StatementRecord;
  readonly sha256: string;
  readonly signatures: readonly StatementSignature[];
  readonly lang: Lang;
}
/** Raised with each change of what the files look like or say, since they are kept outside for years. */
export const TEMPLATE = '1';
