/** Fields written at a visit: each is checked by its path, belongs to the own agency where paths do, and is only added. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { checkedField, type FieldWrite } from '@mingcha/core/inspections/visits/visit-fields.ts';
import type { Json } from '../../platform/ledger/entry.ts';
import { insertWrites, lastValue, type NewWrite } from './record.queries.ts';
import type { RecordOf, Taking } from './take-record.ts';
import { isPublishedItem, sheetOwners } from './visit-sheets.queries.ts';

/**
 * Errors: `visit.field_unknown`, `visit.field_invalid`, `visit.other_agency.forbidden`, `visit.sheet_unknown`,
 * `visit.finding_unknown`, `visit.item_not_published`.
 */
export async function takeWrites(
  taking: Taking,
  record: RecordOf<'writes'>,
): Promise<Result<Readonly<Record<string, Json>>>> {
  const { inspection } = taking.found;
  const visit = { jurisdictionId: inspection.jurisdiction_id, inspectionId: inspection.id };
  const rows: NewWrite[] = [];
  const sheets: SheetsSeen = new Map();
  for (const write of record.writes) {
    const checked = checkedField(write.path, write.value);
    if ('code' in checked) return fail(checked.code, { path: write.path });
    const refused = await refusalOf(taking, { write, value: checked.value, among: record.writes, sheets });
    if (refused !== null) return refused;
    rows.push({
      jurisdiction_id: visit.jurisdictionId,
      inspection_id: visit.inspectionId,
      id: write.id,
      record_id: record.id,
      agency_id: record.agencyId,
      path: write.path,
      value: JSON.stringify(checked.value),
      base: write.base,
      account_id: taking.author.accountId,
      by_name: taking.author.name,
      device_id: taking.deviceId,
      at: taking.trueTime(record.at),
    });
  }
  const isTwice = new Set(rows.map((row) => row.id)).size < rows.length;
  if (isTwice) return fail('visit.record_invalid');
  const added = await insertWrites(taking.tx, visit, rows);
  return ok({ fieldsWritten: added });
}

/** Whose each sheet is, asked once for all answers of a record: the inspection is locked, so nobody changes it meanwhile. */
type SheetsSeen = Map<string, Awaited<ReturnType<typeof sheetOwners>>>;

interface Checked {
  readonly write: FieldWrite;
  readonly value: unknown;
  readonly among: readonly FieldWrite[];
  readonly sheets: SheetsSeen;
}

/** Paths whose value names its agency. */
const named = /^(?:findings\/[^/]+|guidance\/[^/]+|addedItems\/[^/]+|concealment\/[^/]+)$/;

async function refusalOf(taking: Taking, checked: Checked): Promise<ReturnType<typeof fail> | null> {
  const { path } = checked.write;
  const own = taking.team.agency_id;
  if (named.test(path) && agencyOf(checked.value) !== own) return other(path);
  if (path.startsWith('addedItems/')) return addedItemRefusal(taking, path);
  if (named.test(path)) return null;
  if (path.startsWith('findings/')) return findingRefusal(taking, checked);
  if (/^(?:lines|notes|sections)\//.test(path)) return sheetRefusal(taking, checked);
  return null;
}

/** Only what is on the agency's published list may be added to a visit (R168). */
async function addedItemRefusal({ tx, team }: Taking, path: string) {
  const [, itemKey = ''] = path.split('/');
  const jurisdictionId = team.agency_jurisdiction_id ?? team.jurisdiction_id;
  const isKnown = await isPublishedItem(tx, { jurisdictionId, agencyId: team.agency_id, itemKey });
  return isKnown ? null : fail('visit.item_not_published', { path });
}

function other(path: string) {
  return fail('visit.other_agency.forbidden', { path });
}

function agencyOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'agencyId' in value ? String(value.agencyId) : null;
}

/** Parts of a finding follow its head, which stands already or comes in the same record. */
async function findingRefusal(taking: Taking, { write, among }: Checked) {
  const head = write.path.split('/').slice(0, 2).join('/');
  const sent = among.find((each) => each.path === head);
  const value = sent === undefined ? await lastOf(taking, head) : sent.value;
  const agency = agencyOf(value);
  if (agency === null) return fail('visit.finding_unknown', { path: write.path });
  return agency === taking.team.agency_id ? null : other(write.path);
}

function lastOf(taking: Taking, path: string): Promise<unknown> {
  const { inspection } = taking.found;
  return lastValue(
    taking.tx,
    { jurisdictionId: inspection.jurisdiction_id, inspectionId: inspection.id },
    path,
  );
}

/** A version that the visit does not know may be an older draft's; one that only another agency fills in is refused. */
async function sheetRefusal(taking: Taking, { write: { path }, sheets }: Checked) {
  const versionId = path.split('/')[1] ?? '';
  const owners = sheets.get(versionId) ?? (await sheetOwners(taking.tx, taking.found.inspection, versionId));
  sheets.set(versionId, owners);
  if (owners.agencies.includes(taking.team.agency_id)) return null;
  if (owners.agencies.length > 0) return other(path);
  return owners.exists ? null : fail('visit.sheet_unknown', { path });
}
