/** A mail as it goes over the wire (RFC 5322, MIME): text in UTF-8, base64, so that no line is too long or begins with a dot. */

const bytesToBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
};
const LINE = /.{1,76}/g;
/** An encoded word holds at most 75 characters, so 45 bytes of text at a time. */
const WORD_BYTES = 45;

/** Plain where it can be, else encoded words (RFC 2047), each a whole number of characters, folded. No line break survives. */
export function headerText(text: string): string {
  const flat = text.replaceAll(/[\r\n\t]+/g, ' ');
  if (/^[\x20-\x7e]{0,60}$/.test(flat) && !flat.includes('=?')) return flat;
  const words: string[] = [];
  let word = '';
  const encoder = new TextEncoder();
  for (const letter of flat) {
    if (encoder.encode(word + letter).length > WORD_BYTES) {
      words.push(word);
      word = '';
    }
    word += letter;
  }
  return [...words, word].map((part) => `=?UTF-8?B?${bytesToBase64(encoder.encode(part))}?=`).join('\r\n ');
}

/** One address as SMTP takes it between `<` and `>`; anything that could end it or a line is refused. */
export const isAddress = (text: string): boolean => /^[^\s<>"(),:;\\[\]]{1,64}@[a-z0-9.-]{1,255}$/i.test(text);

/** The bare address of `Name <address>`, or of an address alone. */
export const addressOf = (from: string): string => /<([^>]+)>\s*$/.exec(from)?.[1] ?? from.trim();

export interface Message {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: number;
}

/** Headers and body, without the closing dot. */
export function messageText({ id, from, to, subject, text, at }: Message): string {
  const address = addressOf(from);
  const name = from.includes('<') ? from.slice(0, from.lastIndexOf('<')).trim() : '';
  const body = bytesToBase64(new TextEncoder().encode(text.replaceAll(/\r?\n/g, '\r\n')));
  return [
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `From: ${name ? `${headerText(name)} ` : ''}<${address}>`,
    `To: <${to}>`,
    `Message-ID: <${id}@${address.split('@')[1] ?? 'localhost'}>`,
    `Subject: ${headerText(subject)}`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...(body.match(LINE) ?? ['']),
    '',
  ].join('\r\n');
}
