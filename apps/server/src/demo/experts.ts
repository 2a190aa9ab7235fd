/** Invented experts and technical bodies of a bureau, one in each state of the admission. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { ExpertStep } from '@mingcha/core/registers/expert.ts';
import type { Platform } from '../platform/platform.ts';
import { saveExpert, takeExpertStep } from '../registers/expert.service.ts';
import { personName } from './invented.ts';
import { must } from './must.ts';

interface ExpertsOf {
  readonly legal: Actor;
  readonly section: Actor;
  readonly specialities: readonly string[];
}

/** How far each one has come, the first the furthest. */
const ways: readonly (readonly ExpertStep[])[] = [
  ['review', 'admit'],
  ['review', 'admit', 'suspend'],
  ['review'],
  [],
  ['review', 'reject'],
];

export async function loadExperts(platform: Platform, of: ExpertsOf): Promise<void> {
  for (const [i, speciality] of of.specialities.entries()) {
    const isBody = i === 1;
    const fields = {
      kind: isBody ? ('technicalBody' as const) : ('expert' as const),
      origin: i % 2 === 0 ? ('proposed' as const) : ('applied' as const),
      name: isBody ? '（演示）安全技术检测中心' : personName(230 + i * 3 + of.specialities.length),
      organisation: isBody ? '' : '（演示）安全技术服务中心',
      specialities: [speciality],
      qualification: isBody ? '安全评价机构资质' : i === 0 ? '高级工程师' : '注册安全工程师',
      conflictOrganisations: i === 0 ? ['（演示）泽润化工有限公司'] : [],
    };
    const made = must(await saveExpert(platform, of.section, { actionId: platform.ids.next(), fields }));
    await walk(platform, of, { id: made.id, steps: ways[i % ways.length] ?? [] });
  }
}

async function walk(
  platform: Platform,
  { legal, section }: ExpertsOf,
  one: { readonly id: string; readonly steps: readonly ExpertStep[] },
): Promise<void> {
  const reasons: Readonly<Partial<Record<ExpertStep, string>>> = {
    review: '业绩和资格材料属实',
    suspend: '有投诉，核查期间暂停参加检查',
    reject: '专业与检查事项不符',
  };
  for (const [n, step] of one.steps.entries()) {
    const taken = await takeExpertStep(platform, step === 'review' ? section : legal, {
      actionId: platform.ids.next(),
      id: one.id,
      version: n + 1,
      step,
      reason: reasons[step] ?? '',
      termTo: step === 'admit' ? addDays(platform.clock.today(), 730) : null,
    });
    must(taken);
  }
}
