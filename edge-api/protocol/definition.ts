import * as v from 'valibot';

/**
 * Which tickets count. `sold` = normal + discount + other; `sold_reserved` = sold + reserved; `issued` = sold + free.
 * The sector has no single usage, so every answer prints the one it followed.
 */
export const COUNT_DEFINITIONS = ['issued', 'sold', 'sold_reserved'] as const;
export const CountDefinition = v.picklist(COUNT_DEFINITIONS);
export type CountDefinition = v.InferOutput<typeof CountDefinition>;

/** Which money: as reported by the source, without VAT, or without VAT and venue levy. */
export const AMOUNT_DEFINITIONS = ['reported', 'ex_vat', 'ex_vat_levy'] as const;
export const AmountDefinition = v.picklist(AMOUNT_DEFINITIONS);
export type AmountDefinition = v.InferOutput<typeof AmountDefinition>;

/** Printed with every answer that holds figures. */
export interface Definition {
  readonly count: CountDefinition;
  readonly amount: AmountDefinition;
  readonly currency: string;
  readonly vat: 'included' | 'excluded' | 'unknown';
  readonly levy: 'included' | 'excluded' | 'unknown';
}
