/** Only SQL: templates, in the shard of whose they are. Each edit is a row; the newest counts, and one without terms is gone. */
import type { Terms } from '#protocol';

export interface TemplateRow {
  readonly id: string;
  readonly revision: number;
  /** Key of the organisation it is for; 0 = for all. */
  readonly other: number;
  readonly name: string;
  readonly terms: Terms;
  readonly at: number;
}
interface Row extends Omit<TemplateRow, 'terms'> {
  readonly terms: string;
}

// With one max() the other columns are those of its row.
const NEWEST = 'SELECT id, max(revision) AS revision, other, name, terms, at FROM agreement_template';
const toTemplate = (row: Row): TemplateRow => ({ ...row, terms: JSON.parse(row.terms) as Terms });

/** By name; what is for one other organisation comes before what is for all. */
export async function readTemplates(shard: D1Database, tenant: number): Promise<TemplateRow[]> {
  const { results } = await shard
    .prepare(
      `SELECT * FROM (${NEWEST} WHERE tenant = ?1 GROUP BY id) WHERE terms IS NOT NULL ORDER BY other = 0, name COLLATE NOCASE, id`,
    )
    .bind(tenant)
    .all<Row>();
  return results.map(toTemplate);
}

export async function readTemplate(shard: D1Database, tenant: number, id: string): Promise<TemplateRow | null> {
  const row = await shard
    .prepare(`SELECT * FROM (${NEWEST} WHERE tenant = ?1 AND id = ?2 GROUP BY id) WHERE terms IS NOT NULL`)
    .bind(tenant, id)
    .first<Row>();
  return row && toTemplate(row);
}

/** The next revision of a template; without terms it is gone. */
export const addTemplateStatement = (
  shard: D1Database,
  tenant: number,
  made: Omit<TemplateRow, 'terms'> & { readonly terms: Terms | null },
): D1PreparedStatement =>
  shard
    .prepare(
      'INSERT INTO agreement_template (tenant, id, revision, other, name, terms, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)',
    )
    .bind(
      tenant,
      made.id,
      made.revision,
      made.other,
      made.name,
      made.terms === null ? null : JSON.stringify(made.terms),
      made.at,
    );
