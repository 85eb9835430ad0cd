/** What a route says about itself, for the documentation; the validators it names are the ones it checks with. */
import * as v from 'valibot';
import { WriteResult } from '#protocol';

export interface About {
  readonly summary: string;
  readonly body?: v.GenericSchema;
  readonly query?: Readonly<Record<string, v.GenericSchema>>;
  readonly answer?: v.GenericSchema;
  /** Status of the ordinary answer; by default 201 where something is created in a list, else 200. */
  readonly status?: number;
  /** Other statuses that carry the same answer. */
  readonly also?: readonly number[];
}

/** One, or a list of up to `MAX_BULK`. */
export const bulkOf = <S extends v.GenericSchema>(schema: S) => v.union([schema, v.array(schema)]);

export const writeResults = v.object({ results: v.array(WriteResult) });

export const pageSchema = {
  query: {
    q: v.optional(v.string()),
    cursor: v.optional(v.string()),
    limit: v.optional(v.string()),
  },
  of: <S extends v.GenericSchema>(item: S) =>
    v.object({ items: v.array(item), next: v.nullable(v.string()), livemode: v.boolean() }),
};
