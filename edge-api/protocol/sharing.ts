/** What one organisation opens to another: representation, observers, and productions that move to another provider. */
import * as v from 'valibot';
import { Instant } from './time.ts';

const Id = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40));
const Party = v.object({ id: v.string(), name: v.string() });
const SharedProduction = v.object({ id: v.string(), title: v.string() });

export const SHARE_STATES = ['proposed', 'accepted', 'ended'] as const;

/** Absent = all of the giver's productions, also those it makes later. */
const Productions = v.pipe(v.array(Id), v.minLength(1), v.maxLength(500));

/** A producer asks an agency to represent it; it holds once the agency has accepted. */
export const RepresentationBody = v.strictObject({
  agency: Id,
  productions: v.optional(Productions),
  from: v.optional(Instant),
  to: v.optional(v.nullable(Instant)),
});
export type RepresentationBody = v.InferOutput<typeof RepresentationBody>;

/** A provider lets somebody look along with some of its productions; it never asks more than reading. */
export const ObserverBody = v.strictObject({
  observer: Id,
  productions: Productions,
  from: v.optional(Instant),
  to: v.optional(v.nullable(Instant)),
});
export type ObserverBody = v.InferOutput<typeof ObserverBody>;

/** `active`: at this moment the other side has the right. `endedBy`: id of the side that ended it; null = its time was over. */
const Share = {
  id: v.string(),
  productions: v.nullable(v.array(SharedProduction)),
  from: v.string(),
  to: v.nullable(v.string()),
  state: v.picklist(SHARE_STATES),
  active: v.boolean(),
  proposedAt: v.string(),
  acceptedAt: v.nullable(v.string()),
  endedAt: v.nullable(v.string()),
  endedBy: v.nullable(v.string()),
};
export const Representation = v.object({ ...Share, producer: Party, agency: Party });
export type Representation = v.InferOutput<typeof Representation>;
export const Observer = v.object({ ...Share, provider: Party, observer: Party });
export type Observer = v.InferOutput<typeof Observer>;

/** The present provider offers a whole production to another provider, from a moment on. */
export const TransferBody = v.strictObject({
  production: Id,
  to: Id,
  /** When it moves; now, or as soon as it is accepted, when absent. */
  at: v.optional(Instant),
  /** The giver stays its producer and goes on seeing it. */
  staysProducer: v.optional(v.boolean()),
});
export type TransferBody = v.InferOutput<typeof TransferBody>;

export const TRANSFER_STATES = ['proposed', 'accepted', 'done', 'ended'] as const;
export const Transfer = v.object({
  id: v.string(),
  production: SharedProduction,
  from: Party,
  to: Party,
  at: v.string(),
  staysProducer: v.boolean(),
  state: v.picklist(TRANSFER_STATES),
  proposedAt: v.string(),
  acceptedAt: v.nullable(v.string()),
  doneAt: v.nullable(v.string()),
  endedAt: v.nullable(v.string()),
  endedBy: v.nullable(v.string()),
});
export type Transfer = v.InferOutput<typeof Transfer>;
