/** The description of the API (OpenAPI 3.1), from the registered routes and the validators they check with. Pure. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { ERROR_STATUS, type ErrorCode } from '#protocol';
import { rightOf } from './identity/actor.ts';
import type { RouteNote } from './route.ts';

type Json = Record<string, unknown>;

// What a schema cannot say in JSON (a zone that exists, a list without repeats) is checked all the same.
const schemaOf = (schema: v.GenericSchema, typeMode: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = toJsonSchema(schema, { typeMode, errorMode: 'ignore', target: 'draft-2020-12' });
  return rest as Json;
};

const PROBLEM: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'leads to the page of the code' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(ERROR_STATUS) },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
    current: { description: 'with edit_clash: the thing as it stands now' },
  },
};

const failure = (code: ErrorCode): [string, Json] => [
  String(ERROR_STATUS[code]),
  { $ref: `#/components/responses/${code}` },
];

function operationOf({ method, path, action, about }: RouteNote): Json {
  const right = rightOf(action);
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
  const status = String(about?.status ?? 200);
  const parameters = [
    ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...Object.entries(about?.query ?? {}).map(([name, schema]) => ({
      name,
      in: 'query',
      required: false,
      schema: schemaOf(schema, 'input'),
    })),
    ...(method === 'patch' && names.length
      ? [{ name: 'If-Match', in: 'header', required: false, schema: { type: 'string' } }]
      : []),
    ...(method === 'post' && action !== 'public'
      ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 255 } }]
      : []),
  ];
  const summary = about?.summary ?? `${method.toUpperCase()} ${path}`;
  const body = about?.body;
  const content = about?.answer
    ? { content: { 'application/json': { schema: schemaOf(about.answer, 'output') } } }
    : {};
  return {
    operationId: `${method}${path.replaceAll(/[^A-Za-z0-9]+(\w)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '')}`,
    summary,
    ...(right
      ? {
          description: `Needs the scope ${right.scope}${right.presets.length ? `, or an embed session as ${right.presets.join(', ')}` : ''}.`,
          security: [{ bearer: [] }],
          'x-required-scope': right.scope,
          'x-embed-presets': right.presets,
        }
      : { description: 'Public.', security: [] }),
    'x-public': right === undefined,
    ...(parameters.length ? { parameters } : {}),
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } }
      : {}),
    responses: {
      ...Object.fromEntries([status, ...(about?.also ?? [])].map((one) => [one, { description: 'done', ...content }])),
      ...Object.fromEntries([
        ...(body || names.length || about?.query ? [failure('invalid_request')] : []),
        ...(right ? [failure('unauthenticated'), failure('not_found')] : []),
        ...(method === 'patch' ? [failure('edit_clash')] : []),
      ]),
      default: { $ref: '#/components/responses/problem' },
    },
  };
}

const problemIn = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

export function describe(notes: readonly RouteNote[], meanings: Record<ErrorCode, { readonly meaning: string }>): Json {
  const paths: Record<string, Json> = {};
  for (const note of notes) {
    const path = note.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [note.method]: operationOf(note) };
  }
  const codes = Object.keys(ERROR_STATUS) as ErrorCode[];
  return {
    openapi: '3.1.0',
    info: {
      title: 'Open DIP suite API',
      version: '1',
      description:
        'Sales figures of the performing arts. Calls outside /v1 are compatible with the published description of the DIP coupling; not affiliated with Stichting DIP.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(Object.entries(paths).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: PROBLEM },
      responses: Object.fromEntries([
        ['problem', problemIn('a refusal; type leads to the page of its code')],
        ...codes.map((code) => [code, problemIn(meanings[code].meaning)]),
      ]),
    },
  };
}
