// Ends the test files that do not end by themselves.
import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { ROOT } from './source-files.ts';

/** Children of this process that are older than that; answers which test files they ran. Nothing where there is no `ps`. */
export function endOldChildren(seconds: number): readonly string[] {
  if (process.platform === 'win32') return [];
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,etime=,args='], { encoding: 'utf8' });
  const ended: string[] = [];
  for (const line of (stdout ?? '').split('\n')) {
    const [, pid, parent, age, args = ''] = /^\s*(\d+)\s+(\d+)\s+([\d:-]+)\s+(.*)$/.exec(line) ?? [];
    const file = /\S+\.test\.ts\b/.exec(args)?.[0];
    if (Number(parent) !== process.pid || file === undefined || secondsOf(age ?? '') < seconds) continue;
    process.kill(Number(pid), 'SIGKILL');
    ended.push(relative(ROOT, file));
  }
  return ended;
}

/** `[[days-]hours:]minutes:seconds`, as every `ps` has it. */
export function secondsOf(age: string): number {
  const [time = '', days = '0'] = age.split('-').toReversed();
  const [seconds = 0, minutes = 0, hours = 0] = time.split(':').map(Number).toReversed();
  return ((Number(days) * 24 + hours) * 60 + minutes) * 60 + seconds;
}
