/** Binds the public routes of plans. Only what was published is read; names of people are not part of it. */
import { fail, ok } from '@mingcha/core/common/result.ts';
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import { getPublicPlan, listPublicPlans } from '@mingcha/core/plans/public-plan-api.ts';
import { pageOfRows } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Binder } from '../platform/http/binder.ts';
import type { Platform } from '../platform/platform.ts';
import { entriesOfPlan, partnersOf } from './entry.queries.ts';
import { itemNames } from './item-name.queries.ts';
import { itemKeysOf } from './plan-file.ts';
import { rateWords, scopeWords } from './plan-paper.ts';
import { publicPlanById, publicPlanPage, publicVersions } from './public-plan.queries.ts';

type PublicRow = Awaited<ReturnType<typeof publicPlanPage>>[number];

export function bindPublicPlanRoutes(binder: Binder, platform: Platform): void {
  binder.bindAnyone(listPublicPlans, ({ query }) =>
    inTransaction(platform.db, async (tx) => {
      const { year, text, after, limit } = query;
      const rows = await publicPlanPage(tx, { year, text, after, limit });
      const page = pageOfRows(rows, limit, (row) => [String(row.year), row.id]);
      return ok({ rows: page.rows.map(summaryOf), next: page.next });
    }),
  );
  binder.bindAnyone(getPublicPlan, ({ params }) =>
    inTransaction(platform.db, async (tx) => {
      const plan = await publicPlanById(tx, params.id);
      if (plan === undefined) return fail('plan.not_found');
      const { jurisdiction_id: jurisdictionId, agency_id: agencyId, year } = plan;
      const versions = await publicVersions(tx, { jurisdictionId, agencyId, year });
      return ok({
        ...summaryOf(plan),
        filedWith: plan.filed_with,
        place: plan.place,
        rows: await publicRows(tx, { jurisdictionId, id: plan.id }),
        versions: versions.map((one) => ({ ...one, publishedOn: one.publishedOn ?? '' })),
      });
    }),
  );
}

function summaryOf(row: PublicRow) {
  return {
    jurisdictionId: row.jurisdiction_id,
    id: row.id,
    agencyName: row.agency_name,
    year: row.year,
    version: row.version,
    state: row.state,
    title: row.title,
    documentNumber: row.document_number,
    reason: row.reason,
    entries: Number(row.entries),
    publishedOn: row.published_on ?? '',
  };
}

async function publicRows(tx: Tx, plan: { readonly jurisdictionId: string; readonly id: string }) {
  const entries = await entriesOfPlan(tx, plan, ['taken']);
  const partners = await partnersOf(
    tx,
    plan.jurisdictionId,
    entries.map((entry) => entry.id),
  );
  const names = await itemNames(
    tx,
    entries.flatMap((entry) => itemKeysOf(entry.fields)),
  );
  const page = planPageText.zh;
  return entries.map((entry) => {
    const { fields } = entry;
    return {
      number: entry.number,
      title: entry.title,
      items: itemKeysOf(fields).map((key) => names.get(key)?.name ?? ''),
      objects: scopeWords(fields),
      partners: partners.filter((row) => row.entry_id === entry.id).map((row) => row.name),
      methods: fields.methods.map((method) => page[`method.${method}`]),
      rate: rateWords(fields),
      times: fields.times,
      window: fields.window,
      section: entry.section_name ?? '',
      drawLevel: page[`level.${fields.drawLevel}`],
      checkLevel: page[`level.${fields.checkLevel}`],
    };
  });
}
