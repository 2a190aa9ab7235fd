/** The annual plan of each agency of the simulated year: entries of which each becomes a draw in its window. */
import { planEntryFields } from '@mingcha/core/plans/plan.ts';
import { answerFinding } from '../../plans/answer.service.ts';
import { readCheck } from '../../plans/check.service.ts';
import { addEntry } from '../../plans/entry.service.ts';
import { openPlan, takePlanStep } from '../../plans/plan.service.ts';
import { readPlan } from '../../plans/view.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { publishedItems } from '../../registers/items/published-items.queries.ts';
import { must } from '../must.ts';
import { writerOf } from './acts.ts';
import type { Bureau } from './county.ts';
import { trades } from './county-words.ts';

export interface PlannedDraw {
  readonly window: { readonly from: string; readonly to: string };
  /** Position of the trade in the agency's list of items. */
  readonly trade: number;
  readonly wanted: number;
  readonly pool: number;
}

/** Puts the plan together, answers every finding of its check, has it approved, files and publishes it. */
export async function publishPlan(
  platform: Platform,
  bureau: Bureau,
  of: { readonly year: number; readonly draws: readonly PlannedDraw[] },
): Promise<void> {
  const { legal, head } = bureau;
  const write = writerOf(platform);
  const items = await inTransaction(platform.db, (tx) => publishedItems(tx, legal));
  const { id } = must(await openPlan(platform, write(legal, 'plans.open'), of.year));
  for (const draw of of.draws) {
    const fields = entryOf(bureau, draw, items[draw.trade]?.itemKey ?? null);
    must(
      await addEntry(platform, { ...write(legal, 'plans.addEntry'), planId: id }, { fields, submit: true }),
    );
  }
  const step = async (actor: Bureau['legal'], name: 'draft' | 'check' | 'approve' | 'file' | 'publish') => {
    const { rowVersion } = must(await readPlan(platform, actor, id));
    const isPublication = name === 'publish';
    must(
      await takePlanStep(platform, write(actor, 'plans.step'), {
        id,
        version: rowVersion,
        step: name,
        reason: '',
        place: isPublication ? '青禾县人民政府门户网站' : '',
        documentNumber: isPublication ? `青双随机〔${String(of.year)}〕1号` : '',
        filing:
          name === 'file' ? { office: '青禾县双随机办', number: '', day: platform.clock.today() } : null,
      }),
    );
  };
  await step(legal, 'draft');
  const { findings } = must(await readCheck(platform, legal, id));
  for (const { key, severity } of findings)
    if (severity === 'asks') {
      const answer = { finding: key, answer: '已研究，按本年力量安排。' };
      must(await answerFinding(platform, { ...write(legal, 'plans.answerFinding'), planId: id }, answer));
    }
  await step(legal, 'check');
  await step(head, 'approve');
  await step(legal, 'file');
  await step(legal, 'publish');
}

function entryOf(bureau: Bureau, draw: PlannedDraw, leadItemKey: string | null) {
  return planEntryFields.parse({
    form: 'draw',
    leadItemKey,
    extraItemKeys: [],
    scene: `${trades[draw.trade] ?? ''} ${draw.window.from.slice(5, 7)}月`,
    scope: 'targeted',
    objectsText: '',
    filter: { industry: [trades[draw.trade] ?? ''] },
    times: 1,
    methods: ['onSite'],
    drawLevel: 'county',
    checkLevel: 'county',
    participants: [],
    sectionId: bureau.section.sectionId,
    responsibleId: null,
    teamSize: 2,
    visitsPerDay: 2,
    steps: '',
    requirements: '',
    remark: '',
    window: draw.window,
    classes: [
      {
        code: '01',
        name: trades[draw.trade] ?? '',
        where: {},
        history: null,
        take: { rule: 'draw', rate: [draw.wanted, Math.max(draw.pool, draw.wanted)] },
      },
    ],
  });
}
