import * as v from 'valibot';
import { Preset } from './rights.ts';

/** Audiences and media types of the kinds of token; a token of one kind never passes for another. */
export const ACCESS_TOKEN = { typ: 'at+jwt', audience: 'dip-api' } as const;
export const EMBED_TOKEN = { typ: 'embed+jwt', audience: 'dip-embed' } as const;
/** A person at the portal, in one membership. */
export const PERSON_TOKEN = { typ: 'person+jwt', audience: 'dip-person' } as const;
export const TOKEN_TTL_SECONDS = 600;

/** What a client may be given. A route names the one it needs. */
export const SCOPES = [
  'catalogue:read',
  'catalogue:write',
  'sales:push',
  'sales:read',
  'links:write',
  'embed:create',
  'agreements:read',
  'agreements:write',
  'agreements:approve',
  'agreements:settle',
  'audience:push',
  'audience:read',
  'audience:write',
  'people:read',
  'people:write',
  'clients:write',
  'audit:read',
  'people:sign-in',
  'operator',
] as const;
export type Scope = (typeof SCOPES)[number];

export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope?: string;
  /** `false`: a token of a sandbox. */
  readonly livemode: boolean;
}

/** Scheme, host and port of a page, as a browser sends it. */
export const Origin = v.pipe(
  v.string(),
  v.regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/i, 'an origin such as https://www.theater.example'),
);

export const EmbedSessionBody = v.strictObject({
  organisation: v.optional(v.string()),
  preset: Preset,
  /** Productions the viewer may see; absent = everything the organisation may see. */
  productions: v.optional(v.pipe(v.array(v.string()), v.maxLength(100))),
  origins: v.pipe(v.array(Origin), v.minLength(1), v.maxLength(10)),
  /** The host's own opaque name for the viewer, for the audit; never a name or an address. */
  viewer: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9._:-]{1,80}$/, 'an opaque reference of 1 to 80 letters, digits, . _ : -')),
  ),
});
export type EmbedSessionBody = v.InferOutput<typeof EmbedSessionBody>;

/** `expires_in` is a duration in seconds: a viewer's clock is never compared with ours. */
export interface EmbedSessionAnswer {
  readonly token: string;
  readonly expires_in: number;
  readonly livemode: boolean;
}
