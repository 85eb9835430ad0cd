/** The log as a file: what was asked for and when on top, then the lines, read and written page by page. */
import { AUDIT_FORMATS, MAX_AUDIT_EXPORT, type AuditLine } from '#protocol';
import { ApiError } from '../api-error.ts';
import { actorOf, type Ctx } from '../route.ts';
import type { Cell } from '../sales/export/cells.ts';
import { toCsv } from '../sales/export/csv.ts';
import { LOCALES, type Locale } from '../sales/export/words.ts';
import { choice } from '../sales/reader-view.ts';
import { filterOf, logOf } from './audit-log.ts';
import { countLines, readLinesUp } from './audit-store.ts';

type Sealed = AuditLine & { readonly hash: string | null };
/** What the file is of: names and values, those not given left out. */
type Asked = Readonly<Record<string, string | number | boolean>>;

const PAGE = 1_000;
const TYPES = { jsonl: 'application/jsonl; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const;
const COLUMNS = {
  nl: 'regel tijdstip soort client gebruiker lidmaatschap ondersteuning kijker handeling object voor na aanvraag zegel',
  en: 'line instant kind client user membership support viewer action object before after request seal',
} as const satisfies Record<Locale, string>;

/** What the file is of, in the words of who opens it. */
const ASKED: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  nl: {
    organisation: 'organisatie',
    from: 'vanaf',
    to: 'tot en met',
    action: 'handeling',
    user: 'gebruiker',
    madeAt: 'gemaakt op',
    lines: 'regels',
    livemode: 'echte cijfers',
  },
  en: { madeAt: 'made at', livemode: 'live' },
};

const text = (value: string | null): Cell => (value === null ? null : { kind: 'text', value });
const json = (value: unknown): Cell => (value === null ? null : text(JSON.stringify(value)));

const toCells = ({ line, at, actor, action, object, before, after, requestId, hash }: Sealed): Cell[] => [
  { kind: 'count', value: line },
  ...[at, actor.kind, actor.client, actor.user, actor.membership, actor.support, actor.viewer, action, object].map(
    text,
  ),
  json(before),
  json(after),
  text(requestId),
  text(hash),
];

/** The file's beginning, and each page behind it. */
const WRITERS: Readonly<
  Record<
    (typeof AUDIT_FORMATS)[number],
    (locale: Locale) => { head(asked: Asked): string; page(lines: readonly Sealed[]): string }
  >
> = {
  jsonl: () => ({
    head: (asked) => `${JSON.stringify({ export: asked })}\n`,
    page: (lines) => lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  }),
  csv: (locale) => ({
    head: (asked) =>
      toCsv(
        [
          ...Object.entries(asked).map(([name, value]) => [text(ASKED[locale][name] ?? name), text(String(value))]),
          [],
          COLUMNS[locale].split(' ').map(text),
        ],
        locale,
      ),
    // The mark of the encoding stands at the beginning of a file alone.
    page: (lines) => toCsv(lines.map(toCells), locale).slice(1),
  }),
};

export async function exported(c: Ctx): Promise<Response> {
  const db = c.env.DIRECTORY;
  const format = choice(c, 'format', AUDIT_FORMATS, 'jsonl');
  const writer = WRITERS[format](choice(c, 'locale', LOCALES, 'nl'));
  const log = await logOf(c);
  const filter = filterOf(c, log);
  const { lines, newest } = await countLines(db, log.key, filter);
  if (lines > MAX_AUDIT_EXPORT)
    throw new ApiError('payload_too_large', `more than ${MAX_AUDIT_EXPORT} lines; take it in parts by from and to`);
  const given = ['from', 'to', 'action', 'user', 'object'].flatMap((name) => {
    const value = c.req.query(name);
    return value ? [[name, value] as const] : [];
  });
  const madeAt = new Date(c.var.now).toISOString();
  const { livemode } = actorOf(c);
  const asked: Asked = { organisation: log.id, ...Object.fromEntries(given), madeAt, lines, livemode };
  let after: number | null = null;
  const encoder = new TextEncoder();
  const file = new ReadableStream<Uint8Array>({
    start: (out) => out.enqueue(encoder.encode(writer.head(asked))),
    pull: async (out) => {
      const place = { after: after ?? Number.MIN_SAFE_INTEGER, newest };
      const page = await readLinesUp(db, log.key, filter, place, PAGE);
      if (page.length) out.enqueue(encoder.encode(writer.page(page)));
      after = page.at(-1)?.line ?? null;
      if (page.length < PAGE) out.close();
    },
  });
  return c.body(file, 200, {
    'content-type': TYPES[format],
    'content-disposition': `attachment; filename="dip-audit-${log.id}-${madeAt.slice(0, 10)}.${format}"`,
    'cache-control': 'no-store',
  });
}
