/** `npm start`: the API in workerd, an invented season in it, and a stranger's pages with the monitor on them. */
import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalWorker } from '../edge-api/local/local-worker.ts';
import { workerSecrets } from '../edge-api/local/secrets.ts';
import { ApiClient } from './api-client.ts';
import { startBuilds } from './bundles.ts';
import { freePort } from './free-port.ts';
import { emptyPage, houseOf, NAMES, pagesOf } from './hosts/host-list.ts';
import { hostPages, listen, widgetFiles, type Page } from './hosts/host-server.ts';
import { layAudience } from './lay-audience.ts';
import { connectorsOf, laySeason, writeExports } from './lay-season.ts';
import { layPeople } from './people/lay-people.ts';
import { loginServer } from './people/login-server.ts';
import { MailPage } from './people/mail-page.ts';
import { startPortalWorker } from './portal-worker.ts';
import { LEAD, letSalesArrive, repeat } from './living-sales.ts';
import { knowsOrigins, moveOrigin } from './origins.ts';
import { readOptions } from './options.ts';
import { generateSeason, type Season } from './season/index.ts';
import { State, type Mapping } from './state.ts';
import { exportsFrom } from './venue-connectors.ts';

const SEED = 7;
const stops: (() => Promise<void>)[] = [];
let stopping: Promise<void> | undefined;

async function stopAll(): Promise<void> {
  for (const stop of stops.toReversed()) await stop();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    stopping ??= stopAll().finally(() => process.exit(0));
  });

const options = readOptions(process.argv.slice(2));
const state = new State(options.stateDir);
await state.open(options.reset);
const builds = await startBuilds();
if (builds.stale.length) console.log('building the suite; this is needed once');

let known = await state.mapping();
if (known && !known.done && !options.empty) {
  console.log('an earlier start was cut off while it laid the season, so it is laid anew');
  await state.open(true);
  known = null;
}
const laid = known?.done ?? false;
const begun = { seed: known?.seed ?? SEED, now: known?.now ?? Date.now() };
const season = options.empty ? null : generateSeason(begun);
const toldUntil = known?.toldUntil ?? begun.now - LEAD;
const venueCount = known?.venues ?? options.venues;
const connectors = connectorsOf(options.stateDir, season?.venues.slice(0, venueCount) ?? []);
if (season && !laid) {
  console.log('laying an invented season; this is needed once');
  // While the service is built.
  await writeExports(season, connectors.values(), toldUntil);
}
const secrets = await state.secrets();
const portOf = (name: keyof Mapping['ports'], after: number): number =>
  known?.ports[name] ?? (options.port ? options.port + after : 0);
const mail = new MailPage();
const mailServer = await listen(portOf('mail', 5), mail.handler);
stops.push(mailServer.close);
await builds.ready('edge-api');
const worker = await startLocalWorker({
  stateDir: options.stateDir,
  port: options.port || (known?.ports.api ?? 0),
  ...workerSecrets(secrets),
  log: logTo(join(options.stateDir, 'service.log')),
  bindings: {
    MAIL_URL: `${mailServer.origin}/send`,
    MAIL_TOKEN: mail.token,
    MAIL_FROM: 'DIP-portaal <portaal@dip.example>',
  },
  ...(options.webhooksTo === undefined ? {} : { outsideArrivesAt: options.webhooksTo }),
});
stops.push(worker.close);

const widgets = await listen(options.port ? options.port + 2 : (known?.ports.widgets ?? 0), widgetFiles());
stops.push(widgets.close);
const pages: Page[] = [];
/** Names and addresses of what else there is to see. */
const besides: [string, string][] = [];
const host = await listen(
  known?.ports.host ?? (options.port ? options.port + 1 : 0),
  hostPages(pages, () => ({ api: worker.url, widgets: widgets.origin, host: host.origin })),
);
stops.push(host.close);

const mapping: Mapping = known ?? {
  ...begun,
  venues: venueCount,
  ids: {},
  clients: {},
  ports: {
    api: Number(new URL(worker.url).port),
    host: host.port,
    widgets: widgets.port,
    portal: await freePort(portOf('portal', 3)),
    login: await freePort(portOf('login', 4)),
    mail: mailServer.port,
  },
  hostOrigin: host.origin,
  toldUntil,
  done: false,
  ...(options.audience ? { audience: { keys: {}, published: [] } } : {}),
};
const operator = new ApiClient(worker.url, { id: 'operator', secret: secrets.operator });
const clientOf = (ref: string): ApiClient | null => {
  const credentials = mapping.clients[ref];
  return credentials ? new ApiClient(worker.url, credentials) : null;
};

/** Sales go on when all is laid; until then nothing moves under what is being published. */
let goOn = async (): Promise<void> => undefined;

if (season) {
  if (!laid) {
    await state.saveMapping(mapping);
    const program = builds.ready('connectors');
    await laySeason({ season, mapping, operator, clientOf, connectors, program, say });
  } else if (mapping.hostOrigin !== host.origin) await moveOrigin(operator, mapping, host.origin);
  mapping.ports = { ...mapping.ports, api: Number(new URL(worker.url).port), host: host.port, widgets: widgets.port };
  // Cut off while people join, it is laid anew: who was invited is not invited again.
  if (laid && options.portal && !mapping.portal) await state.saveMapping({ ...mapping, done: false });
  if (options.portal) await openPortal(season);
  // With its people, or not done.
  mapping.done = true;
  await state.saveMapping(mapping);
  if (!laid) await worker.runMinuteJob();
  await knowsOrigins(worker.url, [host.origin, ...besides.slice(0, 1).map(([, address]) => address)]);
  pages.push(...pagesOf(season, mapping, clientOf));
  await builds.ready('widgets');
  goOn = () => liveOn(season);
} else pages.push(emptyPage);
/** The portal and the issuer it knows, with the demo's people in them; an older state gets them now. */
async function openPortal(season: Season): Promise<void> {
  const [portal, login] = [mapping.ports.portal || (await freePort(0)), mapping.ports.login || (await freePort(0))];
  // Another host than the API's by name, for cookies know no ports.
  const portalOrigin = `http://localhost:${portal}`;
  const issuer = `http://127.0.0.1:${login}`;
  if ((await freePort(portal)) !== portal)
    return console.error(`${portalOrigin} is taken by something else, so there is no portal; free it or use --reset`);
  const oidc = { clientId: 'dip-portal', clientSecret: randomBytes(32).toString('base64url') };
  const server = await listen(login, await loginServer({ issuer, portalOrigin, ...oidc }));
  stops.push(server.close);
  if (server.origin !== issuer) console.error(`${issuer} is taken by something else; free it or use --reset`);
  const [theatre, company] = [houseOf(season, mapping), season.providers[0]];
  mapping.portal ??= await layPeople({
    operator,
    mail,
    issuer,
    portalOrigin,
    theatre: mapping.ids[theatre?.ref ?? ''] ?? '',
    company: mapping.ids[company?.ref ?? ''] ?? '',
  });
  mapping.ports = { ...mapping.ports, portal, login, mail: mailServer.port };
  await Promise.all([builds.ready('portal'), builds.ready('portal-assets')]);
  const running = await startPortalWorker({
    stateDir: options.stateDir,
    port: portal,
    bindings: {
      PORTAL_ORIGIN: portalOrigin,
      API_URL: worker.url,
      API_CLIENT_ID: mapping.portal.id,
      API_CLIENT_JWK: mapping.portal.jwk,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: oidc.clientId,
      OIDC_CLIENT_SECRET: oidc.clientSecret,
    },
  });
  stops.push(running.close);
  besides.push(['the portal', running.origin], ['its mail', mailServer.origin]);
}

/** What is still to be laid of who came, and then sales as they go on. */
async function liveOn(of: Season): Promise<void> {
  if (options.audience && mapping.audience) {
    const connected = [...connectors].flatMap(([ref, connector]) => {
      const keys = connector.audienceKeys();
      return keys ? [[ref, keys] as const] : [];
    });
    await layAudience({
      season: of,
      mapping,
      operator,
      clientOf,
      connected: new Map(connected),
      exportsFrom: exportsFrom(of),
      step: async (published, venues) => {
        if (published) say(`who came: ${published} of ${venues} theatres`);
        await state.saveMapping(mapping);
        await worker.runMinuteJob();
      },
    });
    delete mapping.audience;
    await state.saveMapping(mapping);
  }
  const clients = new Map<string, ApiClient>();
  for (const { ref } of of.venues.slice(0, mapping.venues)) {
    const [client, connector, credentials] = [clientOf(ref), connectors.get(ref), mapping.clients[ref]];
    if (connector && credentials) {
      await connector.configure(worker.url, credentials);
      connector.start();
      stops.push(() => connector.stop());
    } else if (client) clients.set(ref, client);
  }
  stops.push(letSalesArrive(of, mapping, clients, [...connectors.values()], () => state.saveMapping(mapping)));
}

/** What the service tells its operator stands in a file; on the terminal only what went wrong. */
function logTo(path: string): (line: { readonly level: string; readonly message: string }) => void {
  return ({ level, message }) => {
    appendFileSync(path, `${message}\n`);
    if (level === 'error') console.error(message);
  };
}

function say(text: string): void {
  console.log(`  ${text}`);
}

const shown = pages.map(({ folder, path }) => `  ${NAMES[folder].padEnd(25)} ${host.origin}${path}`);
for (const [name, address] of besides) shown.push(`  ${name.padEnd(25)} ${address}/`);
console.log(`DIP suite is running
${shown.join('\n')}
  (each also with ?lang=en and ?theme=dark)
  the API                   ${worker.url}
  the widgets' files        ${widgets.origin}/dip-widgets.js
Stop with Ctrl+C.`);
if (season && options.audience && mapping.audience)
  console.log('Now who came is told and published, theatre by theatre; until then the pages may answer slowly.');
await goOn().catch((error: unknown) => {
  if (stopping) return stopping;
  throw error;
});
if (season) console.log('All is laid; sales go on from here.');
stops.push(repeat(60_000, 'minute job', worker.runMinuteJob));
