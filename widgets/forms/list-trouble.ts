import type { TemplateResult } from 'lit';
import type { WantedState } from '../data/wanted-resource.ts';
import { renderTrouble } from '../states/trouble.ts';

type Trouble = Extract<WantedState<unknown>, { kind: 'error' } | { kind: 'alone' }>;

/** The API answers a list that may not be read as one that is not there; these lists are always there. */
export const renderListTrouble = (state: Trouble, locale: string, retry: () => void): TemplateResult =>
  renderTrouble(
    state.kind === 'error' && state.code === 'not_found' ? { ...state, code: 'refused' } : state,
    locale,
    retry,
  );
