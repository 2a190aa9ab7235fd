/**
 * The file of a package: mark, manifest and signature, a line each, then the compressed rows. Writing hashes as it goes; reading
 * believes nothing before the signature holds and the body has its digest. It knows no database.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { pipeline as pipelineOf, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import {
  type PackageManifest,
  type PackageRow,
  packageLimits,
  packageManifest,
  packageMark,
  packageRow,
} from '@mingcha/core/publications/packages/package.ts';
import type { FileStore, StoredFile } from '../../platform/files/file-store.ts';
import type { Signer } from '../../platform/platform.ts';

type Head = Omit<PackageManifest, 'body' | 'counts'>;

/** What was written: its stored file, the digest of its head, and what it holds. */
export interface WrittenPackage {
  readonly file: StoredFile;
  readonly head: string;
  readonly manifest: PackageManifest;
}

const countOf = {
  record: 'records',
  recall: 'recalls',
  document: 'documents',
  file: 'documents',
  removal: 'removals',
} as const;

/** Writes a package into the file store. `rows` are parsed once more by their schemas on the way out. */
export async function writePackage(
  to: { readonly files: FileStore; readonly signer: Signer },
  head: Head,
  rows: AsyncIterable<PackageRow> | Iterable<PackageRow>,
): Promise<WrittenPackage> {
  const { files, signer } = to;
  const path = files.temporaryPath();
  const counts = { records: 0, recalls: 0, documents: 0, removals: 0 };
  const sizes = { raw: 0, lines: 0, bytes: 0 };
  const hash = createHash('sha256');
  async function* lines(): AsyncGenerator<Buffer> {
    for await (const row of rows) {
      counts[countOf[row.row]] += 1;
      const line = Buffer.from(`${JSON.stringify(packageRow.parse(row))}\n`);
      sizes.raw += line.length;
      sizes.lines += 1;
      yield line;
    }
  }
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      sizes.bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(Readable.from(lines()), createGzip(), tap, createWriteStream(path));
    const manifest = packageManifest.parse({
      ...head,
      counts,
      body: { sha256: hash.digest('hex'), ...sizes },
    });
    const signed = signedText(JSON.stringify(manifest));
    const signature = Buffer.from(signer.sign(Buffer.from(signed))).toString('base64');
    async function* whole(): AsyncGenerator<Buffer> {
      yield Buffer.from(`${signed}${signature}\n`);
      for await (const chunk of createReadStream(path)) yield chunk as Buffer;
    }
    return { file: await files.put(Readable.from(whole())), head: headDigest(signed), manifest };
  } finally {
    await rm(path, { force: true });
  }
}

function signedText(manifest: string): string {
  return `${packageMark}\n${manifest}\n`;
}

const headDigest = (signed: string): string => createHash('sha256').update(signed).digest('hex');

/** A package whose signature holds; its body is not read yet. */
export interface OpenedPackage {
  readonly path: string;
  readonly manifest: PackageManifest;
  readonly head: string;
  /** Where the compressed rows begin. */
  readonly offset: number;
}

/** Reads and believes the head only. Errors: `package.unreadable`, `package.key_wrong`. */
export async function openPackage(path: string, publicKey: Uint8Array): Promise<Result<OpenedPackage>> {
  const start = await firstBytes(path, packageLimits.manifest + 1000);
  const lines = start?.toString('utf8').split('\n', 4) ?? [];
  const [mark, manifestLine, signature, rest] = lines;
  if (
    start === null ||
    mark !== packageMark ||
    manifestLine === undefined ||
    signature === undefined ||
    rest === undefined
  )
    return fail('package.unreadable');
  const signed = signedText(manifestLine);
  if (!isSigned(signed, signature, publicKey)) return fail('package.key_wrong');
  const manifest = packageManifest.safeParse(parsed(manifestLine));
  if (!manifest.success) return fail('package.unreadable');
  const offset = Buffer.byteLength(signed) + Buffer.byteLength(signature) + 1;
  return ok({ path, manifest: manifest.data, head: headDigest(signed), offset });
}

async function firstBytes(path: string, length: number): Promise<Buffer | null> {
  const handle = await open(path).catch(() => null);
  if (handle === null) return null;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const spkiEd25519 = Buffer.from('302a300506032b6570032100', 'hex');

function isSigned(text: string, signature: string, publicKey: Uint8Array): boolean {
  const bytes = Buffer.from(signature, 'base64');
  if (bytes.length !== 64 || bytes.toString('base64') !== signature) return false;
  const key = createPublicKey({
    key: Buffer.concat([spkiEd25519, publicKey]),
    format: 'der',
    type: 'spki',
  });
  return verify(null, Buffer.from(text), key, bytes);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether the compressed rows are those that were signed. Errors: `package.damaged`. */
export async function checkBody({ path, manifest, offset }: OpenedPackage): Promise<Result<null>> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { start: offset })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > manifest.body.bytes) return fail('package.damaged');
  }
  const isWhole = bytes === manifest.body.bytes && hash.digest('hex') === manifest.body.sha256;
  return isWhole ? ok(null) : fail('package.damaged');
}

/** A line of a package that is no row of a known kind; the text names it by its place. */
export class RowInvalid extends Error {
  readonly line: number;
  constructor(line: number, why: string) {
    super(`line ${line} of the package: ${why}`);
    this.line = line;
  }
}

/** The rows of a package whose body was checked, parsed by their schemas. Throws `RowInvalid`. */
export async function* rowsOf({ path, manifest, offset }: OpenedPackage): AsyncGenerator<PackageRow> {
  let raw = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      raw += chunk.length;
      done(raw > manifest.body.raw ? new RowInvalid(0, 'more than was signed') : null, chunk);
    },
  });
  const source = createReadStream(path, { start: offset });
  const flow = pipelineOf(source, createGunzip(), measured, () => undefined);
  let line = 0;
  for await (const text of linesOf(flow)) {
    line += 1;
    const row = packageRow.safeParse(parsed(text));
    if (!row.success) throw new RowInvalid(line, row.error.issues[0]?.message ?? '');
    yield row.data;
  }
  if (line !== manifest.body.lines) throw new RowInvalid(line, 'lines are missing');
}

async function* linesOf(flow: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let kept: Buffer[] = [];
  for await (const chunk of flow) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      kept.push(chunk.subarray(from, at));
      yield Buffer.concat(kept).toString('utf8');
      kept = [];
      from = at + 1;
    }
    kept.push(chunk.subarray(from));
  }
}
