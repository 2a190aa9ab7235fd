/** What is kept of an inspector beside the record that a draw reads: certificates, changes of post, training. */
import { z } from 'zod';
import { instant, line, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { postChangeKinds } from './standing.ts';

/** How a person is employed (在编, 事业编, 聘用, 借调); empty: not recorded. */
export const establishments = ['', 'established', 'institution', 'contract', 'seconded'] as const;
export type Establishment = (typeof establishments)[number];
export const certificateKinds = ['enforcement', 'department'] as const;
export const certificateStatuses = ['valid', 'suspended', 'revoked'] as const;

export const certificateFields = z.object({
  kind: z.enum(certificateKinds),
  number: requiredLine(40),
  issuer: line(100),
  scope: line(200),
  validFrom: plainDate.nullable(),
  validTo: plainDate.nullable(),
  status: z.enum(certificateStatuses),
});
export type CertificateFields = z.output<typeof certificateFields>;
export const certificateRow = certificateFields.extend({
  /** Null for the main certificate as long as only the record itself holds it. */
  id: uuid.nullable(),
  main: z.boolean(),
});
export type CertificateRow = z.output<typeof certificateRow>;

export const postChangeFields = z.object({
  kind: z.enum(postChangeKinds),
  fromDay: plainDate,
  toDay: plainDate.nullable(),
  reason: requiredLine(200),
});
export type PostChangeFields = z.output<typeof postChangeFields>;
export const postChangeRow = postChangeFields.extend({
  id: uuid,
  recordedBy: z.string(),
  recordedAt: instant,
  cancelledOn: plainDate.nullable(),
  cancelledReason: z.string(),
  /** Not begun, in force, over, or cancelled. */
  state: z.enum(['coming', 'inForce', 'over', 'cancelled']),
});
export type PostChangeRow = z.output<typeof postChangeRow>;

export const trainingResults = ['attended', 'passed', 'failed'] as const;
export const trainingFields = z.object({
  course: requiredLine(200),
  organiser: line(100),
  fromDay: plainDate,
  toDay: plainDate,
  /** Tenths of an hour: 15 is an hour and a half. */
  hoursTenths: z.number().int().min(1).max(10_000),
  result: z.enum(trainingResults),
  note: line(200),
  /** The check sheet that the course taught, for the gate "trained on this version". */
  sheetId: uuid.nullable().default(null),
  sheetVersion: z.number().int().min(1).nullable().default(null),
});
export type TrainingFields = z.output<typeof trainingFields>;
export const trainingRow = trainingFields.extend({
  id: uuid,
  inspectorId: uuid,
  inspectorName: z.string(),
  certificateNumber: z.string(),
  sectionName: z.string().nullable(),
});
export type TrainingRow = z.output<typeof trainingRow>;

export const careerView = z.object({
  certificates: z.array(certificateRow),
  changes: z.array(postChangeRow),
  training: z.array(trainingRow),
  /** Last four digits, or empty when no number is kept. */
  phoneTail: z.string(),
});
export type CareerView = z.output<typeof careerView>;

/** State of a change of post as seen on `today`. */
export function postChangeState(
  change: {
    readonly kind: string;
    readonly fromDay: string;
    readonly toDay: string | null;
    readonly cancelledOn: string | null;
  },
  today: string,
): PostChangeRow['state'] {
  if (change.cancelledOn !== null) return 'cancelled';
  if (change.fromDay > today) return 'coming';
  const ends = change.kind === 'leave' || change.kind === 'suspension';
  return ends && change.toDay !== null && change.toDay < today ? 'over' : 'inForce';
}
