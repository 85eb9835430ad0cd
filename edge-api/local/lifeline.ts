/** A child that would outlive this process when it is killed outright is ended with it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';

/**
 * A shell of its own waits for the end of a pipe that only this process holds open, which also comes with `kill -9`. Answers
 * how to let go of the child. Not on Windows, where nothing is done.
 */
export function endWithThisProcess(pid: number, signal: 'KILL' | 'TERM'): () => void {
  if (process.platform === 'win32') return () => undefined;
  const watch: ChildProcess = spawn('/bin/sh', ['-c', 'cat; kill -s "$1" "$2" 2>&-', 'sh', signal, String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watch.unref();
  (watch.stdin as unknown as { unref(): void }).unref();
  return () => void watch.kill('SIGKILL');
}

/** Processes started by this one, by the name of their program. */
export async function childrenNamed(name: string): Promise<number[]> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8').catch(() => '');
    const pids = text.trim().split(/\s+/).filter(Boolean).map(Number);
    const names = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')));
    return pids.filter((_, i) => names[i]?.trim() === name);
  }
  if (process.platform === 'win32') return [];
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,comm=']);
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((found) => found?.[2] === String(process.pid) && found[3]?.endsWith(name))
    .map((found) => Number(found?.[1]));
}
