/** Which terms belong to which form; terms that are not named here belong to all. */
import type { Form, TermName } from '#protocol';

interface Fields {
  readonly needs: readonly TermName[];
  readonly may: readonly TermName[];
}
const GUARANTEES: readonly TermName[] = ['guaranteeProvider', 'guaranteeVenue', 'guaranteeKind', 'providerNeverOwes'];

export const FORM_FIELDS: Readonly<Record<Form, Fields>> = {
  buyout: { needs: ['fee'], may: [] },
  split: { needs: ['share'], may: ['shareOf', ...GUARANTEES] },
  receipts: { needs: [], may: ['shareOf', ...GUARANTEES] },
  supplement: { needs: ['share', 'supplement'], may: ['shareOf', 'supplementKind'] },
  scale: { needs: ['scale'], may: GUARANTEES },
  hire: { needs: ['hire'], may: [] },
  split_point: { needs: ['share', 'splitPoint'], may: ['guaranteeProvider'] },
  calls: { needs: ['calls', 'share'], may: [] },
};

/** Terms that belong to some forms only. */
export const OF_A_FORM: readonly TermName[] = [
  ...new Set(Object.values(FORM_FIELDS).flatMap(({ needs, may }) => [...needs, ...may])),
];

/** Amounts that a basis per performance multiplies. */
export const BY_PERFORMANCE: readonly TermName[] = [
  'fee',
  'guaranteeProvider',
  'guaranteeVenue',
  'supplement',
  'calls',
  'splitPoint',
  'hire',
];
