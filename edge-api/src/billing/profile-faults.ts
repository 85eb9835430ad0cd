/** Pure: what is still to be known of a seller or a buyer before an invoice can be made; empty = nothing. */
import type { BillingProfile, FieldError } from '#protocol';

const ALWAYS = ['legalName', 'street', 'postcode', 'city', 'country'] as const;
const REMEDY = 'PUT /v1/billing-profile';

/** `rates`: VAT rates on the invoice, in percent. */
export function profileFaults(
  sides: { readonly seller: BillingProfile | null; readonly buyer: BillingProfile | null },
  rates: readonly number[],
): FieldError[] {
  const lacks = (side: 'seller' | 'buyer', field: keyof BillingProfile, what: string): FieldError[] =>
    sides[side]?.[field] ? [] : [{ pointer: `/${side}/${field}`, detail: `${what}: ${REMEDY}` }];
  const { seller } = sides;
  const free = rates.includes(0);
  const untaxed = free && seller?.zeroRate?.category === 'O';
  const dutch = !seller || seller.country === 'NL';
  return [
    ...(['seller', 'buyer'] as const).flatMap((side) =>
      ALWAYS.flatMap((field) => lacks(side, field, `the ${side} has not said this yet`)),
    ),
    ...(untaxed && rates.length === 1
      ? []
      : lacks('seller', 'vatId', 'an invoice with VAT names the VAT id of its seller')),
    ...(dutch ? lacks('seller', 'kvk', 'a Dutch seller names its number at the Chamber of Commerce') : []),
    ...lacks('seller', 'iban', 'the account the buyer pays into'),
    ...(free ? lacks('seller', 'zeroRate', 'a line at 0% says why: category Z, E or O, and the reason') : []),
    ...(untaxed && rates.length > 1
      ? [
          {
            pointer: '/seller/zeroRate/category',
            detail:
              'what is not subject to VAT (O) stands on no invoice with taxed lines; make it E or Z, or settle it apart',
          },
        ]
      : []),
  ];
}
