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

/** `[performance, buyer, hour, tickets, amount, channel, classes, pc4, age, gender, segment, first]` */
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
];

/** Facts of these performances, in the order of their key. */
export async function readFacts(
  shard: D1Database,
  tenant: number,
  performances: readonly number[],
): Promise<readonly FactRow[]> {
  const { results } = await shard
    .prepare(
      `SELECT json_group_array(json_array(f.performance, f.buyer, f.hour, f.tickets, f.amount, f.channel, f.classes, f.pc4, f.age, f.gender, f.segment, f.first)) AS facts
       FROM json_each(?2) k CROSS JOIN audience_fact f ON f.tenant = ?1 AND f.performance = k.value GROUP BY f.performance ORDER BY f.performance`,
    )
    .bind(tenant, JSON.stringify(performances))
    .all<{ facts: string }>();
  return results.flatMap(({ facts }) => JSON.parse(facts) as FactRow[]);
}

export interface SoldRow {
  readonly performance: number;
  readonly day: string;
  readonly normal: number | null;
  readonly discount: number | null;
  readonly free: number | null;
  readonly other: number | null;
}

/** What the monitor knows of these performances by the systems that say who came, cumulative by day; a reseller's figures are its own. */
export async function readSold(shard: D1Database, tenant: number, performances: readonly number[]): Promise<SoldRow[]> {
  const { results } = await shard
    .prepare(
      `SELECT d.performance, d.day, sum(d.normal_n) AS normal, sum(d.discount_n) AS discount, sum(d.free_n) AS free, sum(d.other_n) AS other
       FROM json_each(?2) k CROSS JOIN sales_day d ON d.tenant = ?1 AND d.performance = k.value
         AND d.source IN (SELECT source FROM audience_set WHERE tenant = ?1) GROUP BY d.performance, d.day ORDER BY d.performance, d.day`,
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
