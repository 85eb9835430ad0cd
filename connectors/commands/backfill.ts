// backfill: reads everything again and sends a span of days once more, behind what is new. replay: sends what was refused again.
import type { Connector } from '../connector.ts';
import { ConfigError } from '../config.ts';
import { EXIT } from '../exit-codes.ts';
import { run, type RunOptions } from './run.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export async function backfill(
  connector: Connector,
  span: { readonly from?: string; readonly to?: string },
  options: RunOptions,
): Promise<number> {
  for (const [name, day] of Object.entries(span))
    if (day !== undefined && (!DAY.test(day) || Number.isNaN(Date.parse(day))))
      throw new ConfigError(`--${name}: write a day as 2026-11-24`);
  connector.spool.backfill(span.from, span.to);
  if (connector.alone) return run(connector, { ...options, once: true });
  options.out('asked for: the connector that is running sends it');
  return EXIT.ok;
}

export async function replay(connector: Connector, options: RunOptions): Promise<number> {
  const queued = connector.spool.requeue('dead_letter', `${connector.ports.clock.now()}`);
  connector.log.write('requeued', { items: queued });
  options.out(`queued again: ${queued}`);
  if (connector.alone) return run(connector, { ...options, once: true });
  options.out('the connector that is running sends it');
  return EXIT.ok;
}
