/** A piece of a text keeps all of that text in memory; what is kept for long is copied out of it first. */
export function ownCopy<T extends string | undefined>(text: T): T {
  return (text === undefined ? undefined : Buffer.from(text, 'utf8').toString('utf8')) as T;
}
