/** A page of the caller's agreements: filters, cursor, and performances as they stand by now. */
import { AGREEMENT_STATES, MAX_PAGE, seasonStart, type AgreementState, type AgreementSummary } from '#protocol';
import { actorOf, type Ctx } from '../route.ts';
import { readShown, shownAs } from './agreed-performances.ts';
import { keyFigures } from './key-figures.ts';
import { fault } from './steps.ts';
import { listRows } from './party-store.ts';

const cursorOf = (text: string | undefined): readonly [number, string] => {
  if (!text) return [Number.MIN_SAFE_INTEGER, ''];
  const [, at, id] = /^(-?\d{1,16})\.([\w-]{1,40})$/.exec(text) ?? [];
  if (at === undefined || id === undefined) throw fault('/cursor', 'next of the last answer');
  return [Number(at), id];
};

export async function listAgreements(
  c: Ctx,
  shard: D1Database,
): Promise<{ readonly items: readonly AgreementSummary[]; readonly next: string | null; readonly livemode: boolean }> {
  const actor = actorOf(c);
  const limit = Number(c.req.query('limit') ?? MAX_PAGE / 2);
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MAX_PAGE) throw fault('/limit', `1 to ${MAX_PAGE}`);
  const state = c.req.query('state') || null;
  if (state !== null && !(AGREEMENT_STATES as readonly string[]).includes(state))
    throw fault('/state', `one of ${AGREEMENT_STATES.join(', ')}`);
  const turn = c.req.query('turn') || null;
  if (turn !== null && turn !== 'mine') throw fault('/turn', 'mine');
  const season = c.req.query('season') || null;
  if (season !== null && !/^\d{4}$/.test(season)) throw fault('/season', 'the year it begins in, such as 2026');
  const rows = await listRows(
    shard,
    actor.organisation,
    {
      state: state as AgreementState | null,
      production: c.req.query('production') || null,
      party: c.req.query('with') || null,
      mine: turn === 'mine',
      from: season === null ? null : Date.parse(seasonStart(Number(season))),
      to: season === null ? null : Date.parse(seasonStart(Number(season) + 1)),
      q: c.req.query('q')?.trim() || null,
      only: actor.productions ?? null,
    },
    cursorOf(c.req.query('cursor')),
    limit,
  );
  const last = rows.at(-1);
  const now = await readShown(
    c.env.DIRECTORY,
    rows.flatMap(({ body }) => [...body.keys, ...(body.inForce?.performances.map(({ key }) => key) ?? [])]),
  );
  return {
    items: rows.map(({ body: { terms, inForce, keys, starts, ...summary } }) => ({
      ...summary,
      // Moved or cancelled since it was copied here.
      performances: keys.flatMap((key, i) => {
        const shown = now.get(key);
        return shown ? [shownAs(shown, starts[i] ?? shown.startsAt)] : [];
      }),
      figures: keyFigures(
        { side: summary.side, state: summary.state, terms, inForce: inForce?.terms ?? null },
        (inForce?.performances.map(({ key }) => key) ?? keys).filter((key) => now.get(key)?.status !== 'cancelled')
          .length,
      ),
    })),
    next: last && rows.length === limit ? `${last.firstAt}.${last.id}` : null,
    livemode: actor.livemode,
  };
}
