/** The part of yauzl 3 that tests use to look into a workbook; the package ships no types. */
declare module 'yauzl' {
  export interface Entry {
    readonly fileName: string;
  }
  export interface ZipFile {
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<AsyncIterable<Uint8Array>>;
  }
  export function fromBufferPromise(bytes: Uint8Array): Promise<ZipFile>;
}
