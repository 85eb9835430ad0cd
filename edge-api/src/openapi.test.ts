import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { ERROR_STATUS, OUTCOMES, type Problem } from '#protocol';
import { startTestWorker, type TestWorker } from '../local/test-worker.ts';
import { createApp, routeNotes } from './app.ts';

let worker: TestWorker;
before(async () => (worker = await startTestWorker()));
after(() => worker.close());

interface Schema {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly string[];
}
interface Description {
  openapi: string;
  paths: Record<
    string,
    Record<string, { 'x-public': boolean; security: object[]; summary: string; operationId: string }>
  >;
}

const read = async () => (await worker.fetch('/openapi.json')).text();

test('every registered route is described, with the right it needs, and nothing else is', async () => {
  const { paths } = JSON.parse(await read()) as Description;
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { 'x-public': open, security }]) => {
      assert.equal(security.length, open ? 0 : 1);
      return `${method} ${path} ${open}`;
    }),
  );
  const noted = routeNotes().map(
    ({ method, path, action }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')} ${action === 'public'}`,
  );
  assert.deepEqual(described.toSorted(), noted.toSorted());
  // Whatever Hono serves was registered with its right: there is no second way in.
  const served = createApp()
    .routes.filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method.toLowerCase()} ${path}`);
  const registered = new Set(routeNotes().map(({ method, path }) => `${method} ${path}`));
  assert.deepEqual(
    served.filter((route) => !registered.has(route)),
    [],
  );
  assert.equal(new Set(noted).size, noted.length);
});

test('the description is valid OpenAPI 3.1, its operation ids are unique, and it is the same each time', async () => {
  const text = await read();
  const description = JSON.parse(text) as Description;
  assert.equal(description.openapi, '3.1.0');
  const ids = Object.values(description.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(await read(), text);
  const { valid, errors } = await new Validator().validate(JSON.parse(text) as Record<string, unknown>);
  assert.ok(valid, JSON.stringify(errors, null, 2));
});

test('the type of a problem leads to a page that says what it means and what to do', async () => {
  const refused = (await (await worker.fetch('/v1/monitor')).json()) as Problem;
  const page = await worker.fetch(refused.type, { headers: { accept: 'text/html' } });
  assert.equal(page.status, 200);
  assert.match(await page.text(), /What to do/);
  for (const code of Object.keys(ERROR_STATUS)) {
    const help = (await (await worker.fetch(`/v1/errors/${code}`)).json()) as { meaning: string; remedy: string };
    assert.ok(help.meaning && help.remedy, code);
  }
  assert.equal((await worker.fetch('/v1/errors/nonsense')).status, 404);
});

test('what a push answers is described, for one item and for many', async () => {
  const { paths } = JSON.parse(await read()) as {
    paths: Record<
      string,
      {
        put?: {
          'x-required-scope'?: string;
          responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
        };
      }
    >;
  };
  const pushes = Object.entries(paths).filter(([, { put }]) => put?.['x-required-scope'] === 'sales:push');
  assert.equal(pushes.length, 5);
  for (const [path, { put }] of pushes)
    for (const status of ['200', '202', '207', '422']) {
      const item = put?.responses[status]?.content?.['application/json']?.schema.properties['results']?.items;
      assert.deepEqual(item?.properties['outcome']?.enum, [...OUTCOMES], `${path} ${status}`);
    }
});
