/** The operator's routes: test tenants, made and thrown away as one. */
import { MAX_PAGE, PATHS, Sandbox, SANDBOX_SCOPES, SandboxBody, SandboxMade, SandboxRemoval } from '#protocol';
import * as v from 'valibot';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { sandboxShards } from '../env.ts';
import { writeOnce } from '../identity/once.ts';
import { newId, newSecret, sha256 } from '../identity/secret.ts';
import { readJob } from '../jobs/job-store.ts';
import { pageSchema } from '../route-note.ts';
import { Routes, type Ctx } from '../route.ts';
import { beginRemoval, removalName, runRemoval, type Removal } from './removal.ts';
import { SANDBOX_ORGANISATIONS } from './sandbox-plan.ts';
import * as store from './sandbox-store.ts';

const DAY_MS = 86_400_000;
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

async function create(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { name = 'sandbox', days } = parseBody(text || '{}', SandboxBody);
  const shard = await store.emptiestShard(c.env.DIRECTORY, sandboxShards(c.env));
  if (!shard)
    throw new ApiError('unavailable', 'no shard is kept for sandboxes: bind a database as SHARD_90 and migrate it');
  return writeOnce(c, text, async () => {
    const expiresAt = days === undefined ? null : c.var.now + days * DAY_MS;
    const sandbox = { id: newId('SBX'), name, shard, expiresAt };
    const made = await Promise.all(
      SANDBOX_ORGANISATIONS.map(async (planned) => {
        const secret = newSecret();
        const client = { id: newId('CLI'), secretSha256: await sha256(secret), scopes: SANDBOX_SCOPES };
        return { id: newId('ORG'), planned, client, secret };
      }),
    );
    const answer = (secrets: boolean): SandboxMade => ({
      id: sandbox.id,
      name,
      expiresAt: iso(expiresAt),
      organisations: made.map(({ id, planned, client, secret }) => ({
        id,
        type: planned.type,
        name: planned.name,
        client: { id: client.id, scopes: [...client.scopes], ...(secrets ? { secret } : {}) },
      })),
      livemode: false,
      note: secrets ? 'the secrets are shown this once' : 'made before with this key; its secrets were shown then',
    });
    return {
      statements: store.addSandboxStatements(
        c.env.DIRECTORY,
        sandbox,
        made.map(({ secret: _, ...member }) => member),
        c.var.now,
      ),
      audit: [{ action: 'sandbox.create', object: sandbox.id, after: { name, shard, expiresAt: iso(expiresAt) } }],
      status: 201,
      answer: answer(true),
      kept: answer(false),
    };
  });
}

async function list(c: Ctx): Promise<Response> {
  const after = Number(c.req.query('cursor') ?? 0);
  if (!Number.isSafeInteger(after))
    throw new ApiError('invalid_request', 'cursor is not one of ours; take next from the last answer', {
      errors: [{ pointer: '/cursor', detail: 'next of the last answer' }],
    });
  const rows = await store.listSandboxes(c.env.DIRECTORY, after, MAX_PAGE);
  const items = rows.map((row): Sandbox => ({
    id: row.id,
    name: row.name,
    organisations: row.organisations,
    createdAt: iso(row.created_at) ?? '',
    expiresAt: iso(row.expires_at),
    state: row.ended_at === null ? 'open' : 'ended',
    livemode: false,
  }));
  return c.json({ items, next: rows.length === MAX_PAGE ? String(rows.at(-1)?.key) : null, livemode: true });
}

async function remove(c: Ctx): Promise<Response> {
  const sandbox = await store.readSandbox(c.env.DIRECTORY, c.req.param('id') ?? '');
  if (!sandbox) throw new ApiError('not_found', 'no such sandbox');
  await beginRemoval(c.env, sandbox, c.var.now, c);
  if (sandbox.removed_at === null) await runRemoval(c.env, sandbox.id, true);
  const job = await readJob(c.env.DIRECTORY, removalName(sandbox.id));
  const state = job?.state ? (JSON.parse(job.state) as Removal) : { step: 'done' as const, rows: 0 };
  const answer: SandboxRemoval = {
    id: sandbox.id,
    step: state.step,
    done: state.step === 'done',
    rows: state.rows,
    failure: job?.failure ?? null,
    livemode: false,
  };
  return c.json(answer, 200, { 'cache-control': 'no-store' });
}

export const sandboxRoutes = (): Routes =>
  new Routes()
    .on('post', PATHS.sandboxes, 'operate', create, {
      summary: 'Make a sandbox: five venues and three providers with a client each; secrets are shown once',
      body: SandboxBody,
      answer: SandboxMade,
      status: 201,
    })
    .on('get', PATHS.sandboxes, 'operate', list, {
      summary: 'Sandboxes that are there',
      query: { cursor: v.optional(v.string()) },
      answer: pageSchema.of(Sandbox),
    })
    .on('delete', `${PATHS.sandboxes}/:id`, 'operate', remove, {
      summary: 'Throw a sandbox away, a part per call: its tokens end within 5 seconds, its rows are removed',
      answer: SandboxRemoval,
    });
