/**
 * What a visit still lacks before its team may end it: the same list on the phone, in the paper entry and on the server,
 * which refuses a finish as long as it is not empty (`visit.incomplete`). Pure.
 */
import type { Outcome } from '../../tasks/inspection.ts';
import { isAnswered, isAsked, lineId } from './sheet-progress.ts';
import type { VisitContent, VisitFinding } from './visit-content.ts';
import type { PackedVisit } from './visit-pack.ts';
import type { Evidence, Signature } from './visit-record.ts';

/** One point that is missing: `code` is a key of the refusals' words, `path` the field it concerns where there is one. */
export interface Missing {
  readonly code: string;
  readonly path: string | null;
}

export interface CompletenessFacts {
  readonly content: VisitContent;
  /** The team that wants to end its visit. */
  readonly agencyId: string;
  readonly entered: boolean;
  /** Documents, data, monitoring: nobody enters and nobody signs at the door. */
  readonly offSite: boolean;
  readonly sheets: readonly PackedVisit['sheets'][number][];
  readonly evidence: readonly Pick<Evidence, 'id' | 'kind' | 'findingId' | 'line'>[];
  readonly signatures: readonly Pick<Signature, 'document' | 'role' | 'memberId' | 'refused' | 'signs'>[];
  /** Digests of on-site records that a later one of this team replaced: what was signed there is not what holds. */
  readonly superseded: ReadonlySet<string>;
  /** Of all teams, standing. */
  readonly members: readonly { readonly id: string; readonly agencyId: string; readonly role: string }[];
}

/** Outcomes shown by a photo of what was found at the address. */
const photographed: readonly string[] = [
  'cannotContact',
  'closedDown',
  'moved',
  'noActivity',
] satisfies readonly Outcome[];

/** Everything that is missing, in the order of the visit's steps; empty when the visit may end. */
export function missingAtVisit(facts: CompletenessFacts): readonly Missing[] {
  const { content, offSite } = facts;
  const outcome = content.outcome?.outcome ?? 'normal';
  const isHeld = outcome === 'normal';
  return [
    ...(!offSite && !facts.entered ? [point('visit.missing_enter')] : []),
    ...(isHeld && !offSite ? stepsMissing(content) : []),
    ...(isHeld ? linesMissing(facts) : outcomeMissing(facts, outcome)),
    ...ownFindings(facts).flatMap((finding) => findingMissing(facts, finding)),
    ...doubledMissing(facts),
    ...(offSite ? [] : signaturesMissing(facts, isHeld)),
  ];
}

function point(code: string, path: string | null = null): Missing {
  return { code, path };
}

function stepsMissing(content: VisitContent): readonly Missing[] {
  return [
    ...(content.identify?.certificatesShown === true
      ? []
      : [point('visit.missing_certificates', 'identify')]),
    ...(content.opening?.rightsTold === true ? [] : [point('visit.missing_rights', 'opening')]),
  ];
}

const ownFindings = ({ content, agencyId }: CompletenessFacts): readonly VisitFinding[] =>
  content.findings.filter((finding) => finding.agencyId === agencyId);

/** Lines of the own sheets that are asked and not answered, and lines that do not conform without a finding. */
function linesMissing(facts: CompletenessFacts): readonly Missing[] {
  const { lines } = facts.content;
  const found = new Set(
    ownFindings(facts).map((finding) => lineId(finding.sheetVersionId ?? '', finding.lineKey ?? '')),
  );
  return ownSheets(facts).flatMap((sheet) =>
    sheet.sections
      .flatMap((section) => section.lines)
      .filter((line) => isAsked(sheet.versionId, line, lines))
      .flatMap((line) => {
        const id = lineId(sheet.versionId, line.key);
        const answer = lines.get(id);
        if (!isAnswered(line, answer)) return [point('visit.missing_line', `lines/${id}`)];
        const isOpen = answer?.answer === 'nonConform' && !found.has(id);
        return isOpen ? [point('visit.missing_finding', `lines/${id}`)] : [];
      }),
  );
}

function ownSheets({ sheets, agencyId }: CompletenessFacts) {
  return sheets.filter((sheet) => sheet.agencyId === agencyId);
}

/** Files that were taken back do not count. */
function standingFiles({ evidence, content }: CompletenessFacts) {
  return evidence.filter((each) => content.evidence.get(each.id)?.removed !== true);
}

function outcomeMissing(facts: CompletenessFacts, outcome: string): readonly Missing[] {
  const told = facts.content.outcome;
  const needsPhoto =
    photographed.includes(outcome) &&
    !standingFiles(facts).some((each) => ['photo', 'video', 'scan'].includes(each.kind));
  return [
    ...((told?.facts ?? '') === '' ? [point('visit.missing_outcome_facts', 'outcome')] : []),
    ...(needsPhoto ? [point('visit.missing_outcome_photo', 'outcome')] : []),
    ...(outcome === 'refused' && (told?.witness ?? '') === ''
      ? [point('visit.missing_refusal_witness', 'outcome')]
      : []),
  ];
}

function findingMissing(facts: CompletenessFacts, finding: VisitFinding): readonly Missing[] {
  const path = `findings/${finding.id}`;
  const line =
    finding.lineKey === null
      ? undefined
      : facts.sheets
          .find((sheet) => sheet.versionId === finding.sheetVersionId)
          ?.sections.flatMap((section) => section.lines)
          .find((each) => each.key === finding.lineKey);
  const lineOf = lineId(finding.sheetVersionId ?? '', finding.lineKey ?? '');
  // A visit made on paper has its scan instead of pictures.
  const hasPicture = standingFiles(facts).some(
    (each) =>
      each.kind === 'scan' ||
      each.findingId === finding.id ||
      (finding.lineKey !== null && each.line === lineOf),
  );
  return [
    ...(finding.text === '' ? [point('visit.missing_finding_text', path)] : []),
    ...(finding.clauses.length === 0 ? [point('visit.missing_finding_clause', path)] : []),
    ...(finding.action === null ? [point('visit.missing_finding_action', path)] : []),
    ...(finding.action === 'rectify' && finding.dueOn === null
      ? [point('visit.missing_finding_due', path)]
      : []),
    ...(line !== undefined && line.evidence !== '' && !hasPicture
      ? [point('visit.missing_finding_photo', path)]
      : []),
  ];
}

/** Fields that two people wrote without seeing each other, unless they are another agency's. */
function doubledMissing(facts: CompletenessFacts): readonly Missing[] {
  const versions = new Set(ownSheets(facts).map((sheet) => sheet.versionId));
  const findings = new Set(ownFindings(facts).map((finding) => finding.id));
  return facts.content.doubled
    .filter((path) => {
      const [head = '', id = ''] = path.split('/');
      if (['lines', 'notes', 'sections'].includes(head)) return versions.has(id);
      return head !== 'findings' || findings.has(id);
    })
    .map((path) => point('visit.missing_doubled', path));
}

/** Two inspectors at least, one of them of this team, and the enterprise's hand or its refusal, under the on-site record. */
function signaturesMissing(facts: CompletenessFacts, isHeld: boolean): readonly Missing[] {
  const all = facts.signatures.filter((each) => each.document === 'siteRecord');
  const under = all.filter((each) => !facts.superseded.has(each.signs));
  const enforcing = new Map(
    facts.members
      .filter((each) => each.role === 'lead' || each.role === 'member')
      .map((each) => [each.id, each.agencyId]),
  );
  const signed = new Set(
    under
      .filter((each) => each.role === 'inspector' && each.refused === null)
      .flatMap((each) => (each.memberId !== null && enforcing.has(each.memberId) ? [each.memberId] : [])),
  );
  const hasOwn = [...signed].some((id) => enforcing.get(id) === facts.agencyId);
  return [
    ...(all.length > 0 && under.length === 0 ? [point('visit.missing_signed_again')] : []),
    ...(signed.size >= 2 && hasOwn ? [] : [point('visit.missing_inspectors')]),
    ...(isHeld && !under.some((each) => each.role === 'representative')
      ? [point('visit.missing_representative')]
      : []),
  ];
}
