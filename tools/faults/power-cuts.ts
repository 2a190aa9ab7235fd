/**
 * the power fails after each call of the system that a writer makes. From one traced run follows what the disk may then
 * hold; each of these folders is made, the writer recovers in it as after a start, and what it had acknowledged has to be whole.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inFolder, runTraced } from './injection.ts';
import { type Content, Disk, layOut } from './power-disk.ts';
import { type Call, callsOf, stringsIn } from './power-trace.ts';
import type { Writer } from './writers.ts';

const traced =
  'open,openat,creat,close,write,writev,pwrite64,pwritev,copy_file_range,sendfile,ftruncate,fsync,fdatasync,rename,renameat,renameat2,link,linkat,mkdir,mkdirat,unlink,unlinkat,rmdir';

export interface PowerCuts {
  /** Calls after which the power failed. */
  readonly moments: number;
  /** Different contents of the disk that were tried. */
  readonly tried: number;
  readonly acknowledged: number;
  /** In words. */
  readonly faults: readonly string[];
}

interface Cut {
  readonly when: string;
  readonly how: string;
  readonly content: Content;
  readonly isAcknowledged: boolean;
}

/** Tries every moment of a writer. */
export async function tryPowerCuts(writer: Writer): Promise<PowerCuts> {
  const { cuts, moments } = await inFolder(writer, async (folder, scratch) => {
    const disk = new Disk(folder);
    const trace = join(scratch, 'trace');
    const tracing = ['-f', '-xx', '-s', '4000000', '-o', trace, '-e', `trace=${traced}`];
    const { said, threads } = await runTraced(writer, folder, tracing);
    if (said !== 'acknowledged') throw new Error(`${writer.name} without faults: ${said}`);
    return cutsOf(disk, callsOf(readFileSync(trace, 'utf8'), threads));
  });
  const faults: string[] = [];
  for (const cut of cuts) {
    const found = await recovered(writer, cut);
    faults.push(...found.map((fault) => `${writer.name}, ${cut.when}, ${cut.how}: ${fault}`));
  }
  const acknowledged = cuts.filter((cut) => cut.isAcknowledged).length;
  return { moments, tried: cuts.length, acknowledged, faults };
}

/** Every different thing that the disk may hold after any of the calls, and whether the writer had said that it was done. */
function cutsOf(
  disk: Disk,
  calls: readonly Call[],
): { readonly cuts: readonly Cut[]; readonly moments: number } {
  const cuts = new Map<string, Cut>();
  let moments = 0;
  let isAcknowledged = false;
  const look = (when: string): void => {
    moments += 1;
    for (const { how, content } of disk.outcomes()) {
      const mark = `${isAcknowledged} ${markOf(content)}`;
      if (!cuts.has(mark)) cuts.set(mark, { when, how, content, isAcknowledged });
    }
  };
  look('before the first call');
  for (const call of calls) {
    const isWord = call.name === 'write' && stringsIn(call.args)[0]?.toString() === 'acknowledged\n';
    isAcknowledged ||= isWord;
    if (disk.take(call) || isWord) look(isWord ? 'acknowledged' : `after call ${moments} (${call.name})`);
  }
  if (!isAcknowledged) throw new Error('the word of the writer is not in the trace');
  return { cuts: [...cuts.values()], moments };
}

function markOf(content: Content): string {
  const hash = createHash('sha256');
  for (const [path, bytes] of [...content].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${path}\0${bytes === null ? 'folder' : bytes.length}\0`).update(bytes ?? '');
  return hash.digest('hex');
}

async function recovered(writer: Writer, cut: Cut): Promise<readonly string[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'mingcha-power-'));
  try {
    const folder = join(scratch, 'folder');
    layOut(cut.content, folder);
    return await writer.recover(folder, cut.isAcknowledged);
  } catch (error) {
    return [`does not recover: ${String(error)}`];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
