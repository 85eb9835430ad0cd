// Pure: the character set of older box-office systems. What it lacks becomes a question mark, as those systems do.
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const CODES = new Map([...HIGH].map((character, index) => [character, 0x80 + index]));

export function windows1252(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    bytes[i] = code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : (CODES.get(text.charAt(i)) ?? 0x3f);
  }
  return bytes;
}
