/** Use cases of the differences between file and directory: each is decided once; adopting changes the directory with its trace. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { inspectorFields } from '@mingcha/core/registers/inspector.ts';
import { type DifferenceRow, personFacts } from '@mingcha/core/registers/inspectors/personnel-feed.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  type InspectorChange,
  insertInspector,
  insertInspectorRevision,
  inspectorWithCertificate,
  lockInspector,
  saveInspector,
} from '../inspector.queries.ts';
import type { Page } from '../object.queries.ts';
import { extendCertificate } from './career.queries.ts';
import {
  type DifferenceFilter,
  decideDifferenceRow,
  differencePage,
  lockDifferences,
  type StoredDifference,
} from './feed.queries.ts';
import { feedScope } from './feed.service.ts';

export async function listDifferences(
  platform: Platform,
  actor: Actor,
  query: { readonly filter: DifferenceFilter; readonly page: Page },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await differencePage(tx, feedScope(actor), query);
    const page = pageOfRows(found, query.page.limit, (row) => [row.kind, row.certificate_number, row.id]);
    return ok({ rows: page.rows.map(rowOf), next: page.next });
  });
}

type Locked = Awaited<ReturnType<typeof lockDifferences>>[number];

export async function decideDifferences(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; ids: readonly string[]; decision: 'adopt' | 'dismiss'; reason: string },
): Promise<Result<{ decided: number }>> {
  const { decision, reason } = input;
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'personnelDifferences.decide' },
    async (tx) => {
      if (decision === 'dismiss' && reason === '') return fail('personnel.reason_invalid', {}, 'reason');
      const ids = [...new Set(input.ids)];
      const rows = await lockDifferences(tx, actor, ids);
      if (rows.length !== ids.length) return fail('personnel.difference_not_found');
      if (rows.some((row) => row.state !== 'open')) return fail('personnel.already_decided');
      for (const row of rows) {
        const adopted =
          decision === 'adopt' ? await adopt(platform, tx, { actor, row, reason }) : ok(row.inspector_id);
        if (!adopted.ok) return adopted;
        await decideDifferenceRow(tx, actor, {
          id: row.id,
          state: decision === 'adopt' ? 'adopted' : 'dismissed',
          inspectorId: adopted.value,
          day: platform.clock.today(),
          by: actor.accountId,
          name: actor.personName,
          reason,
        });
      }
      await record(tx, platform, {
        type: 'personnelDifference.decided',
        actor,
        subject: { kind: 'agency', id: actor.agencyId },
        data: { decision, ids: rows.map((row) => row.id), reason },
      });
      return ok({ decided: rows.length });
    },
  );
}

interface Adoption {
  readonly actor: Actor;
  readonly row: Locked;
  readonly reason: string;
}

/** Gives the inspector that the directory has afterwards. */
async function adopt(platform: Platform, tx: Tx, adoption: Adoption): Promise<Result<string | null>> {
  const { row } = adoption;
  return row.kind === 'notInDirectory' ? enter(platform, tx, adoption) : change(platform, tx, adoption);
}

async function enter(platform: Platform, tx: Tx, { actor, row }: Adoption): Promise<Result<string>> {
  const facts = personFacts.parse(row.in_file);
  const holder = await inspectorWithCertificate(tx, actor, row.certificate_number);
  if (holder !== undefined) return fail('personnel.certificate_elsewhere', { code: row.certificate_number });
  const id = platform.ids.next();
  const fields = inspectorFields.parse({
    name: facts.name,
    certificateNumber: row.certificate_number,
    certificateValidTo: facts.validTo,
    specialities: [],
    areas: ['*'],
    canLead: false,
    post: facts.post ?? '',
    yearlyCap: null,
    priorLoad: 0,
    sectionId: null,
  });
  await insertInspector(tx, actor, { id, fields, at: platform.clock.now(), source: 'justice' });
  return ok(id);
}

async function change(
  platform: Platform,
  tx: Tx,
  { actor, row, reason }: Adoption,
): Promise<Result<string | null>> {
  const person = row.inspector_id === null ? undefined : await lockInspector(tx, actor, row.inspector_id);
  if (person === undefined) return fail('inspector.not_found');
  const facts = row.in_file === null ? null : personFacts.parse(row.in_file);
  const at = platform.clock.now();
  const wanted = wantedColumns(row.kind, facts);
  if (row.kind === 'validTo')
    await extendCertificate(tx, actor, {
      number: person.certificate_number,
      validTo: facts?.validTo ?? null,
      at,
    });
  const names: Readonly<Record<string, string>> = { certificate_valid_to: 'certificateValidTo' };
  const changes = Object.fromEntries(
    Object.entries(wanted).map(([column, value]) => [
      names[column] ?? column,
      [person[column as keyof typeof person], value] as [unknown, unknown],
    ]),
  );
  const status =
    wanted.status === undefined ? {} : { status_reason: reason, status_on: platform.clock.today() };
  const version = person.version + 1;
  await saveInspector(tx, actor, {
    id: person.id,
    columns: { ...wanted, ...status, source: 'justice' },
    version,
    at,
  });
  await insertInspectorRevision(tx, actor, {
    id: person.id,
    version,
    changes,
    reason,
    by: actor.accountId,
    at,
  });
  return ok(person.id);
}

function wantedColumns(
  kind: string,
  facts: { readonly name: string; readonly validTo: string | null; readonly status: string } | null,
): InspectorChange['columns'] {
  if (kind === 'name') return { name: facts?.name ?? '' };
  if (kind === 'validTo') return { certificate_valid_to: facts?.validTo ?? null };
  // Nobody whom the justice bureau does not list holds a live certificate.
  return { status: kind === 'notInFile' ? 'inactive' : (facts?.status ?? 'inactive') };
}

function rowOf(row: StoredDifference): DifferenceRow {
  return {
    id: row.id,
    agencyId: row.agency_id,
    agencyName: row.agency_name,
    kind: row.kind as DifferenceRow['kind'],
    certificateNumber: row.certificate_number,
    inspectorId: row.inspector_id,
    inFile: row.in_file === null ? null : personFacts.parse(row.in_file),
    inDirectory: row.in_directory === null ? null : personFacts.parse(row.in_directory),
    state: row.state as DifferenceRow['state'],
    decidedOn: row.decided_on,
    decidedName: row.decided_name,
    reason: row.reason,
  };
}
