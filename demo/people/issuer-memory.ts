/** What the demo's issuer remembers, in this process alone; by kind and id, until it expires. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  /** UTC ms. */
  readonly until: number;
}

const kept = new Map<string, Kept>();

export class IssuerMemory implements Adapter {
  readonly #kind: string;

  constructor(kind: string) {
    this.#kind = kind;
  }

  #key(id: string): string {
    return `${this.#kind}:${id}`;
  }

  #where(fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, { payload, until }] of kept)
      if (key.startsWith(`${this.#kind}:`) && until > Date.now() && fits(payload)) return payload;
    return undefined;
  }

  upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    for (const [key, { until }] of kept) if (until <= Date.now()) kept.delete(key);
    kept.set(this.#key(id), { payload, until: expiresIn ? Date.now() + expiresIn * 1_000 : Infinity });
    return Promise.resolve();
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    const found = kept.get(this.#key(id));
    return Promise.resolve(found && found.until > Date.now() ? found.payload : undefined);
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.#where((payload) => payload.uid === uid));
  }

  findByUserCode(code: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.#where((payload) => payload.userCode === code));
  }

  consume(id: string): Promise<void> {
    const found = kept.get(this.#key(id));
    if (found) found.payload.consumed = Math.floor(Date.now() / 1_000);
    return Promise.resolve();
  }

  destroy(id: string): Promise<void> {
    kept.delete(this.#key(id));
    return Promise.resolve();
  }

  revokeByGrantId(grant: string): Promise<void> {
    for (const [key, { payload }] of kept) if (payload.grantId === grant) kept.delete(key);
    return Promise.resolve();
  }
}
