/** Pure: what invoices need of an organisation, as it is typed. */
import type { BillingProfile } from '#protocol';
import type { SettingsWords } from './settings-words.ts';

export const BILLING_FIELDS = [
  'legalName',
  'street',
  'postcode',
  'city',
  'country',
  'vatId',
  'kvk',
  'iban',
  'paymentDays',
  'email',
  'numberPrefix',
  'zeroCategory',
  'zeroReason',
] as const;
export type BillingField = (typeof BILLING_FIELDS)[number];
export type BillingDraft = Readonly<Record<BillingField, string>>;

const REQUIRED: readonly BillingField[] = ['legalName', 'street', 'postcode', 'city', 'country'];
const MOST: Readonly<Partial<Record<BillingField, number>>> = {
  legalName: 200,
  street: 200,
  postcode: 12,
  city: 120,
  country: 2,
  vatId: 20,
  kvk: 12,
  iban: 42,
  paymentDays: 3,
  email: 254,
  numberPrefix: 20,
  zeroReason: 200,
};
export const mostOf = (field: BillingField): number => MOST[field] ?? 200;
export const isRequired = (field: BillingField, { zeroCategory }: BillingDraft): boolean =>
  REQUIRED.includes(field) || field === 'paymentDays' || (field === 'zeroReason' && zeroCategory !== '');

export const billingDraft = (profile: BillingProfile | null): BillingDraft => ({
  legalName: profile?.legalName ?? '',
  street: profile?.street ?? '',
  postcode: profile?.postcode ?? '',
  city: profile?.city ?? '',
  country: profile?.country ?? 'NL',
  vatId: profile?.vatId ?? '',
  kvk: profile?.kvk ?? '',
  iban: groups(profile?.iban ?? ''),
  paymentDays: String(profile?.paymentDays ?? 14),
  email: profile?.email ?? '',
  numberPrefix: profile?.numberPrefix ?? '',
  zeroCategory: profile?.zeroRate?.category ?? '',
  zeroReason: profile?.zeroRate?.reason ?? '',
});

/** As it is written on paper: by fours. */
export function groups(iban: string): string {
  return iban.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
const bare = (text: string): string => text.replaceAll(/[\s.]/g, '').toUpperCase();

export interface ReadBilling {
  readonly profile: BillingProfile | null;
  readonly faults: Readonly<Record<string, string>>;
}

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

export function readBilling(
  draft: BillingDraft,
  { faults: words }: SettingsWords,
  fits: (iban: string) => boolean,
): ReadBilling {
  const text = (field: BillingField): string => draft[field].trim();
  const [vatId, kvk, iban, country] = [bare(draft.vatId), bare(draft.kvk), bare(draft.iban), bare(draft.country)];
  const days = /^\d{1,3}$/.test(text('paymentDays')) ? Number(text('paymentDays')) : -1;
  const faults: Record<string, string> = {};
  for (const field of REQUIRED) if (text(field) === '') faults[field] = words.required;
  if (country !== '' && !/^[A-Z]{2}$/.test(country)) faults['country'] = words.country;
  if (vatId !== '' && !/^[A-Z]{2}[A-Z0-9]{2,12}$/.test(vatId)) faults['vatId'] = words.vatId;
  if (kvk !== '' && !/^\d{8}$/.test(kvk)) faults['kvk'] = words.kvk;
  if (iban !== '' && !(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) && fits(iban))) faults['iban'] = words.iban;
  if (days < 0 || days > 120) faults['paymentDays'] = words.paymentDays;
  if (text('email') !== '' && !EMAIL.test(text('email'))) faults['email'] = words.email;
  if (!/^([A-Za-z0-9][A-Za-z0-9/-]{0,19})?$/.test(text('numberPrefix'))) faults['numberPrefix'] = words.numberPrefix;
  const category = draft.zeroCategory as '' | 'Z' | 'E' | 'O';
  if (category !== '' && text('zeroReason') === '') faults['zeroReason'] = words.required;
  if (Object.keys(faults).length > 0) return { profile: null, faults };
  return {
    faults,
    profile: {
      legalName: text('legalName'),
      street: text('street'),
      postcode: text('postcode'),
      city: text('city'),
      country,
      vatId: vatId || null,
      kvk: kvk || null,
      iban: iban || null,
      paymentDays: days,
      email: text('email') || null,
      numberPrefix: text('numberPrefix'),
      zeroRate: category === '' ? null : { category, reason: text('zeroReason') },
    },
  };
}

/** What an invoice of this seller would still be refused for. */
export const lacking = ({ vatId, kvk, iban, country, zeroRate }: BillingProfile): readonly BillingField[] => [
  ...(vatId || zeroRate?.category === 'O' ? [] : (['vatId'] as const)),
  ...(kvk || country !== 'NL' ? [] : (['kvk'] as const)),
  ...(iban ? [] : (['iban'] as const)),
];
