/** Pure: numbered objects → the bytes of a PDF 1.7. Nothing in it tells when or where it was made. */
import { strToU8, zlibSync } from 'fflate';

export type Ref = number;

export class PdfFile {
  readonly #objects: (readonly Uint8Array[])[] = [];

  /** A number for what is written later, since something before it refers to it. */
  reserve(): Ref {
    this.#objects.push([]);
    return this.#objects.length;
  }
  put(ref: Ref, body: string): void {
    this.#objects[ref - 1] = [strToU8(body, true)];
  }
  add(body: string): Ref {
    const ref = this.reserve();
    this.put(ref, body);
    return ref;
  }
  stream(content: Uint8Array | string, { dictionary = '', packed = true } = {}): Ref {
    const bytes = typeof content === 'string' ? strToU8(content) : content;
    const data = packed ? zlibSync(bytes, { level: 6 }) : bytes;
    const filter = packed ? ' /Filter /FlateDecode' : '';
    this.#objects.push([
      strToU8(`<< /Length ${data.length}${filter} ${dictionary}>>\nstream\n`, true),
      data,
      strToU8('\nendstream', true),
    ]);
    return this.#objects.length;
  }

  /** `id`: 32 hexadecimal digits that stand for the content. */
  bytes(root: Ref, info: Ref, id: string): Uint8Array<ArrayBuffer> {
    const parts: Uint8Array[] = [];
    let size = 0;
    const push = (part: Uint8Array) => {
      parts.push(part);
      size += part.length;
    };
    // Four bytes above 127 tell whoever carries the file that it is not text.
    push(Uint8Array.of(...strToU8('%PDF-1.7\n%', true), 0xe2, 0xe3, 0xcf, 0xd3, 0x0a));
    const places = this.#objects.map((object, i) => {
      const at = size;
      push(strToU8(`${i + 1} 0 obj\n`, true));
      object.forEach(push);
      push(strToU8('\nendobj\n', true));
      return at;
    });
    const table = size;
    push(
      strToU8(
        `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places
          .map((at) => `${String(at).padStart(10, '0')} 00000 n \n`)
          .join(
            '',
          )}trailer\n<< /Size ${places.length + 1} /Root ${root} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>] >>\nstartxref\n${table}\n%%EOF\n`,
        true,
      ),
    );
    const file = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      file.set(part, at);
      at += part.length;
    }
    return file;
  }
}

/** A text of a dictionary: UTF-16 with its mark, in hexadecimal, so that no letter needs escaping. */
export const pdfText = (text: string): string =>
  `<FEFF${[...Array(text.length).keys()].map((i) => hex4(text.charCodeAt(i))).join('')}>`;

export const hex4 = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

/** Two decimals are a hundredth of a point: finer than any printer. */
export const points = (value: number): string => String(Math.round(value * 100) / 100);
