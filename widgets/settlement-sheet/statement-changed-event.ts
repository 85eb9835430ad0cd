import type { StatementStep } from '#protocol';

/** A step of a statement that the platform confirmed. */
export class DipStatementChangedEvent extends Event {
  readonly statement: string;
  readonly step: StatementStep;
  constructor(statement: string, step: StatementStep) {
    super('dip-statement-changed', { bubbles: true, composed: true });
    this.statement = statement;
    this.step = step;
  }
}
