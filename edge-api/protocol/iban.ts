/** ISO 13616: the first four characters behind the rest, letters as 10 to 35, the whole modulo 97 is 1. */
export function isIban(text: string): boolean {
  let rest = 0;
  for (const letter of text.slice(4) + text.slice(0, 4))
    for (const digit of String(Number.parseInt(letter, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
