/** Pure: elements → XML. Every text is escaped here, and nowhere else is a mark written. */
export type Xml = readonly [
  name: string,
  content: string | readonly (Xml | null)[],
  attributes?: Readonly<Record<string, string>>,
];

/** What XML 1.0 cannot hold, escaped or not. */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu;
const MARKS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(UNWRITABLE, '')
    .replaceAll(/[&<>"\r]/g, (mark) => MARKS[mark] ?? mark);

/** Elements without content are left out, as an empty one says nothing and is refused by validators. */
function written([name, content, attributes = {}]: Xml, indent: string): string {
  const said = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('');
  if (typeof content === 'string')
    return content === '' ? '' : `${indent}<${name}${said}>${escaped(content)}</${name}>\n`;
  const inner = content.map((child) => (child === null ? '' : written(child, `${indent}  `))).join('');
  return inner === '' ? '' : `${indent}<${name}${said}>\n${inner}${indent}</${name}>\n`;
}

export const toXml = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`;
