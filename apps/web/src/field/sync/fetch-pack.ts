/** Fetches what a phone takes along and keeps it; offline the last one stands. */
import { fieldPack } from '@mingcha/core/inspections/visits/field-api.ts';
import { nowMs } from '../../shared/platform/clock.ts';
import { type Kept, saveNote, savePacked } from '../store/kept.ts';
import { offsetOf, type Problem, problemOf, syncNote } from './exchange.ts';
import { introduceAgain, noteWatermark } from './send-records.ts';
import { ask } from './transport.ts';

export async function fetchPack(kept: Kept): Promise<Problem | null> {
  const sentAt = nowMs();
  // Records may be sent while the pack is on its way: it is measured by what was known when it was asked for.
  const { told } = syncNote(kept);
  const answer = await ask(fieldPack, { query: { deviceId: kept.person.deviceId } });
  if (answer.kind === 'refused' && answer.error.code === 'visit.device_unknown')
    return (await introduceAgain(kept)) ?? { link: 'busy', code: null };
  if (answer.kind !== 'ok')
    return (
      problemOf(answer) ?? { link: 'refused', code: answer.kind === 'refused' ? answer.error.code : null }
    );
  const { visits, watermark, serverTime, ...head } = answer.value;
  await savePacked(kept, visits);
  await saveNote(kept, 'pack', head);
  await noteWatermark(kept, watermark, { told, taken: 0, offsetMs: offsetOf(serverTime, sentAt) });
  return null;
}
