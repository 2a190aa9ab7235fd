/** Reads a CSV file of any size as batches of rows, from any of the four encodings. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { createCsvParser, detectDelimiter } from './csv-parser.ts';
import { detectEncoding, type FoundEncoding } from './text-encoding.ts';
import { type SheetRow, SpreadsheetError, type SpreadsheetLimits, type TextEncodingName } from './types.ts';

export interface CsvForm {
  readonly encoding: TextEncodingName;
  readonly skip: number;
  readonly delimiter: string;
}

const chunkBytes = 256 * 1024;
const sampleBytes = 64 * 1024;

/** Encoding and delimiter. @throws SpreadsheetError */
export async function csvForm(path: string, limits: SpreadsheetLimits): Promise<CsvForm> {
  const found = await detectEncoding(path);
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(sampleBytes);
    const { bytesRead } = await file.read(head, 0, sampleBytes, 0);
    const sample = new TextDecoder(found.encoding).decode(head.subarray(found.skip, bytesRead));
    const complete = bytesRead < sampleBytes ? `${sample}\n` : sample;
    return { ...found, delimiter: detectDelimiter(complete, limits) };
  } finally {
    await file.close();
  }
}

/** @param onBytes told how many bytes are read so far */
export async function* readCsv(
  path: string,
  form: CsvForm,
  { limits, onBytes }: { readonly limits: SpreadsheetLimits; readonly onBytes: (bytes: number) => void },
): AsyncGenerator<SheetRow[]> {
  const decoder = new TextDecoder(form.encoding, { fatal: true, ignoreBOM: true });
  const parser = createCsvParser(form.delimiter, limits);
  let bytes = form.skip;
  let first = true;
  const source = createReadStream(path, { start: form.skip, highWaterMark: chunkBytes });
  for await (const chunk of source as AsyncIterable<Buffer>) {
    const text = decode(decoder, chunk, { form, row: parser.row() });
    const rows = parser.push(text);
    bytes += chunk.length;
    onBytes(bytes);
    if (first && rows[0]?.row === 1 && /^sep=.?$/i.test(rows[0].cells[0] ?? '')) rows.shift();
    first = false;
    if (rows.length > 0) yield rows;
  }
  decode(decoder, null, { form, row: parser.row() });
  const rest = parser.end();
  if (rest.length > 0) yield rest;
}

function decode(
  decoder: TextDecoder,
  chunk: Buffer | null,
  where: { readonly form: FoundEncoding; readonly row: number },
): string {
  try {
    return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    const lenient = chunk === null ? '' : new TextDecoder(where.form.encoding).decode(chunk);
    const before = lenient.slice(0, Math.max(0, lenient.indexOf('\ufffd')));
    const code =
      where.form.encoding === 'gb18030' ? 'spreadsheet.encoding_unknown' : 'spreadsheet.encoding_mixed';
    throw new SpreadsheetError(code, { row: where.row + before.split('\n').length - 1 });
  }
}
