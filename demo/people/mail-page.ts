/** In the place of a mail service: takes what the API sends and shows it. Only in the demo, and only on this machine. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { sendFile } from '../hosts/static-files.ts';
import { escape, sendPage } from './plain-page.ts';

interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: number;
}

const MOST = 200;
const MOST_BYTES = 100_000;

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request as AsyncIterable<Buffer>) {
    text += part.toString();
    if (text.length > MOST_BYTES) throw new Error('too long');
  }
  return text;
}

/** Addresses in a text as links; all else as it is. */
const withLinks = (text: string): string =>
  escape(text).replaceAll(/https?:\/\/[^\s<"]+[^\s<".,;:)]/g, (url) => `<a href="${url}">${url}</a>`);

export class MailPage {
  /** The bearer token that the API sends along. */
  readonly token = randomBytes(24).toString('base64url');
  #mails: Mail[] = [];
  #waiting: (() => void)[] = [];

  readonly handler: RequestListener = (request, response) => {
    this.#answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(400);
      response.end();
    });
  };

  /** The newest mail to an address, now or as soon as it comes. It is taken away: it is not shown. */
  async takeNext(to: string): Promise<string> {
    for (;;) {
      const found = this.#mails.find((mail) => mail.to === to);
      if (found) {
        this.#mails = this.#mails.filter((mail) => mail !== found);
        return found.text;
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://mail');
    if (request.method === 'POST' && pathname === '/send') return this.#take(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405).end();
      return;
    }
    if (pathname === '/') return this.#show(response, searchParams.get('lang') === 'en' ? 'en' : 'nl');
    return sendFile(join(import.meta.dirname), pathname, response);
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.authorization !== `Bearer ${this.token}`) {
      response.writeHead(401).end();
      return;
    }
    const { id, to, subject, text } = JSON.parse(await readText(request)) as Mail;
    // Sent again after an answer that got lost.
    if (!this.#mails.some((mail) => mail.id === id)) this.#mails.push({ id, to, subject, text, at: Date.now() });
    this.#mails = this.#mails.slice(-MOST);
    response.writeHead(202).end();
    for (const tell of this.#waiting.splice(0)) tell();
  }

  #show(response: ServerResponse, lang: 'nl' | 'en'): void {
    const en = lang === 'en';
    const time = new Intl.DateTimeFormat(en ? 'en-GB' : 'nl-NL', { timeStyle: 'short', dateStyle: 'medium' });
    const mails = this.#mails.toReversed().map(
      ({ to, subject, text, at }) => `      <article>
        <h2>${escape(subject)}</h2>
        <small>${en ? 'to' : 'aan'} ${escape(to)} · <time datetime="${new Date(at).toISOString()}">${time.format(at)}</time></small>
        <p>${withLinks(text)}</p>
      </article>`,
    );
    const title = en ? 'Mail of the demo' : 'Mail van de demo';
    const note = en
      ? 'What the platform would have sent. Nothing leaves this machine; reload to see what came in.'
      : 'Wat het platform verstuurd zou hebben. Er gaat niets van deze machine af; ververs om te zien wat er bij kwam.';
    const none = en ? 'No mail yet.' : 'Nog geen mail.';
    sendPage(response, {
      title,
      lang,
      content: `      <h1>${title}</h1>
      <p class="note">${note}</p>
${mails.length ? mails.join('\n') : `      <p>${none}</p>`}`,
    });
  }
}
