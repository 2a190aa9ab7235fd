/** Training hours of a year against the requirement of the rule book, and who is trained on the sheets in force. */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { format } from '@mingcha/core/common/text.ts';
import type {
  AgencyHoursRow,
  HoursRow,
  SheetCoverageRow,
} from '@mingcha/core/registers/training/course-api.ts';
import {
  hoursBalance,
  type SheetGate,
  untrainedSheets,
} from '@mingcha/core/registers/training/requirement.ts';
import { trainingForm } from '@mingcha/core/registers/training/training-form.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { writeCsv, writeXlsx } from '../../platform/spreadsheets/index.ts';
import { publishedItems } from '../items/published-items.queries.ts';
import type { Scope } from '../object.queries.ts';
import { ruleBookInForce } from '../rules/rule-book-in-force.queries.ts';
import { publishedSheets } from '../sheets/sheet.queries.ts';
import { hoursByAgency, hoursOfPeople, trainingOnSheets } from './hours.queries.ts';
import { onPost } from './session.queries.ts';

/** The requirement of the agency's rule book in tenths of an hour. */
export async function requirementOf(
  tx: Tx,
  scope: Scope,
): Promise<{ readonly requiredTenths: number | null; readonly basis: string; readonly gate: SheetGate }> {
  const { yearlyHours, basis, sheetGate } = (await ruleBookInForce(tx, scope)).rules.training;
  return { requiredTenths: yearlyHours === null ? null : yearlyHours * 10, basis, gate: sheetGate };
}

export const thisYear = (platform: Platform): number => Number(platform.clock.today().slice(0, 4));

interface YearHours {
  readonly year: number;
  readonly requiredTenths: number | null;
  readonly basis: string;
  readonly rows: HoursRow[];
}

export async function yearHours(
  platform: Platform,
  actor: Actor,
  asked: number | undefined,
): Promise<Result<YearHours>> {
  return inTransaction(platform.db, async (tx) =>
    ok(await hoursOfYear(tx, actor, asked ?? thisYear(platform))),
  );
}

async function hoursOfYear(tx: Tx, scope: Scope, year: number): Promise<YearHours> {
  const { requiredTenths, basis } = await requirementOf(tx, scope);
  const rows = (await hoursOfPeople(tx, scope, year)).map((row) => {
    const { hoursTenths, missingTenths, met } = hoursBalance(row.hours_tenths, requiredTenths);
    return {
      inspectorId: row.id,
      name: row.name,
      sectionName: row.section_name,
      courses: row.courses,
      hoursTenths,
      missingTenths,
      met,
    };
  });
  return { year, requiredTenths, basis, rows };
}

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

export async function exportHours(
  platform: Platform,
  actor: Actor,
  asked: { readonly year: number | undefined; readonly format: 'xlsx' | 'csv' },
): Promise<Result<FileReply>> {
  const { hours: form } = trainingForm;
  const year = asked.year ?? thisYear(platform);
  const rows = await inTransaction(platform.db, async (tx) => {
    const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId });
    const found = await hoursOfYear(tx, actor, year);
    await record(tx, platform, {
      type: 'course.hours_exported',
      actor,
      subject: { kind: 'agency', id: actor.agencyId },
      data: { year, format: asked.format, people: found.rows.length },
    });
    return found.rows.map((row) => ({
      agency: agency?.name ?? '',
      section: row.sectionName ?? '',
      name: row.name,
      courses: row.courses,
      hours: row.hoursTenths / 10,
      required: found.requiredTenths === null ? form.none : found.requiredTenths / 10,
      missing: row.missingTenths / 10,
      state: found.requiredTenths === null ? form.none : row.met ? form.met : form.open,
    }));
  });
  const name = format(form.sheet, { year });
  const columns = Object.entries(form.columns).map(([key, title]) => ({ key, title, width: 18 }));
  return ok(
    fileReply({
      contentType: types[asked.format],
      fileName: `${name}.${asked.format}`,
      disposition: 'attachment',
      body: asked.format === 'csv' ? writeCsv(columns, rows) : writeXlsx({ name, columns }, rows),
    }),
  );
}

/** By name of the agency: how many people have their hours. A list to act on, never a ranking. */
export async function agencyHours(
  platform: Platform,
  actor: Actor,
  asked: number | undefined,
): Promise<Result<{ year: number; rows: AgencyHoursRow[] }>> {
  const year = asked ?? thisYear(platform);
  return inTransaction(platform.db, async (tx) => {
    const { jurisdictionId } = actor;
    const people = Map.groupBy(await hoursByAgency(tx, jurisdictionId, year), (row) => row.agency_id);
    const rows: AgencyHoursRow[] = [];
    for (const [agencyId, each] of people) {
      const { requiredTenths } = await requirementOf(tx, { jurisdictionId, agencyId });
      rows.push({
        agencyId,
        name: each[0]?.name ?? '',
        people: each.length,
        met: each.filter((row) => hoursBalance(row.hours_tenths, requiredTenths).met).length,
        requiredTenths,
      });
    }
    return ok({ year, rows });
  });
}

const namedUntrained = 30;

/** Sheets in force that the own items use, and who of the people on post is not trained on them. */
export async function sheetCoverage(
  platform: Platform,
  actor: Actor,
): Promise<Result<{ gate: SheetGate; rows: SheetCoverageRow[] }>> {
  return inTransaction(platform.db, async (tx) => {
    const { gate } = await requirementOf(tx, actor);
    const used = new Set((await publishedItems(tx, actor)).flatMap((item) => item.sheetIds));
    const sheets = (await publishedSheets(tx, { jurisdictionId: actor.jurisdictionId })).filter((sheet) =>
      used.has(sheet.sheetId),
    );
    const people = await onPost(tx, actor);
    const training = Map.groupBy(
      await trainingOnSheets(tx, actor.jurisdictionId, {
        inspectorIds: people.map((person) => person.id),
        sheetIds: sheets.map((sheet) => sheet.sheetId),
      }),
      (row) => row.inspectorId,
    );
    const rows = sheets.map((sheet): SheetCoverageRow => {
      const missing = people.filter(
        (person) => untrainedSheets([sheet], training.get(person.id) ?? []).length > 0,
      );
      return {
        sheetId: sheet.sheetId,
        versionId: sheet.versionId,
        name: sheet.name,
        version: sheet.version,
        people: people.length,
        trained: people.length - missing.length,
        untrained: missing.slice(0, namedUntrained).map((person) => person.name),
      };
    });
    return ok({ gate, rows });
  });
}
