/** Pure: what is typed beside the terms of a deal. */
import type { Agreement, AgreementBody, Terms } from '#protocol';
import type { EditorWords } from './editor-words.ts';

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

export interface Head {
  readonly reference: string;
  readonly contact: string;
  /** `YYYY-MM-DD`. */
  readonly expires: string;
  /** Id of the framework agreement it falls under; '' = none. */
  readonly framework: string;
}
export const NO_HEAD: Head = { reference: '', contact: '', expires: '', framework: '' };

export const headOf = (from: Agreement): Head => ({
  reference: from.reference ?? '',
  contact: from.contacts[from.side === 'provider' ? 'venue' : 'provider'] ?? '',
  expires: from.expiresAt?.slice(0, 10) ?? '',
  framework: from.framework?.id ?? '',
});

export function headFaults({ contact, expires }: Head, words: EditorWords): Readonly<Record<string, string>> {
  return {
    ...(contact.trim() !== '' && !EMAIL.test(contact.trim()) ? { contact: words.badEmail } : {}),
    ...(expires !== '' && Date.parse(`${expires}T23:59:59Z`) < Date.now() ? { expires: words.past } : {}),
  };
}

export function bodyOf(base: Agreement, head: Head, terms: Terms): AgreementBody {
  const other = base.side === 'provider' ? 'venue' : 'provider';
  return {
    performances: base.performances.map(({ id }) => id),
    terms,
    reference: head.reference.trim() || null,
    contacts: { ...base.contacts, [other]: head.contact.trim() || null },
    framework: head.framework || null,
    // The whole day counts.
    expiresAt:
      head.expires === ''
        ? null
        : head.expires === base.expiresAt?.slice(0, 10)
          ? base.expiresAt
          : `${head.expires}T22:59:00.000Z`,
  };
}
