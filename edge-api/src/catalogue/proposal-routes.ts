/** A venue proposes a change, a provider claims a house production; the other side accepts, refuses, or has a rule. */
import * as v from 'valibot';
import {
  DecisionBody,
  isProductionId,
  PATHS,
  Proposal,
  PROPOSAL_STATES,
  ProposalBody,
  ProposalRule,
  type PerformanceChange,
} from '#protocol';
import { ApiError } from '../api-error.ts';
import { auditStatement, auditStatements, type AuditEntry } from '../audit/audit-entry.ts';
import { parseBody, readBody, readText } from '../body.ts';
import { writeOnce } from '../identity/once.ts';
import { newId } from '../identity/secret.ts';
import { pageSchema } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { announceStatement } from './announcement-store.ts';
import { tellReaders } from './announcing.ts';
import { pageAnswer, pageOf } from './catalogue-page.ts';
import { idOf, isFault, revisionIn } from './change-items.ts';
import { readOrganisationKeys } from './key-store.ts';
import { toColumns } from './performance-change.ts';
import { findPerformances, knownFor } from './performance-noun.ts';
import type { FoundPerformance } from './performance-store.ts';
import { acceptedByRule, fieldsOf, sameFields } from './proposal-rule.ts';
import * as store from './proposal-store.ts';

const fault = (pointer: string, detail: string) =>
  new ApiError('invalid_request', detail, { errors: [{ pointer, detail }] });
const none = () => new ApiError('not_found', 'no such proposal');

async function columnsOf(c: Ctx, performance: FoundPerformance, change: PerformanceChange, base: string) {
  const set = toColumns(
    change,
    { venueKey: performance.venueKey, id: performance.answer.id },
    await knownFor(c, [change]),
  );
  if (isFault(set)) throw fault(base + set.pointer, set.detail);
  return set;
}

async function propose(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const db = c.env.DIRECTORY;
  const text = await readText(c);
  const { performance: id, change, note } = parseBody(text, ProposalBody);
  const answer = await writeOnce(c, text, async () => {
    const performance = (await findPerformances(c, [id])).get(id);
    if (!performance || (actor.kind !== 'operator' && performance.venueKey !== actor.organisation))
      throw new ApiError('not_found', 'no such performance');
    if (performance.own && actor.kind !== 'operator')
      throw new ApiError('conflict', 'this performance is yours to change: PATCH it');
    if (performance.owner === null) throw new ApiError('conflict', 'nobody owns this performance; ask the operator');
    const set = await columnsOf(c, performance, change, '/change');
    const was = fieldsOf(performance.answer, change);
    if (sameFields(was, change)) throw fault('/change', 'it is so already');
    const rule = await store.readRule(db, performance.owner, performance.venueKey);
    const proposal: store.NewProposal = {
      id: newId('PRO'),
      kind: 'change',
      production: performance.productionKey,
      performance: performance.key,
      asker: performance.venueKey,
      decider: performance.owner,
      was,
      wanted: change,
      note: note ?? null,
    };
    const byRule = rule !== null && acceptedByRule(rule, performance.answer, change);
    const nonce = crypto.randomUUID();
    const decided = { id: proposal.id, from: ['open'], to: 'accepted', how: 'rule', by: 'rule', reason: null } as const;
    const at = { performance: performance.key, revision: performance.answer.revision };
    const both = { organisation: performance.owner, also: [performance.venueKey] };
    return {
      statements: [
        store.addProposalStatement(db, proposal, c.var.now),
        auditStatement(c, {
          action: 'proposal.make',
          object: proposal.id,
          ...both,
          after: { performance: id, change },
        }),
        ...(byRule
          ? [
              store.decideStatement(db, { ...decided, nonce }, c.var.now, at),
              ...auditStatements(
                c,
                [
                  {
                    action: 'proposal.accept',
                    object: proposal.id,
                    ...both,
                    after: { state: 'accepted', how: 'rule' },
                  },
                  { action: 'performance.change', object: id, ...both, before: was, after: change },
                ],
                'ifChanged',
              ),
              store.applyStatement(db, nonce, performance.key, set),
              announceStatement(db, 'performance', [performance.key], 'starts_at' in set),
            ]
          : []),
      ],
      audit: [],
      status: 201,
      answer: { id: proposal.id, state: byRule ? 'accepted' : 'open', how: byRule ? 'rule' : null },
    };
  });
  await tellReaders(c);
  return answer;
}

/** Says the same whether there is such a production or not: whether it is a house's own is that house's knowledge. */
async function claim(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const id = idOf(c);
  const text = await readText(c);
  if (!isProductionId(id)) throw new ApiError('not_found', 'no such production');
  if (actor.organisationType !== 'producer' && actor.organisationType !== 'agency')
    throw new ApiError('not_found', 'no such production');
  return writeOnce(c, text, async () => {
    const db = c.env.DIRECTORY;
    const house = await store.readHouseProduction(db, actor.organisation, id);
    const standing = house && (await store.readOpenClaim(db, house.key, actor.organisation));
    const note = 'if it is a production that a house made for its own evenings, that house is asked to confirm';
    const answer = { production: id, state: 'asked', note };
    // What it asked stands in its own log in every case, so that the log tells no more than the answer does.
    const asked: AuditEntry = { action: 'production.claim', object: id, after: { state: 'asked' } };
    if (!house || standing) return { statements: [], audit: [asked], status: 202, answer };
    const proposal: store.NewProposal = {
      id: newId('PRO'),
      kind: 'claim',
      production: house.key,
      performance: null,
      asker: actor.organisation,
      decider: house.venue,
      was: { provider: null },
      wanted: { provider: actor.organisationId },
      note: null,
    };
    const toDecide: AuditEntry = {
      action: 'proposal.make',
      object: proposal.id,
      organisation: house.venue,
      after: { production: id, provider: actor.organisationId },
    };
    return {
      statements: [store.addProposalStatement(db, proposal, c.var.now)],
      audit: [asked, toDecide],
      status: 202,
      answer,
    };
  });
}

const MOVES = {
  accept: { from: ['open'], to: 'accepted' },
  refuse: { from: ['open'], to: 'refused' },
  withdraw: { from: ['open'], to: 'withdrawn' },
  undo: { from: ['accepted'], to: 'undone' },
} as const;

async function decide(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const db = c.env.DIRECTORY;
  const id = idOf(c);
  const { decision, reason } = await readBody(c, DecisionBody);
  const found = await store.readProposal(db, actor.organisation, id);
  if (!found || !(decision === 'withdraw' ? found.asks : found.decides)) throw none();
  const move = MOVES[decision];
  if (!(move.from as readonly string[]).includes(found.answer.state))
    throw new ApiError('conflict', `the proposal is ${found.answer.state} already`, { current: found.answer });
  const nonce = crypto.randomUUID();
  const by = actor.clientId;
  const decided = { id, from: move.from, to: move.to, how: 'person', by, reason: reason ?? null, nonce } as const;
  const effect = await effectOf(c, found, decision, nonce);
  const [taken] = await db.batch<{ key: number }>([
    store.decideStatement(db, decided, c.var.now, effect.at),
    ...auditStatements(
      c,
      [
        {
          action: `proposal.${decision}`,
          object: id,
          before: { state: found.answer.state },
          after: { state: move.to, how: 'person' },
        },
        ...effect.audit,
      ].map((entry) => ({ ...entry, organisation: found.deciderKey, also: [found.askerKey] })),
      'ifChanged',
    ),
    ...effect.statements,
  ]);
  if (!taken?.results.length)
    throw new ApiError('edit_clash', 'somebody decided or changed it in the meantime; look again', {
      current: (await store.readProposal(db, actor.organisation, id))?.answer,
    });
  await tellReaders(c);
  return c.json((await store.readProposal(db, actor.organisation, id))?.answer);
}

interface Decided {
  readonly at: { readonly performance: number; readonly revision: number } | null;
  readonly statements: readonly D1PreparedStatement[];
  /** What becomes of the thing, in the logs of both sides. */
  readonly audit: readonly AuditEntry[];
}

async function effectOf(
  c: Ctx,
  { answer, productionKey, askerKey }: store.FoundProposal,
  decision: DecisionBody['decision'],
  nonce: string,
): Promise<Decided> {
  const db = c.env.DIRECTORY;
  if (decision === 'refuse' || decision === 'withdraw') return { at: null, statements: [], audit: [] };
  if (answer.kind === 'claim') {
    const provider = decision === 'accept' ? askerKey : null;
    return {
      at: null,
      statements: [
        store.claimStatement(db, nonce, productionKey, provider),
        announceStatement(db, 'production', [productionKey]),
      ],
      audit: [
        {
          action: 'production.change',
          object: answer.production,
          before: { provider: decision === 'accept' ? null : answer.asker },
          after: { provider: decision === 'accept' ? answer.asker : null },
        },
      ],
    };
  }
  const performance = (await findPerformances(c, [answer.performance ?? ''])).get(answer.performance ?? '');
  if (!performance) throw none();
  const [had, wanted] = decision === 'accept' ? [answer.was, answer.wanted] : [answer.wanted, answer.was];
  const stands = fieldsOf(performance.answer, wanted as PerformanceChange);
  const seen = revisionIn(c);
  // Changed since it was asked: both are shown, and who has seen what stands says so with If-Match.
  if (seen !== performance.answer.revision && !sameFields(had, stands))
    throw new ApiError('edit_clash', 'the performance was changed since this was proposed; send If-Match to go on', {
      current: performance.answer,
    });
  const set = await columnsOf(c, performance, wanted as PerformanceChange, '/wanted');
  return {
    at: { performance: performance.key, revision: performance.answer.revision },
    statements: [
      store.applyStatement(db, nonce, performance.key, set),
      announceStatement(db, 'performance', [performance.key], 'starts_at' in set),
    ],
    audit: [{ action: 'performance.change', object: performance.answer.id, before: stands, after: wanted }],
  };
}

async function list(c: Ctx): Promise<Response> {
  const page = pageOf(c);
  const state = c.req.query('state') || null;
  if (state !== null && !(PROPOSAL_STATES as readonly string[]).includes(state))
    throw fault('/state', `one of ${PROPOSAL_STATES.join(', ')}`);
  return pageAnswer(c, page, await store.listProposals(c.env.DIRECTORY, page, state));
}

async function putRule(c: Ctx): Promise<Response> {
  const { organisation, kind } = actorOf(c);
  if (kind === 'operator') throw new ApiError('forbidden', 'a rule is a provider’s own: set it with its client');
  const { venue, ...rule } = await readBody(c, ProposalRule);
  const key = venue
    ? (await readOrganisationKeys(c.env.DIRECTORY, actorOf(c).organisation, [venue])).get(venue)
    : undefined;
  if (venue && key?.type !== 'venue') throw fault('/venue', 'no such venue');
  const db = c.env.DIRECTORY;
  const before = await store.readRuleFor(db, organisation, key?.key ?? 0);
  await db.batch([
    store.putRuleStatement(db, organisation, key?.key ?? 0, rule),
    auditStatement(c, { action: 'proposal-rule.set', object: venue ?? 'all', before, after: rule }, 'ifChanged'),
  ]);
  return c.json({ ...rule, venue: venue ?? null });
}

export function proposalRoutes(): Routes {
  return new Routes()
    .on('post', PATHS.proposals, 'write_catalogue', propose, {
      summary: "Propose, as a venue, a change of a provider's performance in your house",
      body: ProposalBody,
      answer: v.object({ id: v.string(), state: v.string(), how: v.nullable(v.string()) }),
      status: 201,
    })
    .on('get', PATHS.proposals, 'read_house', list, {
      summary: 'Proposals you made or have to decide',
      query: { state: v.optional(v.picklist(PROPOSAL_STATES)), ...pageSchema.query },
      answer: pageSchema.of(Proposal),
    })
    .on('post', `${PATHS.proposals}/:id`, 'write_catalogue', decide, {
      summary: 'Accept, refuse, withdraw or undo a proposal',
      body: DecisionBody,
      answer: Proposal,
    })
    .on(
      'get',
      PATHS.proposalRules,
      'read_house',
      async (c) => c.json({ items: await store.listRules(c.env.DIRECTORY, actorOf(c).organisation), next: null }),
      {
        summary: 'What you accept without looking',
        answer: v.object({ items: v.array(ProposalRule), next: v.null() }),
      },
    )
    .on('put', PATHS.proposalRules, 'write_catalogue', putRule, {
      summary: 'Say what you accept without looking, for one venue or all',
      body: ProposalRule,
      answer: ProposalRule,
    })
    .on('post', `${PATHS.productions}/:id/claim`, 'write_catalogue', claim, {
      summary: 'Claim, as its provider, a house production; the house confirms',
      status: 202,
    });
}
