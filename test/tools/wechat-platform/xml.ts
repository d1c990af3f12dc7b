import { randomUUID } from 'node:crypto';

/** One element: its text, or its children by name; children of one name in a row are a list. */
export interface XmlElement {
  readonly [name: string]: XmlNode | readonly XmlNode[] | undefined;
}
export type XmlNode = string | XmlElement;

/** Numbers stand bare and texts in CDATA, as the platform writes them; what is absent is left out. */
export type XmlFields = { readonly [name: string]: XmlValue | undefined };
/** A bigint is an id of 64 bits: JSON has it as a number that JSON.parse cannot hold. */
type XmlValue = string | number | bigint | XmlFields | readonly XmlFields[];

export class XmlError extends Error {}

/** A document `<xml>…</xml>`; a list is written as `<item>`s. */
export function writeXml(fields: XmlFields): string {
  return `<xml>${writeChildren(fields)}</xml>`;
}

/** The same as JSON. */
export function writeJson(fields: object): string {
  const bare = randomUUID();
  const json = JSON.stringify(fields, (_, value: unknown) => (typeof value === 'bigint' ? `${bare}${value}` : value));
  return json.replace(new RegExp(`"${bare}(\\d+)"`, 'g'), '$1');
}

function writeChildren(fields: XmlFields): string {
  return Object.entries(fields)
    .map(([name, value]) => (value === undefined ? '' : `<${name}>${writeValue(value)}</${name}>`))
    .join('');
}

function writeValue(value: XmlValue): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
  if (Array.isArray(value)) return (value as readonly XmlFields[]).map((item) => `<item>${writeChildren(item)}</item>`).join('');
  return writeChildren(value as XmlFields);
}

const TOKEN = /<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w.-]*)\s*>|([^<]+)/y;
const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&apos;': "'" };

/**
 * Reads what a server answers, strictly: elements without attributes, text, CDATA and the five entities; no declaration, no DOCTYPE.
 *
 * @returns the children of the root `<xml>`
 * @throws XmlError
 */
export function readXml(document: string): XmlElement {
  const open: { name: string; text: string; children?: Map<string, XmlNode[]> }[] = [{ name: '', text: '' }];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < document.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(document);
    const here = open.at(-1)!;
    if (!found) throw new XmlError(`not XML at character ${at}`);
    const [, cdata, closing, name, text] = found;
    if (cdata !== undefined) here.text += cdata;
    else if (text !== undefined) here.text += decode(text);
    else if (!closing) open.push({ name: name!, text: '' });
    else {
      if (here.name !== name) throw new XmlError(`<${here.name}> is closed by </${name}>`);
      open.pop();
      const parent = open.at(-1)!;
      parent.children ??= new Map();
      parent.children.set(name, [...(parent.children.get(name) ?? []), valueOf(here)]);
    }
  }
  if (open.length !== 1) throw new XmlError(`<${open.at(-1)!.name}> is not closed`);
  const [root, ...more] = open[0]!.children?.get('xml') ?? [];
  if (!root || more.length > 0 || typeof root === 'string' || open[0]!.text.trim()) throw new XmlError('no single <xml>');
  return root;
}

function valueOf({ name, text, children }: { name: string; text: string; children?: Map<string, XmlNode[]> }): XmlNode {
  if (!children) return text;
  if (text.trim()) throw new XmlError(`<${name}> has both text and elements`);
  return Object.fromEntries([...children].map(([child, nodes]) => [child, nodes.length === 1 ? nodes[0]! : nodes]));
}

function decode(text: string): string {
  return text.replace(/&[^;]*;?/g, (entity) => {
    const plain = ENTITIES[entity];
    if (plain === undefined) throw new XmlError(`unknown entity ${entity}`);
    return plain;
  });
}
