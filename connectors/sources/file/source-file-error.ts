/** Why a whole file is not read further. `message` names the remedy and never a value of the file. */
export type FileFault =
  | 'empty_file'
  | 'broken_encoding'
  | 'zero_bytes'
  | 'unterminated_quote'
  | 'no_header'
  | 'old_excel'
  | 'not_a_table'
  | 'broken_workbook'
  | 'too_large'
  | 'needs_path';

/** Thrown by the readers; `readFileRecords` turns it into its last event. */
export class SourceFileError extends Error {
  override readonly name = 'SourceFileError';
  readonly fault: FileFault;
  readonly line: number | undefined;
  readonly byteOffset: number | undefined;

  constructor(fault: FileFault, message: string, at: { line?: number; byteOffset?: number; cause?: unknown } = {}) {
    super(message, at.cause === undefined ? undefined : { cause: at.cause });
    this.fault = fault;
    this.line = at.line;
    this.byteOffset = at.byteOffset;
  }
}
