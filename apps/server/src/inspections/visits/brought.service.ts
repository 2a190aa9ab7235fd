/**
 * Files brought in by hand (S-14): what a phone could not send, or what a phone without any network wrote down. The file
 * is read to its end before anything is taken; then each record is taken or refused as if the phone had sent it, and the
 * report says what became of each. A disabled account's drafts come in this way, brought by the section.
 */

import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { uuid } from '@mingcha/core/common/schemas.ts';
import type { BroughtReport } from '@mingcha/core/inspections/visits/brought-api.ts';
import type { SealedHeader } from '@mingcha/core/inspections/visits/sealed-pack.ts';
import type { RecordOutcome } from '@mingcha/core/inspections/visits/visit-record.ts';
import { runAction } from '../../platform/action.ts';
import { decodeCursor, pageOfRows } from '../../platform/db/cursor.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { broughtPage, deviceOwner, insertBrought, visitNames } from './brought.queries.ts';
import { deviceById, type StoredDevice } from './device.queries.ts';
import { type OpenPart, readHeader, readParts } from './sealed-file.ts';
import { takeAll } from './sync.service.ts';
import { putChunk } from './upload.service.ts';

interface Owner {
  readonly device: StoredDevice;
  readonly person: { readonly id: string; readonly person_name: string; readonly agency_id: string };
}

interface Bringing {
  readonly actionId: string;
  readonly upload: Upload | null;
}

/**
 * Errors: `request.not_upload`, `visit.file_invalid`, `visit.file_device_unknown`, `visit.file.forbidden`,
 * `visit.device_revoked`, `visit.file_truncated`, `visit.file_altered`.
 */
export async function bringFile(
  platform: Platform,
  actor: Actor,
  input: Bringing,
): Promise<Result<BroughtReport>> {
  const { upload, actionId } = input;
  if (upload === null) return fail('request.not_upload');
  const header = await readHeader(upload.path);
  if (!header.ok) return header;
  if (header.value.kind === 'tasks') return fail('visit.file_invalid');
  const owner = await ownerOf(platform, actor, header.value.deviceId);
  if (!owner.ok) return owner;
  const secret = platform.secrets.open(owner.value.device.secret);
  const whole = await readParts(upload.path, secret, async () => undefined);
  if (!whole.ok) return whole;
  const taken = await takeParts(platform, actor, { path: upload.path, secret, owner: owner.value });
  const report = reportOf(platform, actor, { header: header.value, owner: owner.value, taken });
  return saveReport(platform, actor, { actionId, upload, owner: owner.value, report });
}

/** The device and its person; who may bring its file in. */
async function ownerOf(platform: Platform, actor: Actor, deviceId: string): Promise<Result<Owner>> {
  return inTransaction(platform.db, async (tx) => {
    const device = await deviceById(tx, deviceId);
    if (device === undefined) return fail('visit.file_device_unknown');
    const person = await deviceOwner(tx, device);
    const isOffice = person.agency_id === actor.agencyId && hasRole(actor, 'sectionOfficer', 'legalOfficer');
    if (isOffice) return ok({ device, person });
    if (person.id !== actor.accountId) return fail('visit.file.forbidden');
    return device.revoked_at === null ? ok({ device, person }) : fail('visit.device_revoked');
  });
}

interface Taken {
  readonly records: BroughtReport['records'];
  readonly files: Map<string, BroughtReport['files'][number]>;
}

async function takeParts(
  platform: Platform,
  actor: Actor,
  of: { readonly path: string; readonly secret: Uint8Array; readonly owner: Owner },
): Promise<Taken> {
  const { device, person } = of.owner;
  const taken: Taken = { records: [], files: new Map() };
  const frame = {
    actor,
    source: 'file' as const,
    author: { accountId: person.id, name: person.person_name, agencyId: person.agency_id },
    deviceId: device.id,
    clockOffsetMs: Number(device.clock_offset_ms),
  };
  await readParts(of.path, of.secret, async ({ head, bytes }: OpenPart) => {
    if (head.type === 'records')
      taken.records.push(
        ...(await named(platform, {
          agencyId: person.agency_id,
          raw: head.records,
          outcomes: await takeAll(platform, head.records, frame),
        })),
      );
    if (head.type !== 'piece') return;
    const { id, offset } = head;
    const put = await putChunk(platform, actor, { id, offset, bytes });
    taken.files.set(id, {
      id,
      state: put.ok ? (put.value.complete ? 'complete' : 'partial') : 'refused',
      code: put.ok ? put.value.restart : put.error.code,
    });
  });
  return taken;
}

/** Outcomes, in the order of the records, with the enterprise that each concerns. */
async function named(
  platform: Platform,
  of: {
    readonly agencyId: string;
    readonly raw: readonly unknown[];
    readonly outcomes: readonly RecordOutcome[];
  },
): Promise<BroughtReport['records']> {
  const visits = of.raw.map(
    (each) => uuid.safeParse(Object(each as object | null)['inspectionId']).data ?? '',
  );
  const names = await inTransaction(platform.db, (tx) =>
    visitNames(tx, {
      agencyId: of.agencyId,
      inspectionIds: [...new Set(visits.filter((id) => id !== ''))],
    }),
  );
  return of.outcomes.map((outcome, index) => ({
    ...outcome,
    objectName: names.get(visits[index] ?? '') ?? '',
  }));
}

function reportOf(
  platform: Platform,
  actor: Actor,
  of: { readonly header: SealedHeader; readonly owner: Owner; readonly taken: Taken },
): BroughtReport {
  const { header, owner, taken } = of;
  return {
    id: platform.ids.next(),
    kind: header.kind === 'results' ? 'results' : 'rescue',
    deviceName: owner.device.name,
    personName: owner.person.person_name,
    madeAt: header.madeAt,
    broughtAt: platform.clock.now(),
    broughtBy: actor.personName,
    records: taken.records,
    files: [...taken.files.values()],
  };
}

async function saveReport(
  platform: Platform,
  actor: Actor,
  of: {
    readonly actionId: string;
    readonly upload: Upload;
    readonly owner: Owner;
    readonly report: BroughtReport;
  },
): Promise<Result<BroughtReport>> {
  const { actionId, upload, owner, report } = of;
  const { device, person } = owner;
  return runAction(platform, { actor, actionId, routeId: 'fieldFiles.bring' }, async (tx) => {
    await insertBrought(tx, {
      jurisdiction_id: device.jurisdiction_id,
      id: report.id,
      agency_id: person.agency_id,
      device_id: device.id,
      account_id: person.id,
      uploaded_by: actor.accountId,
      uploaded_name: actor.personName,
      sha256: upload.sha256,
      bytes: upload.size,
      report: JSON.stringify(report),
      created_at: report.broughtAt,
    });
    await record(tx, platform, {
      type: 'visit.file_brought',
      actor,
      subject: { kind: 'visitDevice', id: device.id },
      data: {
        deviceName: device.name,
        recordAuthor: person.id,
        recordsTaken: report.records.filter((each) => each.state === 'taken').length,
        recordsRefused: report.records.filter((each) => each.state === 'refused').length,
        filesArrived: report.files.filter((each) => each.state === 'complete').length,
      },
    });
    return ok(report);
  });
}

/** Reports of the agency for its officers, of the own files for everybody else. */
export async function listBrought(
  platform: Platform,
  actor: Actor,
  asked: { readonly after?: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const { jurisdictionId, agencyId } = actor;
    const found = await broughtPage(tx, {
      jurisdictionId,
      agencyId,
      accountId: hasRole(actor, 'sectionOfficer', 'legalOfficer') ? null : actor.accountId,
      before: uuid.safeParse(decodeCursor(asked.after, 1)?.[0]).data ?? null,
      limit: asked.limit,
    });
    const page = pageOfRows(found, asked.limit, (row) => [row.id]);
    return ok({ rows: page.rows.map((row) => row.report), next: page.next });
  });
}
