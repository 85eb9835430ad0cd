/** The database refuses a late editor and the loss of the last admin by aborting the whole batch; here is what that means. */
import { ApiError } from '../api-error.ts';

const MAX_TRIES = 5;

/** Runs `work`, which reads before it writes, anew when somebody was faster. */
export async function despiteOthers<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const { message } = error as Error;
      if (message.includes('last admin'))
        throw new ApiError('conflict', 'the last admin of an organisation stays; make somebody else admin first');
      if (!message.includes('moved on')) throw error;
      if (tries === MAX_TRIES)
        throw new ApiError('unavailable', 'others write the same at this moment; send again', {
          headers: { 'retry-after': '1' },
        });
    }
  }
}
