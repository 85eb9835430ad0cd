/** Whether what a client presented is a living secret or key of it. No I/O; the clock is passed in. */
import { isSignedBy, type Assertion } from './client-assertion.ts';
import type { Presented } from './client-credential.ts';
import type { Standing } from './client-proof-store.ts';
import { sameText, sha256 } from './secret.ts';

export interface Proof {
  /** What the token carries: it ends with this secret or key. */
  readonly credential: string;
  readonly kid?: string;
  readonly usedBefore: boolean;
  readonly usedAt: number | null;
}

/** As it stands in a token; a secret's id never begins so. */
export const keyCredential = (kid: string): string => `key ${kid}`;

export async function proofOf(
  presented: Presented,
  assertion: Assertion | undefined,
  { client }: Standing,
  known: {
    readonly audiences: readonly string[];
    readonly now: number;
    /** Of the operator alone, whose first secret stands in the Worker's own settings. */
    readonly operatorSha256: string | undefined;
  },
): Promise<Proof | undefined> {
  if (presented.kind === 'assertion') {
    const key = client?.keys.find(({ kid }) => kid === assertion?.kid);
    if (!key || !(await isSignedBy(presented.assertion, key.jwk, { clientId: presented.clientId, ...known })))
      return undefined;
    return { credential: keyCredential(key.kid), kid: key.kid, usedBefore: key.used !== null, usedAt: key.used };
  }
  const hash = await sha256(presented.secret);
  if (known.operatorSha256 && sameText(hash, known.operatorSha256))
    return { credential: '', usedBefore: true, usedAt: null };
  const secret = client?.secrets.find((one) => sameText(hash, one.sha256));
  return secret && { credential: secret.id, usedBefore: secret.used !== null, usedAt: secret.used };
}
