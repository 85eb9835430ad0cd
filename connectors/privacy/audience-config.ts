// The `audience` section of the configuration. Off when it is absent; a column that is not named here is not read.
import { resolve } from 'node:path';
import * as v from 'valibot';
import { AUDIENCE_CHANNELS } from '#protocol';

export const AUDIENCE_FIELDS = [
  'customer',
  'postcode',
  'country',
  'birth',
  'gender',
  'optOut',
  'consent',
  'group',
  'first',
  'channel',
  'order',
] as const;
export type AudienceField = (typeof AUDIENCE_FIELDS)[number];

const Text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300));
const Header = v.optional(Text);
export const AudienceSection = v.strictObject({
  secretFile: v.optional(Text, './audience-secret'),
  /** Ours → the header of the venue's export. Channel and order are known without it where the file source knows them. */
  columns: v.strictObject({
    customer: Text,
    postcode: Header,
    country: Header,
    /** A birth date or a birth year. */
    birth: Header,
    gender: Header,
    optOut: Header,
    consent: Header,
    group: Header,
    first: Header,
    channel: Header,
    order: Header,
  }),
  /** A decision of its own: without it the column cannot even be named. */
  gender: v.optional(v.boolean(), false),
  /** The venue's words for ways of buying, on top of the built-in ones. */
  channels: v.optional(v.record(v.string(), v.picklist(AUDIENCE_CHANNELS)), {}),
  /** A buyer of more tickets than this for one performance is a group, a school or a reseller, and no buyer. */
  groupFrom: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(1_000)), 20),
  /** So is one of more tickets than this in the whole file. */
  mostTickets: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(100_000)), 1_000),
  /** Customer numbers that stand for nobody, such as that of the box office itself. */
  notCustomers: v.optional(v.array(v.union([Text, v.pipe(v.number(), v.transform(String))])), []),
  segments: v.optional(
    v.strictObject({
      /** Lines of `postcode;code`: six, five or four characters of a postcode. */
      file: Text,
      /** Give the segment only, and no postcode. */
      dropPostcode: v.optional(v.boolean(), false),
    }),
  ),
  /** Performances of which nothing is said: references or titles, with `*` and `?`. */
  exclude: v.optional(v.array(v.union([Text, v.pipe(v.number(), v.transform(String))])), []),
});
type Section = v.InferOutput<typeof AudienceSection>;

export interface AudienceConfig extends Omit<Section, 'columns'> {
  readonly columns: Readonly<Partial<Record<AudienceField, string>>>;
  /** Keys of buyers who were erased; beside the secret, because the state folder may be thrown away. */
  readonly erasedFile: string;
}

export function audienceConfig({ columns, ...section }: Section, folder: string): AudienceConfig {
  const secretFile = resolve(folder, section.secretFile);
  const named = Object.fromEntries(Object.entries(columns).filter(([, header]) => header !== undefined));
  return {
    ...section,
    columns: named,
    secretFile,
    erasedFile: `${secretFile}.erased`,
    ...(section.segments ? { segments: { ...section.segments, file: resolve(folder, section.segments.file) } } : {}),
  };
}

/** What the types cannot say, as `key: remedy`. */
export function audienceFault({ columns, gender }: Section): string | undefined {
  if (columns.gender !== undefined && !gender)
    return 'audience.columns.gender: set audience.gender: true as well, or leave the column out';
  const headers = Object.values(columns).filter((one) => one !== undefined);
  if (new Set(headers).size < headers.length) return 'audience.columns: two of them name the same column';
  return undefined;
}
