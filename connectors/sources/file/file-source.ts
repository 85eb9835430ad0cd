// The file source as the connector sees it: finished files in, snapshots out, in an order that depends on the files alone.
import type { FileConfig } from '../../config.ts';
import type { Clock, Files } from '../../ports/ports.ts';
import type { AudienceFilter } from '../../privacy/filter.ts';
import type { Source } from '../source.ts';
import { readContent } from './content.ts';
import { cumulativeDays } from './movements.ts';
import { PickUp } from './pick-up.ts';
import { toItems } from './stand.ts';

export interface FileSourceOptions {
  readonly files: readonly FileConfig[];
  readonly zone: string;
  readonly settleMs: number;
  readonly fs: Files;
  readonly clock: Clock;
  /** The privacy filter, where the venue switched its audience on. */
  readonly audience?: AudienceFilter;
}

export function fileSource({ files, zone, settleMs, fs, clock, audience }: FileSourceOptions): Source {
  const pickUp = new PickUp(files, fs, clock, settleMs, audience);
  return {
    streams: [...new Set(files.map(({ stream }) => stream))],
    async ready() {
      const { finished, notices } = await pickUp.look();
      return {
        notices,
        files: finished.map(({ path, config, stream, size, mapping, stamp, at }) => ({
          path,
          stream,
          size,
          mapping,
          stamp,
          read: async (options) => {
            try {
              return await readContent(
                path,
                config,
                { zone, fs, fileTime: at, ...(audience ? { audience } : {}) },
                options,
              );
            } catch (error) {
              // Moved or deleted between looking and reading: the next look tells.
              if ((error as { code?: string }).code === 'ENOENT') return null;
              throw error;
            }
          },
        })),
      };
    },
    itemsOf(stream, movements, at) {
      const { days, about, covered } = cumulativeDays(movements);
      const ref = movements.who.slice(4);
      const who = movements.who.startsWith('dip:') ? { performance: ref } : { ref };
      return toItems(days, about, { zone, fileTime: at, who, covered });
    },
  };
}
