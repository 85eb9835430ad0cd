// status: how things stand, in words or as JSON, with an exit code that a watch can use.
import { EXIT } from '../exit-codes.ts';
import { coverageLines } from './audience.ts';
import { remedyOf } from '../sources/file/remedies.ts';
import type { Health, SpoolStatus, StreamStatus } from '../spool/status.ts';

const HEALTH: Readonly<Record<Health, string>> = {
  ok: 'ok',
  sending: 'sending',
  late: 'late: the newest delivered figures are older than maxLagHours',
  paused: 'paused',
  empty: 'nothing was delivered yet',
};
const PAUSES = {
  auth: 'the API refuses this client: check clientId, its secret or key and its rights',
  no_route: 'the address is not that of the API: check api',
};
const FACTS_PAUSES = {
  auth: 'the API refuses who comes from this client: it needs the right to give it; figures go on',
  no_route: 'this API does not take who comes: ask for it, or leave audience out; figures go on',
};

export function statusCode(status: SpoolStatus): number {
  if (!status.balanced) return EXIT.bug;
  if (status.pause) return status.pause.why === 'auth' ? EXIT.auth : EXIT.config;
  return status.health === 'late' ? EXIT.temporary : EXIT.ok;
}

export function statusLines(status: SpoolStatus): string[] {
  const { pause, clockSkewSeconds: skew } = status;
  return [
    HEALTH[status.health] +
      (pause
        ? ` since ${pause.since}: ${(pause.facts ? FACTS_PAUSES : PAUSES)[pause.why]} (${pause.status}); nothing is lost`
        : ''),
    ...status.streams.flatMap(streamLines),
    `waiting ${status.waiting} in ${status.batches} batches, parked ${status.parked}, dead letters ${status.deadLetters}, faulty rows ${status.sourceProblems}`,
    ...(status.audience ?? []).flatMap(({ stream, performances, coverage }) => [
      `${stream}: ${performances} performances`,
      ...coverageLines(coverage).map((line) => `  ${line}`),
    ]),
    ...status.parkedReasons.map(
      ({ reason, items }) => `  parked ${items}: ${reason}, taken again when the link list changes`,
    ),
    ...status.deadLetterReasons.map(({ reason, items }) => `  refused ${items}: ${reason}; correct it, then replay`),
    ...status.problems.map(({ stream, reason, line }) => `  ${stream} line ${line}: ${reason}, ${remedyOf(reason)}`),
    `last answer ${status.lastAckAt ?? 'none'}, last look at the folders ${status.lastRoundAt ?? 'none'}${status.nextRunAt ? `, next run ${status.nextRunAt}` : ''}`,
    ...(skew !== null && Math.abs(skew) > 30
      ? [`this machine's clock differs ${skew} s from the API's: switch on time synchronisation`]
      : []),
    ...(status.balanced ? [] : ['the counts do not add up: this is a fault of the connector, please report it']),
  ];
}

function streamLines(one: StreamStatus): string[] {
  const lag =
    one.lagSeconds === null ? 'never delivered' : `delivered up to ${one.deliveredUpTo} (${age(one.lagSeconds)} ago)`;
  const found = `  queued ${one.queued} = acknowledged ${one.acknowledged} + superseded ${one.superseded} + refused ${one.deadLetters} + parked ${one.parked} + waiting ${one.waiting}`;
  return [`${one.name}: ${HEALTH[one.health]}, ${lag}`, found, ...(one.notice ? [`  ${one.notice}`] : [])];
}

function age(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3_600)} h`;
}
