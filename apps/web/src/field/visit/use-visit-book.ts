/** The visit of the phone's store as the pages read it. */
import { visitContent } from '@mingcha/core/inspections/visits/visit-content.ts';
import { useMemo } from 'react';
import { type FieldVisit, useVisit } from '../visit-store.ts';
import type { FieldPaper, VisitActions, VisitBook } from './visit-book.ts';

/** Null when this phone does not have the visit, or nobody is signed in. */
export function useVisitBook(
  inspectionId: string,
): { readonly book: VisitBook; readonly actions: VisitActions } | null {
  const kept = useVisit(inspectionId);
  // The store's own functions stay the same while the session does; lines of the sheet rely on that.
  const actions = useMemo(
    () => (kept === null ? null : actionsOf(kept)),
    // oxlint-disable-next-line react/exhaustive-deps -- the functions, not what is read beside them
    [kept?.write],
  );
  const book = useMemo(() => (kept === null ? null : bookOf(kept)), [kept]);
  return book === null || actions === null ? null : { book, actions };
}

function bookOf(kept: FieldVisit): VisitBook {
  const { visit, fields, records, signatures, person, phrases, screenSigned, offline, addable, terms } = kept;
  const content = visitContent(fields);
  const stage = visit.teams.find(({ agencyId }) => agencyId === visit.agencyId)?.stage;
  const has = (kind: string) => records.some((each) => each.kind === kind);
  const ended = stage !== undefined && ['recorded', 'submitted', 'passed', 'withdrawn'].includes(stage);
  return {
    visit,
    fields,
    content,
    evidence: kept.evidence
      .filter(({ id }) => content.evidence.get(id)?.removed !== true)
      .map((each) => {
        const said = content.evidence.get(each.id);
        return said === undefined
          ? each
          : { ...each, marks: [...(said.marks ?? each.marks)], note: said.note ?? each.note };
      }),
    signatures,
    papers: records.flatMap(({ record }) => (record.kind === 'paper' ? [record.paper as FieldPaper] : [])),
    entered: has('enter') || ended || stage === 'visiting',
    finished: has('finish') || ended,
    person,
    phrases,
    screenSigned,
    papersOf: kept.papers,
    addable,
    terms,
    offline,
  };
}

function actionsOf(kept: FieldVisit): VisitActions {
  const write = (path: string, value: unknown) => void kept.write(path, value);
  return {
    write,
    addEvidence: kept.addEvidence,
    addRecord: kept.addRecord,
    fileOf: kept.fileOf,
    mark: (id, marks) => write(`evidence/${id}/marks`, marks),
    note: (id, note) => write(`evidence/${id}/note`, note),
    takeBack: (id) => write(`evidence/${id}/removed`, true),
  };
}
