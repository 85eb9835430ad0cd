// Plain JavaScript for any Node: succeeds when node_modules holds what package-lock.json asks for.
import { readFileSync } from 'node:fs';

const packagesIn = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
let installed = {};
try {
  installed = packagesIn('node_modules/.package-lock.json');
} catch {
  process.exit(1);
}
// Another platform's binaries are named in the lock file and not installed.
const missing = Object.entries(packagesIn('package-lock.json')).filter(
  ([path, { version, optional }]) =>
    path !== '' && !(optional && !installed[path]) && installed[path]?.version !== version,
);
process.exit(missing.length === 0 ? 0 : 1);
