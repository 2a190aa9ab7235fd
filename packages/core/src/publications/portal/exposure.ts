/**
 * 曝光: who may be named on the page of serious cases. Only a published penalty decision or a published listing names a unit
 * there, and only until the last day of its own term; nothing else, however bad the result. Pure.
 */
import type { PublicListing, PublicPenalty, PublicRecord } from '../public-record.ts';

/** A record that may stand there. */
export interface ExposedRecord extends PublicRecord {
  readonly payload: PublicListing | PublicPenalty;
}

/** The last day on which the record names its unit there: the earlier of its publication's and its decision's term; null without any. */
export function exposureEnd(record: PublicRecord): string | null {
  const { payload, endsOn } = record;
  const own =
    payload.kind === 'listing' ? payload.endsOn : payload.kind === 'penalty' ? payload.publicUntil : null;
  const days = [endsOn, own].filter((day) => day !== null).sort();
  return days[0] ?? null;
}

/** Whether the record names its unit on the page on `today`. What has no term has no end and stays off the page. */
export function isExposed(record: PublicRecord, today: string): record is ExposedRecord {
  if (record.state !== 'published') return false;
  if (record.payload.kind !== 'listing' && record.payload.kind !== 'penalty') return false;
  if (record.payload.object.name === '') return false;
  const end = exposureEnd(record);
  return end !== null && today <= end;
}
