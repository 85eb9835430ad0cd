/** Clients: made by the operator or by the admins of their organisation; rotated, and ended within 5 seconds. */
import * as v from 'valibot';
import { Client, ClientBody, ClientChange, ClientMade, MAX_PAGE, PATHS, type Scope } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { pageSchema } from '../route-note.ts';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { addCredentialRoutes } from './client-credential-routes.ts';
import { givable, ownClient } from './client-owner.ts';
import * as store from './client-store.ts';
import { readOrganisation, readOrganisationByKey, type Organisation } from './identity-store.ts';
import { writeOnce } from './once.ts';
import { newId, newSecret, sha256 } from './secret.ts';

const fault = (errors: { pointer: string; detail: string }[]) =>
  new ApiError('invalid_request', errors[0]?.detail ?? '', { errors });

/** The caller's own organisation; the operator names any. Another's and none at all look alike. */
async function organisationFor(c: Ctx, id: string | undefined): Promise<Organisation> {
  const actor = actorOf(c);
  const db = c.env.DIRECTORY;
  const found =
    actor.kind === 'operator'
      ? await readOrganisation(db, id ?? '')
      : await readOrganisationByKey(db, actor.organisation);
  if (!found || (id !== undefined && found.id !== id))
    throw fault([
      { pointer: '/organisation', detail: id === undefined ? 'name the organisation' : 'no such organisation' },
    ]);
  return found;
}

async function mustBeGivable(c: Ctx, scopes: readonly Scope[], organisationType: string): Promise<void> {
  const may = await givable(c, organisationType);
  const wider = scopes.flatMap((scope, i) =>
    may.includes(scope) ? [] : [{ pointer: `/scopes/${i}`, detail: `${scope} is not yours to give; leave it out` }],
  );
  if (wider.length) throw fault(wider);
}

async function create(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const body = parseBody(text, ClientBody);
  const organisation = await organisationFor(c, body.organisation);
  await mustBeGivable(c, body.scopes, organisation.type);
  return writeOnce(c, text, async () => {
    const [id, secret] = [newId('CLI'), newSecret()];
    const row = {
      id,
      name: body.name,
      scopes: body.scopes,
      organisationKey: organisation.key,
      secretSha256: await sha256(secret),
    };
    return {
      statements: [store.addClientStatement(c.env.DIRECTORY, row, Date.now())],
      audit: [
        {
          action: 'client.create',
          object: id,
          organisation: organisation.key,
          after: { name: body.name, scopes: body.scopes },
        },
      ],
      status: 201,
      answer: { id, secret, note: 'the secret is shown this once' },
      kept: { id, note: 'made before with this key; its secret was shown then' },
    };
  });
}

async function list(c: Ctx): Promise<Response> {
  const actor = actorOf(c);
  const limit = MAX_PAGE / 2;
  const items = await store.listClients(
    c.env.DIRECTORY,
    {
      key: actor.kind === 'operator' ? null : actor.organisation,
      organisation: c.req.query('organisation') ?? null,
      after: c.req.query('cursor') ?? '',
      limit,
    },
    Date.now(),
  );
  const next = items.length === limit ? (items.at(-1)?.id ?? null) : null;
  return c.json({ items, next, livemode: actor.livemode });
}

async function change(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const body = parseBody(text, ClientChange);
  const { client, organisation } = await ownClient(c);
  if (client.disabledAt) throw new ApiError('conflict', 'the client is disabled; make a new one');
  if (body.scopes) await mustBeGivable(c, body.scopes, organisation.type);
  const { name, scopes } = client;
  const renamed = body.name !== undefined && body.name !== name;
  const rescoped = body.scopes !== undefined && JSON.stringify(body.scopes) !== JSON.stringify(scopes);
  const before = { ...(renamed ? { name } : {}), ...(rescoped ? { scopes } : {}) };
  const after = { ...(renamed ? { name: body.name } : {}), ...(rescoped ? { scopes: body.scopes } : {}) };
  return writeOnce(c, text, () =>
    Promise.resolve({
      statements: [store.changeClientStatement(c.env.DIRECTORY, client.id, body, Date.now())],
      audit: [{ action: 'client.change', object: client.id, organisation: organisation.key, before, after }],
      auditWhen: 'ifChanged',
      status: 200,
      answer: { ...client, ...body },
    }),
  );
}

async function disable(c: Ctx): Promise<Response> {
  const { client, organisation } = await ownClient(c);
  const before = { disabledAt: client.disabledAt };
  return writeOnce(c, '', () =>
    Promise.resolve({
      // Tokens live by the machine's own clock, and so does their end.
      statements: [store.disableClientStatement(c.env.DIRECTORY, client.id, Date.now())],
      audit: [{ action: 'client.disable', object: client.id, organisation: organisation.key, before }],
      auditWhen: 'ifChanged',
      status: 200,
      answer: { id: client.id, disabled: true },
    }),
  );
}

export function clientRoutes(): Routes {
  const one = `${PATHS.clients}/:id`;
  const routes = new Routes()
    .on('post', PATHS.clients, 'clients', create, {
      summary: 'Create a client, never wider than its maker; its secret is shown once',
      body: ClientBody,
      answer: ClientMade,
      status: 201,
    })
    .on('get', PATHS.clients, 'clients', list, {
      summary: 'Clients of your organisation, without their secrets',
      query: { organisation: v.optional(v.string()), cursor: v.optional(v.string()) },
      answer: pageSchema.of(Client),
    })
    .on('patch', one, 'clients', change, {
      summary: 'Change name or scopes of a client; other scopes end its tokens within 5 seconds',
      body: ClientChange,
      answer: Client,
    })
    .on('delete', one, 'clients', disable, {
      summary: 'Disable a client: its tokens, and sessions it asked for, end within 5 seconds',
    });
  return addCredentialRoutes(routes);
}
