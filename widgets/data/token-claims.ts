/** What a token says about itself, as far as the elements show it. Nothing is decided by it: the API alone does that. */
export interface Claims {
  readonly livemode: boolean;
  /** Support looks as somebody else. */
  readonly support?: unknown;
}

/** Null for a text that is no such token. */
export function claimsOf(token: string): Claims | null {
  try {
    return JSON.parse(atob(`${token.split('.')[1]}`.replace(/-/g, '+').replace(/_/g, '/'))).act;
  } catch {
    return null;
  }
}
