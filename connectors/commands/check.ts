// check: everything a run needs, one line each, with what to do about it.
import { dirname } from 'node:path';
import type { Config, FileConfig } from '../config.ts';
import { sourceOf } from '../connector.ts';
import { HttpTransport, type TokenOutcome } from '../delivery/http-transport.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Ports } from '../ports/ports.ts';
import { describeFile, type FileDescription } from '../sources/file/index.ts';
import { describeOptions } from './discover.ts';

export interface Finding {
  readonly ok: boolean;
  readonly text: string;
  readonly code: ExitCode;
}
const MIN_FREE = 200_000_000;
const MAX_SKEW_MS = 30_000;

export async function check(config: Config, ports: Ports, signal: AbortSignal): Promise<Finding[]> {
  return [
    ...(await checkState(config, ports)),
    ...(await checkFolders(config, ports)),
    ...(await checkApi(config, ports, signal)),
  ];
}

async function checkState(config: Config, ports: Ports): Promise<Finding[]> {
  try {
    ports.db.makeFolder(config.state);
    const db = ports.db.open(':memory:');
    const version = String(db.prepare('select sqlite_version() as n').get()?.['n']);
    db.close();
    const free = (await ports.fs.free(config.state)) ?? (await ports.fs.free(dirname(config.state)));
    if (free !== undefined && free < MIN_FREE)
      return [bad(EXIT.disk, `state: only ${Math.round(free / 1e6)} MB free, make room on the disk`)];
    return [good(`state folder can be written, SQLite ${version}`)];
  } catch {
    return [
      bad(
        EXIT.disk,
        'state: the folder cannot be made or written, give this account the right or choose another folder',
      ),
    ];
  }
}

async function checkFolders(config: Config, ports: Ports): Promise<Finding[]> {
  const findings: Finding[] = [];
  const ready = await sourceOf(config, ports, 0).ready();
  for (const file of config.files) {
    const names = await ports.fs.list(file.folder).catch(() => null);
    if (names === undefined)
      findings.push(bad(EXIT.config, `${file.stream}: folder does not exist, create it or correct files.folder`));
    else if (names === null)
      findings.push(bad(EXIT.config, `${file.stream}: folder cannot be read, give this account the right to read it`));
    else {
      const found = ready.files.filter(({ stream }) => stream === file.stream);
      findings.push(
        good(
          `${file.stream}: folder readable, ${names.length} entries, ${found.length} finished files of this pattern`,
        ),
      );
      const newest = found.at(-1);
      if (!newest) continue;
      const seen = await describeFile(newest.path, describeOptions(config, file));
      if (!seen.ok) findings.push(bad(EXIT.config, `${file.stream}: newest file: ${seen.message}`));
      else if (seen.rows === 0)
        findings.push(bad(EXIT.config, `${file.stream}: newest file: no row can be read, run discover to see why`));
      else {
        findings.push(good(`${file.stream}: newest file is a ${seen.kind} file of ${seen.rows} rows`));
        findings.push(...audienceFindings(config, file, seen));
      }
    }
  }
  return findings;
}

/** A file of tickets should hold every column that the audience is made of. */
function audienceFindings({ audience }: Config, file: FileConfig, seen: FileDescription): Finding[] {
  if (!audience || !seen.ok || seen.kind !== 'tickets' || file.mode === 'delta') return [];
  const lacks = Object.keys(audience.columns).filter((field) => !seen.allowed.some((one) => one.field === field));
  return [
    lacks.length === 0
      ? good(`${file.stream}: newest file has all columns of the audience`)
      : bad(
          EXIT.config,
          `${file.stream}: newest file lacks the column of ${lacks.map((field) => `audience.columns.${field}`).join(', ')}: correct its name, or leave it out`,
        ),
  ];
}

async function checkApi(config: Config, ports: Ports, signal: AbortSignal): Promise<Finding[]> {
  let skew: number | undefined;
  const transport = new HttpTransport({
    ...config,
    net: ports.net,
    clock: ports.clock,
    signal,
    onSkew: (ms) => (skew = ms),
  });
  const token = await transport.authenticate();
  const findings = [tokenFinding(token)];
  if (token.kind === 'token' && (await transport.linksVersion()) === undefined)
    findings.push(
      good('the client may not read the link list: parked figures are offered again every six hours instead'),
    );
  if (skew !== undefined && Math.abs(skew) > MAX_SKEW_MS)
    findings.push(
      bad(
        EXIT.config,
        `this machine's clock differs ${Math.round(skew / 1_000)} s from the API's: switch on time synchronisation`,
      ),
    );
  return findings;
}

function tokenFinding(token: TokenOutcome): Finding {
  switch (token.kind) {
    case 'token':
      return good('the API was reached and accepts this client');
    case 'auth':
      return bad(
        EXIT.auth,
        'the API refuses this client: check clientId and its secret or key; an admin can make a new one',
      );
    case 'no_route':
    case 'refused':
    case 'too_large':
      return bad(EXIT.config, 'api: something answers at this address, but it is not the API; check the address');
    case 'retry':
      if (token.cause === 'not_the_api')
        return bad(
          EXIT.config,
          'api: something answers at this address, but it is not the API; check the address or a sign-in page of the network',
        );
      return token.reached
        ? bad(EXIT.temporary, 'the API is there but asks to wait: try again in some minutes')
        : bad(EXIT.unreachable, `the API cannot be reached: ${networkWords(token.cause ?? '')}`);
  }
}

/** What a theatre's IT person can do about a network error code. */
export function networkWords(code: string): string {
  if (/CERT|SIGNATURE|ISSUER|SELF_SIGNED/.test(code))
    return 'the network replaces certificates; ask IT for the root certificate and start with NODE_EXTRA_CA_CERTS=<file>, or with NODE_USE_SYSTEM_CA=1';
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its name is not known here; check api and DNS, and set HTTPS_PROXY if the network has a proxy';
    case 'ECONNREFUSED':
      return 'nothing answers at that address and port; check api';
    case 'TIMEOUT':
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'no answer in time; a firewall may stop port 443, or set HTTPS_PROXY';
    default:
      return `check api, the network and the proxy (${code || 'unknown'})`;
  }
}

const good = (text: string): Finding => ({ ok: true, text, code: EXIT.ok });
const bad = (code: ExitCode, text: string): Finding => ({ ok: false, text, code });
