/**
 * The justice bureau's personnel file against the directory (R040, R042, 应纳尽纳): what differs, person by person.
 * Pure. A difference carries a mark of its content, so that the same finding of a later file meets the decision that
 * was taken, and a changed one is asked again.
 */
import { z } from 'zod';
import { instant, line, plainDate, uuid } from '../../common/schemas.ts';
import { tableInfo } from '../import-api.ts';

export const differenceKinds = ['notInDirectory', 'notInFile', 'name', 'validTo', 'status'] as const;
export type DifferenceKind = (typeof differenceKinds)[number];
export const differenceStates = ['open', 'adopted', 'dismissed', 'gone'] as const;

/** What one side says about a person. */
export const personFacts = z.object({
  name: z.string(),
  validTo: plainDate.nullable(),
  status: z.string(),
  post: z.string().optional(),
});
export type PersonFacts = z.output<typeof personFacts>;

export interface FileHolder extends PersonFacts {
  readonly certificateNumber: string;
}
export interface DirectoryHolder extends PersonFacts {
  readonly id: string;
  readonly certificateNumber: string;
}
export interface Difference {
  readonly kind: DifferenceKind;
  readonly certificateNumber: string;
  readonly mark: string;
  readonly inspectorId: string | null;
  readonly inFile: PersonFacts | null;
  readonly inDirectory: PersonFacts | null;
}

const left: ReadonlySet<string> = new Set(['transferred', 'retired', 'inactive']);

/** Compares one agency's holders of the file with its directory, both keyed by certificate number. */
export function compareHolders(
  file: readonly FileHolder[],
  directory: readonly DirectoryHolder[],
): readonly Difference[] {
  const known = new Map(directory.map((person) => [person.certificateNumber, person]));
  const named = new Set(file.map((holder) => holder.certificateNumber));
  const missing = directory
    .filter((person) => !named.has(person.certificateNumber) && !left.has(person.status))
    .map((person) => difference('notInFile', null, person));
  return [
    ...file.flatMap((holder) => holderDifferences(holder, known.get(holder.certificateNumber))),
    ...missing,
  ];
}

function holderDifferences(holder: FileHolder, person: DirectoryHolder | undefined): readonly Difference[] {
  const hasLeft = left.has(holder.status);
  if (person === undefined) return hasLeft ? [] : [difference('notInDirectory', holder, undefined)];
  const found: Difference[] = [];
  if (holder.name !== person.name) found.push(difference('name', holder, person));
  if (holder.validTo !== null && holder.validTo !== person.validTo)
    found.push(difference('validTo', holder, person));
  if (hasLeft && !left.has(person.status)) found.push(difference('status', holder, person));
  return found;
}

function difference(
  kind: DifferenceKind,
  holder: FileHolder | null,
  person: DirectoryHolder | undefined,
): Difference {
  return {
    kind,
    certificateNumber: holder?.certificateNumber ?? person?.certificateNumber ?? '',
    mark: markOf(kind, holder, person),
    inspectorId: person?.id ?? null,
    inFile: holder === null ? null : factsOf(holder),
    inDirectory: person === undefined ? null : factsOf(person),
  };
}

/** What makes two findings the same one. */
function markOf(kind: DifferenceKind, holder: PersonFacts | null, person: PersonFacts | undefined): string {
  const marks: Readonly<Record<DifferenceKind, readonly (string | null | undefined)[]>> = {
    notInDirectory: [holder?.name, holder?.validTo],
    notInFile: [person?.name, person?.validTo],
    name: [holder?.name, person?.name],
    validTo: [holder?.validTo, person?.validTo],
    status: [holder?.status],
  };
  return JSON.stringify(marks[kind].map((part) => part ?? ''));
}

function factsOf(side: PersonFacts): PersonFacts {
  const { name, validTo, status, post } = side;
  return { name, validTo, status, ...(post === undefined || post === '' ? {} : { post }) };
}

export const feedSummary = z.object({
  id: uuid,
  fileName: z.string(),
  state: z.enum(['uploaded', 'compared']),
  asOf: plainDate.nullable(),
  rowsRead: z.number().int(),
  /** Rows whose unit is none of this jurisdiction's agencies. */
  rowsUnplaced: z.number().int(),
  uploadedBy: z.string(),
  uploadedAt: instant,
});
export type FeedSummary = z.output<typeof feedSummary>;
export const feedDetail = feedSummary.extend({ table: tableInfo });
export type FeedDetail = z.output<typeof feedDetail>;

export const differenceRow = z.object({
  id: uuid,
  agencyId: uuid,
  agencyName: z.string(),
  kind: z.enum(differenceKinds),
  certificateNumber: z.string(),
  inspectorId: uuid.nullable(),
  inFile: personFacts.nullable(),
  inDirectory: personFacts.nullable(),
  state: z.enum(differenceStates),
  decidedOn: plainDate.nullable(),
  decidedName: z.string(),
  reason: z.string(),
});
export type DifferenceRow = z.output<typeof differenceRow>;

export const coverageRow = z.object({
  agencyId: uuid,
  agencyName: z.string(),
  /** Certificate holders of the newest file; null when no file named this agency yet. */
  holders: z.number().int(),
  inDirectory: z.number().int(),
  missing: z.number().int(),
  directory: z.number().int(),
  withoutLiveCertificate: z.number().int(),
  expiring: z.number().int(),
  left: z.number().int(),
  openDifferences: z.number().int(),
});
export type CoverageRow = z.output<typeof coverageRow>;

/** One row of the cross-agency view (R049): no name, no number, no day of the certificate's end, only its month. */
export const capacityRow = z.object({
  /** Counted within the agency in the order of specialities; another reading may number otherwise. */
  ordinal: z.number().int(),
  specialities: z.array(z.string()),
  areas: z.array(z.string()),
  canLead: z.boolean(),
  certificateMonth: z.string(),
});
export const capacityAgency = z.object({
  agencyId: uuid,
  agencyName: z.string(),
  drawable: z.number().int(),
  leaders: z.number().int(),
  rows: z.array(capacityRow),
});
export type CapacityAgency = z.output<typeof capacityAgency>;

export const differenceDecision = z.object({
  ids: z.array(uuid).min(1).max(200),
  decision: z.enum(['adopt', 'dismiss']),
  reason: line(200),
});
