/** The steps of a visit and where each stands. They may be taken in any order. Pure. */
import { sheetProgress } from '@mingcha/core/inspections/visits/sheet-progress.ts';
import type { VisitContent } from '@mingcha/core/inspections/visits/visit-content.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { isInspector, mayWriteFor, ownMember } from './team.ts';
import type { VisitBook } from './visit-book.ts';

const inspectorSteps = [
  'arrive',
  'identify',
  'opening',
  'sheet',
  'findings',
  'feedback',
  'sign',
  'papers',
] as const;
const expertSteps = ['sheet', 'opinion'] as const;
export type StepKey = (typeof inspectorSteps)[number] | (typeof expertSteps)[number];

/** Experts see the sheet and give their opinion; everything else belongs to the inspectors (R167). */
export function stepsOf(visit: PackedVisit): readonly StepKey[] {
  const own = ownMember(visit);
  return own === null || isInspector(own) ? inspectorSteps : expertSteps;
}

export function isStep(text: string): text is StepKey {
  return (inspectorSteps as readonly string[]).includes(text) || text === 'opinion';
}

type Known = Pick<VisitBook, 'visit' | 'content' | 'signatures' | 'papers' | 'evidence'>;

/** Lines of the own agency that still want an answer, over all sheets. */
export function linesMissing(visit: PackedVisit, content: VisitContent): number {
  return visit.sheets
    .filter((sheet) => sheet.agencyId === visit.agencyId)
    .flatMap((sheet) => sheetProgress(sheet, content.lines))
    .reduce((sum, section) => sum + section.missing.length, 0);
}

/** Steps that nobody takes where the visit could not be held. */
const atHeldVisits: ReadonlySet<StepKey> = new Set(['identify', 'opening', 'sheet', 'feedback']);

export function isStepDone(step: StepKey, known: Known): boolean {
  const { visit, content } = known;
  if (isAbnormal(content) && atHeldVisits.has(step)) return true;
  switch (step) {
    case 'arrive':
      return content.arrival !== null;
    case 'identify':
      return content.identify !== null;
    case 'opening':
      return content.opening !== null && content.representative.name !== '';
    case 'sheet':
      return linesMissing(visit, content) === 0;
    case 'findings':
      return (
        isStepDone('sheet', known) &&
        content.findings
          .filter(({ agencyId }) => mayWriteFor(visit, agencyId))
          .every((finding) => isFindingDone(finding, known.evidence))
      );
    case 'feedback':
      return content.feedback !== null;
    case 'sign':
      return known.signatures.some(({ document }) => document === 'siteRecord');
    case 'papers':
      return known.papers.length > 0;
    case 'opinion':
      return content.opinions.some(({ memberId }) => memberId === visit.memberId);
  }
}

/** An outcome other than a normal visit: nothing is checked line by line. */
export function isAbnormal(content: VisitContent): boolean {
  return content.outcome !== null && content.outcome.outcome !== 'normal';
}

type Finding = VisitContent['findings'][number];

/** A problem says what, which clause, what follows, and has its photo. */
export function isFindingDone(finding: Finding, evidence: Known['evidence']): boolean {
  return (
    finding.text !== '' &&
    finding.clauses.length > 0 &&
    finding.action !== null &&
    (finding.action !== 'rectify' || finding.dueOn !== null) &&
    evidence.some(({ findingId }) => findingId === finding.id)
  );
}

/** Where a visit that is opened again goes on: the first step that is not done. */
export function stepToResume(known: Known): StepKey {
  const steps = stepsOf(known.visit);
  return steps.find((step) => !isStepDone(step, known)) ?? steps.at(-1) ?? 'sheet';
}
