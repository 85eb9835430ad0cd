import type { FieldError, TermName, Terms } from '#protocol';
import { perTicketFaults } from './check-per-ticket.ts';
import { bumaFaults, deductionFaults, royaltyFaults, togetherFaults } from './check-rights.ts';
import { scaleFaults } from './check-scale.ts';
import { BY_PERFORMANCE, FORM_FIELDS, OF_A_FORM } from './form-fields.ts';

/** What contradicts itself, with the field (JSON pointer from the terms) and the remedy; empty = the deal can be computed. */
export function checkTerms(terms: Terms, about: { readonly performances: number }): readonly FieldError[] {
  return [
    ...fieldFaults(terms),
    ...guaranteeFaults(terms),
    ...basisFaults(terms, about.performances),
    ...scaleFaults(terms),
    ...royaltyFaults(terms),
    ...bumaFaults(terms),
    ...deductionFaults(terms),
    ...togetherFaults(terms),
    ...perTicketFaults(terms),
    ...nameFaults(terms),
  ];
}

function fieldFaults(terms: Terms): FieldError[] {
  const { needs, may } = FORM_FIELDS[terms.form];
  const missing = needs.filter((term) => terms[term] === undefined);
  const strange = OF_A_FORM.filter((term) => terms[term] !== undefined && !needs.includes(term) && !may.includes(term));
  return [
    ...missing.map((term) => ({ pointer: `/${term}`, detail: `the form ${terms.form} needs this term` })),
    ...strange.map((term) => ({
      pointer: `/${term}`,
      detail: `does not belong to the form ${terms.form}: leave it out, or choose another form`,
    })),
  ];
}

function guaranteeFaults({
  form,
  guaranteeProvider,
  guaranteeVenue,
  guaranteeKind,
  providerNeverOwes,
}: Terms): FieldError[] {
  const faults: FieldError[] = [];
  if (guaranteeProvider !== undefined && guaranteeVenue !== undefined)
    faults.push({ pointer: '/guaranteeVenue', detail: 'a guarantee to one side only: leave one of the two out' });
  if (guaranteeKind !== undefined && guaranteeProvider === undefined && form !== 'split_point')
    faults.push({
      pointer: '/guaranteeKind',
      detail: 'says how a guarantee to the provider works, and there is none: leave it out, or add guaranteeProvider',
    });
  if (guaranteeKind === 'off_the_top' && form === 'scale')
    faults.push({ pointer: '/guaranteeKind', detail: 'with a scale a guarantee can only be a minimum' });
  if (providerNeverOwes !== undefined && guaranteeVenue === undefined)
    faults.push({
      pointer: '/providerNeverOwes',
      detail: 'limits a guarantee to the venue, and there is none: leave it out, or add guaranteeVenue',
    });
  return faults;
}

function basisFaults(terms: Terms, performances: number): FieldError[] {
  if (performances > 0 || terms.basis === 'total') return [];
  return BY_PERFORMANCE.filter((term) => terms[term] !== undefined).map((term) => ({
    pointer: `/${term}`,
    detail: 'is for each performance, and the deal names none: add performances, or set basis to total',
  }));
}

/** Lines go by these names. */
function nameFaults(terms: Terms): FieldError[] {
  return (['levies', 'deductions', 'outside'] satisfies TermName[]).flatMap((term) => {
    const names = terms[term]?.map(({ name }) => name);
    const faults = names?.flatMap((name, at) =>
      names.indexOf(name) < at
        ? [{ pointer: `/${term}/${at}/name`, detail: 'there is one of this name already: give each its own' }]
        : [],
    );
    return faults ?? [];
  });
}
