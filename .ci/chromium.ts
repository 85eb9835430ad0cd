// Finds a browser for the tests, and brings one only where that was asked for: CI=true or DIP_INSTALL_BROWSER=1.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './source-files.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const PACKAGE = '@sparticuz/chromium@153.0.0';
// Beside the installed tree and not in it, so that neither the lock file nor the other packages are touched.
const BROWSER_FOLDER = join(ROOT, 'node_modules/.cache/browser');

export type Chromium = { found: true; path: string } | { found: false; remedy: string };

export async function findOrInstallChromium(env: NodeJS.ProcessEnv): Promise<Chromium> {
  if (env.CHROMIUM) {
    if (existsSync(env.CHROMIUM)) return { found: true, path: env.CHROMIUM };
    return { found: false, remedy: `CHROMIUM names ${env.CHROMIUM}, which is not there: correct it or leave it out` };
  }
  const path = installedPath(env) ?? (await unpackedPath());
  if (path) return { found: true, path };
  if (env.CI !== 'true' && env.DIP_INSTALL_BROWSER !== '1') {
    return {
      found: false,
      remedy:
        'install Chromium or Chrome, or set CHROMIUM to its path, or set DIP_INSTALL_BROWSER=1 to have one fetched',
    };
  }
  const brought = installFromDebian(env) ?? (await installFromNpm());
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
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], quiet);
  return installedPath(env);
}

async function installFromNpm(): Promise<string | undefined> {
  console.log(`no browser found, installing ${PACKAGE} with npm`);
  spawnSync('npm', ['install', '--no-save', '--no-package-lock', '--prefix', BROWSER_FOLDER, PACKAGE], {
    stdio: 'inherit',
  });
  return unpackedPath();
}

async function unpackedPath(): Promise<string | undefined> {
  if (!existsSync(join(BROWSER_FOLDER, 'node_modules/@sparticuz/chromium'))) return undefined;
  const entry = createRequire(join(BROWSER_FOLDER, 'package.json')).resolve('@sparticuz/chromium');
  const loaded = (await import(pathToFileURL(entry).href)) as { default: { executablePath(): Promise<string> } };
  return loaded.default.executablePath();
}
