/** Secrets and keys of a client: a new one beside the old, and the end of one without touching the others. */
import { importJWK, calculateJwkThumbprint } from 'jose';
import { KeyBody, KeyMade, MAX_CREDENTIALS, PATHS, SecretBody, SecretMade } from '#protocol';
import { ApiError } from '../api-error.ts';
import { parseBody, readText } from '../body.ts';
import type { Ctx, Routes } from '../route.ts';
import { mustNotBeWider, ownClient } from './client-owner.ts';
import * as store from './client-store.ts';
import { writeOnce } from './once.ts';
import { newId, newSecret, sha256 } from './secret.ts';

const HOUR_MS = 3_600_000;

async function openClient(c: Ctx) {
  const owned = await ownClient(c);
  if (owned.client.disabledAt) throw new ApiError('conflict', 'the client is disabled; make a new one');
  return owned;
}

async function addSecret(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { overlapHours } = parseBody(text || '{}', SecretBody);
  const owned = await openClient(c);
  await mustNotBeWider(c, owned);
  return writeOnce(c, text, async () => {
    const { client, organisation } = await openClient(c);
    if (client.secrets.length >= MAX_CREDENTIALS && overlapHours !== 0)
      throw new ApiError('conflict', `a client has at most ${MAX_CREDENTIALS} secrets; remove one first`);
    const now = Date.now();
    const [id, secret] = [newId('SEC'), newSecret()];
    const othersEndAt = overlapHours === undefined ? null : now + overlapHours * HOUR_MS;
    const row = { id, client: client.id, sha256: await sha256(secret) };
    return {
      statements: store.addSecretStatements(c.env.DIRECTORY, row, othersEndAt, now),
      audit: [
        {
          action: 'client.secret.add',
          object: client.id,
          organisation: organisation.key,
          after: { secret: id, othersEndAt: othersEndAt === null ? null : new Date(othersEndAt).toISOString() },
        },
      ],
      status: 201,
      answer: { id, secret, note: 'the secret is shown this once' },
      kept: { id, note: 'made before with this key; its secret was shown then' },
    };
  });
}

async function endSecret(c: Ctx): Promise<Response> {
  const secret = c.req.param('secret') ?? '';
  const { client, organisation } = await ownClient(c);
  if (!client.secrets.some(({ id }) => id === secret)) throw new ApiError('not_found', 'no such secret');
  return writeOnce(c, '', () =>
    Promise.resolve({
      statements: store.endSecretStatements(c.env.DIRECTORY, client.id, secret, Date.now()),
      audit: [{ action: 'client.secret.end', object: client.id, organisation: organisation.key, before: { secret } }],
      status: 200,
      answer: { id: secret, ended: true },
    }),
  );
}

async function addKey(c: Ctx): Promise<Response> {
  const text = await readText(c);
  const { jwk } = parseBody(text, KeyBody);
  const owned = await openClient(c);
  await mustNotBeWider(c, owned);
  const open = { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y };
  await importJWK(open, 'ES256').catch(() => {
    const detail = 'x and y are no point of P-256';
    throw new ApiError('invalid_request', detail, { errors: [{ pointer: '/jwk', detail }] });
  });
  const kid = jwk.kid ?? (await calculateJwkThumbprint(open));
  return writeOnce(c, text, async () => {
    const { client, organisation } = await openClient(c);
    if (client.keys.length >= MAX_CREDENTIALS)
      throw new ApiError('conflict', `a client has at most ${MAX_CREDENTIALS} keys; remove one first`);
    if (await store.isKidTaken(c.env.DIRECTORY, client.id, kid))
      throw new ApiError('conflict', 'this client has, or had, a key of this kid; name the new key otherwise');
    const row = { client: client.id, kid, publicJwk: JSON.stringify(open) };
    return {
      statements: [store.addKeyStatement(c.env.DIRECTORY, row, Date.now())],
      audit: [{ action: 'client.key.add', object: client.id, organisation: organisation.key, after: { kid } }],
      status: 201,
      answer: { kid },
    };
  });
}

async function endKey(c: Ctx): Promise<Response> {
  const kid = c.req.param('kid') ?? '';
  const { client, organisation } = await ownClient(c);
  if (!client.keys.some((key) => key.kid === kid)) throw new ApiError('not_found', 'no such key');
  return writeOnce(c, '', () =>
    Promise.resolve({
      statements: [store.endKeyStatement(c.env.DIRECTORY, client.id, kid, Date.now())],
      audit: [{ action: 'client.key.end', object: client.id, organisation: organisation.key, before: { kid } }],
      auditWhen: 'ifChanged',
      status: 200,
      answer: { kid, ended: true },
    }),
  );
}

export function addCredentialRoutes(routes: Routes): Routes {
  const [secrets, keys] = [`${PATHS.clients}/:id/secrets`, `${PATHS.clients}/:id/keys`];
  return routes
    .on('post', secrets, 'clients', addSecret, {
      summary: 'Another secret, shown once; those that stand end after overlapHours',
      body: SecretBody,
      answer: SecretMade,
      status: 201,
    })
    .on('delete', `${secrets}/:secret`, 'clients', endSecret, {
      summary: 'End one secret: tokens obtained with it end within 5 seconds, others stay',
    })
    .on('post', keys, 'clients', addKey, {
      summary: 'Register a public ES256 key for private_key_jwt',
      body: KeyBody,
      answer: KeyMade,
      status: 201,
    })
    .on('delete', `${keys}/:kid`, 'clients', endKey, {
      summary: 'End one key: tokens obtained with it end within 5 seconds, others stay',
    });
}
