/**
 * Writes a release as tar.gz whose bytes follow from its contents alone: names in the order of their bytes, one date, no owner,
 * 0644 or 0755. ustar, which every tar reads.
 */
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { isProgram } from './release-layout.ts';

export interface PlannedFile {
  /** In the release. */
  readonly path: string;
  /** A file to copy, or the bytes themselves. */
  readonly from: string | Uint8Array;
}

export interface ArchiveContents {
  /** The folder inside the archive. */
  readonly name: string;
  readonly files: readonly PlannedFile[];
  readonly links: ReadonlyMap<string, string>;
  /** Seconds since 1970. */
  readonly at: number;
}

const block = 512;

export async function writeArchive(file: string, contents: ArchiveContents): Promise<void> {
  // The level is part of the bytes.
  await pipeline(Readable.from(blocks(contents)), createGzip({ level: 9 }), createWriteStream(file));
}

interface Member {
  readonly path: string;
  readonly type: 'file' | 'folder' | 'link';
  readonly size: number;
  readonly target: string;
  readonly from: PlannedFile['from'] | null;
}

async function* blocks(contents: ArchiveContents): AsyncGenerator<Uint8Array> {
  for (const member of members(contents)) {
    yield header(member, contents);
    if (member.from === null) continue;
    if (typeof member.from === 'string') yield* createReadStream(member.from);
    else yield member.from;
    yield Buffer.alloc((block - (member.size % block)) % block);
  }
  yield Buffer.alloc(2 * block);
}

/** Folders before what is in them. */
function members({ files, links }: ArchiveContents): readonly Member[] {
  const folders = new Set(['']);
  for (const path of [...files.map((one) => one.path), ...links.keys()]) {
    const parts = path.split('/').slice(0, -1);
    for (let i = 1; i <= parts.length; i += 1) folders.add(parts.slice(0, i).join('/'));
  }
  const all: readonly Member[] = [
    ...[...folders].map((path) => ({ path, type: 'folder' as const, size: 0, target: '', from: null })),
    ...files.map(({ path, from }) => ({
      path,
      type: 'file' as const,
      size: typeof from === 'string' ? statSync(from).size : from.length,
      target: '',
      from,
    })),
    ...[...links].map(([path, target]) => ({ path, type: 'link' as const, size: 0, target, from: null })),
  ];
  const inOrder = all.toSorted((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
  const twice = inOrder.find((one, i) => one.path === inOrder[i + 1]?.path);
  if (twice !== undefined) throw new Error(`${twice.path} stands twice in the plan of the release`);
  return inOrder;
}

const types = { file: '0', link: '2', folder: '5' } as const;

function header(member: Member, { name: top, at }: ArchiveContents): Buffer {
  const whole = `${top}/${member.path}${member.type === 'folder' && member.path !== '' ? '/' : ''}`;
  const [prefix, name] = splitName(whole);
  if (Buffer.byteLength(member.target) > 99) throw new Error(`the target of ${whole} does not fit into tar`);
  const head = Buffer.alloc(block);
  const octal = (value: number, from: number, length: number) =>
    head.write(`${value.toString(8).padStart(length - 1, '0')}\0`, from);
  head.write(name, 0);
  octal(member.type === 'folder' || isProgram(member.path) ? 0o755 : 0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(member.size, 124, 12);
  octal(at, 136, 12);
  head.write('        ', 148);
  head.write(types[member.type], 156);
  head.write(member.target, 157);
  head.write('ustar\u000000', 257, 'latin1');
  head.write(prefix, 345);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

/** At a slash: at most 155 bytes before it, at most 100 after. */
function splitName(whole: string): readonly [string, string] {
  if (Buffer.byteLength(whole) <= 100) return ['', whole];
  for (let at = whole.indexOf('/'); at >= 0; at = whole.indexOf('/', at + 1)) {
    const [prefix, name] = [whole.slice(0, at), whole.slice(at + 1)];
    if (name !== '' && Buffer.byteLength(name) <= 100 && Buffer.byteLength(prefix) <= 155)
      return [prefix, name];
  }
  throw new Error(`${whole} does not fit into tar`);
}
