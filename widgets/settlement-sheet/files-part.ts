// The statement as a file, and its invoices.
import { html, nothing, type TemplateResult } from 'lit';
import { statementPath, type SheetShown } from './sheet-shown.ts';

const FILES = ['pdf', 'xlsx', 'csv'] as const;

/** What the sheet does for it. */
export interface FileActs {
  /** This viewer may settle. */
  readonly may: boolean;
  readonly save: (path: string, name: string) => void;
  readonly invoice: () => void;
}

export function renderFiles(shown: SheetShown, { may, save, invoice }: FileActs): TemplateResult {
  const { statement, words, desk, locale } = shown;
  const { id, invoices, state: now, side, record } = statement;
  const path = statementPath(id);
  const seller = record.due.incl < 0 ? 'venue' : 'provider';
  return html`<section class="files" aria-label=${words.save}>
    ${FILES.map(
      (file) =>
        html`<button type="button" @click=${() => save(`${path}/statement.${file}?lang=${locale}`, `${id}.${file}`)}>
          ${words.save} ${file.toUpperCase()}
        </button>`,
    )}
    ${invoices.map(
      ({ number, kind }) =>
        html`<button
          type="button"
          @click=${() => save(`${path}/invoices/${encodeURIComponent(number)}`, `${number}.xml`)}
        >
          ${words.invoices[kind]} ${words.ubl(number)}
        </button>`,
    )}
    ${
      now === 'final' && may && side === seller && record.due.incl !== 0 && invoices.length === 0
        ? html`<button type="button" ?disabled=${desk.busy !== ''} @click=${invoice}>${words.invoice}</button>`
        : nothing
    }
  </section>`;
}
