/** Bands of a scale: they begin at 0, follow each other without gap or overlap, and the last has no end. */
import type { FieldError, Terms } from '#protocol';

export function scaleFaults({ scale }: Terms): FieldError[] {
  const bands = scale?.bands ?? [];
  return bands.flatMap(({ from, to }, at): FieldError[] => {
    const base = `/scale/bands/${at}`;
    // Where the one before has no end, that is its own fault.
    const end = bands[at - 1]?.to ?? from;
    const last = at === bands.length - 1;
    const faults: FieldError[] = [];
    if (at === 0 && from !== 0) faults.push({ pointer: `${base}/from`, detail: 'the first band begins at 0' });
    if (from < end)
      faults.push({ pointer: `${base}/from`, detail: `overlaps the band before it, which ends at ${end}` });
    if (from > end)
      faults.push({
        pointer: `${base}/from`,
        detail: `leaves a gap after the band before it, which ends at ${end}`,
      });
    if (!last && to === null)
      faults.push({ pointer: `${base}/to`, detail: 'only the last band has no end: say where this one ends' });
    if (last && to !== null) faults.push({ pointer: `${base}/to`, detail: 'the last band has no end: set it to null' });
    if (to !== null && to <= from)
      faults.push({ pointer: `${base}/to`, detail: `a band ends above where it begins, ${from}` });
    return faults;
  });
}
