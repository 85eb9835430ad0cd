/** Notes what a source says its amounts contain, or refuses a batch that would change the meaning of what it reported. */
import { reportDay, type AmountTerms } from '#protocol';
import { ApiError } from '../api-error.ts';
import type { Source } from '../catalogue/performance-lookup.ts';
import { addSourceTerms } from '../catalogue/source-store.ts';
import { shardOf, type Env } from '../env.ts';
import type { Organisation } from '../identity/identity-store.ts';
import { agree, toDatedTerms } from './amount-terms.ts';
import { readHeard } from './freshness-store.ts';

/** `days`: those of the batch's items. One statement more, and only when a batch says something new. */
export async function settleTerms(
  env: Env,
  venue: Organisation,
  source: Source,
  given: Partial<AmountTerms>,
  days: readonly string[],
): Promise<void> {
  const dated = toDatedTerms(source.terms);
  const first = agree(dated, given, days, undefined);
  if (!days.length || (first.ok && !first.add)) return;
  const heard = (await readHeard(shardOf(env, venue.shard), [venue.key])).get(source.key);
  const last = heard && reportDay(heard.as_of, venue.time_zone, source.day_offset_hours);
  const verdict = agree(dated, given, days, last);
  if (!verdict.ok)
    throw new ApiError('invalid_request', 'the amounts contain something else than this source reported before', {
      errors: verdict.errors,
    });
  if (verdict.add && !(await addSourceTerms(env.DIRECTORY, source.key, verdict.add)))
    throw new ApiError('unavailable', 'two pushes of this source said at once what amounts contain; send again', {
      headers: { 'retry-after': '1' },
    });
}
