/**
 * Filing of dossiers: number and state in one action, the two files afterwards, so that a failure in between leaves a filed
 * dossier whose files are made again. Nothing is archived with an open problem, except carried over at year-end (I3).
 */

import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  archiveNumber,
  keptAtLeast,
  linkedNumber,
  mayFile,
  retentionOf,
} from '@mingcha/core/followups/archive/archive.ts';
import type { DossierView } from '@mingcha/core/followups/archive/archive-api.ts';
import { dossierTitle, unusedReason } from '@mingcha/core/followups/archive/dossier-form.ts';
import type { FindingAction } from '@mingcha/core/inspections/visits/visit-fields.ts';
import { inspectedObject, type MemberRole } from '@mingcha/core/tasks/inspection.ts';
import type { RetentionClass } from '@mingcha/core/tasks/papers/archive-data.ts';
import { resultOf } from '../../inspections/results/result.queries.ts';
import { runAction } from '../../platform/action.ts';
import { businessDay } from '../../platform/business-day.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { fileById, insertFile } from '../../platform/files/files.queries.ts';
import { zipMaxBytes } from '../../platform/files/zip-writer.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { type InspectionCase, inspectionCase, nextPaperNumber } from '../../tasks/inspection.queries.ts';
import { releaseUnused } from '../../tasks/papers/number.service.ts';
import { paperSetting } from '../../tasks/papers/paper-setting.ts';
import { seesInspection, standing } from '../../tasks/team.ts';
import { openFollowups } from '../followup.service.ts';
import {
  dossierById,
  dossiersOf,
  insertDossier,
  markArchived,
  type StoredDossier,
  saveDossier,
} from './archive.queries.ts';
import { dossierContent, dossierFindings } from './dossier-content.ts';
import { type DossierHead, makeDossier } from './dossier-files.ts';
import { fondsNumber, fondsPart } from './fonds.service.ts';

export function dossierView(row: StoredDossier): DossierView {
  return {
    id: row.id,
    inspectionId: row.inspection_id,
    part: row.part,
    archiveNumber: row.archive_number,
    retention: row.retention,
    title: row.title,
    objectName: row.object_name,
    state: row.state,
    pieces: row.pieces,
    pages: row.pages,
    evidenceFiles: row.evidence_files,
    missingFiles: row.missing_files,
    pdfSha256: row.pdf_sha256,
    packageSha256: row.package_sha256,
    carriedTo: row.carried_to,
    carriedReason: row.carried_reason,
    carriedOpen: row.carried_open,
    transferId: row.transfer_id,
    filedOn: row.filed_on,
    filedName: row.filed_name,
  };
}

/** What filing rests on. */
async function filingOf(tx: Tx, platform: Platform, found: InspectionCase) {
  const { inspection } = found;
  const key = { jurisdictionId: inspection.jurisdiction_id, inspectionId: inspection.id };
  const dossiers = await dossiersOf(tx, key);
  const open = await openFollowups(tx, key);
  const findings = await dossierFindings(tx, key);
  const results = await resultOf(tx, key);
  const last = dossiers.at(-1);
  const ended = inspection.outcome_at ?? inspection.updated_at;
  return {
    key,
    dossiers,
    open: open.length,
    retention: retentionOf({
      actions: findings.map((each) => each.kind as FindingAction),
      concealment: results.some((each) => each.concealment !== ''),
    }),
    facts: {
      inspectionState: inspection.state,
      open: open.length,
      visitYear: Number(businessDay(platform, ended).slice(0, 4)),
      today: platform.clock.today(),
      carriedBefore: last !== undefined && last.carried_to !== '',
      isFiled: last !== undefined,
    },
  };
}

const isInitiator = (found: InspectionCase, actor: Actor): boolean => found.task.agency_id === actor.agencyId;

/** Errors: `dossier.not_found`. */
export async function inspectionDossier(platform: Platform, actor: Actor, id: string) {
  return inTransaction(platform.db, async (tx) => {
    const found = await inspectionCase(tx, id);
    if (found === undefined || !seesInspection(found, actor)) return fail('dossier.not_found');
    const filing = await filingOf(tx, platform, found);
    const isOwn = isInitiator(found, actor) && hasRole(actor, 'legalOfficer', 'sectionOfficer');
    const plain = mayFile(filing.facts, false);
    return ok({
      dossiers: filing.dossiers.map(dossierView),
      open: filing.open,
      retention: filing.retention,
      mayFile: isOwn && plain.ok,
      mayCarry: isOwn && mayFile(filing.facts, true).ok,
      refusal: plain.ok ? null : { code: plain.error.code, data: { ...plain.error.data } },
      isOwn,
      mayTakeOut: isInitiator(found, actor),
    });
  });
}

interface Filing {
  readonly actor: Actor;
  readonly actionId: string;
  readonly id: string;
  readonly retention: RetentionClass | null;
  readonly situation: string;
  readonly carryReason: string;
}

/**
 * Files the dossier and makes its files. Errors: `dossier.not_found`, `dossier.forbidden`, those of `mayFile`,
 * `dossier.too_large`.
 */
export async function fileDossier(platform: Platform, filing: Filing): Promise<Result<{ id: string }>> {
  const { actor, actionId } = filing;
  const filed = await runAction(platform, { actor, actionId, routeId: 'dossiers.file' }, (tx) =>
    fileInAction(tx, platform, filing),
  );
  if (!filed.ok) return filed;
  await buildFiles(platform, actor, { id: filed.value.id });
  return filed;
}

async function fileInAction(tx: Tx, platform: Platform, filing: Filing): Promise<Result<{ id: string }>> {
  const { actor, carryReason } = filing;
  const found = await inspectionCase(tx, filing.id, 'lock');
  if (found === undefined || !seesInspection(found, actor)) return fail('dossier.not_found');
  if (!isInitiator(found, actor)) return fail('dossier.forbidden');
  const { key, facts, ...rest } = await filingOf(tx, platform, found);
  const may = mayFile(facts, carryReason !== '');
  if (!may.ok) return may;
  const retention = keptAtLeast(rest.retention, filing.retention);
  const before = rest.dossiers.at(-1);
  const number =
    before === undefined ? await newNumber(tx, platform, { found, retention }) : before.carried_to;
  const id = platform.ids.next();
  const at = platform.clock.now();
  const isCarried = carryReason !== '';
  const objectName = inspectedObject.parse(found.inspection.object).name;
  await insertDossier(tx, {
    jurisdiction_id: key.jurisdictionId,
    id,
    inspection_id: key.inspectionId,
    task_id: found.task.id,
    agency_id: found.task.agency_id,
    part: rest.dossiers.length + 1,
    archive_number: number,
    year: Number(facts.today.slice(0, 4)),
    retention,
    title: dossierTitle(ownTeamName(found), objectName),
    object_name: objectName,
    situation: filing.situation,
    ...(isCarried
      ? { carried_to: linkedNumber(number), carried_reason: carryReason, carried_open: facts.open }
      : {}),
    state: 'filed',
    filed_on: facts.today,
    filed_by: actor.accountId,
    filed_name: actor.personName,
    created_at: at,
  });
  await voidNumbers(tx, platform, found);
  if (!isCarried) await markArchived(tx, { ...key, taskId: found.task.id, at });
  await record(tx, platform, {
    type: 'dossier.filed',
    actor,
    subject: { kind: 'dossier', id },
    data: {
      archiveNumber: number,
      retention,
      inspection: key.inspectionId,
      ...(isCarried ? { carriedTo: linkedNumber(number), carriedOpen: facts.open, reason: carryReason } : {}),
    },
  });
  return ok({ id });
}

const ownTeamName = (found: InspectionCase): string =>
  found.teams.find((each) => each.agency_id === found.task.agency_id)?.agency_name ?? '';

/** Numbers that were taken along and not used are settled at the latest here. */
async function voidNumbers(tx: Tx, platform: Platform, found: InspectionCase): Promise<void> {
  for (const team of found.teams)
    await releaseUnused(tx, platform, {
      inspectionId: found.inspection.id,
      agencyId: team.agency_id,
      reason: unusedReason,
    });
}

async function newNumber(
  tx: Tx,
  platform: Platform,
  of: { readonly found: InspectionCase; readonly retention: RetentionClass },
): Promise<string> {
  const { found, retention } = of;
  const year = Number(platform.clock.today().slice(0, 4));
  const jurisdictionId = found.inspection.jurisdiction_id;
  const agencyId = found.task.agency_id;
  const no = await nextPaperNumber(tx, { jurisdictionId, agencyId, kind: `dossier.${retention}`, year });
  const fonds = await fondsPart(tx, { jurisdictionId, agencyId });
  return archiveNumber({ fonds, year, retention, no });
}

/** Errors: `dossier.not_found`, `dossier.forbidden`, `dossier.built_already`, `dossier.too_large`. */
export async function rebuildDossier(
  platform: Platform,
  actor: Actor,
  write: { readonly id: string; readonly actionId: string },
): Promise<Result<{ id: string }>> {
  return buildFiles(platform, actor, write);
}

/** Made outside of any transaction, because it may take long; the row changes only when both files stand. */
async function buildFiles(
  platform: Platform,
  actor: Actor,
  write: { readonly id: string; readonly actionId?: string },
): Promise<Result<{ id: string }>> {
  const read = await inTransaction(platform.db, (tx) =>
    readForBuilding(tx, platform, { actor, id: write.id }),
  );
  if (!read.ok) return read;
  const { head, content } = read.value;
  const originals = [...content.evidence, ...content.scans, ...content.followupFiles];
  if (originals.reduce((sum, each) => sum + each.bytes, 0) > zipMaxBytes * 0.95)
    return fail('dossier.too_large', { gigabytes: 4 });
  const made = await makeDossier(platform, head, content);
  const save = async (tx: Tx): Promise<Result<{ id: string }>> => {
    const { dossier } = head;
    const fileOf = (file: { sha256: string; size: number }, kind: 'pdf' | 'zip') =>
      keepFile(tx, platform, { actor, dossier, file, kind });
    await saveDossier(
      tx,
      { jurisdictionId: dossier.jurisdiction_id, id: dossier.id },
      {
        state: 'built',
        pieces: made.pieces,
        pages: made.pages,
        evidence_files: content.evidence.length,
        missing_files: made.missing,
        pdf_file_id: await fileOf(made.pdf, 'pdf'),
        pdf_sha256: made.pdf.sha256,
        package_file_id: await fileOf(made.package, 'zip'),
        package_sha256: made.package.sha256,
        built_at: platform.clock.now(),
      },
    );
    await record(tx, platform, {
      type: 'dossier.built',
      actor,
      subject: { kind: 'dossier', id: dossier.id },
      data: {
        archiveNumber: dossier.archive_number,
        sha256: made.pdf.sha256,
        packageSha256: made.package.sha256,
      },
    });
    return ok({ id: dossier.id });
  };
  const { actionId } = write;
  return actionId === undefined
    ? inTransaction(platform.db, save)
    : runAction(platform, { actor, actionId, routeId: 'dossiers.build' }, save);
}

async function keepFile(
  tx: Tx,
  platform: Platform,
  of: {
    readonly actor: Actor;
    readonly dossier: StoredDossier;
    readonly file: { readonly sha256: string; readonly size: number };
    readonly kind: 'pdf' | 'zip';
  },
): Promise<string> {
  const id = platform.ids.next();
  await insertFile(tx, {
    jurisdictionId: of.dossier.jurisdiction_id,
    id,
    sha256: of.file.sha256,
    size: of.file.size,
    contentType: `application/${of.kind}`,
    fileName: `${of.dossier.archive_number}.${of.kind}`,
    createdAt: platform.clock.now(),
    createdBy: of.actor.accountId,
  });
  return id;
}

async function readForBuilding(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly id: string },
) {
  const dossier = await dossierById(tx, of.id);
  const found = dossier === undefined ? undefined : await inspectionCase(tx, dossier.inspection_id);
  if (dossier === undefined || found === undefined || !seesInspection(found, of.actor))
    return fail('dossier.not_found');
  if (!isInitiator(found, of.actor)) return fail('dossier.forbidden');
  if (dossier.state === 'built') return fail('dossier.built_already');
  const parts = await dossiersOf(tx, {
    jurisdictionId: dossier.jurisdiction_id,
    inspectionId: dossier.inspection_id,
  });
  const setting = await paperSetting(tx, platform, found.task.agency_id);
  if (!setting.ok) return setting;
  const ended = found.inspection.outcome_at;
  const head: DossierHead = {
    dossier,
    agencyName: ownTeamName(found),
    taskNumber: found.task.number,
    taskTitle: found.task.title,
    from: businessDay(platform, found.task.dispatched_at ?? found.task.created_at),
    to: ended === null ? null : businessDay(platform, ended),
    people: standing(found.members).map((each) => ({
      name: each.name,
      certificateNumber: each.certificate_number,
      role: each.role as MemberRole,
    })),
    linked: parts.find((each) => each.part === dossier.part - 1)?.archive_number ?? '',
    fonds: await fondsNumber(tx, { jurisdictionId: dossier.jurisdiction_id, agencyId: found.task.agency_id }),
    wording: setting.value.wording,
  };
  return ok({ head, content: await dossierContent(tx, found) });
}

/**
 * The PDF or the package, with the internal papers of whoever began the task: partners read their own papers at the
 * inspection. Who took it out is recorded. Errors: `dossier.not_found`, `dossier.initiators.forbidden`,
 * `dossier.not_built` {number}.
 */
export async function takeOut(
  platform: Platform,
  actor: Actor,
  wanted: { readonly id: string; readonly form: 'pdf' | 'package' },
): Promise<Result<FileReply>> {
  const found = await inTransaction(platform.db, async (tx) => {
    const dossier = await dossierById(tx, wanted.id);
    const inspection = dossier === undefined ? undefined : await inspectionCase(tx, dossier.inspection_id);
    if (dossier === undefined || inspection === undefined || !seesInspection(inspection, actor))
      return fail('dossier.not_found');
    if (!isInitiator(inspection, actor)) return fail('dossier.initiators.forbidden');
    const fileId = wanted.form === 'pdf' ? dossier.pdf_file_id : dossier.package_file_id;
    const file = fileId === null ? undefined : await fileById(tx, dossier.jurisdiction_id, fileId);
    if (file === undefined) return fail('dossier.not_built', { number: dossier.archive_number });
    await record(tx, platform, {
      type: 'dossier.taken_out',
      actor,
      subject: { kind: 'dossier', id: dossier.id },
      data: { archiveNumber: dossier.archive_number, format: wanted.form },
    });
    return ok(file);
  });
  if (!found.ok) return found;
  const { sha256, contentType, fileName } = found.value;
  return ok(
    fileReply({ contentType, fileName, disposition: 'attachment', body: await platform.files.get(sha256) }),
  );
}
