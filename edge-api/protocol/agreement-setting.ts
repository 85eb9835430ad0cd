/** What an organisation sets for all of its deals. */
import * as v from 'valibot';
import { Cents } from './money.ts';

/** Body of `PUT /v1/agreement-settings`; what is left out stays. */
export const AgreementSettings = v.strictObject({
  /** From this guaranteed amount on (cents) two people of this organisation approve; null = one is enough. */
  twoPeopleFrom: v.nullable(v.pipe(Cents, v.minValue(0))),
  /**
   * Whether a contact outside the platform may approve for this organisation through a link; null = only while nobody of it
   * can approve here.
   */
  contactLinks: v.optional(v.nullable(v.boolean())),
});
export type AgreementSettings = v.InferOutput<typeof AgreementSettings>;
export interface AgreementSettingsAnswer extends AgreementSettings {
  /** Of what was set: for `If-Match`. */
  readonly revision: number;
}
