/** What is typed from a paper visit before it is sent. Times are those of the business zone. */
import type { PaperVisit } from '@mingcha/core/inspections/results/paper-visit-api.ts';
import type { LineAnswer } from '@mingcha/core/inspections/visits/visit-fields.ts';
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import type { TypedFinding } from './result-values.ts';

export type PaperOutcome = PaperVisit['outcome']['outcome'];
export const paperOutcomes = [
  'normal',
  'cannotContact',
  'closedDown',
  'moved',
  'deregistered',
  'refused',
  'noActivity',
] as const satisfies readonly PaperOutcome[];

export interface TypedLine {
  readonly answer: LineAnswer['answer'] | '';
  readonly value: string;
}

export interface TypedPaper {
  readonly memberId: string;
  readonly enteredAt: string;
  readonly endedAt: string;
  readonly emergency: string;
  readonly place: string;
  readonly repName: string;
  readonly repPost: string;
  readonly repPhone: string;
  readonly certificatesShown: boolean;
  readonly rightsTold: boolean;
  readonly recusal: 'notAsked' | 'asked';
  /** By `sheetVersionId/lineKey`. */
  readonly lines: Readonly<Record<string, TypedLine>>;
  readonly findings: readonly TypedFinding[];
  readonly situation: string;
  readonly guidance: string;
  readonly outcome: PaperOutcome;
  readonly facts: string;
  readonly witness: string;
  readonly witnessContact: string;
  readonly opinion: 'agrees' | 'objects' | 'none';
  readonly statement: string;
  readonly signedBy: readonly string[];
  readonly party: 'signed' | 'refused';
  readonly partyName: string;
  readonly reason: string;
  readonly seal: 'stamped' | 'noSealOnSite' | 'refused';
  readonly numbers: readonly string[];
}

export function firstPaper(visit: PackedVisit): TypedPaper {
  return {
    memberId: visit.memberId,
    enteredAt: '',
    endedAt: '',
    emergency: '',
    place: visit.object.address,
    repName: '',
    repPost: '',
    repPhone: '',
    certificatesShown: false,
    rightsTold: false,
    recusal: 'notAsked',
    lines: {},
    findings: [],
    situation: '',
    guidance: '',
    outcome: 'normal',
    facts: '',
    witness: '',
    witnessContact: '',
    opinion: 'none',
    statement: '',
    signedBy: [],
    party: 'signed',
    partyName: '',
    reason: '',
    seal: 'noSealOnSite',
    numbers: [],
  };
}

export type NeedKey = 'needScan' | 'needTimes' | 'needSigned' | 'needReason';

/** What the form sees to be missing; the server says the rest by its list. */
export function paperNeeds(
  typed: TypedPaper,
  scans: number,
): readonly { readonly field: string; readonly key: NeedKey }[] {
  return [
    ...(scans === 0 ? [{ field: 'scan', key: 'needScan' } as const] : []),
    ...(typed.enteredAt === '' || typed.endedAt === ''
      ? [{ field: 'enteredAt', key: 'needTimes' } as const]
      : []),
    ...(typed.signedBy.length < 2 ? [{ field: 'signedBy', key: 'needSigned' } as const] : []),
    ...(typed.party === 'refused' && typed.reason.trim() === ''
      ? [{ field: 'reason', key: 'needReason' } as const]
      : []),
  ];
}

/** `2026-11-22T09:30` of the business zone (UTC+8, no summer time) as an instant. */
function instantOf(local: string): string {
  return new Date(`${local}:00+08:00`).toISOString();
}

export function sentPaper(
  typed: TypedPaper,
  of: { readonly visit: PackedVisit; readonly scanIds: readonly string[] },
): PaperVisit {
  const refused =
    typed.party === 'refused'
      ? { reason: typed.reason, witness: typed.witness, witnessContact: typed.witnessContact }
      : null;
  return {
    memberId: typed.memberId,
    scanIds: [...of.scanIds],
    enteredAt: instantOf(typed.enteredAt),
    endedAt: instantOf(typed.endedAt),
    emergency: typed.emergency,
    place: typed.place,
    representative: { name: typed.repName, post: typed.repPost, phone: typed.repPhone },
    certificatesShown: typed.certificatesShown,
    rightsTold: typed.rightsTold,
    recusal: typed.recusal,
    lines: Object.entries(typed.lines).map(([id, line]) => {
      const [sheetVersionId = '', lineKey = ''] = id.split('/');
      return {
        sheetVersionId,
        lineKey,
        answer: line.answer === '' ? null : line.answer,
        value: line.value === '' ? null : line.value,
      };
    }),
    findings: typed.findings.map((each) => ({
      id: each.id,
      itemKey: each.itemKey === '' ? null : each.itemKey,
      sheetVersionId: each.sheetVersionId,
      lineKey: each.lineKey,
      text: each.text,
      clauses: each.clauses.filter((clause) => clause.law.trim() !== '').map((clause) => ({ ...clause })),
      action: each.action === '' ? 'rectify' : each.action,
      dueOn: each.dueOn === '' ? null : each.dueOn,
      measures: each.measures,
    })),
    situation: typed.situation,
    guidance: typed.guidance,
    outcome: {
      outcome: typed.outcome,
      facts: typed.facts,
      witness: typed.witness,
      witnessContact: typed.witnessContact,
    },
    feedback: { opinion: typed.opinion, statement: typed.statement },
    signedBy: [...typed.signedBy],
    party: { name: typed.partyName, seal: typed.seal, refused },
    numbers: of.visit.numbers
      .filter((each) => typed.numbers.includes(`${each.kind} ${each.no}`))
      .map(({ kind, year, no }) => ({ kind, year, no })),
  };
}
