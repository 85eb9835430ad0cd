// Pure: a customer's and an order's number to 128 bits that only the holder of the secret can make.
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { AudienceKey } from './secret-file.ts';

/** Buyers who were erased, as keys, by the key id that made them. */
export type Erased = ReadonlyMap<string, ReadonlySet<string>>;

const KEY_BYTES = 16;

export class Pseudonyms {
  readonly keyId: string;
  readonly #key: KeyObject;
  /** Keys that once made buyers who were erased since. */
  readonly #checks: readonly { readonly key: KeyObject; readonly erased: ReadonlySet<string> }[];

  constructor([active, ...before]: readonly [AudienceKey, ...AudienceKey[]], erased: Erased = new Map()) {
    this.keyId = active.keyId;
    this.#key = keyObject(active);
    this.#checks = [active, ...before].flatMap((one) => {
      const of = erased.get(one.keyId);
      return of === undefined || of.size === 0 ? [] : [{ key: keyObject(one), erased: of }];
    });
  }

  buyer(customer: string): string {
    return made(this.#key, 'buyer', customer);
  }

  /** Of one performance: the same order at two performances gives two keys. */
  order(performanceRef: string, order: string): string {
    return made(this.#key, 'order', `${performanceRef}\u0000${order}`);
  }

  isErased(customer: string): boolean {
    return this.#checks.some(({ key, erased }) => erased.has(made(key, 'buyer', customer)));
  }
}

/** A customer's number as it is keyed: how a system writes its case and width is no difference between persons. */
export const customerText = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

export const buyerKey = (key: AudienceKey, customer: string): string =>
  made(keyObject(key), 'buyer', customerText(customer));

/** Made once: a key of plain bytes would be unpacked for every row. */
const keyObject = ({ secret }: AudienceKey) => createSecretKey(Buffer.from(secret.reveal(), 'base64url'));

function made(key: KeyObject, domain: 'buyer' | 'order', text: string): string {
  return createHmac('sha256', key)
    .update(`dip-audience-1\u0000${domain}\u0000${text}`)
    .digest()
    .subarray(0, KEY_BYTES)
    .toString('base64url');
}
