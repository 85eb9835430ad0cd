/** What a new statement is about: performances that have been and stand in no other, or the correction of a settled one. */
import { isCorrection } from '#deal';
import type { ExtraLine, StatementBody } from '#protocol';
import { namedNow, onceEach, readAgreed, type Agreed } from '../agreements/agreed-performances.ts';
import type { AgreedPerformance } from '../agreements/agreement-store.ts';
import { ApiError } from '../api-error.ts';
import type { Ctx } from '../route.ts';
import { asNamed, byNow, leftDue } from './difference.ts';
import { recordOf } from './statement-answer.ts';
import { blockedBy, makeAdjustment, makeRecord, newLine, statementId } from './statement-record.ts';
import { dealOf, fault, figuresOf, kept, type Change, type Opened, type Standing } from './statement-steps.ts';
import * as store from './statement-store.ts';

export interface Made {
  readonly was: store.StoredStatement | null;
  readonly change: Change;
}

const standsIn = (pointer: string, id: string, taken: { readonly statement: string; readonly state: string }) => {
  const detail = `${id} stands in statement ${taken.statement} (${taken.state}); a performance is settled once`;
  return new ApiError('conflict', detail, { errors: [{ pointer, detail }] });
};
const keysOf = (agreed: readonly Agreed[]): readonly number[] => [
  ...new Set(agreed.flatMap(({ listed }) => listed.members)),
];
const idOf = ({ listed }: Agreed): string => listed.listing.id;

/** Those of the deal that this statement settles; names the field and the remedy where it cannot. */
async function chosen(c: Ctx, at: Standing, body: StatementBody): Promise<readonly Agreed[]> {
  const { approved, shard, home } = at;
  const all = onceEach(await readAgreed(c.env.DIRECTORY, approved.performances));
  const found = await store.readTaken(shard, home.venue, keysOf(all));
  const takenBy = ({ listed }: Agreed) => listed.members.map((key) => found.get(key)).find((one) => one !== undefined);
  const isOver = ({ listed: { listing } }: Agreed) => listing.startsAt <= c.var.now || listing.status === 'cancelled';
  const named = body.performances?.map((id, i) => {
    const one = all.find((agreed) => idOf(agreed) === id);
    if (!one) throw fault(`/performances/${i}`, 'it is not in the version in force of this agreement');
    return { one, pointer: `/performances/${i}` };
  });
  const pooled = approved.terms.basis === 'total';
  if (pooled && named && new Set(named.map(({ one }) => one)).size < all.length)
    throw fault(
      '/performances',
      'this deal is computed over all of its performances: leave performances out, so that it is settled whole',
    );
  const wanted =
    named ??
    (pooled ? all : all.filter((one) => isOver(one) && !takenBy(one))).map((one) => ({ one, pointer: '/agreement' }));
  if (!wanted.length) throw nothingLeft(all, takenBy);
  for (const { one, pointer } of wanted) {
    const taken = takenBy(one);
    if (taken) throw standsIn(pointer, idOf(one), taken);
    if (!isOver(one))
      throw fault(
        pointer,
        `${idOf(one)} is on ${one.answer.date} and has not been yet: ${pooled ? 'this deal is settled whole, after the last of its performances' : 'leave it out, or settle it afterwards'}`,
      );
  }
  return all.filter((agreed) => wanted.some(({ one }) => one === agreed));
}

function nothingLeft(
  all: readonly Agreed[],
  takenBy: (one: Agreed) => { readonly statement: string; readonly state: string } | undefined,
): ApiError {
  const taken = all.map(takenBy).filter((one) => one !== undefined);
  const statements = [...new Set(taken.map(({ statement, state }) => `${statement} (${state})`))];
  const detail = statements.length
    ? `nothing is left to settle; see ${statements.join(', ')}. What was corrected since is made good by a statement with adjusts`
    : 'none of its performances has been yet: settle them afterwards';
  return new ApiError('conflict', detail, { errors: [{ pointer: '/agreement', detail }] });
}

const agreedAs = (at: Standing, agreed: readonly Agreed[]): readonly AgreedPerformance[] => {
  const keys = new Set(agreed.map(({ key }) => key));
  return at.approved.performances.filter(([key]) => keys.has(key));
};

/** A draft of the figures of now. Withdrawn and made again it is the same paper: its id follows from what it settles. */
export async function makeStatement(c: Ctx, at: Standing, body: StatementBody): Promise<Made> {
  if (body.adjusts !== undefined) return makeCorrection(c, at, body.adjusts);
  const agreed = await chosen(c, at, body);
  const id = await statementId(at.home.id, agreed.map(idOf));
  const record = makeRecord(await dealOf(c, at), id, await figuresOf(c, at, agreed), []);
  const was = await store.readStatement(at.shard, at.home.venue, id);
  const performances = agreedAs(at, agreed);
  const row = { ...rowOf(c, at, id, was), performances, adjusts: null, ...(await kept(record)) };
  return {
    was,
    change: {
      step: 'freeze',
      row,
      body: { sha256: row.sha256 },
      statements: store.takePerformances(at.shard, row, keysOf(agreed)),
      ofDeal: true,
    },
  };
}

const rowOf = (c: Ctx, { home }: Standing, id: string, was: store.StoredStatement | null) => ({
  tenant: home.venue,
  id,
  agreement: home.id,
  provider: home.provider,
  production: home.production,
  state: 'draft' as const,
  revision: 0,
  createdAt: was?.row.createdAt ?? c.var.now,
  updatedAt: c.var.now,
});

/** The record of the figures of now, with the lines that were added by hand. */
export async function refreeze(c: Ctx, at: Opened): Promise<Omit<Change, 'step'> | null> {
  const { stored, record, approved, shard } = at;
  const { row } = stored;
  if (row.adjusts !== null) return correctedAnew(c, at, row.adjusts);
  const wanted = new Set(row.performances.map(([key]) => key));
  const agreed = onceEach(await readAgreed(c.env.DIRECTORY, approved.performances)).filter(({ listed }) =>
    listed.members.some((key) => wanted.has(key)),
  );
  if (agreed.length < record.houses.length)
    throw new ApiError(
      'conflict',
      'the version in force is about other performances: withdraw this statement and make it anew',
    );
  const anew = makeRecord(await dealOf(c, at), row.id, await figuresOf(c, at, agreed), record.extra);
  const is = { ...row, performances: agreedAs(at, agreed), ...(await kept(anew)) };
  if (is.sha256 === row.sha256) return null;
  return {
    row: is,
    body: { sha256: is.sha256 },
    statements: store.takePerformances(shard, row, keysOf(agreed)),
    ofDeal: true,
  };
}

/** A settled statement between the same two, that settles performances itself. */
export async function readSettled(at: Standing, id: string, pointer: string): Promise<store.StoredStatement> {
  const { shard, home } = at;
  const found = await store.readStatement(shard, home.venue, id);
  if (!found || found.row.provider !== home.provider)
    throw fault(pointer, 'no such statement between these two parties');
  if (found.row.adjusts !== null) throw fault(pointer, `it makes good a correction itself: name ${found.row.adjusts}`);
  if (found.row.state !== 'final')
    throw fault(pointer, 'it is not final: while it is not, take its figures anew instead (refreeze)');
  return found;
}

/** What the corrections since come to, less what other lines made good already. */
async function correctionLines(c: Ctx, at: Standing, settled: store.StoredStatement, without: string) {
  const record = recordOf(settled.row);
  const agreed = onceEach(await readAgreed(c.env.DIRECTORY, settled.row.performances));
  const { houses, waterfall: now } = byNow(
    record,
    asNamed(record.houses, await figuresOf(c, at, agreed), agreed.map(namedNow)),
  );
  const blocked = blockedBy({ terms: record.terms, waterfall: now });
  if (blocked.length)
    throw new ApiError('conflict', 'the figures of now cannot be computed with', {
      errors: blocked.map(({ detail }) => ({ pointer: '/adjusts', detail })),
    });
  const earlier = await store.readAdjustments(at.shard, at.home.venue, settled.row.id);
  const others = earlier.filter(({ statement }) => statement !== without);
  const asOf = houses
    .map((house) => house.asOf ?? '')
    .toSorted()
    .at(-1);
  const sources = [...new Set(houses.map(({ source }) => source).filter((source) => source !== null))].toSorted();
  const evidence = `${sources.join(', ')} ${asOf ?? ''}`.trim() || 'DIP';
  const lines: ExtraLine[] = [];
  for (const { rate: vatRate, ex: amount } of leftDue(record.waterfall.due, now.due, others)) {
    const label = `Correctie ${settled.row.id}`;
    lines.push(await newLine({ label, amount, vatRate, evidence, adjusts: settled.row.id }, at.side, lines));
  }
  if (!lines.length)
    throw new ApiError(
      'conflict',
      'nothing is left to make good: no sales were corrected since, or other lines did so',
      {
        errors: [{ pointer: '/adjusts', detail: 'no difference' }],
      },
    );
  const adjustment = {
    statement: settled.row.id,
    sha256: settled.row.sha256,
    houses,
    settled: record.waterfall.due.ex,
    now: now.due.ex,
    adjusted: others.reduce((sum, { amount }) => sum + amount, 0),
  };
  const number = Math.max(0, ...earlier.map((one) => one.number));
  return { lines, adjustment, number };
}

const heldLines = (at: Standing, adjusts: string, statement: string, lines: readonly ExtraLine[], number: number) =>
  lines.map(({ id, amount, vatRate }, i) =>
    store.addAdjustment(at.shard, at.home.venue, adjusts, {
      number: number + i + 1,
      statement,
      line: id,
      amount,
      vatRate,
    }),
  );

/** The deal as the settled statement has it: a correction is paid by the version under which it was settled. */
async function settledDeal(c: Ctx, at: Standing, { row }: store.StoredStatement) {
  const { agreementVersion, termsSha256, terms } = recordOf(row);
  return { ...(await dealOf(c, at)), version: agreementVersion, termsSha256, terms };
}

async function makeCorrection(c: Ctx, at: Standing, adjusts: string): Promise<Made> {
  const settled = await readSettled(at, adjusts, '/adjusts');
  if (settled.row.agreement !== at.home.id)
    throw fault('/adjusts', `it is of ${settled.row.agreement}: name that agreement`);
  const times = await store.countFinalAdjusting(at.shard, at.home.venue, adjusts);
  const id = await statementId(at.home.id, [adjusts, String(times)]);
  const was = await store.readStatement(at.shard, at.home.venue, id);
  if (was && was.row.state !== 'withdrawn')
    throw standsIn('/adjusts', `the correction of ${adjusts}`, { statement: id, state: was.row.state });
  const { lines, adjustment, number } = await correctionLines(c, at, settled, id);
  const record = makeAdjustment(await settledDeal(c, at, settled), id, adjustment, lines);
  const row = { ...rowOf(c, at, id, was), performances: settled.row.performances, adjusts, ...(await kept(record)) };
  const statements = heldLines(at, adjusts, id, lines, number);
  return { was, change: { step: 'freeze', row, body: { sha256: row.sha256 }, statements } };
}

async function correctedAnew(c: Ctx, at: Opened, adjusts: string): Promise<Omit<Change, 'step'> | null> {
  const { row } = at.stored;
  const settled = await readSettled(at, adjusts, '/adjusts');
  const made = await correctionLines(c, at, settled, row.id);
  // The line stays of the side that asked for the correction, and so keeps its id.
  const [first] = at.record.extra.filter((line) => isCorrection(at.record, line));
  const side = first?.by ?? at.side;
  const lines: ExtraLine[] = [];
  for (const line of made.lines) lines.push(await newLine(line, side, lines));
  const byHand = at.record.extra.filter((line) => !isCorrection(at.record, line));
  const record = makeAdjustment(await settledDeal(c, at, settled), row.id, made.adjustment, [...byHand, ...lines]);
  const is = { ...row, ...(await kept(record)) };
  if (is.sha256 === row.sha256) return null;
  const gone = at.record.extra
    .filter((line) => isCorrection(at.record, line))
    .map(({ id }) => store.dropAdjustments(at.shard, row, id));
  return {
    row: is,
    body: { sha256: is.sha256 },
    statements: [...gone, ...heldLines(at, adjusts, row.id, lines, made.number)],
  };
}
