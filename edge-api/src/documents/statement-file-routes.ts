/** A statement as a file: PDF, workbook, or CSV; both sides get it in whatever state it is. */
import * as v from 'valibot';
import { PATHS } from '#protocol';
import { actorOf, Routes, type Ctx } from '../route.ts';
import { choice } from '../sales/reader-view.ts';
import { factOf, recordOf } from '../settlement/statement-answer.ts';
import { livesAfter } from '../settlement/statement-life.ts';
import { idOf } from '../catalogue/change-items.ts';
import { openStatement } from '../settlement/statement-steps.ts';
import { TEMPLATE, type StatementFile } from './statement-file.ts';
import { LANGS, STATEMENT_WORDS } from './statement-words.ts';

const KINDS = {
  pdf: {
    type: 'application/pdf',
    // Asked for as a whole when it is first needed: an isolate that makes no PDF reads no font.
    make: async (file: StatementFile) => (await import('./statement-pdf.ts')).statementPdf(file),
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    make: async (file: StatementFile) => (await import('./statement-sheets.ts')).statementXlsx(file),
  },
  csv: {
    type: 'text/csv; charset=utf-8',
    make: async (file: StatementFile) => (await import('./statement-sheets.ts')).statementCsv(file),
  },
} as const;

const sent = (kind: keyof typeof KINDS) => async (c: Ctx) => {
  const lang = choice(c, 'lang', LANGS, 'nl');
  const { home, stored } = await openStatement(c, idOf(c));
  const { signed } = livesAfter(stored.events.map((event) => factOf(home, event)));
  const signatures = signed.map(({ side, at, person }) => ({ side, at: new Date(at).toISOString(), person }));
  const { type, make } = KINDS[kind];
  const { id, sha256 } = stored.row;
  const name = `${STATEMENT_WORDS[lang].file}-${id}.${kind}`;
  const content = await make({ record: recordOf(stored.row), sha256, signatures, lang });
  return c.body(content, 200, {
    'content-type': type,
    'content-disposition': `${kind === 'pdf' ? 'inline' : 'attachment'}; filename="${name}"`,
    etag: `"${sha256.slice(0, 32)}-${signatures.length}-${lang}-${TEMPLATE}"`,
    'cache-control': 'private, no-cache',
    ...(actorOf(c).livemode ? {} : { 'x-env': 'sandbox' }),
  });
};

export function statementFileRoutes(): Routes {
  const query = { lang: v.optional(v.picklist(LANGS)) };
  return new Routes()
    .on('get', PATHS.statementPdf, 'read_agreements', sent('pdf'), {
      summary: 'A statement as a tagged PDF, with both signatures and the hash of what was signed',
      query,
    })
    .on('get', PATHS.statementXlsx, 'read_agreements', sent('xlsx'), {
      summary: 'A statement as a workbook, its figures as numbers',
      query,
    })
    .on('get', PATHS.statementCsv, 'read_agreements', sent('csv'), {
      summary: 'A statement as CSV: the calculation, the lines beside it, and what is due',
      query,
    });
}
