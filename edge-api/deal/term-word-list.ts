import type { TermName } from '#protocol';

/** Names and choices of the terms in one language. */
export interface TermWordList {
  readonly labels: Readonly<Record<TermName, string>>;
  /** Of terms that choose: each choice in words. */
  readonly choices: Readonly<Record<string, string>>;
  readonly notes: Readonly<Partial<Record<TermName, string>>>;
  readonly yes: string;
  readonly no: string;
  readonly to: string;
  readonly from: string;
  readonly max: string;
  readonly none: string;
  readonly above: string;
  readonly VAT: string;
  readonly tickets: string;
  readonly perPerformance: string;
  readonly expenses: string;
  readonly profit: string;
}
