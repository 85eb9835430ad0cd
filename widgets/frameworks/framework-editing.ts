/** What only somebody who proposes needs: the form with every term, and what was typed in it. */
export { dealFormStyles } from '../deals/deal-form.styles.ts';
export { faultsOf, newFramework, nextFramework, readFramework } from './framework-draft.ts';
export { renderForm } from './framework-form.ts';
