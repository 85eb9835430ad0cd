/** Pure: what is typed beside the terms of a deal. */
import type { Agreement, AgreementBody, AmendBody, Terms } from '#protocol';
import type { EditorWords } from './editor-words.ts';

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

export interface Head {
  readonly reference: string;
  readonly contact: string;
  /** `YYYY-MM-DD`. */
  readonly expires: string;
  /** Id of the framework agreement it falls under; '' = none. */
  readonly framework: string;
  /** Ids, in order of date. */
  readonly performances: readonly string[];
}
export const NO_HEAD: Head = { reference: '', contact: '', expires: '', framework: '', performances: [] };

export const headOf = (from: Agreement): Head => ({
  reference: from.reference ?? '',
  contact: from.contacts[from.side === 'provider' ? 'venue' : 'provider'] ?? '',
  expires: from.expiresAt?.slice(0, 10) ?? '',
  framework: from.framework?.id ?? '',
  performances: from.performances.map(({ id }) => id),
});

/** Of a change on top of what is in force there is nothing else to ask. */
export const amendFaults = ({ performances }: Head, words: EditorWords): Readonly<Record<string, string>> =>
  performances.length === 0 ? { performances: words.noPerformances } : {};

export function headFaults(head: Head, words: EditorWords): Readonly<Record<string, string>> {
  const { contact, expires } = head;
  return {
    ...amendFaults(head, words),
    ...(contact.trim() !== '' && !EMAIL.test(contact.trim()) ? { contact: words.badEmail } : {}),
    ...(expires !== '' && Date.parse(`${expires}T23:59:59Z`) < Date.now() ? { expires: words.past } : {}),
  };
}

export function bodyOf(base: Agreement, head: Head, terms: Terms): AgreementBody {
  const other = base.side === 'provider' ? 'venue' : 'provider';
  return {
    performances: [...head.performances],
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

/** Left out, the performances stay those of the version in force. */
export function amendBodyOf({ version, performances }: Agreement, head: Head, terms: Terms): AmendBody {
  const same = performances.map(({ id }) => id).join(' ') === head.performances.join(' ');
  return { version, terms, ...(same ? {} : { performances: [...head.performances] }) };
}
