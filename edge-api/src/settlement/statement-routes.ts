/** Settlement: a statement from frozen figures, lines beside it, disputed and answered line by line, signed by both sides. */
import * as v from 'valibot';
import {
  AnswerBody,
  DisputeBody,
  MAX_PAGE,
  PATHS,
  SignBody,
  STATEMENT_STATES,
  StatementBody,
  StatementLineBody,
  type StatementRecord,
} from '#protocol';
import { tellPartiesSoon } from '../agreements/agreement-drain.ts';
import { homeFor } from '../agreements/agreement-home.ts';
import { readAgreement } from '../agreements/agreement-store.ts';
import { seenBy } from '../agreements/seen.ts';
import { whoOf } from '../agreements/steps.ts';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { etagOf, idOf } from '../catalogue/change-items.ts';
import { shardOf } from '../env.ts';
import { pageSchema } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { readHomes } from '../shards/home-store.ts';
import { writeOnceAtHome } from '../shards/once-at-home.ts';
import { makeStatement, readSettled, refreeze } from './making.ts';
import { answerOf } from './statement-answer.ts';
import { listStatementRows } from './statement-copy.ts';
import { dueWith, newLine } from './statement-record.ts';
import {
  clash,
  effectOf,
  fault,
  kept,
  openStatement,
  takeStep,
  versionInForce,
  type Opened,
} from './statement-steps.ts';
import * as store from './statement-store.ts';

async function make(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const body = parseBody(text, StatementBody);
  const { home, side } = await homeFor(c, body.agreement);
  const who = await whoOf(c);
  const response = await writeOnceAtHome(c, home.venue, text, async (shard) => {
    const agreement = await readAgreement(shard, home.venue, home.id);
    if (!agreement || !seenBy(agreement, side)) throw new ApiError('not_found', 'no such agreement');
    const approved = versionInForce(agreement);
    if (!approved)
      throw new ApiError('conflict', 'no version of this agreement was approved: settle it once both sides agree', {
        errors: [{ pointer: '/agreement', detail: 'not approved' }],
      });
    const at = { home, side, who, shard, agreement, approved };
    const { was, change } = await makeStatement(c, at, body);
    return effectOf(c, at, was, change, 201);
  });
  await tellPartiesSoon(c, home.venue);
  return response;
}

async function show(c: Ctx): Promise<Response> {
  const { home, side, shard, stored } = await openStatement(c, idOf(c));
  const agreement = await readAgreement(shard, home.venue, home.id);
  const approvedVersion = agreement?.row.approvedVersion ?? null;
  const answer = await answerOf(c, stored, { home, side, shard, approvedVersion });
  return c.json(answer, 200, { etag: etagOf(answer.revision), 'cache-control': 'private, no-cache' });
}

/** The very bytes that the hash stands for. */
async function record(c: Ctx): Promise<Response> {
  const { stored } = await openStatement(c, idOf(c));
  const headers = {
    'content-type': 'application/json',
    etag: `"${stored.row.sha256}"`,
    'cache-control': 'private, no-cache',
  };
  return c.body(stored.row.record, 200, headers);
}

async function list(c: Ctx): Promise<Response> {
  const { organisation, productions, livemode } = actorOf(c);
  const limit = limitOf(c);
  const state = c.req.query('state') || null;
  if (state !== null && !(STATEMENT_STATES as readonly string[]).includes(state))
    throw fault('/state', `one of ${STATEMENT_STATES.join(', ')}`);
  const lives = (await readHomes(c.env.DIRECTORY, [organisation])).get(organisation);
  const ask = (name: string) => c.req.query(name) || null;
  const filter = {
    state,
    agreement: ask('agreement'),
    production: ask('production'),
    party: ask('party'),
    only: productions ?? null,
  };
  const rows = lives
    ? await listStatementRows(shardOf(c.env, lives.shard), organisation, filter, cursorOf(c), limit)
    : [];
  const last = rows.at(-1);
  return c.json({
    items: rows.map(({ body }) => body),
    next: rows.length === limit && last ? `${last.updatedAt}.${last.id}` : null,
    livemode,
  });
}

function limitOf(c: Ctx): number {
  const limit = Number(c.req.query('limit') ?? MAX_PAGE / 2);
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_PAGE) throw fault('/limit', `1 to ${MAX_PAGE}`);
  return limit;
}

function cursorOf(c: Ctx): readonly [number, string] {
  const text = c.req.query('cursor');
  if (!text) return [Number.MAX_SAFE_INTEGER, ''];
  const [at, id] = [Number(text.slice(0, text.indexOf('.'))), text.slice(text.indexOf('.') + 1)];
  if (!Number.isSafeInteger(at) || !text.includes('.')) throw fault('/cursor', 'next of the last answer');
  return [at, id];
}

/** The record with other lines beside the deal. */
async function withExtra(at: Opened, extra: StatementRecord['extra']) {
  const { record: was } = at;
  const sorted = extra.toSorted((a, b) => (a.label === b.label ? (a.id < b.id ? -1 : 1) : a.label < b.label ? -1 : 1));
  return { ...at.stored.row, ...(await kept({ ...was, extra: sorted, due: dueWith(was.waterfall.due, sorted) })) };
}

async function addLine(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const body = parseBody(text, StatementLineBody);
  if (body.amount === 0) throw fault('/amount', 'cents, not 0');
  return takeStep(c, idOf(c), text, { step: 'add_line' }, async (at) => {
    const { shard, stored, record: was, side, home } = at;
    const adjusts = body.adjusts ?? null;
    if (adjusts !== null) await readSettled(at, adjusts, '/adjusts');
    if (adjusts !== null && adjusts === stored.row.adjusts)
      throw fault('/adjusts', 'this statement makes good all of that correction already: leave adjusts out');
    const line = await newLine(body, side, was.extra);
    const earlier = adjusts === null ? [] : await store.readAdjustments(shard, home.venue, adjusts);
    const number = Math.max(0, ...earlier.map((one) => one.number)) + 1;
    const { amount, vatRate } = line;
    const held = { number, statement: stored.row.id, line: line.id, amount, vatRate };
    return {
      row: await withExtra(at, [...was.extra, line]),
      body: { line: `extra:${line.id}` },
      statements: adjusts === null ? [] : [store.addAdjustment(shard, home.venue, adjusts, held)],
    };
  });
}

async function removeLine(c: Ctx): Promise<Response> {
  const line = decodeURIComponent(c.req.param('line') ?? '').replace(/^extra:/, '');
  return takeStep(c, idOf(c), '', { step: 'remove_line', line: `extra:${line}` }, async (at) => ({
    row: await withExtra(
      at,
      at.record.extra.filter(({ id }) => id !== line),
    ),
    body: { line: `extra:${line}` },
    statements: [store.dropAdjustments(at.shard, at.stored.row, line)],
  }));
}

const unchanged = (at: Opened, body: store.EventBody) => ({ row: at.stored.row, body });

async function dispute(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { line, note } = parseBody(text, DisputeBody);
  return takeStep(c, idOf(c), text, { step: 'dispute', line }, async (at) => unchanged(at, { line, note }));
}

async function answer(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { line, note, resolved } = parseBody(text, AnswerBody);
  const wish = { step: 'answer', line, resolved } as const;
  return takeStep(c, idOf(c), text, wish, async (at) => unchanged(at, { line, note, resolved }));
}

async function sign(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { sha256 } = parseBody(text, SignBody);
  return takeStep(c, idOf(c), text, { step: 'sign' }, async (at) => {
    const { stored, home, side, shard, approved } = at;
    if (sha256 !== stored.row.sha256)
      throw clash(await answerOf(c, stored, { home, side, shard, approvedVersion: approved.version }));
    return { ...unchanged(at, { sha256 }), ofDeal: true };
  });
}

async function propose(c: Ctx): Promise<Response> {
  return takeStep(c, idOf(c), await readText(c), { step: 'propose' }, async (at) => unchanged(at, {}));
}

async function anew(c: Ctx): Promise<Response> {
  return takeStep(c, idOf(c), await readText(c), { step: 'refreeze' }, (at) => refreeze(c, at));
}

async function withdraw(c: Ctx): Promise<Response> {
  return takeStep(c, idOf(c), await readText(c), { step: 'withdraw' }, async (at) => ({
    ...unchanged(at, {}),
    statements: [store.letGo(at.shard, at.stored.row), store.dropAdjustments(at.shard, at.stored.row)],
  }));
}

const summary = v.looseObject({ id: v.string(), agreement: v.string(), state: v.picklist(STATEMENT_STATES) });
const whole = v.looseObject({
  ...summary.entries,
  revision: v.number(),
  sha256: v.string(),
  record: v.looseObject({}),
});
const ofOne = (step: string) => `${PATHS.statement}/${step}`;

export function statementRoutes(): Routes {
  return new Routes()
    .on('post', PATHS.statements, 'settle_agreements', make, {
      summary: 'Make a statement of what is known now, or of the correction of a settled one',
      body: StatementBody,
      answer: whole,
      status: 201,
    })
    .on('get', PATHS.statements, 'read_agreements', list, {
      summary: 'Statements of your side, newest first',
      query: {
        state: v.optional(v.picklist(STATEMENT_STATES)),
        agreement: v.optional(v.string()),
        production: v.optional(v.string()),
        party: v.optional(v.string()),
        cursor: v.optional(v.string()),
        limit: v.optional(v.string()),
      },
      answer: pageSchema.of(summary),
    })
    .on('get', PATHS.statement, 'read_agreements', show, {
      summary: 'A statement: what is signed, what was said of it, and what was sold differently since',
      answer: whole,
    })
    .on('get', ofOne('record'), 'read_agreements', record, {
      summary: 'The record itself, byte for byte as its hash stands for it',
      answer: v.looseObject({ format: v.literal('dip-statement/1') }),
    })
    .on('post', ofOne('lines'), 'settle_agreements', addLine, {
      summary: 'Add a cost or a correction, with its evidence',
      body: StatementLineBody,
      answer: whole,
      status: 200,
    })
    .on('delete', ofOne('lines/:line'), 'settle_agreements', removeLine, {
      summary: 'Remove a line that your side added',
      answer: whole,
    })
    .on('post', ofOne('propose'), 'settle_agreements', propose, {
      summary: 'Ask both sides to look and to sign',
      answer: whole,
      status: 200,
    })
    .on('post', ofOne('dispute'), 'settle_agreements', dispute, {
      summary: 'Dispute one line, with a note',
      body: DisputeBody,
      answer: whole,
      status: 200,
    })
    .on('post', ofOne('answer'), 'settle_agreements', answer, {
      summary: 'Answer about a disputed line; the side that disputed says when it is resolved',
      body: AnswerBody,
      answer: whole,
      status: 200,
    })
    .on('post', ofOne('refreeze'), 'settle_agreements', anew, {
      summary: "Take today's figures; signatures end, talk stays",
      answer: whole,
      status: 200,
    })
    .on('post', ofOne('sign'), 'settle_agreements', sign, {
      summary: 'Sign what the hash stands for; the second signature makes it final',
      body: SignBody,
      answer: whole,
      status: 200,
    })
    .on('post', ofOne('withdraw'), 'settle_agreements', withdraw, {
      summary: 'Withdraw a statement that is not final',
      answer: whole,
      status: 200,
    });
}
