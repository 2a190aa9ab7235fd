/** Fields and signatures of a visit that was made on paper, as the records of a visit hold them. No SQL. */
import type { PaperVisit } from '@mingcha/core/inspections/results/paper-visit-api.ts';
import { lineId } from '@mingcha/core/inspections/visits/sheet-progress.ts';
import type { FieldWrite } from '@mingcha/core/inspections/visits/visit-fields.ts';
import type { Signature } from '@mingcha/core/inspections/visits/visit-record.ts';
import type { StoredMember } from '../../tasks/inspection.queries.ts';

interface WriteFrame {
  readonly agencyId: string;
  /** The write that held for a path before, so that the paper replaces what a phone had begun. */
  readonly baseOf: (path: string) => string | null;
  readonly nextId: () => string;
}

export function paperWrites(visit: PaperVisit, frame: WriteFrame): readonly FieldWrite[] {
  const values: readonly (readonly [string, unknown])[] = [
    ...stepValues(visit),
    ...visit.lines
      .filter((line) => line.answer !== null || line.value !== null)
      .map(
        (line) =>
          [
            `lines/${lineId(line.sheetVersionId, line.lineKey)}`,
            { answer: line.answer, value: line.value, by: 'hand' },
          ] as const,
      ),
    ...visit.findings.flatMap((finding) => findingValues(finding, frame.agencyId)),
    ...(visit.guidance === ''
      ? []
      : [
          [
            `guidance/${frame.nextId()}`,
            { agencyId: frame.agencyId, text: visit.guidance, lineKey: null },
          ] as const,
        ]),
  ];
  return values.map(([path, value]) => ({ id: frame.nextId(), path, value, base: frame.baseOf(path) }));
}

function stepValues(visit: PaperVisit): readonly (readonly [string, unknown])[] {
  const { outcome } = visit;
  const isHeld = outcome.outcome === 'normal';
  const held: readonly (readonly [string, unknown])[] = [
    ['identify', { at: visit.enteredAt, certificatesShown: visit.certificatesShown, code: 'paper' }],
    ['opening', { at: visit.enteredAt, rightsTold: visit.rightsTold, recusal: visit.recusal, note: '' }],
    ['representative', visit.representative],
    [
      'feedback',
      {
        at: visit.endedAt,
        text: '',
        opinion: visit.feedback.opinion,
        statement: visit.feedback.statement,
      },
    ],
  ];
  return [
    ['place', visit.place],
    ['started', visit.enteredAt],
    ['ended', visit.endedAt],
    ['situation', visit.situation],
    ...(isHeld ? held : [['outcome', outcome] as const]),
  ];
}

function findingValues(
  finding: PaperVisit['findings'][number],
  agencyId: string,
): readonly (readonly [string, unknown])[] {
  const at = `findings/${finding.id}`;
  const { itemKey, sheetVersionId, lineKey } = finding;
  return [
    [at, { agencyId, itemKey, sheetVersionId, lineKey }],
    [`${at}/text`, finding.text],
    [`${at}/clauses`, finding.clauses],
    [`${at}/action`, finding.action],
    [`${at}/dueOn`, finding.dueOn],
    [`${at}/measures`, finding.measures],
  ];
}

/** Hand signatures under the on-site record; the scan is their picture, and its digest is what was signed. */
export function paperSignatures(
  visit: PaperVisit,
  of: {
    readonly members: readonly StoredMember[];
    readonly scan: { readonly id: string; readonly sha256: string };
    readonly objectName: string;
    readonly nextId: () => string;
  },
): readonly Signature[] {
  const common = {
    document: 'siteRecord',
    mode: 'paper',
    evidenceId: of.scan.id,
    signs: of.scan.sha256,
  } as const;
  const inspectors = of.members
    .filter((each) => visit.signedBy.includes(each.id))
    .map(
      (each): Signature => ({
        ...common,
        id: of.nextId(),
        role: 'inspector',
        name: each.name,
        memberId: each.id,
        seal: null,
        refused: null,
      }),
    );
  const { party } = visit;
  const name = [party.name, visit.representative.name, of.objectName.slice(0, 60)].find(
    (each) => each !== '',
  );
  const isThere = visit.outcome.outcome === 'normal' || party.refused !== null;
  if (!isThere || name === undefined) return inspectors;
  return [
    ...inspectors,
    {
      ...common,
      id: of.nextId(),
      role: 'representative',
      name,
      memberId: null,
      seal: party.seal,
      refused: party.refused,
    },
  ];
}
