/** Only SQL: what a release of a house is made of. The one reader of audience facts. */
export interface SetRow {
  readonly performance: number;
  readonly key_id: string;
  readonly coverage: string;
  readonly v: number;
  readonly facts: number;
}

/** Whole sets of a house; one that has not come in all its parts is not there yet. */
export async function readWholeSets(shard: D1Database, tenant: number): Promise<SetRow[]> {
  const { results } = await shard
    .prepare(
      `SELECT s.performance, s.key_id, s.coverage, s.v,
         (SELECT count(*) FROM audience_fact f WHERE f.tenant = s.tenant AND f.performance = s.performance) AS facts
       FROM audience_set s WHERE s.tenant = ?1 AND json_array_length(s.have) = s.parts ORDER BY s.performance`,
    )
    .bind(tenant)
    .all<SetRow>();
  return results;
}

/** `[performance, buyer, hour, tickets, amount, channel, classes, pc4, age, gender, segment, first, part, order]` */
export type FactRow = readonly [
  number,
  string,
  number,
  number,
  number | null,
  string,
  number,
  string | null,
  string | null,
  string | null,
  string | null,
  number | null,
  number,
  string,
];

/** A page of a house's facts is some hundred kilobytes: one value can hold two megabytes. */
const PAGE_FACTS = 4_000;

/** Facts of all performances, page by page; those of one buyer stand together. */
export async function* readFacts(shard: D1Database, tenant: number): AsyncGenerator<readonly FactRow[]> {
  let page: readonly FactRow[];
  let after: readonly [buyer: string, performance: number, part: number, ord: string] = ['', 0, 0, ''];
  do {
    const row = await shard
      .prepare(
        `SELECT json_group_array(json_array(performance, buyer, hour, tickets, amount, channel, classes, pc4, age, gender, segment, first, part, ord)) AS facts
         FROM (SELECT * FROM audience_fact WHERE tenant = ?1 AND (buyer, performance, part, ord) > (?2, ?3, ?4, ?5)
           ORDER BY buyer, performance, part, ord LIMIT ?6)`,
      )
      .bind(tenant, ...after, PAGE_FACTS)
      .first<{ facts: string }>();
    page = JSON.parse(row?.facts ?? '[]') as FactRow[];
    yield page;
    const last = page.at(-1);
    if (last) after = [last[1], last[0], last[12], last[13]];
  } while (page.length === PAGE_FACTS);
}

export interface SoldRow {
  readonly performance: number;
  readonly source: number;
  readonly day: string;
  readonly normal: number | null;
  readonly discount: number | null;
  readonly free: number | null;
  readonly other: number | null;
}

/** What the monitor knows of these performances by each system that says who came, cumulative by day; a reseller's figures are its own. */
export async function readSold(shard: D1Database, tenant: number, performances: readonly number[]): Promise<SoldRow[]> {
  const { results } = await shard
    .prepare(
      `SELECT d.performance, d.source, d.day, d.normal_n AS normal, d.discount_n AS discount, d.free_n AS free, d.other_n AS other
       FROM json_each(?2) k CROSS JOIN sales_day d ON d.tenant = ?1 AND d.performance = k.value
         AND d.source IN (SELECT source FROM audience_set WHERE tenant = ?1) ORDER BY d.performance, d.source, d.day`,
    )
    .bind(tenant, JSON.stringify(performances))
    .all<SoldRow>();
  return results;
}

export interface HouseAbout {
  readonly province: string | null;
  readonly postcode: string | null;
  readonly seats: number | null;
}

/** Where a house is, and how large: for distances, and for the houses it is laid beside. */
export const readHouseAbout = (directory: D1Database, venue: number) =>
  directory
    .prepare(
      'SELECT province, postcode, (SELECT max(default_capacity) FROM hall WHERE venue = o.key) AS seats FROM organisation o WHERE o.key = ?1',
    )
    .bind(venue)
    .first<HouseAbout>();
