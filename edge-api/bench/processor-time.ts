/** Processor time of a process and all its threads: what is measured stays the same beside whatever else the machine does. */
import { readFile } from 'node:fs/promises';

/** `getconf CLK_TCK` of every Linux in use. */
const MS_PER_TICK = 10;

/** Milliseconds so far; undefined where there is no `/proc`. */
export async function processorMs(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // After the name in brackets, which may hold spaces: state is field 3, utime and stime are 14 and 15.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields && (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}
