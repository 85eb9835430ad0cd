/** `npm start`: the API in workerd, an invented season in it, and a stranger's pages with the monitor on them. */
import { randomBytes } from 'node:crypto';
import { startLocalWorker } from '../edge-api/local/local-worker.ts';
import { workerSecrets } from '../edge-api/local/secrets.ts';
import { ApiClient } from './api-client.ts';
import { buildBundles } from './bundles.ts';
import { freePort } from './free-port.ts';
import { emptyPage, houseOf, NAMES, pagesOf } from './hosts/host-list.ts';
import { hostPages, listen, widgetFiles, type Page } from './hosts/host-server.ts';
import { layCatalogue } from './lay-catalogue.ts';
import { layAudience } from './lay-audience.ts';
import { layDeals } from './lay-deals.ts';
import { layPeople } from './people/lay-people.ts';
import { loginServer } from './people/login-server.ts';
import { MailPage } from './people/mail-page.ts';
import { startPortalWorker } from './portal-worker.ts';
import { LEAD, letSalesArrive, repeat } from './living-sales.ts';
import { knowsOrigins, moveOrigin } from './origins.ts';
import { readOptions } from './options.ts';
import { generateSeason, type Season } from './season/index.ts';
import { State, type Mapping } from './state.ts';
import { NIGHTS_BACK, tellHistory } from './tell-sales.ts';
import { EXPORTS, exportsFrom, VenueConnector } from './venue-connectors.ts';

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
const built = await buildBundles();
if (built.length) console.log(`built ${built.join(', ')}`);

let known = await state.mapping();
if (known && !known.done && !options.empty) {
  console.log('an earlier start was cut off while it laid the season, so it is laid anew');
  await state.open(true);
  known = null;
}
const secrets = await state.secrets();
const portOf = (name: keyof Mapping['ports'], after: number): number =>
  known?.ports[name] ?? (options.port ? options.port + after : 0);
const mail = new MailPage();
const mailServer = await listen(portOf('mail', 5), mail.handler);
stops.push(mailServer.close);
const worker = await startLocalWorker({
  stateDir: options.stateDir,
  port: options.port || (known?.ports.api ?? 0),
  ...workerSecrets(secrets),
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
  seed: SEED,
  now: Date.now(),
  venues: options.venues,
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
  toldUntil: Date.now() - LEAD,
  done: false,
};
const operator = new ApiClient(worker.url, { id: 'operator', secret: secrets.operator });
const clientOf = (ref: string): ApiClient | null => {
  const credentials = mapping.clients[ref];
  return credentials ? new ApiClient(worker.url, credentials) : null;
};

if (!options.empty) {
  const season = generateSeason({ seed: mapping.seed, now: mapping.now });
  const venues = season.venues.slice(0, mapping.venues);
  const laid = mapping.done;
  if (!laid) {
    await state.saveMapping(mapping);
    console.log('laying the season; this is needed once');
    await layCatalogue(operator, season, mapping);
  } else if (mapping.hostOrigin !== host.origin) await moveOrigin(operator, mapping, host.origin);
  const clients = new Map(
    venues.flatMap(({ ref }) => {
      const client = clientOf(ref);
      return client ? [[ref, client] as const] : [];
    }),
  );
  const connectors = new Map(Object.keys(EXPORTS).map((ref) => [ref, new VenueConnector(options.stateDir, ref)]));
  for (const ref of connectors.keys()) if (!clients.has(ref)) connectors.delete(ref);
  for (const [ref, connector] of connectors) {
    clients.delete(ref);
    const client = mapping.clients[ref];
    if (client) await connector.configure(worker.url, client);
    if (laid) continue;
    await connector.exportNights(season, mapping.toldUntil, NIGHTS_BACK);
    await connector.export(season, mapping.toldUntil);
  }
  if (!laid) {
    const codes = await Promise.all(
      [...connectors].map(async ([ref, connector]) => [ref, await connector.once()] as const),
    );
    for (const [ref, code] of codes)
      if (code !== 0) console.error(`dip-connect of ${ref} ended with ${code ?? 'a signal'}; it goes on trying`);
    for (const [ref, api] of clients) await tellHistory(api, season, mapping, ref, mapping.toldUntil);
    const [house, company] = [houseOf(season, mapping), season.providers[0]];
    if (house && company) await layDeals({ season, mapping, clientOf, venueRef: house.ref, providerRef: company.ref });
    if (options.audience)
      await layAudience({
        season,
        mapping,
        operator,
        clientOf,
        connected: new Map(
          [...connectors].flatMap(([ref, connector]) => {
            const keys = connector.audienceKeys();
            return keys ? [[ref, keys] as const] : [];
          }),
        ),
        exportsFrom: exportsFrom(season),
      });
  }
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
  for (const connector of connectors.values()) {
    connector.start();
    stops.push(() => connector.stop());
  }
  stops.push(letSalesArrive(season, mapping, clients, [...connectors.values()], () => state.saveMapping(mapping)));
} else pages.push(emptyPage);

stops.push(repeat(60_000, 'minute job', worker.runMinuteJob));

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

const shown = pages.map(({ folder, path }) => `  ${NAMES[folder].padEnd(25)} ${host.origin}${path}`);
for (const [name, address] of besides) shown.push(`  ${name.padEnd(25)} ${address}/`);
console.log(`DIP suite is running
${shown.join('\n')}
  (each also with ?lang=en and ?theme=dark)
  the API                   ${worker.url}
  the widgets' files        ${widgets.origin}/dip-widgets.js
Stop with Ctrl+C.`);
