// One round: read what is ready, then deliver what waits.
import { deliver, type Delivery, type DeliverPorts } from './delivery/deliver.ts';
import type { Source } from './sources/source.ts';

export interface RoundOptions {
  readonly source: string;
  readonly batchItems: number;
  readonly maxAttempts: number;
}
export interface Round {
  readonly files: number;
  readonly items: number;
  readonly problems: number;
  readonly delivery: Delivery;
}

export async function runRound(source: Source, ports: DeliverPorts, options: RoundOptions): Promise<Round> {
  const sum = { files: 0, items: 0, problems: 0 };
  // A restored store asks for everything again, once: it answers the second time with the epoch that is now known.
  for (;;) {
    for (const file of await source.ready()) {
      if (ports.stopped()) break;
      if (ports.spool.checkpoint(file.path) === file.stamp) continue;
      const content = await file.read();
      if (content === null) continue;
      const { items, problems } = ports.spool.accept(file, content, options);
      sum.files += 1;
      sum.items += items;
      sum.problems += problems;
    }
    const delivery = await deliver(ports, options.maxAttempts);
    if (delivery.kind !== 'new_epoch') return { ...sum, delivery };
  }
}
