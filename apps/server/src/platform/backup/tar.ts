/** Small plain files in one ustar archive and back, so that any `tar` opens what we wrote. Names of at most 99 bytes. */

export interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const block = 512;
const longestName = 99;

/** The archive, every file 0600. Throws for a name that does not fit. */
export function writeTar(files: readonly TarFile[]): Uint8Array {
  const parts = files.flatMap((file) => {
    const rest = file.bytes.length % block;
    return [header(file), file.bytes, Buffer.alloc(rest === 0 ? 0 : block - rest)];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * block)]);
}

function header(file: TarFile): Buffer {
  if (Buffer.byteLength(file.name) > longestName || file.name === '')
    throw new Error('a name does not fit into tar');
  const head = Buffer.alloc(block);
  head.write(file.name, 0);
  head.write('0000600\0', 100);
  head.write('0000000\0', 108);
  head.write('0000000\0', 116);
  head.write(`${file.bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  head.write('00000000000\0', 136);
  head.write('        ', 148);
  head.write('0', 156);
  head.write('ustar\u000000', 257, 'latin1');
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

/** The plain files of an archive; null when it is none or cut off. */
export function readTar(archive: Uint8Array): readonly TarFile[] | null {
  const bytes = Buffer.from(archive);
  const files: TarFile[] = [];
  for (let at = 0; at + block <= bytes.length; ) {
    const head = bytes.subarray(at, at + block);
    if (head.every((byte) => byte === 0)) return files;
    const name = textAt(head, 0, 100);
    const size = Number.parseInt(textAt(head, 124, 12), 8);
    const isPlain = head[156] === 0x30 || head[156] === 0;
    if (textAt(head, 257, 5) !== 'ustar' || !Number.isInteger(size) || at + block + size > bytes.length)
      return null;
    if (isPlain) files.push({ name, bytes: bytes.subarray(at + block, at + block + size) });
    at += block + Math.ceil(size / block) * block;
  }
  return null;
}

function textAt(head: Buffer, from: number, length: number): string {
  return head.toString('utf8', from, from + length).split('\0')[0] ?? '';
}
