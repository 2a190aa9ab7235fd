/** What stands beside one record: how an objection to it ended, that a repair is examined. Standard wording, no person. */
import type { RecordNote, UnitNotes } from '@mingcha/core/publications/portal/unit-notes.ts';
import { type Html, html } from '../../platform/http/html.ts';
import { dayText, type Words } from './words.ts';

/** Nothing beside. */
export const noNotes: UnitNotes = { notes: [], removals: [] };

/** The notes of a record as a list; null without any. */
export function noteList(recordId: string, { notes }: UnitNotes, words: Words): Html | null {
  const own = notes.filter((each) => each.recordId === recordId);
  if (own.length === 0) return null;
  return html`<ul class="record-steps" aria-label="${words.say('notesTitle')}">${own.map((note) => html`<li>${noteText(note, words)}</li>`)}</ul>`;
}

function noteText(note: RecordNote, { say, locale }: Words): string {
  if (note.kind === 'repair') return say('noteRepair', { day: dayText(locale, note.askedOn) });
  const replied = say(`note.${note.outcome}`, { day: dayText(locale, note.repliedOn) });
  return note.appliedOn === null
    ? replied
    : `${replied}${say('noteApplied', { day: dayText(locale, note.appliedOn) })}`;
}
