/** The only door: what crosses the wire between the rooms. */
export * from './catalogue.ts';
export * from './coupling.ts';
export * from './definition.ts';
export * from './errors.ts';
export * from './ids.ts';
export * from './levels.ts';
export * from './link.ts';
export * from './money.ts';
export * from './monitor.ts';
export * from './outcome.ts';
export * from './paths.ts';
export * from './quarantine.ts';
export * from './shard.ts';
export * from './snapshot.ts';
export * from './time.ts';
export * from './token.ts';
