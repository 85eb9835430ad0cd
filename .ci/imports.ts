// Reads import statements from TypeScript text as written; nothing is loaded, so a broken file can still be judged.
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ROOT } from './source-files.ts';

/** `loads` is false for types (gone at run time) and for `import()` (later than the module's own start). */
export type Import = { specifier: string; loads: boolean };

const STATEMENT = /^\s*(?:import|export)\s+(type\s)?(?:[\w*\s{},$]*?\sfrom\s*|)'([^'\n]+)'/gm;
const CALL = /\bimport\(\s*'([^'\n]+)'/g;

export function importsOf(text: string): Import[] {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [
    ...[...bare.matchAll(STATEMENT)].map(([, type, specifier = '']) => ({ specifier, loads: type === undefined })),
    ...[...bare.matchAll(CALL)].map(([, specifier = '']) => ({ specifier, loads: false })),
  ];
}

/** The file a specifier means, from the root; undefined for packages and for files that are built. */
export function fileOf(importer: string, specifier: string): string | undefined {
  if (specifier === '#protocol') return 'edge-api/protocol/index.ts';
  if (specifier === '#deal') return 'edge-api/deal/index.ts';
  if (!specifier.startsWith('.')) return undefined;
  const path = posix.join(posix.dirname(importer), specifier);
  return existsSync(join(ROOT, path)) ? path : undefined;
}

export type Room = 'protocol' | 'deal' | 'edge-api' | 'widgets' | 'connectors' | 'demo';

export function roomOf(path: string): Room | undefined {
  if (path.startsWith('edge-api/protocol/')) return 'protocol';
  if (path.startsWith('edge-api/deal/')) return 'deal';
  return (['edge-api', 'widgets', 'connectors', 'demo'] as const).find((room) => path.startsWith(`${room}/`));
}

const MAY_IMPORT: Record<Room, readonly Room[]> = {
  protocol: [],
  deal: ['protocol'],
  'edge-api': ['protocol', 'deal'],
  widgets: ['protocol', 'deal'],
  connectors: ['protocol'],
  demo: ['protocol', 'deal', 'edge-api', 'widgets', 'connectors'],
};

/** Why this import is refused, or undefined. */
export function wrongDirection(importer: string, specifier: string): string | undefined {
  const from = roomOf(importer);
  const target = fileOf(importer, specifier);
  const to = target && roomOf(target);
  if (!from || !to || from === to) return undefined;
  if (!MAY_IMPORT[from].includes(to)) return `${importer} imports ${target}: ${from} may not import ${to}`;
  if ((to === 'protocol' || to === 'deal') && specifier !== `#${to}`)
    return `${importer} imports ${target}: write #${to}`;
  return undefined;
}

/** Each cycle once, as the files on it; `loads` maps a file to the files it needs before it can start. */
export function cyclesIn(loads: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      cycles.push(path.slice(at));
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const next of loads.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };
  for (const file of loads.keys()) visit(file);
  return cycles;
}
