/** One hash of these files' names and texts, tests left out, and of whatever else decides. */
export function hashOf(patterns: readonly string[], more?: readonly string[]): string;

/** A folder that nobody writes in any more. Two that make it at once make the same, and the first stays. */
export function kept(kind: string, hash: string, make: (folder: string) => Promise<void>): Promise<string>;
