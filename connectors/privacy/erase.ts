// A buyer erased from end to end: left out here from now on, taken out of what waits, and told to the API until it has heard.
import type { EraseOutcome, Transport } from '../delivery/transport.ts';
import type { Spool } from '../spool/spool.ts';
import { addErasures, readErasures, type Erasure } from './erased-file.ts';
import type { AudienceFilter } from './filter.ts';
import { buyerKey, customerText } from './pseudonyms.ts';
import { readSecretFile } from './secret-file.ts';

const MOST_BUYERS = 500;

/** Under every secret that is still here, so that what was said before a re-keying is erased as well. */
export function noteErased({ config }: AudienceFilter, customers: readonly string[]): number {
  const unique = [...new Set(customers.map(customerText).filter((text) => text !== ''))];
  const keys = readSecretFile(config.secretFile);
  const made = keys.flatMap((key) => unique.map((one) => ({ keyId: key.keyId, buyer: buyerKey(key, one) })));
  addErasures(config.erasedFile, made, false);
  return unique.length;
}

/** What waits in the spool loses its erased buyers before anything is sent. */
export function takeOut(filter: AudienceFilter, spool: Spool): void {
  filter.refresh();
  spool.withoutBuyers(new Set(readErasures(filter.config.erasedFile).all.map(({ buyer }) => buyer)));
}

/** Undefined when nothing waits to be told. */
export async function tellErased(
  { config: { erasedFile } }: AudienceFilter,
  transport: Pick<Transport, 'erase'>,
): Promise<EraseOutcome | undefined> {
  let last: EraseOutcome | undefined;
  const byKey = Map.groupBy(readErasures(erasedFile).waiting, ({ keyId }) => keyId);
  for (const [keyId, erasures] of byKey)
    for (let at = 0; at < erasures.length; at += MOST_BUYERS) {
      const some: readonly Erasure[] = erasures.slice(at, at + MOST_BUYERS);
      const buyers = some.map(({ buyer }) => buyer);
      last = await transport.erase(keyId, buyers);
      if (last.kind !== 'told') return last;
      addErasures(erasedFile, some, true);
    }
  return last;
}

/** Before each round: whoever was erased is out of what waits, and the API hears it. */
export async function eraseFirst(
  filter: AudienceFilter,
  { spool, deliver }: { readonly spool: Spool; readonly deliver: { readonly transport: Pick<Transport, 'erase'> } },
): Promise<void> {
  takeOut(filter, spool);
  await tellErased(filter, deliver.transport);
}
