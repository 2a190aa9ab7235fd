/** What is missing, said once per kind, with the step at which it is mended. Pure. */
import type { Missing } from '@mingcha/core/inspections/visits/completeness.ts';
import type { StepKey } from './steps.ts';

export interface MissingGroup {
  readonly code: string;
  readonly count: number;
  readonly step: StepKey | 'outcome';
}

const stepOfCode: Readonly<Record<string, MissingGroup['step']>> = {
  'visit.missing_enter': 'identify',
  'visit.missing_certificates': 'identify',
  'visit.missing_rights': 'opening',
  'visit.missing_line': 'sheet',
  'visit.missing_finding': 'sheet',
  'visit.missing_outcome_facts': 'outcome',
  'visit.missing_outcome_photo': 'outcome',
  'visit.missing_refusal_witness': 'outcome',
  'visit.missing_signed_again': 'sign',
  'visit.missing_inspectors': 'sign',
  'visit.missing_representative': 'sign',
};

/** Two values of one field are mended where the field stands. */
const stepOfPath: Readonly<Record<string, StepKey>> = {
  arrival: 'arrive',
  place: 'arrive',
  identify: 'identify',
  opening: 'opening',
  representative: 'opening',
  lines: 'sheet',
  notes: 'sheet',
  feedback: 'feedback',
};

export function groupedMissing(missing: readonly Missing[]): readonly MissingGroup[] {
  const groups = new Map<string, MissingGroup>();
  for (const { code, path } of missing) {
    const step = stepOfCode[code] ?? stepOfPath[path?.split('/')[0] ?? ''] ?? 'findings';
    const key = `${code} ${step}`;
    groups.set(key, { code, step, count: (groups.get(key)?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}
