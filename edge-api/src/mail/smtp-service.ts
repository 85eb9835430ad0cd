/**
 * SMTP submission over Workers' sockets: `smtps://user:password@host:465`, or `smtp://user:password@host:587` where the
 * connection is made secure before anything is said (a server that does not offer that gets nothing). Plain only to loopback.
 */
import type { MailService, Outcome } from './mail-service.ts';
import { addressOf, isAddress, messageText } from './mail-message.ts';
import type { MailRow } from './mail-store.ts';
import { SmtpDialogue, SmtpFault } from './smtp-dialogue.ts';

const LIMIT_MS = 30_000;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

interface Session {
  readonly dialogue: SmtpDialogue;
  close(): void;
}

async function open(url: URL, name: string): Promise<Session> {
  const { connect } = await import('cloudflare:sockets');
  const secure = url.protocol === 'smtps:';
  const plain = !secure && LOOPBACK.includes(url.hostname);
  const port = Number(url.port || (secure ? 465 : 587));
  let socket = connect(
    { hostname: url.hostname, port },
    { secureTransport: secure ? 'on' : plain ? 'off' : 'starttls', allowHalfOpen: false },
  );
  await socket.opened.catch(() => {
    throw new SmtpFault('smtp unreachable');
  });
  let dialogue = new SmtpDialogue(socket);
  const { code } = await dialogue.hear('greeting');
  if (code !== 220) throw new SmtpFault(`smtp greeting ${code}`);
  let offered = await dialogue.ask('hello', `EHLO ${name}`, 2);
  if (!secure && !plain) {
    if (!offered.some((line) => /^STARTTLS$/i.test(line.trim()))) throw new SmtpFault('smtp starttls not offered');
    await dialogue.ask('starttls', 'STARTTLS', 2);
    dialogue.release();
    socket = socket.startTls();
    dialogue = new SmtpDialogue(socket);
    offered = await dialogue.ask('hello', `EHLO ${name}`, 2);
  }
  if (url.username) await dialogue.login(decodeURIComponent(url.username), decodeURIComponent(url.password), offered);
  return { dialogue, close: () => void socket.close().catch(() => undefined) };
}

const faultOf = (error: unknown): Outcome =>
  error instanceof SmtpFault
    ? { sent: false, fault: error.message, for_good: error.forGood }
    : { sent: false, fault: 'smtp broken off', for_good: false };

/** Rejects when it takes longer than a mail may. */
async function within<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new SmtpFault('smtp timed out')), LIMIT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

export function smtpService(address: string, from: string): MailService {
  const sender = addressOf(from);
  const domain = sender.split('@')[1] ?? 'localhost';
  return {
    async send(mails: readonly MailRow[], now: number) {
      const outcomes: Outcome[] = [];
      let session: Session | null = null;
      for (const mail of mails) {
        try {
          if (!isAddress(sender)) throw new SmtpFault('MAIL_FROM is no address');
          if (!isAddress(mail.recipient)) throw new SmtpFault('smtp recipient is no address', true);
          session ??= await within(open(new URL(address), domain));
          const { id, recipient: to, subject, body: text } = mail;
          const message = messageText({ id, from, to, subject, text, at: now });
          await within(session.dialogue.deliver(sender, to, message));
          outcomes.push({ sent: true });
        } catch (error) {
          outcomes.push(faultOf(error));
          // Where a dialogue stands after a fault is not known for sure: the next mail begins another.
          session?.close();
          session = null;
        }
      }
      await session?.dialogue.say('QUIT').catch(() => undefined);
      session?.close();
      return outcomes;
    },
  };
}
