/** Everything that goes into the dossier of one inspection, read in one transaction: papers, results, evidence, events. */
import { copyName } from '@mingcha/core/followups/archive/dossier-form.ts';
import { followupEventText } from '@mingcha/core/followups/followup-event-text.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import { redactionEventText } from '@mingcha/core/inspections/results/redaction-text.ts';
import { resultEventText } from '@mingcha/core/inspections/results/result-event-text.ts';
import { visitEventText } from '@mingcha/core/inspections/visits/visit-event-text.ts';
import type { FindingAction } from '@mingcha/core/inspections/visits/visit-fields.ts';
import { inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { paperEventText } from '@mingcha/core/tasks/papers/paper-text.ts';
import { preparationEventText } from '@mingcha/core/tasks/preparation/preparation-event-text.ts';
import { taskEventText } from '@mingcha/core/tasks/task-event-text.ts';
import { copiesOfVisit } from '../../inspections/results/redaction.queries.ts';
import { resultOf } from '../../inspections/results/result.queries.ts';
import { visitState } from '../../inspections/visits/visit-state.ts';
import type { Tx } from '../../platform/db/database.ts';
import { fileById } from '../../platform/files/files.queries.ts';
import type { InspectionCase } from '../../tasks/inspection.queries.ts';
import type { StoredPaper } from '../../tasks/papers/paper.queries.ts';
import { paperOf, papersOf } from '../../tasks/papers/paper.service.ts';
import { approvalsOf } from '../../tasks/preparation/approval.queries.ts';
import { itemsForPaper } from '../../tasks/preparation/preparation.queries.ts';
import { casesOf, type FollowupCase } from '../followup.queries.ts';
import { filesOf } from '../move.queries.ts';
import { dossierEvents } from './archive.queries.ts';

export interface DossierFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}
export interface DossierEvidence extends DossierFile {
  readonly at: string;
  readonly by: string;
}
export interface DossierEvent {
  readonly seq: string;
  readonly at: string;
  readonly what: string;
  readonly by: string;
  readonly hash: string;
  readonly entry: string;
}
export interface DossierResult {
  readonly agency: string;
  readonly item: string;
  readonly wording: string;
  readonly note: string;
  readonly overall: string;
}
export interface DossierContent {
  readonly objectName: string;
  readonly uscc: string | null;
  readonly papers: readonly StoredPaper[];
  readonly scans: readonly DossierFile[];
  readonly results: readonly DossierResult[];
  readonly concealment: boolean;
  readonly followups: readonly FollowupCase[];
  readonly evidence: readonly DossierEvidence[];
  /** Redacted copies of pictures among the evidence, in its order. */
  readonly copies: readonly DossierEvidence[];
  readonly followupFiles: readonly DossierFile[];
  readonly events: readonly DossierEvent[];
  readonly visit: unknown;
}

/** Problems of one inspection that a result stands behind; removed ones are left out. */
export async function dossierFindings(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly inspectionId: string },
): Promise<readonly FollowupCase[]> {
  return (await casesOf(tx, key)).filter((each) => !each.is_removed);
}

export async function dossierContent(tx: Tx, found: InspectionCase): Promise<DossierContent> {
  const { inspection, teams } = found;
  const key = { jurisdictionId: inspection.jurisdiction_id, inspectionId: inspection.id };
  const object = inspectedObject.parse(inspection.object);
  const papers = await fullPapers(tx, key);
  const followups = await dossierFindings(tx, key);
  const results = await resultOf(tx, key);
  const visit = await visitState(tx, key);
  const evidence = visit.evidence.map((each, index) => ({
    name: `${String(index + 1).padStart(3, '0')}-${each.note === '' ? each.kind : each.note}`,
    sha256: each.sha256,
    bytes: each.bytes,
    at: each.trueCapturedAt,
    by: each.by,
  }));
  const files = [];
  for (const each of followups) files.push(...(await filesOf(tx, each)));
  const { jurisdictionId } = key;
  const events = await dossierEvents(tx, {
    jurisdictionIds: [
      ...new Set([jurisdictionId, ...teams.map((each) => each.agency_jurisdiction_id ?? jurisdictionId)]),
    ],
    subjects: await subjectsOf(tx, found, { papers, followups }),
  });
  return {
    objectName: object.name,
    uscc: object.uscc,
    papers,
    scans: await scansOf(tx, papers),
    results: await resultLines(tx, found, results),
    concealment: results.some((each) => each.concealment !== ''),
    followups,
    evidence,
    copies: copiesIn(await copiesOfVisit(tx, key), { pieces: visit.evidence, evidence }),
    followupFiles: files.map((each) => ({
      name: each.file_name,
      sha256: each.sha256,
      bytes: Number(each.size),
    })),
    events: events.map((each) => ({
      seq: String(each.seq),
      at: each.at,
      what: eventWord(each.type),
      by: each.personName ?? '',
      hash: Buffer.from(each.hash).toString('hex'),
      entry: each.entry,
    })),
    visit: { writes: visit.writes, evidence: visit.evidence, signatures: visit.signatures },
  };
}

/** Redacted copies under the name of their original, as evidence is ordered. */
function copiesIn(
  copies: Awaited<ReturnType<typeof copiesOfVisit>>,
  of: { readonly pieces: readonly { readonly id: string }[]; readonly evidence: readonly DossierEvidence[] },
): readonly DossierEvidence[] {
  return of.pieces.flatMap(({ id }, index) =>
    copies
      .filter((copy) => copy.evidence_id === id)
      .map((copy, no) => ({
        name: copyName(of.evidence[index]?.name ?? '', no + 1),
        sha256: copy.sha256,
        bytes: Number(copy.size),
        at: copy.made_at,
        by: copy.made_name,
      })),
  );
}

/** Whatever events of this inspection are about. */
async function subjectsOf(
  tx: Tx,
  { inspection, task }: InspectionCase,
  of: { readonly papers: readonly StoredPaper[]; readonly followups: readonly FollowupCase[] },
) {
  const approvals = await approvalsOf(tx, {
    jurisdictionId: inspection.jurisdiction_id,
    inspectionId: inspection.id,
  });
  const paperIds = of.papers.map((each) => each.id);
  return [
    { kind: 'inspection', ids: [inspection.id] },
    { kind: 'inspectionTask', ids: [task.id] },
    { kind: 'approval', ids: approvals.map((each) => each.id) },
    { kind: 'paper', ids: paperIds },
    { kind: 'rectificationOrder', ids: paperIds },
    { kind: 'finding', ids: of.followups.map((each) => each.finding_id) },
  ];
}

async function fullPapers(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly inspectionId: string },
): Promise<readonly StoredPaper[]> {
  const full: StoredPaper[] = [];
  for (const row of await papersOf(tx, key)) {
    const paper = await paperOf(tx, row.id);
    if (paper !== undefined) full.push(paper);
  }
  return full;
}

async function scansOf(tx: Tx, papers: readonly StoredPaper[]): Promise<readonly DossierFile[]> {
  const scans: DossierFile[] = [];
  for (const paper of papers) {
    if (paper.scan_file_id === null) continue;
    const file = await fileById(tx, paper.jurisdiction_id, paper.scan_file_id);
    if (file !== undefined)
      scans.push({ name: `${paper.number} ${file.fileName}`.trim(), sha256: file.sha256, bytes: file.size });
  }
  return scans;
}

async function resultLines(
  tx: Tx,
  found: InspectionCase,
  results: Awaited<ReturnType<typeof resultOf>>,
): Promise<readonly DossierResult[]> {
  const lines: DossierResult[] = [];
  for (const result of results) {
    const team = found.teams.find((each) => each.agency_id === result.agency_id);
    const jurisdictionId = team?.agency_jurisdiction_id ?? found.inspection.jurisdiction_id;
    const keys = result.items.map((each) => each.itemKey);
    const items = await itemsForPaper(tx, { jurisdictionId, agencyId: result.agency_id }, keys);
    const names = new Map(items.map((each) => [each.itemKey, each.fields.name]));
    for (const item of result.items)
      lines.push({
        agency: team?.agency_name ?? '',
        item: names.get(item.itemKey) ?? '',
        wording: item.wording,
        note: item.note,
        overall: result.overall_wording,
      });
  }
  return lines;
}

/** Words of the stages up to this one; what none of them names stands as its type. */
const words: Readonly<Record<string, string>> = {
  ...taskEventText.zh,
  ...preparationEventText.zh,
  ...paperEventText.zh,
  ...visitEventText.zh,
  ...resultEventText.zh,
  ...redactionEventText.zh,
  ...followupEventText.zh,
};
const eventWord = (type: string): string => words[type] ?? type;

export const followupWords = (each: FollowupCase): { readonly handling: string; readonly state: string } => ({
  handling: followupPageText.zh[`kind.${each.kind as FindingAction}`],
  state: (followupPageText.zh as Readonly<Record<string, string>>)[`state.${each.state}`] ?? each.state,
});
