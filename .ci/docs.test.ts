import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesIn, ROOMS, ROOT, textOf } from './source-files.ts';

type Manifest = { scripts: Record<string, string> };

const { scripts } = JSON.parse(textOf('package.json')) as Manifest;
const pages = ['README.md', ...ROOMS.flatMap((room) => filesIn(room, '*.md'))];

test('every npm command that a page names exists, with the program behind it', () => {
  const unknown = pages.flatMap((path) =>
    [...textOf(path).matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)]
      .map(([, run, short]) => run ?? short ?? '')
      .filter((name) => !runnable(name))
      .map((name) => `${path}: npm run ${name}`),
  );
  assert.deepEqual(unknown, []);
});

test('every relative link of a page leads to a file', () => {
  const broken = pages.flatMap((path) =>
    [...textOf(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(join(ROOT, path, '..', target)))
      .map((target) => `${path}: ${target}`),
  );
  assert.deepEqual(broken, []);
});

test('the lines of HTML are five at most, in the README as on a host page', () => {
  const html = /```html\n([\s\S]*?)\n```/.exec(textOf('README.md'))?.[1] ?? '';
  assert.ok(html !== '' && html.split('\n').length <= 5, html);
  const frame = elementLines(textOf('demo/hosts/frame.html'));
  const hosts = filesIn('demo/hosts', 'content.*.html').map((path) => [...frame, ...elementLines(textOf(path))]);
  assert.ok(
    hosts.some((lines) => lines.join('\n') === elementLines(html).join('\n')),
    `no host page has just these lines:\n${html}`,
  );
});

function runnable(name: string): boolean {
  const [, program] = /^node (\S+)/.exec(scripts[name] ?? '') ?? [];
  return scripts[name] !== undefined && (program === undefined || existsSync(join(ROOT, program)));
}

/** The script tag and the elements with their attributes' names; addresses differ from page to page, the rest may not. */
function elementLines(html: string): string[] {
  return [...html.matchAll(/<script type="module"[^>]*>|<\/?dip-[a-z-]+[^>]*>/g)].map(([tag]) =>
    tag.replace(/="[^"]*"/g, '=""').replace(/\s+/g, ' '),
  );
}
