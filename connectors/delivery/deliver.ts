// Empties the outbox in order. Law: a batch leaves it only by an answer that names each of its items.
import { DELIVERED, PARKED, type ItemResult, type PushResult } from '#protocol';
import type { Clock } from '../ports/ports.ts';
import { itemsOf, LANE, type Batch } from '../spool/outbox.ts';
import type { Spool, Verdict } from '../spool/spool.ts';
import { backoffMs } from './retrying.ts';
import type { Transport } from './transport.ts';

export interface DeliverPorts {
  readonly spool: Spool;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  /** Aborts when the connector stops. */
  readonly signal: AbortSignal;
  /** Called after each answer with the items it settled. */
  readonly progress?: (items: number) => void;
}
export type Delivery =
  | { readonly kind: 'empty' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'new_epoch' }
  | { readonly kind: 'unreachable' | 'temporary' }
  /** `facts`: it is who comes that is refused; figures go on. */
  | { readonly kind: 'auth' | 'no_route'; readonly status: number; readonly facts?: true };

/** Facts that are refused are offered again after this long, so that figures need not wait for them. */
const FACTS_PAUSE_MS = 3_600_000;

/** `maxAttempts`: give up for now (nothing is dropped) after this many failures in a row. */
export async function deliver(ports: DeliverPorts, maxAttempts: number): Promise<Delivery> {
  const { spool, transport, clock, signal } = ports;
  let failures = 0;
  for (let batch = spool.head(); batch; batch = spool.head()) {
    const pause = batch.nextAt - clock.now();
    // After a clock that was set back a wait may lie far off; no wait is longer than an hour.
    const facts = batch.lane === LANE.audience;
    const stands = facts ? spool.standingPause() : null;
    const refused = stands?.facts ? stands : null;
    // A person or a scheduler asks at once; who runs for ever goes back to its figures meanwhile.
    if (refused && pause > 0 && maxAttempts === 1) return { kind: refused.why, status: refused.status, facts: true };
    if (!refused && pause > 0) await clock.sleep(Math.min(pause, 3_600_000), signal);
    if (signal.aborted) return { kind: 'stopped' };
    const outcome = await transport.push(batch.key, batch.body, facts ? 'facts' : 'figures');
    if (signal.aborted && outcome.kind !== 'answered') return { kind: 'stopped' };
    if (outcome.kind === 'auth' || outcome.kind === 'no_route') {
      const of = facts ? { facts } : {};
      const since = new Date(clock.now()).toISOString();
      spool.pause({ why: outcome.kind, status: outcome.status, since, ...of });
      if (facts) spool.postpone(batch, clock.now() + FACTS_PAUSE_MS);
      return { ...outcome, ...of };
    }
    if (outcome.kind === 'retry') {
      spool.postpone(batch, clock.now() + backoffMs(batch.attempts, ports.random(), outcome.afterMs));
      failures += 1;
      if (failures >= maxAttempts) return { kind: outcome.reached ? 'temporary' : 'unreachable' };
      continue;
    }
    failures = 0;
    if (outcome.kind === 'answered') {
      const verdicts = verdictsOf(batch, outcome.result);
      const restored = spool.settle(batch, verdicts, outcome.result.receivedAt, outcome.result.epoch);
      ports.progress?.(verdicts.length);
      if (restored) return { kind: 'new_epoch' };
    } else if (!spool.split(batch)) {
      const reason = outcome.kind === 'too_large' ? 'payload_too_large' : outcome.detail;
      spool.settle(batch, [{ kind: 'invalid', reason }], new Date(clock.now()).toISOString());
      ports.progress?.(1);
    }
  }
  return { kind: 'empty' };
}

function verdictsOf(batch: Batch, result: PushResult): readonly Verdict[] {
  const byIndex = new Map(result.results.map((item) => [item.index, item]));
  return itemsOf(batch.body).map((_, index) => verdictOf(byIndex.get(index)));
}

/** Reasons are built from the API's codes and pointers; its free text may repeat a value of ours. */
function verdictOf(found: ItemResult | undefined): Verdict {
  if (!found) return { kind: 'invalid', reason: 'the answer lacks this item' };
  if (DELIVERED.has(found.outcome)) return { kind: 'delivered', ...(found.stands ? { stands: found.stands } : {}) };
  if (PARKED.has(found.outcome)) return { kind: 'parked', reason: found.outcome };
  const pointer = /^[\w/-]{1,80}$/.exec(found.pointer ?? '')?.[0] ?? '';
  return { kind: 'invalid', reason: `${found.outcome} ${pointer.replace(/^\/items\/\d+/, '')}`.trim() };
}
