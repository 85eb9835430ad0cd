// What is left of a row's person. There is no field here that a name, an address, a number or a date would fit in.
import type { AudienceFact, AudienceFault } from '#protocol';

export interface Reduced {
  /** Key of the order. */
  readonly order: string;
  /** Key of the buyer; null: the row names none. */
  readonly buyer: string | null;
  /** The row becomes no fact. */
  readonly out?: Extract<AudienceFault, 'opted_out' | 'no_consent' | 'erased'>;
  readonly channel: AudienceFact['channel'];
  readonly pc4?: string;
  readonly abroad?: true;
  readonly segment?: string;
  /** Becomes an age band once the performance's year is known. */
  readonly born?: number;
  readonly gender?: NonNullable<AudienceFact['gender']>;
  readonly first?: boolean;
  /** The order is marked as one of a group. */
  readonly group?: true;
  /** The day of the order is known, its hour is not. */
  readonly noHour?: true;
  readonly faults: readonly AudienceFault[];
}
