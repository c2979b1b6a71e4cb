/** Children of an element; a list repeats the element. */
export type XmlValue = string | number | boolean | undefined | XmlNode | readonly (string | XmlNode)[];
export interface XmlNode {
  [name: string]: XmlValue;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** A whole document, with S3's namespace. */
export const xmlDocument = (name: string, content: XmlNode) =>
  `${DECLARATION}<${name}${NAMESPACE}>${children(content)}</${name}>`;

/** Errors have no namespace. */
export const xmlError = (content: XmlNode) => `${DECLARATION}<Error>${children(content)}</Error>`;

function children(node: XmlNode): string {
  return Object.entries(node)
    .map(([name, value]) => element(name, value))
    .join('');
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((item: string | XmlNode) => element(name, item)).join('');
  const inner =
    typeof value === 'object'
      ? children(Object.fromEntries(Object.entries(value)))
      : escapeXml(String(value));
  return `<${name}>${inner}</${name}>`;
}

// Line breaks are escaped too, or a reader would turn a carriage return in a key into a line feed.
const escapeXml = (text: string) =>
  text.replace(/[&<>"'\r\n\t]/g, (character) => ENTITIES[character] ?? `&#${character.charCodeAt(0)};`);

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The texts of all `<name>` elements, inner markup included. Enough for the few bodies that S3 takes. */
export function elements(xml: string, name: string): string[] {
  const pattern = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([\\s\\S]*?)</(?:\\w+:)?${name}>`, 'g');
  return [...xml.matchAll(pattern)].map((match) => match[1] ?? '');
}

export const unescapeXml = (text: string) =>
  text.replace(
    /&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal) return String.fromCodePoint(Number(decimal));
      return (name && NAMED[name]) ?? whole;
    },
  );
