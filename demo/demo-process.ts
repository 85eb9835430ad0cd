/** For tests and the start check: `npm start` as a person starts and stops it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
/** Longer than any stop takes. */
const STOP_MS = 20_000;
/** The last line: all addresses are told by then, and who came is published. */
const LAST = 'All is laid';

export class DemoProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  /** All it said until it was ready. */
  readonly said: string;

  private constructor(child: ChildProcess, ended: Promise<number | null>, said: string) {
    this.#child = child;
    this.#ended = ended;
    this.said = said;
  }

  /** `limitMs`: it is ended when it is not ready by then. `tell` hears what it says. */
  static async start(
    options: readonly string[],
    { limitMs, tell }: { readonly limitMs?: number; readonly tell?: (text: string) => void } = {},
  ): Promise<DemoProcess> {
    const child = spawn(process.execPath, ['demo/start.ts', ...options], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const limit = limitMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), limitMs);
    let said = '';
    const ready = new Promise<void>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        tell?.(text);
        said += text;
        if (said.includes(LAST)) resolve();
      });
    });
    const early = ended.then((code) => {
      throw new Error(`the demo ended with ${code ?? 'a signal'} before it was ready: ${said}`);
    });
    await Promise.race([ready, early]).finally(() => clearTimeout(limit));
    early.catch(() => undefined);
    return new DemoProcess(child, ended, said);
  }

  addressOf(name: string): string {
    return new RegExp(`${name}\\s+(http://\\S+)`).exec(this.said)?.[1] ?? '';
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGINT');
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    await this.#ended;
    clearTimeout(kill);
  }
}
