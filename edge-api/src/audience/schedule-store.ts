/** Only SQL: when a house's tables are published next. */
export interface Due {
  readonly organisation: number;
  readonly due_at: number;
}

/** Facts came: the house has something to publish, at its next turn. */
export const putDue = (directory: D1Database, organisation: number, now: number) =>
  directory
    .prepare(
      'INSERT INTO audience_schedule (organisation, due_at, heard_at) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET heard_at = ?3 WHERE heard_at < ?3',
    )
    .bind(organisation, nextMonday(now), now)
    .run();

/** Mondays at three in the night, UTC: a week's sales are whole then, and nobody waits for it. */
export function nextMonday(now: number): number {
  const DAY_MS = 86_400_000;
  // 1970-01-05 was a Monday.
  const monday = 4 * DAY_MS + 3 * 3_600_000;
  return monday + (Math.floor((now - monday) / (7 * DAY_MS)) + 1) * 7 * DAY_MS;
}

/** Houses that are due, longest waiting first. */
export async function listDue(directory: D1Database, now: number): Promise<Due[]> {
  const { results } = await directory
    .prepare('SELECT organisation, due_at FROM audience_schedule WHERE due_at <= ?1 ORDER BY due_at, organisation')
    .bind(now)
    .all<Due>();
  return results;
}

export const putPublished = (
  directory: D1Database,
  organisation: number,
  dueAt: number,
  now: number,
  unproven: number,
) =>
  directory
    .prepare(
      `INSERT INTO audience_schedule (organisation, due_at, heard_at, published_at, unproven) VALUES (?1, ?2, 0, ?3, ?4)
       ON CONFLICT DO UPDATE SET due_at = ?2, published_at = ?3, unproven = ?4`,
    )
    .bind(organisation, dueAt, now, unproven)
    .run();

export interface ScheduleRow {
  readonly organisation: string;
  readonly dueAt: number;
  readonly publishedAt: number | null;
  readonly unproven: number;
}

/** Every house that ever brought facts, for the operator. */
export async function listSchedule(directory: D1Database): Promise<ScheduleRow[]> {
  const { results } = await directory
    .prepare(
      `SELECT o.id AS organisation, s.due_at AS dueAt, s.published_at AS publishedAt, s.unproven
       FROM audience_schedule s JOIN organisation o ON o.key = s.organisation ORDER BY s.unproven > 0 DESC, s.due_at, o.id`,
    )
    .all<ScheduleRow>();
  return results;
}

/** Houses that ever brought facts. */
export async function listHouses(directory: D1Database): Promise<number[]> {
  const { results } = await directory
    .prepare('SELECT organisation FROM audience_schedule ORDER BY organisation')
    .all<{ organisation: number }>();
  return results.map(({ organisation }) => organisation);
}
