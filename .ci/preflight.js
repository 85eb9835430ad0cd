// Plain JavaScript, so that an old Node can read it and be told what to do.
import { existsSync } from 'node:fs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  const remedy = existsSync('node_modules/node/bin/node')
    ? 'start it with `npm run …` or `npx …`, which use the Node 24 in node_modules'
    : 'run `npm ci` with install scripts allowed (it brings Node 24 into node_modules), or install Node 22.12 or newer';
  console.error(`Node ${process.versions.node} is too old, 22.12 is needed: ${remedy}`);
  process.exit(1);
}
