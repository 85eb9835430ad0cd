/** A page of a list; the API gives the next by its cursor. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly livemode: boolean;
}
