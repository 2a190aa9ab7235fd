/** Use cases of the staff without a certificate: listed, kept, and entered as inspectors once they hold one. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { inspectorFields } from '@mingcha/core/registers/inspector.ts';
import type { AuxiliaryFields, AuxiliaryRow } from '@mingcha/core/registers/inspectors/auxiliary.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { insertInspector, inspectorWithCertificate } from '../inspector.queries.ts';
import { type Page, sectionsOf } from '../object.queries.ts';
import { auxiliaryPage, certifyAuxiliaryRow, lockAuxiliary, saveAuxiliaryRow } from './auxiliary.queries.ts';

export async function listAuxiliary(
  platform: Platform,
  actor: Actor,
  query: { text?: string | undefined; status?: string | undefined; page: Page },
) {
  return inTransaction(platform.db, async (tx) => {
    const page = pageOfRows(await auxiliaryPage(tx, actor, query), query.page.limit, (row) => [
      row.name,
      row.id,
    ]);
    const rows = page.rows.map((row) => ({
      id: row.id,
      name: row.name,
      establishment: row.establishment as AuxiliaryRow['establishment'],
      post: row.post,
      duties: row.duties,
      sectionId: row.section_id,
      sectionName: row.section_name,
      status: row.status as AuxiliaryRow['status'],
      inspectorId: row.inspector_id,
      version: row.version,
    }));
    return ok({ rows, next: page.next });
  });
}

export interface AuxiliaryInput {
  readonly actionId: string;
  readonly id?: string | undefined;
  readonly version?: number | undefined;
  readonly status: 'active' | 'inactive';
  readonly fields: AuxiliaryFields;
}

export async function saveAuxiliary(
  platform: Platform,
  actor: Actor,
  input: AuxiliaryInput,
): Promise<Result<{ id: string; version: number }>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'auxiliary.save' }, async (tx) => {
    const stored = input.id === undefined ? undefined : await lockAuxiliary(tx, actor, input.id);
    if (input.id !== undefined && stored === undefined) return fail('auxiliary.not_found');
    if (stored !== undefined && stored.version !== input.version) return fail('auxiliary.changed_meanwhile');
    if (stored?.status === 'certified') return fail('auxiliary.already_certified');
    const { fields } = input;
    if (fields.sectionId !== null) {
      const sections = await sectionsOf(tx, actor);
      if (!sections.some((section) => section.id === fields.sectionId))
        return fail('inspector.section_invalid', {}, 'sectionId');
    }
    const id = stored?.id ?? platform.ids.next();
    const version = (stored?.version ?? 0) + 1;
    const { status } = input;
    await saveAuxiliaryRow(tx, actor, { id, fields, status, version, at: platform.clock.now() });
    await record(tx, platform, {
      type: 'auxiliary.saved',
      actor,
      subject: { kind: 'auxiliary', id },
      data: { version, status },
    });
    return ok({ id, version });
  });
}

export async function certifyAuxiliary(
  platform: Platform,
  actor: Actor,
  input: {
    actionId: string;
    id: string;
    version: number;
    certificateNumber: string;
    certificateValidTo: string;
  },
): Promise<Result<{ id: string; inspectorId: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'auxiliary.certify' },
    async (tx) => {
      const stored = await lockAuxiliary(tx, actor, input.id);
      if (stored === undefined) return fail('auxiliary.not_found');
      if (stored.version !== input.version) return fail('auxiliary.changed_meanwhile');
      if (stored.status === 'certified') return fail('auxiliary.already_certified');
      const { certificateNumber, certificateValidTo } = input;
      if (certificateValidTo < platform.clock.today())
        return fail('auxiliary.certificate_invalid', {}, 'certificateValidTo');
      const holder = await inspectorWithCertificate(tx, actor, certificateNumber);
      if (holder !== undefined) return fail('certificate.number_taken', {}, 'certificateNumber');
      const inspectorId = platform.ids.next();
      const at = platform.clock.now();
      const fields = inspectorFields.parse({
        name: stored.name,
        certificateNumber,
        certificateValidTo,
        specialities: [],
        areas: ['*'],
        canLead: false,
        post: stored.post,
        yearlyCap: null,
        priorLoad: 0,
        sectionId: stored.section_id,
        establishment: stored.establishment,
      });
      await insertInspector(tx, actor, { id: inspectorId, fields, at });
      await certifyAuxiliaryRow(tx, actor, { id: stored.id, inspectorId, version: stored.version + 1, at });
      await record(tx, platform, {
        type: 'auxiliary.certified',
        actor,
        subject: { kind: 'auxiliary', id: stored.id },
        data: { inspector: inspectorId },
      });
      return ok({ id: stored.id, inspectorId });
    },
  );
}
