/** Pure: a framework agreement as it is typed, until it is proposed. */
import type { FieldError, Framework, FrameworkBody, Side } from '#protocol';
import type { DealDraft } from '../deals/deal-draft.ts';
import { partDraft, readPart } from '../deals/part-draft.ts';
import { termsOf } from './framework-stand.ts';
import type { FrameworkWords } from './framework-words.ts';

export interface FrameworkDraft {
  /** Id of the framework it is the next version of; '' = a new one. */
  readonly framework: string;
  readonly with: string;
  /** '' = it follows from who the two are. */
  readonly as: Side | '';
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly terms: DealDraft;
}

export const newFramework = (today: string, locale: string): FrameworkDraft => ({
  framework: '',
  with: '',
  as: '',
  title: '',
  from: today,
  to: '',
  text: '',
  terms: partDraft({}, locale),
});
export const nextFramework = (of: Framework, locale: string): FrameworkDraft => ({
  framework: of.id,
  with: (of.side === 'provider' ? of.venue : of.provider).id,
  as: '',
  title: of.title,
  from: of.validFrom,
  to: of.validTo ?? '',
  text: of.text ?? '',
  terms: partDraft(termsOf(of), locale),
});

export interface ReadFramework {
  readonly body: FrameworkBody | null;
  /** By field, in words. */
  readonly faults: Readonly<Record<string, string>>;
  readonly terms: ReturnType<typeof readPart>;
}

/** `both`: both are venues, so that somebody has to say who is which. */
export function readFramework(
  draft: FrameworkDraft,
  both: boolean,
  locale: string,
  { faults: words }: FrameworkWords,
): ReadFramework {
  const terms = readPart(draft.terms, locale);
  const [title, text] = [draft.title.trim(), draft.text.trim()];
  const wrong = new Set([...Object.keys(terms.fields), ...terms.errors.map(({ pointer }) => pointer)]).size;
  const faults = {
    ...(draft.with === '' ? { with: words.with } : {}),
    ...(both && draft.as === '' ? { as: words.as } : {}),
    ...(title === '' || title.length > 120 ? { title: words.title } : {}),
    ...(draft.from === '' ? { validFrom: words.validFrom } : {}),
    ...(draft.to !== '' && draft.to < draft.from ? { validTo: words.validTo } : {}),
    ...(text.length > 20_000 ? { text: words.text } : {}),
    ...(wrong > 0 ? { terms: words.terms(wrong) } : {}),
    ...(wrong === 0 && text === '' && Object.keys(terms.terms ?? {}).length === 0 ? { terms: words.nothing } : {}),
  };
  const fits = terms.terms !== null && Object.keys(faults).length === 0;
  return {
    terms,
    faults,
    body: fits
      ? {
          with: draft.with,
          ...(draft.framework === '' ? {} : { framework: draft.framework }),
          ...(both && draft.as !== '' ? { as: draft.as } : {}),
          title,
          terms: terms.terms ?? {},
          text: text === '' ? null : text,
          validFrom: draft.from,
          validTo: draft.to === '' ? null : draft.to,
        }
      : null,
  };
}

/** What the API said, by field; of a term at its own place. */
export const faultsOf = (
  errors: readonly FieldError[],
  { faults: words }: FrameworkWords,
): { readonly fields: Readonly<Record<string, string>>; readonly terms: readonly FieldError[] } => {
  const ofTerms = errors.filter(({ pointer }) => pointer.startsWith('/terms/'));
  return {
    terms: ofTerms.map((error) => ({ ...error, pointer: error.pointer.slice('/terms'.length) })),
    fields: Object.fromEntries(
      errors
        .filter((error) => !ofTerms.includes(error))
        .map(({ pointer, detail }) => {
          const field = pointer.split('/')[1] ?? '';
          const word: unknown = (words as Readonly<Record<string, unknown>>)[field];
          return [field, typeof word === 'string' ? word : detail];
        }),
    ),
  };
};
