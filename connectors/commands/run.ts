// run, run --once, backfill and replay: the same rounds, once or for ever.
import { EXIT, EXIT_OF, FACTS_REFUSED, WORDS } from '../exit-codes.ts';
import type { Connector } from '../connector.ts';
import { Progress, type Screen } from '../progress.ts';
import { eraseFirst } from '../privacy/erase.ts';
import { runRound, type Round, type RoundOptions } from '../round.ts';
import { jitterMs, nextDue } from '../schedule.ts';

const ONCE_ATTEMPTS = 5;
const LINKS_EVERY_MS = 60_000;
/** A refused client is asked again after a growing time, at most an hour. */
const LONGEST_PAUSE_MS = 3_600_000;

export interface RunOptions {
  readonly once?: boolean;
  readonly out: (line: string) => void;
  readonly screen: Screen;
}

export async function run(connector: Connector, options: RunOptions): Promise<number> {
  const { config, spool, log, out } = { ...connector, out: options.out };
  if (!connector.alone) {
    out('another dip-connect works with this state folder: stop it first, or leave it to that one');
    return EXIT.temporary;
  }
  log.write('started', { code: options.once ? 'once' : 'daemon' });
  if (spool.rebuilt) {
    log.write('rebuilt');
    out('the spool could not be used and was set aside; everything is read again');
  }
  return options.once ? once(connector, options) : forEver(connector, options, config.pollSeconds * 1_000);
}

async function once(connector: Connector, options: RunOptions): Promise<number> {
  const before = connector.spool.status(statusOptions(connector));
  const round = await work(connector, options, { maxAttempts: ONCE_ATTEMPTS, linksEveryMs: 0 });
  const after = connector.spool.status(statusOptions(connector));
  options.out(line(round, after.acknowledged - before.acknowledged, after));
  if (connector.deliver.signal.aborted) return EXIT.ok;
  const grew = after.deadLetters + after.sourceProblems > before.deadLetters + before.sourceProblems;
  const code = EXIT_OF[round.delivery.kind];
  return code === EXIT.ok && grew ? EXIT.partial : code;
}

async function forEver(connector: Connector, options: RunOptions, pollMs: number): Promise<number> {
  const { config, spool, ports, deliver } = connector;
  const { clock } = ports;
  let said = '';
  let pauses = 0;
  for (;;) {
    const due = config.schedule === undefined ? undefined : spool.nextRun();
    if (due === undefined || due <= clock.now() || spool.waiting() > 0) {
      const before = spool.status(statusOptions(connector)).acknowledged;
      const round = await work(connector, options, { maxAttempts: 1, linksEveryMs: LINKS_EVERY_MS });
      const after = spool.status(statusOptions(connector));
      const sent = after.acknowledged - before;
      // One line for what happened, none for what stays the same.
      const state = `${round.delivery.kind} ${after.streams.map(({ notice }) => notice ?? '').join()}`;
      if (round.files > 0 || sent > 0 || state !== said) {
        options.out(line(round, sent, after));
        for (const { name, notice } of after.streams) if (notice) options.out(`${name}: ${notice}`);
      }
      said = state;
      const { kind } = round.delivery;
      const paused = (kind === 'auth' || kind === 'no_route') && !('facts' in round.delivery && round.delivery.facts);
      pauses = paused ? pauses + 1 : 0;
      if (config.schedule !== undefined && (due === undefined || due <= clock.now())) {
        const jitter = jitterMs(config.source + config.clientId, 0);
        spool.setNextRun(nextDue(config.schedule, config.timeZone, clock.now()) + jitter);
      }
    }
    if (deliver.signal.aborted) return EXIT.ok;
    const usual = config.schedule === undefined ? pollMs : Math.min(60_000, (spool.nextRun() ?? 0) - clock.now());
    const pause = pauses > 0 ? Math.min(LONGEST_PAUSE_MS, pollMs * 2 ** Math.min(pauses, 12)) : usual;
    await clock.sleep(Math.max(pause, 250), deliver.signal);
    if (deliver.signal.aborted) {
      connector.log.write('stopped');
      return EXIT.ok;
    }
  }
}

async function work(
  connector: Connector,
  options: RunOptions,
  how: Pick<RoundOptions, 'maxAttempts' | 'linksEveryMs'>,
): Promise<Round> {
  const { config, source, deliver, spool, log, ports } = connector;
  const { now } = ports.clock;
  if (connector.filter) await eraseFirst(connector.filter, connector);
  const startedAt = now();
  let sending: Progress | undefined;
  const round = await runRound(
    source,
    {
      ...deliver,
      progress: (items) => {
        sending ??= new Progress(options.screen, now, {
          label: 'sending',
          unit: 'figures',
          total: spool.waiting() + items,
        });
        sending.add(items);
      },
    },
    {
      ...how,
      maxSpoolBytes: config.maxSpoolMb * 1_000_000,
      reading: ({ size }) => {
        const shown = new Progress(options.screen, now, { label: 'reading', unit: 'B', total: size });
        return { progress: (bytes) => shown.add(bytes), done: () => shown.done() };
      },
    },
  );
  sending?.done();
  if (round.files > 0 || round.delivery.kind !== 'empty' || round.requeued > 0)
    log.write('round', {
      files: round.files,
      items: round.items,
      problems: round.problems,
      waiting: spool.waiting(),
      parked: spool.parked(),
      code: round.delivery.kind,
      ms: now() - startedAt,
      ...('status' in round.delivery ? { status: round.delivery.status } : {}),
    });
  if (round.full) log.write('spool_full', { waiting: spool.waiting() });
  return round;
}

function line(round: Round, delivered: number, after: ReturnType<Connector['spool']['status']>): string {
  const { waiting, parked, deadLetters, sourceProblems } = after;
  return (
    `files ${round.files} queued ${round.items} delivered ${delivered} waiting ${waiting} parked ${parked} ` +
    `dead letters ${deadLetters + sourceProblems}: ${words(round.delivery)}`
  );
}

function words(delivery: Round['delivery']): string {
  return 'facts' in delivery && delivery.facts ? FACTS_REFUSED : WORDS[delivery.kind];
}

export function statusOptions({ config, ports, source }: Pick<Connector, 'config' | 'ports' | 'source'>) {
  return { now: ports.clock.now(), maxLagMs: config.maxLagHours * 3_600_000, streams: source.streams };
}
