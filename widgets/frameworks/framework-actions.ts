// What may be done with the framework agreement that is open, and what is asked before it.
import { html, nothing, type TemplateResult } from 'lit';
import type { Framework } from '#protocol';
import type { Desk } from '../forms/desk.ts';
import { renderSure } from '../forms/sure.ts';
import { otherOf, waitsForMe } from './framework-stand.ts';
import type { FrameworkWords } from './framework-words.ts';

export type Step = 'sign' | 'withdraw';
interface Acts {
  readonly words: FrameworkWords;
  readonly desk: Desk;
  readonly mayEdit: boolean;
  readonly seeNewest: () => void;
  /** `said`: once it is done. */
  readonly step: (step: Step, said: string) => void;
  /** The next version. */
  readonly begin: () => void;
}
/** The button that changes nothing. */
const HARMLESS = '.no';

export function renderActions(one: Framework, acts: Acts): TemplateResult | typeof nothing {
  const { words, desk, mayEdit, seeNewest } = acts;
  if (one.version !== one.versions[0]?.version)
    return html`<div class="ends">
      <button type="button" @click=${seeNewest}>${words.newest}</button>
    </div>`;
  if (!mayEdit) return nothing;
  return desk.open === 'sign' || desk.open === 'withdraw'
    ? renderAsked(one, desk.open, acts)
    : renderOpeners(one, acts);
}

/** Whose proposal it is takes it back; the other says no to it. */
const isOurs = ({ author, side }: Framework): boolean => author === side;

function renderAsked(one: Framework, what: Step, { words, desk, step }: Acts): TemplateResult {
  const { title, version } = one;
  const no = words.keep;
  if (what === 'sign')
    return renderSure(
      {
        head: words.signHead(title, version),
        what: words.signWhat(otherOf(one).name),
        yes: words.sign(version),
        no,
        run: () => step('sign', words.signedNow(version)),
      },
      desk,
    );
  const ours = isOurs(one);
  return renderSure(
    {
      head: ours ? words.withdrawHead(version) : words.declineHead(version),
      what: words.withdrawWhat,
      yes: ours ? words.withdraw : words.decline,
      no,
      run: () => step('withdraw', words.withdrawn(version)),
    },
    desk,
  );
}

function renderOpeners(one: Framework, { words, desk, begin }: Acts): TemplateResult {
  const opener = (name: string, text: string, first: boolean, run: () => void): TemplateResult =>
    html`<button
      type="button"
      class=${first ? 'first' : ''}
      data-opens=${name}
      ?disabled=${desk.busy !== ''}
      @click=${run}
    >
      ${text}
    </button>`;
  const asks = (step: Step, text: string, first: boolean): TemplateResult =>
    opener(step, text, first, () => void desk.toggle(step, HARMLESS));
  return html`<div class="ends">
    ${waitsForMe(one) ? asks('sign', words.sign(one.version), true) : nothing}
    ${one.state === 'proposed' ? asks('withdraw', isOurs(one) ? words.withdraw : words.decline, false) : nothing}
    ${opener('form', words.next, false, begin)}
  </div>`;
}
