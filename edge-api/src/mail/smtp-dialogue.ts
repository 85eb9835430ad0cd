/** What is said to a mail server (RFC 5321, 4954, 3207), over any two-way stream of bytes. */

/** `smtp <step> <reply code>`: names neither a person nor what the server wrote, which may repeat an address. */
export class SmtpFault extends Error {
  /** The server will never take this one mail (5xx to a mail, not to us). */
  readonly forGood: boolean;
  constructor(fault: string, forGood = false) {
    super(fault);
    this.forGood = forGood;
  }
}

export interface ByteStream {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}

const LONGEST_REPLY = 64 * 1024;

export class SmtpDialogue {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();
  #heard = '';

  constructor({ readable, writable }: ByteStream) {
    this.#reader = readable.getReader();
    this.#writer = writable.getWriter();
  }

  /** Lets go of the stream, so that it can be made secure. Nothing said in the clear may count after that. */
  release(): void {
    if (this.#heard !== '') throw new SmtpFault('smtp starttls injected');
    this.#reader.releaseLock();
    this.#writer.releaseLock();
  }

  async say(line: string): Promise<void> {
    await this.#writer.write(this.#encoder.encode(`${line}\r\n`));
  }

  /** The reply's code and lines; throws when the connection ends. */
  async hear(step: string): Promise<{ code: number; lines: string[] }> {
    const lines: string[] = [];
    for (;;) {
      const end = this.#heard.indexOf('\n');
      if (end < 0) {
        const { value, done } = await this.#reader.read();
        if (done) throw new SmtpFault(`smtp ${step} ended`);
        this.#heard += this.#decoder.decode(value, { stream: true });
        if (this.#heard.length > LONGEST_REPLY) throw new SmtpFault(`smtp ${step} too long`);
        continue;
      }
      const line = this.#heard.slice(0, end).replace(/\r$/, '');
      this.#heard = this.#heard.slice(end + 1);
      if (!/^\d{3}([ -]|$)/.test(line)) throw new SmtpFault(`smtp ${step} not understood`);
      lines.push(line.slice(4));
      if (line[3] !== '-') return { code: Number(line.slice(0, 3)), lines };
    }
  }

  /** Says a line and wants a reply of the given class: 2 or 3. */
  async ask(step: string, line: string, wanted: 2 | 3, aboutOneMail = false): Promise<string[]> {
    await this.say(line);
    const { code, lines } = await this.hear(step);
    if (Math.floor(code / 100) !== wanted)
      throw new SmtpFault(`smtp ${step} ${code}`, aboutOneMail && code >= 500 && code !== 530);
    return lines;
  }

  async login(user: string, password: string, offered: readonly string[]): Promise<void> {
    const ways = offered.find((line) => /^AUTH[ =]/i.test(line))?.toUpperCase() ?? '';
    const encode = (text: string): string => btoa(String.fromCharCode(...this.#encoder.encode(text)));
    if (/\bPLAIN\b/.test(ways)) {
      await this.ask('login', `AUTH PLAIN ${encode(`\0${user}\0${password}`)}`, 2);
    } else if (/\bLOGIN\b/.test(ways)) {
      await this.ask('login', 'AUTH LOGIN', 3);
      await this.ask('login', encode(user), 3);
      await this.ask('login', encode(password), 2);
    } else throw new SmtpFault('smtp login not offered');
  }

  /** One mail. `text` has CRLF line ends and no closing dot. */
  async deliver(from: string, to: string, text: string): Promise<void> {
    await this.ask('mail', `MAIL FROM:<${from}>`, 2);
    await this.ask('rcpt', `RCPT TO:<${to}>`, 2, true);
    await this.ask('data', 'DATA', 3);
    await this.ask('body', `${text.replaceAll(/^\./gm, '..')}.`, 2, true);
  }
}
