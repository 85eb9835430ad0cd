/** A file of the API, handed to the browser as a download. */
import type { Session } from '../data/session-context.ts';

/** The file's name; null when there is none to have. */
export async function saveFile(session: Session, path: string, fallback: string): Promise<string | null> {
  try {
    const answer = await session.request(path);
    if (!answer.ok) return null;
    const name = /filename="?([^";]+)"?/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? fallback;
    const address = URL.createObjectURL(await answer.blob());
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    // The browser has taken the file by the next task; some take it late.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    return name;
  } catch {
    return null;
  }
}
