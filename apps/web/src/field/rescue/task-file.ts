/**
 * Tasks that came as a file (涉密场所、不通内网): opened by their passphrase, they bring the device with its secret and the
 * pack. What the pack shows of this phone's records counts as delivered, since no server will say so here.
 */

import type { SealedHead } from '@mingcha/core/inspections/visits/sealed-pack.ts';
import { type VisitPack, visitPack } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { type Bytes, textOf } from '../store/bytes.ts';
import { changeFile, giveUpDelivered } from '../store/files.ts';
import { dropOld, settle } from '../store/journal.ts';
import { type Kept, saveNote, savePacked } from '../store/kept.ts';
import { dayMs, keptDays } from '../store/kept-state.ts';
import type { KeptRecord } from '../store/rows.ts';
import { openFile } from './sealed-file.ts';

export interface TaskFile {
  readonly device: Extract<SealedHead, { readonly type: 'device' }>;
  readonly pack: VisitPack;
}

/** The content of a task file; null when it cannot be opened or is not whole. */
export async function readTaskFile(file: Blob, passphrase: string): Promise<TaskFile | null> {
  const parts = await openFile(file, passphrase.trim());
  const device = parts?.map(({ head }) => head).find((head) => head.type === 'device');
  if (parts === null || device === undefined) return null;
  const pieces = parts.flatMap(({ head, bytes }) =>
    head.type === 'pack' && bytes !== undefined ? [bytes] : [],
  );
  const pack = visitPack.safeParse(parse(await joined(pieces)));
  return pack.success ? { device, pack: pack.data } : null;
}

async function joined(pieces: readonly Bytes[]): Promise<string> {
  return textOf(new Uint8Array(await new Blob([...pieces]).arrayBuffer()));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Takes the tasks into an open store. */
export async function takeTasks(kept: Kept, { pack }: TaskFile): Promise<void> {
  const { visits, watermark: _watermark, serverTime: _serverTime, ...head } = pack;
  await savePacked(kept, visits);
  await saveNote(kept, 'pack', head);
  await saveNote(kept, 'medium', true);
  const heardAt = Date.parse(pack.serverTime);
  const shown = kept.now().records.filter((record) => record.state !== 'delivered' && isShown(pack, record));
  await settle(
    kept,
    shown.map(({ id }) => ({ id, state: 'again', code: null, data: null })),
    heardAt,
  );
  const received = new Set(
    visits.flatMap((visit) => visit.evidence.filter((each) => each.received).map((each) => each.id)),
  );
  for (const file of kept.now().files)
    if (file.state !== 'delivered' && received.has(file.id))
      await changeFile(kept, file.id, {
        state: 'delivered',
        sent: file.bytes,
        settledAt: heardAt,
        code: null,
      });
  await dropOld(kept, heardAt - keptDays * dayMs);
  await giveUpDelivered(kept, heardAt - keptDays * dayMs);
}

/** The pack holds what the record brought. */
function isShown(pack: VisitPack, { visit: id, record }: KeptRecord): boolean {
  const visit = pack.visits.find((each) => each.inspectionId === id);
  if (visit === undefined) return false;
  const stage = visit.teams.find((team) => team.agencyId === visit.agencyId)?.stage ?? 'assigned';
  switch (record.kind) {
    case 'writes':
      return record.writes.every((write) => visit.writes.some((each) => each.id === write.id));
    case 'evidence':
      return visit.evidence.some((each) => each.id === record.evidence.id);
    case 'signature':
      return visit.signatures.some((each) => each.id === record.signature.id);
    case 'claim':
      return stage !== 'assigned';
    case 'enter':
      return !['assigned', 'claimed', 'approved', 'noticed'].includes(stage);
    case 'finish':
    case 'paper':
      return ['recorded', 'submitted', 'returned', 'passed'].includes(stage);
  }
}
