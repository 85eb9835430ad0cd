/** A statement as one of its sides sees it: the record, how it stands, and what was sold differently since. */
import { statementLines, waterfall } from '#deal';
import type {
  FieldError,
  FrozenHouse,
  Side,
  Statement,
  StatementCorrection,
  StatementDifference,
  StatementEvent,
  StatementRecord,
  StatementSummary,
} from '#protocol';
import type { AgreementHome } from '../agreements/agreement-home.ts';
import { namedNow, onceEach, readAgreed } from '../agreements/agreed-performances.ts';
import { readInvoicesOf } from '../billing/invoice-store.ts';
import { decide } from '../identity/actor.ts';
import { actorOf, type Ctx } from '../route.ts';
import { asNamed, byNow, correctionDue, differencesOf } from './difference.ts';
import { livesAfter, stepsOf, talkOf, type Paper, type StatementFact } from './statement-life.ts';
import { blockedBy } from './statement-record.ts';
import { readAdjustments, type StatementEventRow, type StatementRow, type StoredStatement } from './statement-store.ts';
import { takeHouses } from './taken-houses.ts';

const iso = (at: number) => new Date(at).toISOString();
export const recordOf = ({ record }: Pick<StatementRow, 'record'>): StatementRecord =>
  JSON.parse(record) as StatementRecord;

export const factOf = (home: AgreementHome, event: StatementEventRow): StatementFact => ({
  seq: event.seq,
  at: event.at,
  step: event.step,
  side: event.side,
  by: event.side === 'venue' ? home.venueName : home.providerName,
  person: event.name,
  line: event.body.line ?? null,
  note: event.body.note ?? null,
  resolved: event.body.resolved ?? false,
  sha256: event.body.sha256 ?? null,
});

/** What the deal in force, and the figures, still lack. */
export function blockedOf(record: StatementRecord, approvedVersion: number | null): readonly FieldError[] {
  const { terms, adjustment } = record;
  const sums = adjustment ? waterfall(terms, adjustment.houses) : record.waterfall;
  if (record.agreementVersion === approvedVersion) return blockedBy({ terms, waterfall: sums });
  const detail =
    'the deal was changed since: take the figures anew, so that the statement follows the version in force';
  return [{ pointer: '/record/agreementVersion', detail }, ...blockedBy({ terms, waterfall: sums })];
}

export const paperOf = (record: StatementRecord, events: number, approvedVersion: number | null): Paper => ({
  lines: statementLines(record),
  blocked: blockedOf(record, approvedVersion).length > 0,
  events,
});

export function summaryOf({ row, events }: StoredStatement, record: StatementRecord, side: Side): StatementSummary {
  return {
    id: row.id,
    agreement: row.agreement,
    state: row.state,
    side,
    provider: record.provider,
    venue: record.venue,
    production: record.production,
    performances: (record.adjustment?.houses ?? record.houses).map(({ id, date }) => ({ id, date })),
    due: record.due.ex,
    currency: record.waterfall.currency,
    updatedAt: iso(events.at(-1)?.at ?? row.updatedAt),
    livemode: record.livemode,
  };
}

const historyOf = (fact: StatementFact): StatementEvent => ({
  seq: fact.seq,
  at: iso(fact.at),
  step: fact.step,
  side: fact.side,
  by: fact.by,
  person: fact.person,
  line: fact.line,
  note: fact.note,
});

export interface Answered {
  readonly home: AgreementHome;
  readonly side: Side;
  readonly shard: D1Database;
  readonly approvedVersion: number | null;
}

export async function answerOf(
  c: Ctx,
  stored: StoredStatement,
  { home, side, shard, approvedVersion }: Answered,
): Promise<Statement> {
  const { row } = stored;
  const record = recordOf(row);
  const facts = stored.events.map((event) => factOf(home, event));
  const life = livesAfter(facts);
  const paper = paperOf(record, facts.length, approvedVersion);
  const mayStep = decide(actorOf(c), 'settle_agreements').allow;
  const over = row.state === 'final' || row.state === 'withdrawn';
  return {
    ...summaryOf(stored, record, side),
    revision: row.revision,
    record,
    sha256: row.sha256,
    signatures: life.signed.map((fact) => ({ side: fact.side, at: iso(fact.at), by: fact.by, person: fact.person })),
    talk: talkOf(facts),
    ...(await sinceOf(c, row, record, { home, shard })),
    open: life.open,
    blocked: over ? [] : blockedOf(record, approvedVersion),
    history: facts.map(historyOf),
    invoices: (await readInvoicesOf(c.env.DIRECTORY, row.id)).map(({ number, kind, madeAt }) => ({
      number,
      kind,
      at: iso(madeAt),
    })),
    may: mayStep ? stepsOf(life, side, paper) : [],
  };
}

/** Today's figures of what a statement settles, under the names it has for them; the rate each was agreed for is as frozen. */
export async function housesNow(
  c: Ctx,
  row: Pick<StatementRow, 'performances'>,
  houses: readonly FrozenHouse[],
  { home, shard }: Pick<Answered, 'home' | 'shard'>,
): Promise<readonly FrozenHouse[]> {
  const agreed = onceEach(await readAgreed(c.env.DIRECTORY, row.performances));
  const now = await takeHouses(c.env.DIRECTORY, shard, home.venue, agreed, c.var.now);
  return asNamed(houses, now, agreed.map(namedNow));
}

async function sinceOf(
  c: Ctx,
  row: StatementRow,
  record: StatementRecord,
  at: Pick<Answered, 'home' | 'shard'>,
): Promise<{ readonly differences: readonly StatementDifference[]; readonly correction: StatementCorrection | null }> {
  const { terms, adjustment } = record;
  if (row.state === 'withdrawn' || (adjustment && row.state === 'final')) return { differences: [], correction: null };
  const now = await housesNow(c, row, adjustment?.houses ?? record.houses, at);
  if (adjustment) {
    const { houses } = adjustment;
    return {
      differences: differencesOf({ terms, houses, waterfall: waterfall(terms, houses) }, now),
      correction: null,
    };
  }
  const differences = differencesOf(record, now);
  return { differences, correction: row.state === 'final' ? await correctionOf(record, now, row, at.shard) : null };
}

/** Null: nothing to make good, or not to be computed by the figures of now. */
async function correctionOf(
  record: StatementRecord,
  now: readonly FrozenHouse[],
  { tenant, id }: StatementRow,
  shard: D1Database,
): Promise<StatementCorrection | null> {
  const later = byNow(record, now).waterfall;
  if (blockedBy({ terms: record.terms, waterfall: later }).length) return null;
  return correctionDue(record.waterfall.due, later.due, await readAdjustments(shard, tenant, id));
}
