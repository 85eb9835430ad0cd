// Mail against real servers: an HTTP service, and an SMTP server with login and with TLS.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { MailState } from '#protocol';
import { startTestWorker, type TestWorker } from '../../local/test-worker.ts';
import { mailStatement } from './mail-store.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const LINK = 'https://portal.example/invitation#one-time-token';
const closing: (() => Promise<unknown> | void)[] = [];
after(async () => {
  for (const close of closing.toReversed()) await close();
});

async function start(bindings: Record<string, string>): Promise<TestWorker> {
  const worker = await startTestWorker({ bindings: { MAIL_FROM: 'DIP portaal <portal@dip.example>', ...bindings } });
  closing.push(() => worker.close());
  return worker;
}

async function write(
  worker: TestWorker,
  recipient: string,
  subject = 'Uitnodiging voor Schouwburg Één',
): Promise<void> {
  const db = await worker.database('DIRECTORY');
  const draft = { recipient, subject, body: `Dag,\n.\n${LINK}\n` };
  await db.batch([mailStatement(db as unknown as Parameters<typeof mailStatement>[0], draft, NOW) as never]);
}
async function rows(worker: TestWorker): Promise<Record<string, unknown>[]> {
  const db = await worker.database('DIRECTORY');
  return (await db.prepare('SELECT * FROM mail ORDER BY key').all<Record<string, unknown>>()).results;
}
/** Lets the time of the next try come. */
async function later(worker: TestWorker): Promise<void> {
  await (await worker.database('DIRECTORY')).prepare('UPDATE mail SET next_at = 0').run();
  await worker.runMinuteJob();
}

interface Taken {
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, string>;
}
async function httpServer(answer: () => number): Promise<{ url: string; taken: Taken[] }> {
  const taken: Taken[] = [];
  // Left open: a connection that this side ends just as the Worker asks again on it is a fault, and a POST is not sent again.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      taken.push({ headers: request.headers, body: JSON.parse(text) as Record<string, string> });
      response.writeHead(answer(), { location: 'http://127.0.0.1:1/' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`, taken };
}

interface Delivered {
  readonly from: string;
  readonly to: string[];
  readonly text: string;
}
async function smtpServer(options: SMTPServerOptions): Promise<{ port: number; delivered: Delivered[] }> {
  const delivered: Delivered[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onRcptTo: ({ address }, _, done) =>
      address.startsWith('nobody@')
        ? done(Object.assign(new Error(`no such mailbox ${address}`), { responseCode: 550 }))
        : done(),
    onAuth: ({ username, password }, _, done) =>
      username === 'dip' && password === 'p@ss:word' ? done(null, { user: 'dip' }) : done(new Error('no')),
    onData: (stream, { envelope }, done) => {
      let text = '';
      stream.on('data', (part: Buffer) => (text += part.toString()));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        delivered.push({ from, to: envelope.rcptTo.map(({ address }) => address), text });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise<void>((resolve) => server.close(resolve)));
  return { port: (server.server.address() as AddressInfo).port, delivered };
}
const textOf = ({ text }: Delivered): string =>
  Buffer.from(text.slice(text.indexOf('\r\n\r\n') + 4), 'base64').toString();

test('without configuration mails wait, and the operator is told how many and what to set', async () => {
  const worker = await start({});
  await write(worker, 'marketing@theater.example');
  await worker.runMinuteJob();
  const token = await worker.operatorToken();
  const { body } = await worker.call<MailState>(token, 'GET', '/v1/mail');
  assert.deepEqual(body, {
    service: null,
    waiting: 1,
    waitingSince: '2026-11-24T12:00:00.000Z',
    sent: 0,
    givenUp: 0,
    items: [],
    livemode: true,
  });
  const cli = join(import.meta.dirname, '../../admin/cli.ts');
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [cli, '--api', worker.url, 'mail', 'list'], {
    env: { ...process.env, DIP_ADMIN_SECRET: worker.operatorSecret },
  });
  assert.match(stderr, /set MAIL_URL.*\n1 waiting since 2026-11-24/);
  assert.doesNotMatch(stdout + stderr, /theater\.example|one-time/);
});

test('an HTTP service gets each mail once, with its token; the text is forgotten once it is sent', async () => {
  const { url, taken } = await httpServer(() => 202);
  const worker = await start({ MAIL_URL: url, MAIL_TOKEN: 'service-token' });
  await write(worker, 'marketing@theater.example');
  await worker.runMinuteJob();
  await later(worker);
  assert.equal(taken.length, 1);
  const [{ headers, body } = { headers: {}, body: {} }] = taken;
  assert.equal(headers['authorization'], 'Bearer service-token');
  assert.equal(headers['idempotency-key'], body['id']);
  assert.deepEqual(
    { ...body, id: '' },
    {
      id: '',
      from: 'DIP portaal <portal@dip.example>',
      to: 'marketing@theater.example',
      subject: 'Uitnodiging voor Schouwburg Één',
      text: `Dag,\n.\n${LINK}\n`,
    },
  );
  const [row] = await rows(worker);
  assert.equal(row?.['body'], '');
  assert.ok(row?.['sent_at']);
});

test('a service that refuses is asked again later and later, for a day; then the mail is given up and its text forgotten', async () => {
  let status = 503;
  const { url, taken } = await httpServer(() => status);
  const worker = await start({ MAIL_URL: url });
  await write(worker, 'marketing@theater.example');
  const waits: number[] = [];
  for (let i = 0; i < 8; i += 1) {
    const before = Date.now();
    await later(worker);
    waits.push(Math.round((Number((await rows(worker))[0]?.['next_at']) - before) / 60_000));
    // Not due: not tried.
    await worker.runMinuteJob();
  }
  assert.equal(taken.length, 8);
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
  const { body: late } = await worker.call<MailState>(await worker.operatorToken(), 'GET', '/v1/mail');
  assert.deepEqual(
    late.items.map(({ attempts, fault }) => [attempts, fault]),
    [[8, 'http 503']],
  );
  status = 302;
  await (await worker.database('DIRECTORY')).prepare('UPDATE mail SET attempts = 29').run();
  await later(worker);
  const [row] = await rows(worker);
  assert.deepEqual([row?.['fault'], row?.['body'], row?.['sent_at']], ['http 302', '', null]);
  assert.ok(row?.['given_up_at']);
  await later(worker);
  assert.equal(taken.length, 9, 'elsewhere was not followed, and no more tries');
});

test('an SMTP server gets the mail after login; an address it does not know is given up at once, the next mail goes out', async () => {
  const { port, delivered } = await smtpServer({});
  const worker = await start({ SMTP_URL: `smtp://dip:p%40ss%3Aword@127.0.0.1:${port}` });
  await write(worker, 'nobody@theater.example');
  await write(worker, 'marketing@theater.example');
  await worker.runMinuteJob();
  const [nobody, sent] = await rows(worker);
  assert.deepEqual([nobody?.['fault'], nobody?.['body'], nobody?.['sent_at']], ['smtp rcpt 550', '', null]);
  assert.ok(sent?.['sent_at']);
  assert.equal(delivered.length, 1);
  const [mail] = delivered;
  assert.ok(mail);
  assert.deepEqual([mail.from, mail.to], ['portal@dip.example', ['marketing@theater.example']]);
  assert.match(mail.text, /^From: DIP portaal <portal@dip\.example>\r$/m);
  assert.equal(textOf(mail), `Dag,\r\n.\r\n${LINK}\r\n`);
});

test('a wrong password, no TLS and nobody there are faults without a name in them, and the mail waits', async () => {
  const { port } = await smtpServer({});
  const tls = await smtpServer({ secure: true });
  for (const [address, fault] of [
    [`smtp://dip:wrong@127.0.0.1:${port}`, 'smtp login 535'],
    [`smtp://dip:p%40ss%3Aword@127.0.0.2:${port}`, /smtp (starttls not offered|unreachable)/],
    // A certificate that nobody vouches for.
    [`smtps://dip:p%40ss%3Aword@127.0.0.1:${tls.port}`, /smtp (unreachable|broken off|greeting ended)/],
    ['smtp://127.0.0.1:1', 'smtp unreachable'],
  ] as const) {
    const worker = await start({ SMTP_URL: address });
    await write(worker, 'marketing@theater.example');
    await worker.runMinuteJob();
    const [row] = await rows(worker);
    assert.match(String(row?.['fault']), typeof fault === 'string' ? new RegExp(`^${fault}$`) : fault, address);
    assert.deepEqual([row?.['sent_at'], row?.['given_up_at']], [null, null]);
    assert.match(String(row?.['body']), /one-time-token/);
  }
});
