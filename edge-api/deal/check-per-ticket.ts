/** Amounts that are multiplied by tickets: small enough that no sum leaves the whole numbers. */
import type { FieldError, Terms } from '#protocol';

const MOST = 1_000_000;
const detail = 'cents a ticket, at most 10,000.00';

export function perTicketFaults({ hire, outside, deductions, freeTickets }: Terms): FieldError[] {
  return [
    { pointer: '/hire/perTicket', amount: hire?.perTicket ?? 0 },
    { pointer: '/freeTickets/price', amount: freeTickets?.price ?? 0 },
    ...(outside?.map(({ amount }, at) => ({ pointer: `/outside/${at}/amount`, amount })) ?? []),
    ...(deductions?.map(({ kind, value }, at) => ({
      pointer: `/deductions/${at}/value`,
      amount: kind === 'per_paid' || kind === 'per_issued' ? value : 0,
    })) ?? []),
  ].flatMap(({ pointer, amount }) => (amount <= MOST ? [] : [{ pointer, detail }]));
}
