/** Clients: made by the operator, their secret shown once; a disabled one loses its tokens, the others keep theirs. */
import * as v from 'valibot';
import { Client, ClientBody, ClientMade, MAX_PAGE, PATHS } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import { pageSchema } from '../route-note.ts';
import { Routes, type Ctx } from '../route.ts';
import * as store from './client-store.ts';
import { readOrganisation } from './identity-store.ts';
import { writeOnce } from './once.ts';
import { newId, newSecret, sha256 } from './secret.ts';

async function create(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const body = parseBody(text, ClientBody);
  const organisation = await readOrganisation(c.env.DIRECTORY, body.organisation);
  if (!organisation)
    throw new ApiError('invalid_request', 'no such organisation', {
      errors: [{ pointer: '/organisation', detail: 'no such organisation' }],
    });
  return writeOnce(c, text, async () => {
    const [id, secret] = [newId('CLI'), newSecret()];
    const row = { ...body, id, organisationKey: organisation.key, secretSha256: await sha256(secret) };
    return {
      statements: [store.addClientStatement(c.env.DIRECTORY, row, c.var.now)],
      status: 201,
      answer: { id, secret, note: 'the secret is shown this once' },
      kept: { id, note: 'made before with this key; its secret was shown then' },
    };
  });
}

async function list(c: Ctx): Promise<Response> {
  const limit = MAX_PAGE / 2;
  const items = await store.listClients(c.env.DIRECTORY, {
    organisation: c.req.query('organisation') ?? null,
    after: c.req.query('cursor') ?? '',
    limit,
  });
  return c.json({ items, next: items.length === limit ? (items.at(-1)?.id ?? null) : null, livemode: true });
}

export function clientRoutes(): Routes {
  return new Routes()
    .on('post', PATHS.clients, 'operate', create, {
      summary: 'Create a client; its secret is shown once',
      body: ClientBody,
      answer: ClientMade,
      status: 201,
    })
    .on('get', PATHS.clients, 'operate', list, {
      summary: 'Clients, without their secrets',
      query: { organisation: v.optional(v.string()), cursor: v.optional(v.string()) },
      answer: pageSchema.of(Client),
    })
    .on(
      'delete',
      `${PATHS.clients}/:id`,
      'operate',
      async (c) => {
        // Tokens live by the machine's own clock, and so does their end.
        if (!(await store.disableClient(c.env.DIRECTORY, c.req.param('id') ?? '', Date.now())))
          throw new ApiError('not_found', 'no such client');
        return c.json({ id: c.req.param('id'), disabled: true });
      },
      { summary: 'Disable a client: its tokens, and sessions it asked for, end within 5 seconds' },
    );
}
