// Empties the outbox in order. Law: a batch leaves it only by an answer that names each of its items.
import { DELIVERED, PARKED, type PushResult } from '#protocol';
import { itemsOf, type Batch, type Spool, type Verdict } from '../spool/spool.ts';
import { backoffMs } from './retrying.ts';
import type { Transport } from './transport.ts';

export interface DeliverPorts {
  readonly spool: Spool;
  readonly transport: Transport;
  readonly now: () => number;
  readonly random: () => number;
  /** Waits, or returns early when the connector stops. */
  readonly wait: (ms: number) => Promise<void>;
  readonly stopped: () => boolean;
  readonly progress?: (items: number) => void;
}
export type Delivery =
  | { readonly kind: 'empty' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'new_epoch' }
  | { readonly kind: 'unreachable' | 'temporary' }
  | { readonly kind: 'auth' | 'no_route'; readonly status: number };

/** `maxAttempts`: give up for now (nothing is dropped) after this many failures in a row. */
export async function deliver(ports: DeliverPorts, maxAttempts: number): Promise<Delivery> {
  const { spool, transport } = ports;
  let failures = 0;
  for (let batch = spool.head(); batch; batch = spool.head()) {
    const pause = batch.nextAt - ports.now();
    if (pause > 0) await ports.wait(pause);
    if (ports.stopped()) return { kind: 'stopped' };
    const outcome = await transport.push(batch.key, batch.body);
    if (outcome.kind === 'auth' || outcome.kind === 'no_route') return outcome;
    if (outcome.kind === 'retry') {
      if (ports.stopped()) return { kind: 'stopped' };
      spool.postpone(batch, ports.now() + backoffMs(batch.attempts, ports.random(), outcome.afterMs));
      failures += 1;
      if (failures >= maxAttempts) return { kind: outcome.reached ? 'temporary' : 'unreachable' };
      continue;
    }
    failures = 0;
    if (outcome.kind === 'answered') {
      const verdicts = verdictsOf(batch, outcome.result);
      spool.settle(batch, verdicts, outcome.result.receivedAt);
      ports.progress?.(verdicts.length);
      if (spool.epochChanged(outcome.result.epoch)) return { kind: 'new_epoch' };
    } else if (!spool.split(batch)) {
      const reason = outcome.kind === 'too_large' ? 'payload_too_large' : outcome.detail;
      spool.settle(batch, [{ kind: 'invalid', reason }], new Date(ports.now()).toISOString());
    }
  }
  return { kind: 'empty' };
}

function verdictsOf(batch: Batch, result: PushResult): readonly Verdict[] {
  const byIndex = new Map(result.results.map((item) => [item.index, item]));
  return itemsOf(batch.body).map((_, index): Verdict => {
    const found = byIndex.get(index);
    if (!found) return { kind: 'invalid', reason: 'the answer lacks this item' };
    if (DELIVERED.has(found.outcome)) return { kind: 'delivered' };
    if (PARKED.has(found.outcome)) return { kind: 'parked' };
    return { kind: 'invalid', reason: `${found.outcome} ${found.pointer ?? ''} ${found.detail ?? ''}`.trim() };
  });
}
