/** The monitor's answer, made: from the page as it was last answered, from a page of rows, or from all of a season. */
import { MAX_PAGE, type MonitorAnswer, type MonitorRow } from '#protocol';
import { ApiError } from '../api-error.ts';
import type { Organisation } from '../identity/identity-store.ts';
import { actorOf, type Ctx } from '../route.ts';
import type { Answer } from './answer-memory.ts';
import { fromBase64, gzip, toBase64, type Bytes } from './gzip.ts';
import { toMonitorRow } from './monitor-row.ts';
import { hear, isDateOrder, keep, amongOthers, queryOf, select, shownRows, type Query } from './monitor-selection.ts';
import { keepPage, readPage, readWhole, type Page, type PageKey } from './page-store.ts';
import type { ReaderBody } from './reader-body.ts';
import { definitionOf, namesOf } from './reader-view.ts';
import { sumBodies, toTotals, yesterdayOf } from './totals.ts';
import { seenOf, type Sight } from '../sharing/doubt.ts';

const POLL_SECONDS = 15;

function cursorOf(text: string | undefined): readonly [number, number] {
  if (!text) return [-8_640_000_000_000, 0];
  const parts = text.split('.').map(Number);
  if (parts.length !== 2 || parts.some((n) => !Number.isSafeInteger(n)))
    throw new ApiError('invalid_request', 'cursor is not one of ours; take next from the last answer');
  return [parts[0] as number, parts[1] as number];
}

export type Made =
  | {
      readonly answer: Answer;
      readonly bytes?: undefined;
      readonly rowsRead: number;
      /** Keeps the page for other isolates; called when the answer has been packed for its caller, so that it is packed once. */
      readonly keep?: () => Promise<void>;
    }
  /** Not to be kept. */
  | { readonly answer?: undefined; readonly bytes: Bytes; readonly rowsRead: number };

/** Of a reader in doubt: what it may still see, and no sum that was made with more. */
const within = (page: Page, sight: Sight | null): Page =>
  sight
    ? {
        ...page,
        total: null,
        seasons: sight.seasons,
        bodies: seenOf(page.bodies, sight),
      }
    : page;

/** The answer anew, in one query; only figures of a past day take more. `moment` is the day and hour it is good for. */
export async function makeAnswer(
  c: Ctx,
  organisation: Organisation,
  shard: D1Database,
  moment: string,
  sight: Sight | null,
): Promise<Made> {
  const actor = actorOf(c);
  const query = queryOf(c, organisation);
  const { asOf, filter } = query;
  const season = query.seasons.at(-1) ?? query.seasons[0];
  const limit = Math.min(MAX_PAGE, Math.max(1, Number(c.req.query('limit') ?? MAX_PAGE) || MAX_PAGE));
  const single = query.seasons.length === 1;
  const cursor = cursorOf(c.req.query('cursor'));
  const plain =
    !filter.active && !query.attention && isDateOrder(query) && !asOf && !actor.productions && single && !sight;
  const key = plain && limit === MAX_PAGE && !c.req.query('cursor') ? pageKey(c, query, moment) : undefined;
  const page = plain
    ? await readPage(shard, organisation.key, season, cursor, limit, key)
    : within(await readWhole(shard, organisation.key, asOf === undefined ? query.seasons : [season]), sight);
  const etag = sight ? `"${page.version}.${moment}.${c.var.requestId}"` : `"${page.version}.${moment}"`;
  const head = { at: c.var.now, version: page.version, season, moment, etag };
  const { rowsRead } = page;
  if (page.kept !== null) return { answer: { ...head, gzip: fromBase64(page.kept) }, rowsRead };
  const asked = await amongOthers(c, query);
  const { view } = asked;
  let bodies = page.bodies.map((row) => row.body);
  let matching = page.total?.rows ?? bodies.length;
  let whole: readonly ReaderBody[] = [];
  const tail = page.bodies.at(-1);
  let next = page.bodies.length === limit && tail ? `${tail.body.startsAt}.${tail.performance}` : null;
  let rows: MonitorRow[];
  if (plain) {
    hear(asked.heard, bodies);
    rows = bodies.map((body) => toMonitorRow(body, view));
  } else {
    const selection = asOf === undefined ? keep(c, bodies, asked) : await select(c, shard, organisation.key, asked);
    whole = selection.whole;
    const shown = shownRows(asked, selection.kept);
    bodies = shown.map(({ body }) => body);
    matching = shown.length;
    rows = shown.map(({ row }) => row);
    const start = cursor[1];
    next = rows.length > start + limit ? `0.${start + limit}` : null;
    rows = rows.slice(start, start + limit);
  }
  const day = asOf ?? view.today;
  const total = plain && page.total ? page.total : sumBodies(whole.length ? whole : bodies, view.today);
  const totals = toTotals(total, view);
  const filtered = filter.active || asked.attention ? toTotals(sumBodies(bodies, view.today), view) : null;
  const answer: MonitorAnswer = {
    organisation: { id: organisation.id, name: organisation.name, type: organisation.type },
    livemode: organisation.livemode === 1,
    season,
    seasons: page.seasons,
    definition: definitionOf(view, total.terms),
    asOf: asOf ?? (total.asOf === null ? null : new Date(total.asOf).toISOString()),
    source: total.sources.join(', ') || null,
    timeZone: organisation.time_zone,
    today: day,
    yesterday: yesterdayOf(total, view),
    totals,
    filtered,
    rows,
    matching,
    names: namesOf(bodies),
    next,
    version: head.etag,
    pollSeconds: POLL_SECONDS,
  };
  // Bytes, not text: encoding 200 rows anew for each reader would cost more than everything else here.
  const bytes = new TextEncoder().encode(JSON.stringify(answer)) as Bytes;
  if (asOf !== undefined || !single || sight) return { bytes, rowsRead };
  const made: Answer = { ...head, bytes };
  if (!key || !page.total) return { answer: made, rowsRead };
  return { answer: made, rowsRead, keep: () => keepMade(shard, organisation, made, key) };
}

/** Pages are kept per bundle: another one may say more or other things. */
function pageKey(c: Ctx, { view }: Query, moment: string): PageKey | undefined {
  const bundle = c.env.BUNDLE ?? c.env.VERSION?.id;
  return bundle === undefined ? undefined : { view: `${view.count} ${view.amount} ${bundle}`, moment };
}

async function keepMade(
  shard: D1Database,
  { key, shard: name, home_epoch }: Organisation,
  made: Answer,
  page: PageKey,
) {
  made.gzip ??= await gzip(made.bytes ?? new Uint8Array());
  const home = { tenant: key, shard: name, epoch: home_epoch };
  await keepPage(shard, home, made.season, page, made.version, toBase64(made.gzip));
}
