// The real programs as processes that can be killed outright: the API with its workerd, and dip-connect.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A group of its own, so that one signal reaches the children too. */
class Program {
  readonly #args: readonly string[];
  #child: ChildProcess | undefined;
  said = '';

  constructor(args: readonly string[]) {
    this.#args = args;
  }

  start(): ChildProcess {
    const child = spawn(process.execPath, this.#args, { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (this.said = (this.said + text).slice(-4_000)));
    const end = (): void => this.#signal(child, 'SIGKILL');
    process.once('exit', end);
    child.once('exit', () => process.off('exit', end));
    this.#child = child;
    this.said = '';
    return child;
  }

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || !this.running) return;
    const ended = once(child, 'exit');
    this.#signal(child, signal);
    await ended;
  }

  #signal(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): void {
    try {
      // Ending is asked of the program alone; it ends its children in order.
      if (child.pid) process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
    } catch {
      // It was gone already.
    }
  }
}

export class ApiProcess {
  readonly port: number;
  readonly url: string;
  /** Milliseconds from each start to the first answer. */
  readonly starts: number[] = [];
  readonly #program: Program;

  constructor(options: { stateDir: string; port: number; shards: number; script: string; jobSeconds: number }) {
    this.port = options.port;
    this.url = `http://127.0.0.1:${options.port}`;
    this.#program = new Program([
      join(ROOT, 'edge-api/local/serve.ts'),
      `--state=${options.stateDir}`,
      `--port=${options.port}`,
      `--shards=${options.shards}`,
      `--script=${options.script}`,
      `--job-seconds=${options.jobSeconds}`,
    ]);
  }

  async start(): Promise<void> {
    const from = performance.now();
    this.#program.start();
    // It listens before its first migrations are through; it says so when they are.
    while (!this.#program.said.includes('the API answers') || !(await this.#answers())) {
      if (!this.#program.running || performance.now() - from > 60_000)
        throw new Error(`the API did not start: ${this.#program.said}`);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    this.starts.push(Math.round(performance.now() - from));
  }

  kill(): Promise<void> {
    return this.#program.end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#program.end('SIGTERM');
  }

  async #answers(): Promise<boolean> {
    try {
      const answer = await fetch(`${this.url}/v1/health`, { signal: AbortSignal.timeout(2_000) });
      await answer.text();
      return answer.ok;
    } catch {
      return false;
    }
  }
}

export interface ConnectorStatus {
  readonly waiting: number;
  readonly parked: number;
  readonly deadLetters: number;
  readonly balanced: boolean;
}

export class ConnectorProcess {
  readonly #connector: string;
  readonly #config: string;
  readonly #program: Program;

  /** `connector`: the path of the program. */
  constructor(connector: string, config: string) {
    this.#connector = connector;
    this.#config = config;
    this.#program = new Program([connector, 'run', '--config', config]);
  }

  start(): void {
    this.#program.start();
  }

  kill(): Promise<void> {
    return this.#program.end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#program.end('SIGTERM');
  }

  get said(): string {
    return this.#program.said;
  }

  /** One round to its end; the exit code. */
  async once(): Promise<{ code: number; said: string }> {
    const round = new Program([this.#connector, 'run', '--once', '--config', this.#config]);
    const [code] = (await once(round.start(), 'close')) as [number | null];
    return { code: code ?? -1, said: round.said };
  }

  async status(): Promise<ConnectorStatus> {
    const asked = new Program([this.#connector, 'status', '--json', '--config', this.#config]);
    await once(asked.start(), 'close');
    return JSON.parse(asked.said) as ConnectorStatus;
  }
}
