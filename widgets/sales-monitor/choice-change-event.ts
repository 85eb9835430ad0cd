import type { Choice } from './monitor-choice.ts';

/** A part of the monitor tells what the viewer chose. */
export class ChoiceChangeEvent extends Event {
  readonly change: Partial<Choice>;

  constructor(change: Partial<Choice>) {
    super('dip-choice-change', { bubbles: true, composed: false });
    this.change = change;
  }
}
