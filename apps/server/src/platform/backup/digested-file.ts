/** Files written and read with both digests, durable before anything names them. */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface Digests {
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly sm3: string;
}

interface Meter extends Transform {
  digests(): Digests;
}

function meter(): Meter {
  const hashes: readonly Hash[] = [createHash('sha256'), createHash('sm3')];
  let size = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      for (const hash of hashes) hash.update(chunk);
      done(null, chunk);
    },
  });
  return Object.assign(through, {
    digests: () => {
      const [sha256 = '', sm3 = ''] = hashes.map((hash) => hash.digest('hex'));
      return { size, sha256, sm3 };
    },
  });
}

/** Writes what passes `steps` to a new file (0600) and on to the disk. */
export async function writeDigested(
  path: string,
  source: Readable,
  ...steps: readonly Transform[]
): Promise<Digests> {
  const through = meter();
  await pipeline([source, ...steps, through, createWriteStream(path, { flags: 'wx', mode: 0o600 })]);
  await flush(path);
  return through.digests();
}

/** Digests of a file as it stands on the disk. */
export async function digestsOf(path: string): Promise<Digests> {
  const hashes = [createHash('sha256'), createHash('sm3')] as const;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
    for (const hash of hashes) hash.update(chunk);
  return { size: (await stat(path)).size, sha256: hashes[0].digest('hex'), sm3: hashes[1].digest('hex') };
}

/** Makes a folder for its owner alone, with those above it that are missing; their names are on the disk afterwards. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = path; ; made = dirname(made)) {
    await flush(dirname(made));
    if (made === first || made === dirname(made)) return;
  }
}

/** Waits until a file or folder is on the disk. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
