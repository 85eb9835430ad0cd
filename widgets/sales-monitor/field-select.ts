/** One filter, as a list of what there is to choose from. */
import { html, type TemplateResult } from 'lit';
import type { Names } from '#protocol';
import type { Choice, Field } from './monitor-choice.ts';
import type { Texts } from './monitor-texts.ts';
import type { ToolsTexts } from './tools-texts.ts';

interface Place {
  readonly choice: Choice;
  readonly names: Names;
  readonly words: Texts;
  readonly texts: ToolsTexts;
  readonly choose: (change: Partial<Choice>) => void;
}

/** What a filter's value is called. */
function valueName(field: Field, value: string, { names, words, texts }: Place): string {
  const called: Partial<Record<Field, string | undefined>> = {
    venue: names.venues[value]?.name,
    hall: names.halls[value]?.name,
    provider: names.providers[value]?.name,
    type: texts.type[value as keyof ToolsTexts['type']],
    status: words.status[value as keyof Texts['status']],
  };
  return called[field] ?? value;
}

export function fieldSelect([field, values]: readonly [Field, readonly string[]], place: Place): TemplateResult {
  const { choice, texts, choose } = place;
  return html`<select
    aria-label=${texts.fields[field]}
    class=${choice[field] ? 'set' : ''}
    @change=${(event: Event) => choose({ [field]: (event.target as HTMLSelectElement).value })}
  >
    <option value="" ?selected=${choice[field] === ''}>${texts.fields[field]}</option>
    ${values
      .map((value) => [value, valueName(field, value, place)] as const)
      .toSorted(([, a], [, b]) => a.localeCompare(b))
      .map(([value, name]) => html`<option value=${value} ?selected=${choice[field] === value}>${name}</option>`)}
  </select>`;
}
