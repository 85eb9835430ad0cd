// Pure. Law: cents are made from digits, never from a float; what could mean two amounts is refused, not chosen.
import type { Cell } from './cell.ts';

/** `comma`: `1.234,56`; `dot`: `1,234.56`. Only needed where a column writes `1.234` for one of the two. */
export type DecimalStyle = 'comma' | 'dot';
export type MoneyFault = 'ambiguous_amount' | 'not_an_amount' | 'fraction_of_cent' | 'amount_too_large';
/** `cents` null = empty cell: unknown, which is not zero. */
export type Money =
  { readonly ok: true; readonly cents: number | null } | { readonly ok: false; readonly reason: MoneyFault };

const MAX_CENTS = 100_000_000_000;
const CURRENCY = /€|\bEUR(?:O)?\b|\$|£/gi;
const BLANKS = /[\s\u00a0\u202f\u2009]+/g;
const MINUS = /[\u2212\u2013]/g;

const refuse = (reason: MoneyFault): Money => ({ ok: false, reason });

export function parseMoney(cell: Cell | undefined, style?: DecimalStyle): Money {
  if (cell === undefined) return { ok: true, cents: null };
  if (typeof cell !== 'string') return parseNumber(cell.number);
  let text = cell.replace(MINUS, '-').replace(CURRENCY, '').replace(BLANKS, ' ').trim();
  if (text === '') return cell.trim() === '' ? { ok: true, cents: null } : refuse('not_an_amount');
  let negative = false;
  const bracketed = /^\((.*)\)$/.exec(text);
  if (bracketed) [negative, text] = [true, (bracketed[1] ?? '').trim()];
  // `12,-` and `12,--` are Dutch for whole euros, not a negative.
  text = text.replace(/[,.] ?-{1,2}$/, '');
  const signed = /^([+-])? ?([\d.,' ]*\d) ?(-)?$/.exec(text);
  if (!signed) return refuse('not_an_amount');
  const [, sign, body = '', trailing] = signed;
  const minus = sign === '-' || trailing === '-';
  if ((sign && trailing) || (minus && negative)) return refuse('not_an_amount');
  return amount(body, negative || minus, style);
}

function amount(body: string, negative: boolean, style: DecimalStyle | undefined): Money {
  const lastDot = body.lastIndexOf('.');
  const lastComma = body.lastIndexOf(',');
  if (lastDot === -1 && lastComma === -1) return whole(body, '', negative);
  const at = Math.max(lastDot, lastComma);
  const mark = body[at] ?? '';
  const integer = body.slice(0, at);
  const decimals = body.slice(at + 1);
  const both = lastDot !== -1 && lastComma !== -1;
  if (!both && integer.includes(mark)) return whole(body, '', negative);
  if (decimals.length === 3 && !both) {
    const grouped = /^[1-9]\d{0,2}$/.test(integer);
    if (grouped && style === undefined) return refuse('ambiguous_amount');
    if (grouped && (style === 'comma') === (mark === '.')) return whole(body, '', negative);
  }
  if (both && integer.includes(mark)) return refuse('not_an_amount');
  return whole(integer, decimals, negative);
}

/** `integer` may be grouped in threes by one kind of mark. */
function whole(integer: string, decimals: string, negative: boolean): Money {
  if (!/^\d+$/.test(integer) && !/^\d{1,3}([., '])\d{3}(?:\1\d{3})*$/.test(integer)) return refuse('not_an_amount');
  if (!/^\d*$/.test(decimals)) return refuse('not_an_amount');
  if (decimals.length > 2) return refuse('fraction_of_cent');
  return cents(integer.replace(/\D/g, ''), decimals.padEnd(2, '0'), negative);
}

function cents(integer: string, decimals: string, negative: boolean): Money {
  const value = Number(integer + decimals);
  if (value > MAX_CENTS) return refuse('amount_too_large');
  return { ok: true, cents: negative && value !== 0 ? -value : value };
}

/** A spreadsheet number, `12.5` or `1.25E1`. The noise of binary floats past the sixth decimal is dropped. */
function parseNumber(text: string): Money {
  const parts = /^(-)?(\d+)(?:\.(\d*))?(?:E([+-]?\d{1,3}))?$/i.exec(text);
  if (!parts) return refuse('not_an_amount');
  const [, sign, integer = '', fraction = '', exponent = '0'] = parts;
  const shift = Number(exponent);
  if (shift > 15) return refuse('amount_too_large');
  const digits = '0'.repeat(Math.max(0, -shift)) + integer + fraction + '0'.repeat(Math.max(0, shift));
  const point = integer.length + Math.max(0, -shift) + shift;
  const micros = BigInt(digits.slice(0, point) + digits.slice(point, point + 6).padEnd(6, '0') || '0');
  const rounded = micros + (Number(digits[point + 6] ?? '0') >= 5 ? 1n : 0n);
  if (rounded % 10_000n !== 0n) return refuse('fraction_of_cent');
  const value = rounded / 10_000n;
  if (value > BigInt(MAX_CENTS)) return refuse('amount_too_large');
  return { ok: true, cents: sign && value !== 0n ? -Number(value) : Number(value) };
}
