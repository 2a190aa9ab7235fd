/**
 * Uploads the files of delivered records, in the pieces in which they lie, going on where the server stopped. A file
 * that cannot be sent needs attention and holds up no other.
 */
import { getUpload, putChunk } from '@mingcha/core/inspections/visits/field-api.ts';
import { chunkBytes } from '@mingcha/core/inspections/visits/visit-record.ts';
import { nowMs } from '../../shared/platform/clock.ts';
import { changeFile, filePart } from '../store/files.ts';
import type { Kept } from '../store/kept.ts';
import type { FileRow } from '../store/rows.ts';
import { type Problem, problemOf, syncNote } from './exchange.ts';
import { filesMayGo } from './network.ts';
import type { Sent } from './send-records.ts';
import { type Answer, ask, putBytes } from './transport.ts';

type State = { readonly received: number; readonly complete: boolean; readonly restart: string | null };

/** A file whose bytes do not arrive as they left is tried so often. */
const restarts = 2;

export async function sendFiles(
  kept: Kept,
  options: { readonly sending: (ids: ReadonlySet<string>) => void },
): Promise<Sent> {
  let any = false;
  for (const file of waitingFiles(kept)) {
    if (!filesMayGo(kept)) break;
    options.sending(new Set([file.id]));
    const problem = await sendFile(kept, file);
    options.sending(new Set());
    if (problem !== null) return { problem, any };
    any = true;
  }
  return { problem: null, any };
}

function waitingFiles(kept: Kept): readonly FileRow[] {
  const { records, files } = kept.now();
  const delivered = new Set(
    records.flatMap(({ record, state }) =>
      state === 'delivered' && record.kind === 'evidence' ? [record.evidence.id] : [],
    ),
  );
  return files
    .filter((file) => file.state === 'waiting' && delivered.has(file.id))
    .toSorted((a, b) => a.madeAt - b.madeAt);
}

async function sendFile(kept: Kept, file: FileRow): Promise<Problem | null> {
  let answer: Answer<State> = await ask(getUpload, { params: { id: file.id } });
  for (let anew = 0; ; ) {
    const problem = problemOf(answer);
    if (problem !== null) return problem;
    if (answer.kind !== 'ok') {
      const code = answer.kind === 'refused' ? answer.error.code : 'field.refused';
      await changeFile(kept, file.id, { state: 'attention', code });
      return null;
    }
    const { received, complete, restart } = answer.value;
    if (complete) {
      await changeFile(kept, file.id, {
        state: 'delivered',
        sent: file.bytes,
        settledAt: nowMs() + syncNote(kept).offsetMs,
        code: null,
      });
      return null;
    }
    if (restart !== null) anew += 1;
    const piece = anew > restarts ? null : await pieceAt(kept, file, received);
    if (piece === null) {
      const code = anew > restarts ? 'field.file_differs' : 'field.file_gone';
      await changeFile(kept, file.id, { state: 'attention', code });
      return null;
    }
    await changeFile(kept, file.id, { sent: received });
    answer = await putBytes(putChunk, { params: { id: file.id }, query: { offset: received } }, piece);
  }
}

/** The bytes from `offset` to the end of its piece; null when they are not here. */
async function pieceAt(kept: Kept, file: FileRow, offset: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (offset >= file.bytes) return null;
  const part = await filePart(kept, file.id, Math.floor(offset / chunkBytes));
  return part === null ? null : part.slice(offset % chunkBytes);
}
