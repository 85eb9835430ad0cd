/** `audit list`, `audit export`, `audit verify`: the log, and the check of its seals on the machine of who asks. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { AUDIT_FORMATS, PATHS, type AuditChainPage, type AuditHead, type AuditPage } from '#protocol';
import { AUDIT_FAULTS, ChainCheck, type Anchor, type Checked } from './audit-check.ts';
import type { Tools } from './tools.ts';

type Anchors = Record<string, Anchor>;
const DAMAGED = 1;

const query = (values: Readonly<Record<string, string | null | undefined>>): string => {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) given.set(name, value);
  return `?${given}`;
};

async function readAnchors(tools: Tools, file: string | undefined): Promise<Anchors> {
  if (!file) return {};
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw tools.refuse(`the anchors cannot be read: ${file}`);
  });
  try {
    return JSON.parse(text) as Anchors;
  } catch {
    throw tools.refuse(`${file} is no file of anchors; name another one, or put it back from where you keep copies`);
  }
}

/** Whole or not at all: a file cut off in the middle would be no anchor any more. */
async function writeAnchors(file: string, anchors: Anchors): Promise<void> {
  const beside = `${file}.${process.pid}.new`;
  await writeFile(beside, `${JSON.stringify(anchors, null, 2)}\n`, { mode: 0o600 });
  await rename(beside, file);
}

async function headsOf(tools: Tools): Promise<Map<string, AuditHead>> {
  const heads = new Map<string, AuditHead>();
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = (await tools.call('GET', PATHS.auditHeads + query({ cursor }))) as {
      items: AuditHead[];
      next: string | null;
    };
    for (const head of page.items) heads.set(head.organisation, head);
    cursor = page.next;
  }
  return heads;
}

/** `sealed`: as far as the log was sealed when this began; what is sealed meanwhile still counts as the tail. */
async function verifyOne(
  tools: Tools,
  organisation: string,
  sealed: number,
  anchor: Anchor | undefined,
): Promise<Checked> {
  const check = new ChainCheck(organisation, anchor);
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = (await tools.call('GET', PATHS.auditChain + query({ organisation, cursor }))) as AuditChainPage;
    for (const link of page.items)
      if (link.line <= sealed) check.add(link);
      else if (link.entry) check.add({ ...link, hash: null });
    cursor = page.next;
  }
  return check.end();
}

async function verify(tools: Tools, options: { organisation?: string; anchors?: string }): Promise<void> {
  const anchors = await readAnchors(tools, options.anchors);
  // A log of which nothing is left is known by its anchor alone.
  const heads = await headsOf(tools);
  const logs = options.organisation ? [options.organisation] : [...new Set([...heads.keys(), ...Object.keys(anchors)])];
  const checked: Checked[] = [];
  for (const log of logs)
    checked.push(
      heads.has(log) || !anchors[log]
        ? await verifyOne(tools, log, heads.get(log)?.sealed ?? 0, anchors[log])
        : new ChainCheck(log, anchors[log]).end(),
    );
  const damage = checked.flatMap((one) => one.damage);
  for (const { organisation, line, fault, was } of damage)
    tools.tell(
      `${organisation} line ${line}: ${AUDIT_FAULTS[fault]}${was === undefined ? '' : ` (sealed as line ${was})`}`,
    );
  for (const { organisation, unsealed } of checked)
    if (unsealed) tools.tell(`${organisation} lines ${unsealed.from} to ${unsealed.to}: not sealed yet`);
  tools.print({ items: checked });
  if (damage.length) {
    process.exitCode = DAMAGED;
    return;
  }
  if (!options.anchors) return;
  const kept = checked.flatMap(({ organisation, sealed, head }) =>
    head === null ? [] : [[organisation, { count: sealed, hash: head }] as const],
  );
  await writeAnchors(options.anchors, { ...anchors, ...Object.fromEntries(kept) });
}

export function addAuditCommands(program: Command, tools: Tools): void {
  const audit = program.command('audit').description('who changed what, and the proof of it');
  const filtered = (command: Command): Command =>
    command
      .option('--organisation <id>', 'whose log; by default your own, of the operator the platform’s')
      .option('--from <when>', 'a day or an instant')
      .option('--to <when>', 'a day (included) or an instant')
      .option('--action <action>', 'such as hall.change, or hall')
      .option('--user <id>')
      .option('--object <id>');
  filtered(audit.command('list').description('newest first'))
    .option('--limit <n>')
    .option('--cursor <cursor>')
    .action(async (options: Record<string, string>) => {
      const { items, next } = (await tools.call('GET', PATHS.audit + query(options))) as AuditPage;
      tools.print({ items: items.map(({ actor, ...line }) => ({ ...line, ...actor })), next });
    });
  filtered(audit.command('export').description('a file of the lines, oldest first'))
    .requiredOption('--file <path>', 'where to write it')
    .option('--format <format>', AUDIT_FORMATS.join(' or '), 'jsonl')
    .option('--locale <locale>', 'of the csv: nl or en', 'nl')
    .action(async ({ file, ...options }: Record<string, string>) => {
      await writeFile(file ?? '', await tools.file(PATHS.auditExport + query(options)), { mode: 0o600 });
      tools.tell(`written to ${file}`);
    });
  audit
    .command('verify')
    .description('recomputes the seals here; exit code 1 when a line is gone, altered, put in or moved')
    .option('--organisation <id>', 'only this log; platform = the platform’s own')
    .option('--anchors <file>', 'how far each log went: checked, and moved on when all is well; keep it elsewhere')
    .action((options: { organisation?: string; anchors?: string }) => verify(tools, options));
}
