/** Handlers of the plan's files; who took them out is recorded. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { format } from '@mingcha/core/common/text.ts';
import { downloadPlan, downloadScheme } from '@mingcha/core/plans/plan-paper-api.ts';
import { planPaperText } from '@mingcha/core/plans/plan-paper-text.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { paperReply } from '../platform/documents/paper-reply.ts';
import { type Binder, type FileReply, fileReply } from '../platform/http/binder.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { writeXlsx } from '../platform/spreadsheets/index.ts';
import { entriesOfPlan, entryById } from './entry.queries.ts';
import { figuresOf } from './figures.service.ts';
import type { ListedPlan } from './plan.queries.ts';
import { findPlan } from './plan-file.ts';
import { type PlanPaper, planPaper, planRow, planTableColumns, schemePaper } from './plan-paper.ts';
import { entryViews } from './view.ts';

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function bindPlanPaperRoutes(binder: Binder, platform: Platform): void {
  binder.bind(downloadPlan, ({ actor, params, query }) =>
    printPlan(platform, actor, { ...params, ...query }),
  );
  binder.bind(downloadScheme, ({ actor, params, query }) =>
    printScheme(platform, actor, { ...params, ...query }),
  );
}

async function gather(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly plan: ListedPlan },
): Promise<PlanPaper> {
  const { actor, plan } = of;
  const key = { jurisdictionId: plan.jurisdiction_id, id: plan.id };
  const stored = await entriesOfPlan(tx, key, ['taken']);
  const agency = { jurisdictionId: plan.jurisdiction_id, agencyId: plan.agency_id };
  const figures = await figuresOf(tx, agency, { entries: stored, today: platform.clock.today() });
  const entries = (await entryViews(tx, actor, plan)).filter((entry) => entry.state === 'taken');
  return { plan, entries, figures: new Map(figures.map((row) => [row.entryId, row])) };
}

async function note(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly kind: string; readonly id: string; readonly format: string },
) {
  await record(tx, platform, {
    type: 'plan.printed',
    actor: of.actor,
    subject: { kind: of.kind, id: of.id },
    data: { format: of.format },
  });
}

async function printPlan(
  platform: Platform,
  actor: Actor,
  wanted: { readonly id: string; readonly format: 'pdf' | 'docx' | 'xlsx' },
): Promise<Result<FileReply>> {
  const found = await inTransaction(platform.db, async (tx): Promise<Result<PlanPaper>> => {
    const plan = await findPlan(tx, actor, wanted.id);
    if (!plan.ok) return plan;
    await note(tx, platform, { actor, kind: 'plan', ...wanted });
    return ok(await gather(tx, platform, { actor, plan: plan.value }));
  });
  if (!found.ok) return found;
  const name = `${found.value.plan.title} ${found.value.plan.version}`;
  if (wanted.format === 'xlsx') return ok(planSheet(found.value, name));
  return ok(await paperReply(planPaper(found.value), wanted.format, name));
}

/** The table as a spreadsheet that the import of a next year reads. */
function planSheet(paper: PlanPaper, name: string): FileReply {
  const columns = planTableColumns.map(([key, width]) => ({
    key,
    title: planPaperText.zh[`col_${key}`],
    width: width === 0 ? 16 : Math.round(width * 7),
  }));
  const rows = paper.entries.map((entry, index) => planRow(paper, entry, index));
  const body = writeXlsx({ name: planPaperText.zh.tableName, columns }, rows);
  return fileReply({ contentType: spreadsheet, fileName: `${name}.xlsx`, disposition: 'attachment', body });
}

async function printScheme(
  platform: Platform,
  actor: Actor,
  wanted: { readonly id: string; readonly format: 'pdf' | 'docx' },
): Promise<Result<FileReply>> {
  const found = await inTransaction(platform.db, async (tx): Promise<Result<PlanPaper>> => {
    const entry = await entryById(tx, { jurisdictionId: actor.jurisdictionId, id: wanted.id });
    if (entry === undefined) return fail('plan.entry_not_found');
    const plan = await findPlan(tx, actor, entry.plan_id);
    if (!plan.ok) return fail('plan.entry_not_found');
    await note(tx, platform, { actor, kind: 'planEntry', ...wanted });
    return ok(await gather(tx, platform, { actor, plan: plan.value }));
  });
  if (!found.ok) return found;
  const entry = found.value.entries.find((one) => one.id === wanted.id);
  if (entry === undefined) return fail('plan.entry_not_found');
  const name = format('{title} {scheme}', { title: entry.title.zh, scheme: planPaperText.zh.schemeTitle });
  return ok(await paperReply(schemePaper(found.value, entry), wanted.format, name));
}
