/**
 * The shared texts of an xlsx, packed into byte blocks outside the JavaScript heap: a million rows with three
 * different texts each fit into about 120 MB and cost the garbage collector nothing.
 */
import { TextDecoder } from 'node:util';
import { SpreadsheetError, type SpreadsheetLimits } from './types.ts';
import { createXmlScanner, decodeOfficeText } from './xml.ts';
import { xmlEncoding, type Zip } from './zip.ts';

export interface SharedStrings {
  readonly count: number;
  /** '' for an index that does not exist. */
  get(index: number): string;
}

const blockBytes = 4 * 1024 * 1024;

/** @param part null where the workbook has no shared texts */
export async function readSharedStrings(
  zip: Zip,
  part: string | null,
  limits: SpreadsheetLimits,
): Promise<SharedStrings> {
  const store = createStringStore(limits);
  if (part === null) return store;
  const scanner = stringScanner(part, limits, (text) => store.add(text));
  let decoder: TextDecoder | undefined;
  for await (const piece of zip.pieces(part)) {
    decoder ??= new TextDecoder(xmlEncoding(piece));
    scanner.push(decoder.decode(piece, { stream: true }));
  }
  scanner.end();
  return store;
}

/** Joins the runs of each `<si>`; phonetic readings (`<rPh>`) are no part of the text. */
function stringScanner(part: string, limits: SpreadsheetLimits, add: (text: string) => void) {
  let inText = false;
  let phonetic = false;
  let value = '';
  return createXmlScanner(part, {
    open(name) {
      if (name === 'si') value = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') inText = !phonetic;
    },
    text(raw, literal) {
      if (!inText) return;
      value += literal ? raw : decodeOfficeText(raw, part);
      if (value.length > limits.cellChars) {
        throw new SpreadsheetError('spreadsheet.cell_too_long', {
          row: '?',
          column: '?',
          limit: limits.cellChars,
        });
      }
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') add(value);
    },
  });
}

function createStringStore(limits: SpreadsheetLimits): SharedStrings & { add(text: string): void } {
  const blocks: Buffer[] = [];
  let used = blockBytes;
  let total = 0;
  let count = 0;
  // Three numbers a text: block, offset, bytes (negative: two bytes a character).
  let places = new Int32Array(3 * 1024);
  return {
    get count() {
      return count;
    },
    add(text) {
      const wide = hasWide(text);
      const bytes = wide ? text.length * 2 : text.length;
      total += bytes + 12;
      if (total > limits.sharedStringBytes) throw new SpreadsheetError('spreadsheet.too_many_texts');
      if (used + bytes > blockBytes) {
        blocks.push(Buffer.allocUnsafeSlow(blockBytes));
        used = 0;
      }
      blocks.at(-1)?.write(text, used, wide ? 'utf16le' : 'latin1');
      if (count * 3 + 3 > places.length) {
        const larger = new Int32Array(places.length * 2);
        larger.set(places);
        places = larger;
      }
      places.set([blocks.length - 1, used, wide ? -bytes : bytes], count * 3);
      used += bytes;
      count++;
    },
    get(index) {
      if (!(index >= 0 && index < count)) return '';
      const block = blocks[places[index * 3] ?? 0];
      const from = places[index * 3 + 1] ?? 0;
      const bytes = places[index * 3 + 2] ?? 0;
      if (block === undefined || bytes === 0) return '';
      return bytes < 0
        ? block.toString('utf16le', from, from - bytes)
        : block.toString('latin1', from, from + bytes);
    },
  };
}

function hasWide(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return true;
  return false;
}
