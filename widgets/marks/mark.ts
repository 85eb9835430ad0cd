/** What stands above each element while its figures are not real, or support looks. Pages with real figures never load this. */
import { isDutch } from '../locales/language.ts';
import type { Claims } from '../data/token-claims.ts';

const NL = { sandbox: 'Testomgeving: geen echte cijfers', support: 'Support kijkt mee: alleen lezen' };
const EN: typeof NL = { sandbox: 'Test environment: no real figures', support: 'Support is looking: read only' };

/** As a CSS string, which the elements' own style puts above them (`tokens.styles.ts`). */
export function markOf({ livemode, support }: Claims, locale: string): string {
  const words = isDutch(locale) ? NL : EN;
  return JSON.stringify([...(support ? [words.support] : []), ...(livemode ? [] : [words.sandbox])].join(' · '));
}
