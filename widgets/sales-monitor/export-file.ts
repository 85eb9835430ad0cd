/** The file of exactly what the list shows: asked of the API, handed to the browser as a download. */
import type { Session } from '../data/session-context.ts';
import { FIELDS, figuresQuery, type Choice } from './monitor-choice.ts';
import { isDealColumn } from './deal-book.ts';
import type { ColumnId } from './monitor-columns.ts';

export type ExportFormat = 'csv' | 'xlsx';
export type ExportOutcome =
  { readonly ok: true; readonly name: string } | { readonly ok: false; readonly refused: boolean };

/** Pure. `spark` is a drawing and has no column in a file of sales, nor have deals. */
export function exportPath(
  choice: Choice,
  { column, down }: { column: ColumnId; down: boolean },
  columns: readonly ColumnId[],
  season: number,
  format: ExportFormat,
  locale: string,
): string {
  const query = figuresQuery(choice);
  query.set('season', String(season));
  query.set('period', choice.filter === 'attention' ? 'upcoming' : choice.filter);
  if (choice.filter === 'attention') query.set('attention', 'true');
  for (const field of FIELDS) if (choice[field]) query.set(field, choice[field]);
  if (choice.search.trim()) query.set('q', choice.search.trim());
  query.set('sort', isDealColumn(column) ? 'date' : column);
  query.set('order', down ? 'desc' : 'asc');
  query.set('columns', columns.filter((id) => id !== 'spark' && !isDealColumn(id)).join(','));
  query.set('format', format);
  query.set('locale', locale);
  return `/v1/export?${query}`;
}

const nameIn = (header: string | null): string | undefined => /filename="?([^";]+)"?/.exec(header ?? '')?.[1];

export async function download(session: Session, path: string, fallback: string): Promise<ExportOutcome> {
  try {
    const answer = await session.request(path);
    if (!answer.ok) return { ok: false, refused: answer.status === 403 };
    const name = nameIn(answer.headers.get('content-disposition')) ?? fallback;
    const address = URL.createObjectURL(await answer.blob());
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    // The browser has taken the file by the next task; some take it late.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    return { ok: true, name };
  } catch {
    return { ok: false, refused: false };
  }
}
