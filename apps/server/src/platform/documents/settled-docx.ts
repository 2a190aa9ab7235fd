/**
 * A DOCX whose bytes follow from its content alone: the day of the document in place of the moment of its making, files
 * stored as they are with one fixed date, so that an issued report can be made again and compared.
 */
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';

interface Part {
  readonly name: Buffer;
  readonly bytes: Buffer;
  readonly crc: number;
  /** Where its local header begins. */
  readonly at: number;
}

/** 1 January 1980. */
const dosDay = 0x21;
const utf8 = 0x0800;

/** `at`: instant that stands in the properties of the document. */
export async function settledDocx(docx: Uint8Array, at: string): Promise<Uint8Array> {
  const second = `${at.slice(0, 19)}Z`;
  const pieces: Buffer[] = [];
  const parts: Part[] = [];
  let length = 0;
  for (const { name, bytes } of await partsOf(docx)) {
    const settled = name === 'docProps/core.xml' ? Buffer.from(dated(bytes.toString(), second)) : bytes;
    const part: Part = { name: Buffer.from(name), bytes: settled, crc: crc32(settled), at: length };
    parts.push(part);
    const head = localHead(part);
    pieces.push(head, settled);
    length += head.length + settled.length;
  }
  const directory = Buffer.concat(parts.map(directoryEntry));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(length, 16);
  return new Uint8Array(Buffer.concat([...pieces, directory, end]));
}

async function partsOf(docx: Uint8Array): Promise<readonly { name: string; bytes: Buffer }[]> {
  const zip = await fromBufferPromise(Buffer.from(docx), { autoClose: false });
  const parts: { name: string; bytes: Buffer }[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    parts.push({ name: entry.fileName, bytes: await buffer(await zip.openReadStreamPromise(entry)) });
  }
  zip.close();
  return parts;
}

function dated(xml: string, second: string): string {
  return xml.replaceAll(
    /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g,
    (_whole, open: string) => `${open}${second}`,
  );
}

function localHead({ name, bytes, crc }: Part): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(utf8, 6);
  head.writeUInt16LE(dosDay, 12);
  head.writeUInt32LE(crc, 14);
  head.writeUInt32LE(bytes.length, 18);
  head.writeUInt32LE(bytes.length, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function directoryEntry({ name, bytes, crc, at }: Part): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(utf8, 8);
  entry.writeUInt16LE(dosDay, 14);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(bytes.length, 20);
  entry.writeUInt32LE(bytes.length, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(at, 42);
  return Buffer.concat([entry, name]);
}
