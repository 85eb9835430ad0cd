// Exit codes and the words that go with them; the codes are those of sysexits.h where it has one.
import type { Delivery } from './delivery/deliver.ts';

export const EXIT = {
  ok: 0,
  usage: 2,
  partial: 64,
  unreachable: 69,
  bug: 70,
  disk: 73,
  temporary: 75,
  auth: 77,
  config: 78,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_OF: Readonly<Record<Delivery['kind'], ExitCode>> = {
  empty: EXIT.ok,
  stopped: EXIT.ok,
  new_epoch: EXIT.temporary,
  unreachable: EXIT.unreachable,
  temporary: EXIT.temporary,
  auth: EXIT.auth,
  no_route: EXIT.config,
};

/** Figures were delivered, facts of who comes were not. */
export const FACTS_REFUSED =
  'figures are delivered; the API refuses who comes: this client needs the right, or leave audience out; what waits is kept';

export const WORDS: Readonly<Record<Delivery['kind'], string>> = {
  empty: 'everything is delivered',
  stopped: 'stopped; what waits is kept',
  new_epoch: 'the store was restored; sending again',
  unreachable: 'the API cannot be reached: check api, the network and the proxy; what waits is kept',
  temporary: 'the API asks to wait; what waits is kept and goes with the next run',
  auth: 'the API refuses this client: check clientId, its secret or key and its rights; what waits is kept',
  no_route: 'the address is not that of the API: check api; what waits is kept',
};
