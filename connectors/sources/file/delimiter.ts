// Pure: which character separates the columns, judged on the first records only.
import { DelimitedReader } from './delimited.ts';
import { SourceFileError } from './source-file-error.ts';

export const DELIMITERS = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const SNIFFED_RECORDS = 20;

/**
 * `sep=` decides if present; else the candidate under which most of the first records have as many columns as the
 * first, the wider table winning. `complete`: the sample is the whole file.
 */
export function sniffDelimiter(sample: string, complete: boolean): Delimiter {
  const declared = /^"?sep=([;,\t|])"?(\r\n|\n|\r|$)/i.exec(sample);
  if (declared) return declared[1] as Delimiter;
  let best: Delimiter = ';';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const score = regularity(sample, delimiter, complete);
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** Share of records as wide as the most usual width, then that width; 0 when nothing is separated. */
function regularity(sample: string, delimiter: Delimiter, complete: boolean): number {
  const widths = new Map<number, number>();
  let total = 0;
  for (const width of firstWidths(sample, delimiter, complete)) {
    widths.set(width, (widths.get(width) ?? 0) + 1);
    total += 1;
  }
  let score = 0;
  for (const [width, count] of widths) {
    if (width > 1) score = Math.max(score, Math.round((count / total) * 20) * 1000 + Math.min(width, 999));
  }
  return score;
}

function firstWidths(sample: string, delimiter: Delimiter, complete: boolean): number[] {
  const reader = new DelimitedReader(delimiter);
  try {
    const records = reader.push(sample);
    if (complete || records.length === 0) records.push(...reader.end());
    return records.slice(0, SNIFFED_RECORDS).map((record) => record.cells.length);
  } catch (error) {
    // Under the wrong delimiter a quote may look open; under the right one the real reading reports it.
    if (error instanceof SourceFileError) return [];
    throw error;
  }
}
