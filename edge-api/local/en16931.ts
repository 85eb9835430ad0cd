/** For tests: the official rules of EN 16931 for UBL, run by Saxon; see en16931/README.md for where they are from. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import SaxonJS from 'saxon-js';

const RULES = join(import.meta.dirname, 'en16931/EN16931-UBL-validation-1.3.16.sef.json.gz');
let rules: unknown;

export interface BrokenRule {
  readonly id: string;
  readonly flag: string;
  readonly text: string;
}

/** Every rule that an invoice breaks, warnings too; `fired` says that rules were looked at at all. */
export async function checkInvoice(xml: string): Promise<{ fired: number; broken: readonly BrokenRule[] }> {
  rules ??= JSON.parse(gunzipSync(await readFile(RULES)).toString('utf8'));
  const report = SaxonJS.transform(
    { stylesheetInternal: rules, sourceText: xml, destination: 'serialized' },
    'sync',
  ).principalResult;
  const broken = [...report.matchAll(/<svrl:failed-assert ([^>]*)>(.*?)<\/svrl:failed-assert>/gs)].map(
    ([, head = '', body = '']) => ({
      id: /\bid="([^"]*)"/.exec(head)?.[1] ?? '',
      flag: /\bflag="([^"]*)"/.exec(head)?.[1] ?? '',
      text: body.replaceAll(/<[^>]*>/g, '').trim(),
    }),
  );
  return { fired: report.match(/<svrl:fired-rule/g)?.length ?? 0, broken };
}
