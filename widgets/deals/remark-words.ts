/** Pure: why a performance is not, or not wholly, in the sum, in Dutch and English. */
import type { HouseRemark } from '#protocol';
import { isDutch } from '../locales/language.ts';

type RemarkWords = Readonly<Record<HouseRemark, string>>;
const NL: RemarkWords = {
  no_sales: 'nog geen verkoop gemeld',
  cancelled: 'geannuleerd, telt niet mee',
  moved_year: 'verplaatst naar een datum met een ander btw-tarief',
  currency_mismatch: 'andere munt dan de afspraak, telt niet mee',
  vat_unknown: 'btw-tarief onbekend, telt niet mee',
  levy_unknown: 'toeslag onbekend, telt niet mee',
  amount_unknown: 'bedrag niet gemeld, telt niet mee',
  negative_recette: 'recette onder nul door terugbetalingen',
  free_tickets_over: 'meer vrijkaarten dan afgesproken',
};
const EN: RemarkWords = {
  no_sales: 'no sales reported yet',
  cancelled: 'cancelled, does not count',
  moved_year: 'moved to a date with another VAT rate',
  currency_mismatch: 'another currency than the deal, does not count',
  vat_unknown: 'VAT rate unknown, does not count',
  levy_unknown: 'levy unknown, does not count',
  amount_unknown: 'no amount reported, does not count',
  negative_recette: 'receipts below zero after refunds',
  free_tickets_over: 'more free tickets than agreed',
};

export const remarkWords = (locale: string): RemarkWords => (isDutch(locale) ? NL : EN);
