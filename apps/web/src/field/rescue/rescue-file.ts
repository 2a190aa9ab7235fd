/**
 * What the server does not have, as one sealed file: records in their order, then the bytes of their files. Made from
 * the store, which stays as it is; the office brings the file in and the server takes each record once.
 */
import { type SealedHeader, sealedPieceBytes } from '@mingcha/core/inspections/visits/sealed-pack.ts';
import { fillRandom } from '../../shared/platform/chance.ts';
import { nowInstant } from '../../shared/platform/clock.ts';
import { hexOf } from '../store/bytes.ts';
import { filePart } from '../store/files.ts';
import { sealDrafts } from '../store/journal.ts';
import type { Kept } from '../store/kept.ts';
import { type Part, sealFile } from './sealed-file.ts';

const recordsPerPart = 100;

export interface RescueFile {
  /** Records and files in it. */
  readonly count: number;
  readonly name: string;
  readonly blob: Blob;
}

export async function rescueFile(kept: Kept): Promise<RescueFile> {
  await sealDrafts(kept);
  const madeAt = nowInstant();
  const { deviceId } = kept.person;
  const isMedium = kept.now().notes['medium'] === true;
  const header: SealedHeader = {
    v: 1,
    kind: isMedium ? 'results' : 'rescue',
    deviceId,
    salt: hexOf(fillRandom(new Uint8Array(16))),
    madeAt,
    rounds: null,
  };
  const unsent = unsentOf(kept);
  const blob = await sealFile(kept.secret, header, partsOf(kept, unsent));
  const stamp = madeAt.slice(0, 16).replaceAll(/\D/g, '');
  return {
    count: unsent.records.length + unsent.files.length,
    name: `mingcha-${header.kind}-${stamp}-${deviceId.slice(-4)}.mcsealed`,
    blob,
  };
}

type Unsent = ReturnType<typeof unsentOf>;

/** Unsent records and files; the record of an unsent file goes along, so that the file says what it is. */
function unsentOf(kept: Kept) {
  const { records, files } = kept.now();
  const open = files.filter((file) => file.state !== 'delivered' && file.here);
  const ids = new Set(open.map((file) => file.id));
  const wanted = records.filter(
    ({ state, record }) =>
      state !== 'delivered' || (record.kind === 'evidence' && ids.has(record.evidence.id)),
  );
  return { records: wanted.toSorted((a, b) => a.seq - b.seq), files: open };
}

async function* partsOf(kept: Kept, { records, files }: Unsent): AsyncGenerator<Part> {
  for (let from = 0; from < records.length; from += recordsPerPart) {
    const some = records.slice(from, from + recordsPerPart).map(({ record }) => record);
    yield { head: { type: 'records', records: some } };
  }
  let pieces = 0;
  for (const file of files) {
    for (let index = 0; index < file.parts; index += 1) {
      const bytes = await filePart(kept, file.id, index);
      if (bytes === null) break;
      pieces += 1;
      yield { head: { type: 'piece', id: file.id, offset: index * sealedPieceBytes }, bytes };
    }
  }
  yield { head: { type: 'end', records: records.length, pieces } };
}
