// SMTP over TLS against a real server with a certificate that workerd is told to trust.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { mailStatement } from './mail-store.ts';

const PEM = join(import.meta.dirname, '../../local/test-mail-server.pem');
// Read once, when the local runtime is loaded.
process.env['NODE_EXTRA_CA_CERTS'] = PEM;
const { startTestWorker } = await import('../../local/test-worker.ts');

const closing: (() => Promise<unknown> | void)[] = [];
after(async () => {
  for (const close of closing.toReversed()) await close();
});

/** Answers where it listens and whether each mail came over TLS. */
async function serve(secure: boolean, startTls: boolean): Promise<{ port: number; came: boolean[] }> {
  const pem = await readFile(PEM, 'utf8');
  const came: boolean[] = [];
  const server = new SMTPServer({
    secure,
    key: pem,
    cert: pem,
    disabledCommands: startTls ? [] : ['STARTTLS'],
    onAuth: ({ username, password }, { secure: safe }, done) =>
      safe && username === 'dip' && password === 'geheim' ? done(null, { user: 'dip' }) : done(new Error('no')),
    onData: (stream, session, done) => {
      stream.resume();
      stream.on('end', () => {
        came.push(session.secure);
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve));
  closing.push(() => new Promise<void>((resolve) => server.close(resolve)));
  return { port: (server.server.address() as AddressInfo).port, came };
}

async function sendOver(address: string): Promise<Record<string, unknown> | undefined> {
  const worker = await startTestWorker({ bindings: { MAIL_FROM: 'portaal@dip.example', SMTP_URL: address } });
  closing.push(() => worker.close());
  const db = await worker.database('DIRECTORY');
  const draft = { recipient: 'iemand@theater.example', subject: 'Uitnodiging', body: 'tekst' };
  await db.batch([mailStatement(db as unknown as Parameters<typeof mailStatement>[0], draft, 0) as never]);
  await worker.runMinuteJob();
  return (await db.prepare('SELECT sent_at, fault FROM mail').all<Record<string, unknown>>()).results[0];
}

test('smtps:// is secure from the first byte', async () => {
  const { port, came } = await serve(true, true);
  assert.equal((await sendOver(`smtps://dip:geheim@127.0.0.2:${port}`))?.['fault'], null);
  assert.deepEqual(came, [true]);
});

test('smtp:// is made secure before login and mail', async () => {
  const { port, came } = await serve(false, true);
  assert.equal((await sendOver(`smtp://dip:geheim@127.0.0.2:${port}`))?.['fault'], null);
  assert.deepEqual(came, [true]);
});

test('a server elsewhere that offers no STARTTLS gets neither password nor mail', async () => {
  const { port, came } = await serve(false, false);
  const row = await sendOver(`smtp://dip:geheim@127.0.0.2:${port}`);
  assert.deepEqual([row?.['sent_at'], row?.['fault'], came], [null, 'smtp starttls not offered', []]);
});
