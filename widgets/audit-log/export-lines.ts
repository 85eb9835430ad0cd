/** The lines as a file: asked of the API, handed to the browser as a download. */
import type { AuditFormat } from '#protocol';
import type { Session } from '../data/session-context.ts';

/** The file's name, or why there is none. */
export type Exported = { readonly name: string } | { readonly why: 'too_many' | 'failed' };

export async function exportLines(session: Session, query: URLSearchParams, format: AuditFormat): Promise<Exported> {
  try {
    const answer = await session.request(`/v1/audit/export?${new URLSearchParams([...query, ['format', format]])}`);
    if (!answer.ok) return { why: answer.status === 413 ? 'too_many' : 'failed' };
    const name =
      /filename="?([^";]+)"?/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? `dip-audit.${format}`;
    const address = URL.createObjectURL(await answer.blob());
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    // The browser has taken the file by the next task; some take it late.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    return { name };
  } catch {
    return { why: 'failed' };
  }
}
