/**
 * A tag scanner for the XML of office files. It knows tags, text, comments, CDATA and the five predefined
 * entities with numeric references, and nothing else: a DOCTYPE or an entity of its own is refused, so no
 * entity can expand and nothing outside the file is ever read.
 */
import { SpreadsheetError } from './types.ts';

export interface XmlHandler {
  /** @param name local name, without prefix @param attributes raw text between name and end of the tag */
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** Text as written, entities not yet decoded; may come in several pieces. */
  text(raw: string, literal: boolean): void;
}

export interface XmlScanner {
  push(text: string): void;
  /** @throws SpreadsheetError when the document is cut off */
  end(): void;
}

const slash = 47;
const bang = 33;
const question = 63;
/** Tag or text without an end within this many characters: no office program writes it. */
const longestPiece = 4 * 1024 * 1024;

export function createXmlScanner(part: string, handler: XmlHandler): XmlScanner {
  let carry = '';
  let depth = 0;
  let started = false;

  const broken = () => new SpreadsheetError('spreadsheet.xml_broken', { part });

  function openTag(text: string, at: number): number {
    const end = tagEnd(text, at + 1);
    if (end < 0) return -1;
    const selfClosing = text.charCodeAt(end - 1) === slash;
    const inside = text.slice(at + 1, selfClosing ? end - 1 : end);
    const blank = firstBlank(inside);
    const name = localName(blank < 0 ? inside : inside.slice(0, blank));
    started = true;
    handler.open(name, blank < 0 ? '' : inside.slice(blank + 1));
    if (selfClosing) handler.close(name);
    else depth++;
    return end + 1;
  }
  function closeTag(text: string, at: number): number {
    const end = text.indexOf('>', at);
    if (end < 0) return -1;
    if (--depth < 0) throw broken();
    handler.close(localName(text.slice(at + 2, end).trimEnd()));
    return end + 1;
  }
  function tag(text: string, at: number): number {
    if (at + 1 >= text.length) return -1;
    const code = text.charCodeAt(at + 1);
    if (code === slash) return closeTag(text, at);
    if (code === bang) return special(text, at, { part, handler });
    if (code === question) return after(text, '?>', at + 2);
    return openTag(text, at);
  }

  return {
    push(piece) {
      const text = carry === '' ? piece : carry + piece;
      let at = 0;
      for (;;) {
        const next = text.indexOf('<', at);
        if (next < 0) break;
        if (next > at && depth > 0) handler.text(text.slice(at, next), false);
        const end = tag(text, next);
        at = end < 0 ? next : end;
        if (end < 0) break;
      }
      carry = text.slice(at);
      if (carry.length > longestPiece) throw broken();
    },
    end() {
      if (depth !== 0 || !started || carry.replace(/[\s\0\ufeff]/g, '') !== '') throw broken();
    },
  };
}

/** Comment or CDATA at `at`; anything else is refused. @returns where it ends, -1 when that is not here yet. */
function special(
  text: string,
  at: number,
  to: { readonly part: string; readonly handler: XmlHandler },
): number {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) {
    const end = text.indexOf(']]>', at);
    if (end < 0) return -1;
    to.handler.text(text.slice(at + 9, end), true);
    return end + 3;
  }
  const rest = text.slice(at, at + 9);
  if (rest.length < 9 && ('<![CDATA['.startsWith(rest) || '<!--'.startsWith(rest))) return -1;
  throw new SpreadsheetError('spreadsheet.xml_forbidden', { part: to.part });
}

function after(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? -1 : end + mark.length;
}

/** End of a tag; `>` is allowed inside quoted attribute values. */
function tagEnd(text: string, from: number): number {
  let end = text.indexOf('>', from);
  while (end >= 0 && hasOpenQuote(text, from, end)) end = text.indexOf('>', end + 1);
  return end;
}

function firstBlank(text: string): number {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) <= 32) return i;
  return -1;
}

function hasOpenQuote(text: string, from: number, to: number): boolean {
  let open = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (open === 0 ? code === 34 || code === 39 : code === open) open = open === 0 ? code : 0;
  }
  return open !== 0;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Decodes the predefined entities and numeric references. @throws SpreadsheetError for any other entity */
export function decodeEntities(raw: string, part: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&(#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w{1,40});/g, (_whole, name: string) => {
    if (name.startsWith('#')) return characterOf(name);
    const known = entities[name];
    if (known === undefined) throw new SpreadsheetError('spreadsheet.xml_forbidden', { part });
    return known;
  });
}

function characterOf(reference: string): string {
  const point = reference[1] === 'x' ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1));
  return point > 0x10ffff || point === 0 ? '\ufffd' : String.fromCodePoint(point);
}

/** Office writes characters that XML forbids as `_x000D_`. */
export function decodeOfficeText(raw: string, part: string): string {
  const text = decodeEntities(raw, part);
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** The value of one attribute, or null; prefixes are ignored when `name` has none. */
export function attribute(attributes: string, name: string): string | null {
  // From the beginning of a name only: a long one without a value is read once, not once a letter.
  const pattern = /(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  for (let found = pattern.exec(attributes); found !== null; found = pattern.exec(attributes)) {
    const full = found[1] ?? '';
    if (full === name || (!name.includes(':') && localName(full) === name)) return found[2] ?? found[3] ?? '';
  }
  return null;
}

/** Scans a whole small part. */
export function scanXml(part: string, text: string, handler: Partial<XmlHandler>): void {
  const scanner = createXmlScanner(part, {
    open: handler.open ?? (() => {}),
    close: handler.close ?? (() => {}),
    text: handler.text ?? (() => {}),
  });
  scanner.push(text);
  scanner.end();
}
