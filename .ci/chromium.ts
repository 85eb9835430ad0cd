// Finds a browser for the tests, and brings one only where that was asked for: CI=true or DIP_INSTALL_BROWSER=1.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from './source-files.ts';

// The first is Chromium without what only a screen needs: the same pages for less work.
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const PACKAGE = '@sparticuz/chromium@153.0.0';
// Beside the installed tree and not in it, so that neither the lock file nor the other packages are touched.
const BROWSER_FOLDER = join(ROOT, 'node_modules/.cache/browser');

export type Chromium = { found: true; path: string } | { found: false; remedy: string };

export function findOrInstallChromium(env: NodeJS.ProcessEnv): Chromium {
  if (env.CHROMIUM) {
    if (existsSync(env.CHROMIUM)) return { found: true, path: env.CHROMIUM };
    return { found: false, remedy: `CHROMIUM names ${env.CHROMIUM}, which is not there: correct it or leave it out` };
  }
  const path = installedPath(env) ?? unpackedPath();
  if (path) return { found: true, path };
  if (env.CI !== 'true' && env.DIP_INSTALL_BROWSER !== '1') {
    return {
      found: false,
      remedy:
        'install Chromium or Chrome, or set CHROMIUM to its path, or set DIP_INSTALL_BROWSER=1 to have one fetched',
    };
  }
  const brought = installFromDebian(env) ?? installFromNpm();
  if (brought) return { found: true, path: brought };
  return {
    found: false,
    remedy: 'neither apt-get nor npm brought a browser: install Chromium and set CHROMIUM to its path',
  };
}

function installedPath(env: NodeJS.ProcessEnv): string | undefined {
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', ...(env.PATH ?? '').split(delimiter)];
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), MAC].find((path) =>
    existsSync(path),
  );
}

function installFromDebian(env: NodeJS.ProcessEnv): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  console.log('no browser found, installing Chromium with apt-get');
  const quiet = { stdio: 'inherit', env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update', '-q'], quiet);
  // Not every release has the first.
  for (const name of ['chromium-headless-shell', 'chromium']) {
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], quiet);
    const path = installedPath(env);
    if (path) return path;
  }
  return undefined;
}

function installFromNpm(): string | undefined {
  console.log(`no browser found, installing ${PACKAGE} with npm`);
  mkdirSync(BROWSER_FOLDER, { recursive: true });
  spawnSync('npm', ['install', '--no-save', '--no-package-lock', '--prefix', BROWSER_FOLDER, PACKAGE], {
    stdio: 'inherit',
  });
  return unpackedPath();
}

// The package is made for a bare machine in the cloud: told that it runs on one, it also unpacks the libraries it needs.
const UNPACK = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
const LAUNCHER = `#!/bin/sh
here="$(dirname "$0")"
"$here/chromium" --version >/dev/null 2>&1 || export LD_LIBRARY_PATH="$here/al2023/lib"
exec "$here/chromium" --no-zygote "$@"
`;

function unpackedPath(): string | undefined {
  if (!existsSync(join(BROWSER_FOLDER, 'node_modules/@sparticuz/chromium'))) return undefined;
  const launcher = join(BROWSER_FOLDER, 'launch-chromium');
  if (existsSync(launcher)) return launcher;
  const env = { ...process.env, TMPDIR: BROWSER_FOLDER, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  const { status } = spawnSync(process.execPath, ['-e', UNPACK], { cwd: BROWSER_FOLDER, env, stdio: 'inherit' });
  if (status !== 0) return undefined;
  writeFileSync(launcher, LAUNCHER, { mode: 0o755 });
  return launcher;
}
