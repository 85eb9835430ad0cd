/** Bounded load from this process over kept-alive connections; bodies are read as they come, not unpacked. */
import { Pool } from 'undici';

const AT_ONCE = 8;

export interface Target {
  readonly url: string;
  readonly path: string | ((n: number) => string);
  readonly headers?: Record<string, string>;
  /** Headers that differ from call to call, by its number. */
  readonly each?: (n: number) => Record<string, string>;
  readonly status: number;
}

export interface Load {
  /** Requests per second over this many milliseconds. */
  run(target: Target, ms: number): Promise<number>;
  close(): Promise<void>;
}

/** As little as a caller can do: the measuring shares the machine with what it measures. */
function call(pool: Pool, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    let status = 0;
    pool.dispatch(
      { path, method: 'GET', headers },
      {
        onRequestStart: () => {},
        onResponseStart: (_controller, code) => {
          status = code;
        },
        onResponseData: () => {},
        onResponseEnd: () => resolve(status),
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
}

export function startLoad(): Load {
  const pools = new Map<string, Pool>();
  let n = 0;
  return {
    run: async ({ url, path, headers = {}, each, status }, ms) => {
      const pool = pools.get(url) ?? new Pool(url, { connections: AT_ONCE });
      pools.set(url, pool);
      const from = performance.now();
      let done = 0;
      const worker = async () => {
        while (performance.now() - from < ms) {
          n += 1;
          const way = typeof path === 'string' ? path : path(n);
          const code = await call(pool, way, { ...headers, ...each?.(n) });
          if (code !== status) throw new Error(`${way}: ${code} instead of ${status}`);
          done += 1;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      return done / ((performance.now() - from) / 1_000);
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}
