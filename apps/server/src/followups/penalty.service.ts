/** 双公示: the decisions of a time as a table in the customary layout, for the credit platform. Reads only. */
import { fail, ok } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { penaltyColumns } from '@mingcha/core/followups/penalty.ts';
import { penaltyColumnNames, penaltyFileName, penaltyLine } from '@mingcha/core/followups/penalty-form.ts';
import { inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { fileReply } from '../platform/http/binder.ts';
import type { Platform } from '../platform/platform.ts';
import { writeCsv, writeXlsx } from '../platform/spreadsheets/index.ts';
import { agencyCode, penaltiesBetween } from './penalty.queries.ts';

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** Errors: `penalty.period_invalid`. */
export async function exportPenalties(
  platform: Platform,
  actor: Actor,
  asked: { readonly from: string; readonly to: string; readonly format: 'xlsx' | 'csv' },
) {
  if (asked.to < asked.from) return fail('penalty.period_invalid', {}, 'to');
  return inTransaction(platform.db, async (tx) => {
    const agency = await agencyCode(tx, actor);
    const found = await penaltiesBetween(tx, { agencyId: actor.agencyId, from: asked.from, to: asked.to });
    const columns = penaltyColumns.map((key) => ({ key, title: penaltyColumnNames[key] }));
    const rows = found.map(({ decision, object }) => {
      const { name, uscc, legalRep } = inspectedObject.parse(object);
      const line = penaltyLine({ decision, party: { name, uscc: uscc ?? '', legalRep }, agency });
      return Object.fromEntries(penaltyColumns.map((key, index) => [key, line[index] ?? '']));
    });
    const fileName = `${penaltyFileName} ${asked.from} ${asked.to}.${asked.format}`;
    const body =
      asked.format === 'csv' ? writeCsv(columns, rows) : writeXlsx({ name: penaltyFileName, columns }, rows);
    return ok(fileReply({ contentType: types[asked.format], fileName, disposition: 'attachment', body }));
  });
}
