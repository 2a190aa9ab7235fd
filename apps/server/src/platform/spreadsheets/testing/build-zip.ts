/** Writes zip archives for tests, honest or forged at will. Never used by the product. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly data: string | Buffer;
  readonly stored?: boolean;
  /** Unpacked size to claim instead of the real one. */
  readonly claimedSize?: number;
  readonly encrypted?: boolean;
  /** Unix mode, for links. */
  readonly mode?: number;
  readonly method?: number;
  /** Offset of the local header to claim: parts can be made to overlap. */
  readonly claimedOffset?: number;
}

export function buildZip(parts: readonly ZipPart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const data = Buffer.from(part.data);
    const packed = part.stored === true ? data : deflateRawSync(data);
    const header = headerOf(part, data, packed);
    const name = Buffer.from(part.name);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from([20, 0]), header, name, packed]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE((part.mode ?? 0) * 65_536, 6);
    central.writeUInt32LE(part.claimedOffset ?? offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('504b0102', 'hex'), Buffer.from([20, 3, 20, 0]), header, central, name]),
    );
    pieces.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, list, end]);
}

/** Flags to extra length: the 24 bytes that local and central headers share. */
function headerOf(part: ZipPart, data: Buffer, packed: Buffer): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt16LE((part.encrypted === true ? 1 : 0) | 0x800, 0);
  header.writeUInt16LE(part.method ?? (part.stored === true ? 0 : 8), 2);
  header.writeUInt32LE(crc32(data), 8);
  header.writeUInt32LE(packed.length, 12);
  header.writeUInt32LE(part.claimedSize ?? data.length, 16);
  header.writeUInt16LE(Buffer.byteLength(part.name), 20);
  return header;
}
