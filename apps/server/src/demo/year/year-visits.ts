/**
 * Visits of the simulated year and what follows from each: the result, its review, its publication, its problems to their end,
 * an objection here and there. Faults and late people come by chance.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Outcome } from '@mingcha/core/tasks/inspection.ts';
import { submitBatch } from '../../inspections/results/off-site.service.ts';
import { reviewResult } from '../../inspections/results/review.service.ts';
import { must } from '../must.ts';
import { type DemoFinding, enterFromVisit, sendVisit } from '../visit-records.ts';
import type { Year } from './acts.ts';
import type { Bureau } from './county.ts';
import { problemTexts } from './county-words.ts';
import { noteFollowups } from './year-followups.ts';
import { notePublication } from './year-publications.ts';

export interface Visited {
  readonly id: string;
  /** Leads the team, enters the result, handles its problems. */
  readonly inspector: Actor;
}

type Unheld = Exclude<Outcome, 'normal' | 'replaced' | 'cancelled'>;
/** Of a hundred visits so many end at the door; the code is the result of each. */
const unheld: readonly (readonly [share: number, outcome: Unheld, code: string])[] = [
  [1.5, 'cannotContact', 'unreachable'],
  [1, 'closedDown', 'activityNotFound'],
  [0.5, 'noActivity', 'activityNotFound'],
  [0.5, 'refused', 'refusedSeriously'],
];

export async function noteVisit(year: Year, bureau: Bureau, visited: Visited): Promise<void> {
  const { platform, chance, agenda } = year;
  // The day's clock is everybody's: a visit that ends now began an hour and a half ago.
  const entered = new Date(Date.parse(platform.clock.now()) - 90 * 60_000).toISOString();
  const atDoor = unheld.find(([share]) => chance.rarely(share));
  const findings = atDoor === undefined ? invented(year) : [];
  await sendVisit(platform, visited.inspector, {
    id: visited.id,
    entered,
    findings,
    ...(atDoor === undefined ? {} : { outcome: atDoor[1] }),
    code: chance.percent(70) ? 'scanned' : chance.pick(['shown', 'paper', 'none'] as const),
  });
  const code = atDoor?.[2] ?? codeOf(findings);
  // Ten working days are given; one in twenty takes longer.
  const days = chance.rarely(5) ? 18 + chance.roll(8) : 1 + chance.roll(7);
  agenda.at(addDays(platform.clock.today(), days), async () => {
    await enterFromVisit(platform, visited.inspector, { id: visited.id, code });
    noteReview(year, bureau, { ...visited, code });
  });
}

function codeOf(findings: readonly DemoFinding[]): string {
  if (findings.length === 0) return 'noProblem';
  return findings.every((each) => each.action === 'rectify') ? 'correctedOnOrder' : 'problemPending';
}

/** A quarter of the visits finds something. */
function invented({ chance }: Year): readonly DemoFinding[] {
  if (!chance.percent(25)) return [];
  return Array.from({ length: 1 + chance.roll(3) }, () => ({
    text: chance.pick(problemTexts),
    article: '第三十六条第二款',
    action: chance.percent(90) ? ('rectify' as const) : ('transferAgency' as const),
  }));
}

/** One result in twenty-five is returned once and entered again. */
function noteReview(year: Year, bureau: Bureau, visited: Visited & { readonly code: string }): void {
  const { platform, chance, agenda } = year;
  const review = (decision: 'pass' | 'return') => async () => {
    must(
      await reviewResult(platform, bureau.legal, {
        actionId: platform.ids.next(),
        inspectionId: visited.id,
        agencyId: bureau.legal.agencyId,
        version: null,
        decision,
        opinion: decision === 'pass' ? '事实清楚。' : '请补充检查情况。',
      }),
    );
    if (decision === 'pass') {
      noteFollowups(year, bureau, visited);
      notePublication(year, bureau, visited);
    }
  };
  const soon = () => addDays(platform.clock.today(), 1 + chance.roll(2));
  if (!chance.rarely(4)) {
    agenda.at(soon(), review('pass'));
    return;
  }
  agenda.at(soon(), async () => {
    await review('return')();
    agenda.at(soon(), async () => {
      await enterFromVisit(platform, visited.inspector, { id: visited.id, code: visited.code });
      agenda.at(soon(), review('pass'));
    });
  });
}

/** Documents compared in the office: equal results for all inspections of a task at once. */
export async function noteComparisons(
  year: Year,
  bureau: Bureau,
  of: { readonly taskId: string; readonly ids: readonly string[]; readonly inspector: Actor },
): Promise<void> {
  const { platform } = year;
  const today = platform.clock.today();
  must(
    await submitBatch(platform, of.inspector, {
      actionId: platform.ids.next(),
      taskId: of.taskId,
      inspectionIds: of.ids,
      record: {
        compared: '企业报送材料与登记信息',
        sources: ['行政许可审批系统'],
        from: addDays(today, -365),
        to: today,
        conclusion: '登记信息一致，未发现异常。',
      },
      code: 'noProblem',
      note: '',
    }),
  );
  for (const id of of.ids) noteReview(year, bureau, { id, inspector: of.inspector, code: 'noProblem' });
}
