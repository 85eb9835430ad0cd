// The ports of a real machine: its clock, disk, network and SQLite.
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { open, readdir, stat, statfs } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { EnvHttpProxyAgent, fetch } from 'undici';
import type { Clock, Connection, Databases, Files, Net, Ports } from './ports.ts';

const CHUNK_BYTES = 32_768;
const GONE = new Set(['ENOENT', 'ENOTDIR', 'ESTALE']);

async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (GONE.has((error as { code?: string }).code ?? '')) return undefined;
    throw error;
  }
}

/** One buffer for all chunks: a stream's own would lie about until the collector comes, hundreds of megabytes of them. */
async function* readChunks(path: string, from = 0): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    for (let at = from; ;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(ms, 2 ** 31 - 1));
      signal.addEventListener('abort', done);
    }),
};

export const systemFiles: Files = {
  list: (folder) => unlessGone(readdir(folder)),
  stat: async (path) => {
    const info = await unlessGone(stat(path));
    return info && { size: info.size, mtimeMs: info.mtimeMs, isFile: info.isFile() };
  },
  read: readChunks,
  free: async (path) => {
    const info = await unlessGone(statfs(path));
    return info && info.bavail * info.bsize;
  },
};

export const systemDatabases: Databases = {
  open: (path) => new DatabaseSync(path) as Connection,
  exists: existsSync,
  setAside: renameSync,
  makeFolder: (path) => void mkdirSync(path, { recursive: true, mode: 0o700 }),
};

/** Honours HTTPS_PROXY and NO_PROXY, which Node's own fetch does not without a flag. */
export function systemNet(): Net {
  const dispatcher = new EnvHttpProxyAgent({ keepAliveTimeout: 4_000 });
  return {
    async fetch(url, call) {
      const answer = await fetch(url, { ...call, dispatcher });
      return { status: answer.status, header: (name) => answer.headers.get(name), text: () => answer.text() };
    },
    close: () => dispatcher.destroy(),
  };
}

export const systemPorts = (): Ports => ({
  clock: systemClock,
  random: Math.random,
  fs: systemFiles,
  net: systemNet(),
  db: systemDatabases,
});
