import { html, nothing, type TemplateResult } from 'lit';
import type { MonitorAnswer } from '#protocol';
import { moreTextsOf } from './more-texts.ts';

/** To the season before and after, where there are several. `go` is given the year it starts in; '' for the newest. */
export function seasonSteps(
  { season, seasons }: MonitorAnswer,
  dutch: boolean,
  go: (year: string) => void,
): TemplateResult | typeof nothing {
  const step = (year: number | undefined, label: string, sign: string): TemplateResult =>
    html`<button
      class="step"
      aria-label=${label}
      title=${label}
      ?disabled=${year === undefined}
      @click=${() => go(year === seasons.at(-1) ? '' : String(year))}
    >
      ${sign}
    </button>`;
  if (seasons.length < 2) return nothing;
  const texts = moreTextsOf(dutch);
  const [before, after] = [seasons.findLast((year) => year < season), seasons.find((year) => year > season)];
  return html`${step(before, texts.previous, '‹')}${step(after, texts.next, '›')}`;
}
