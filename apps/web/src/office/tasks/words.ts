/** Closed words of tasks with their colours, and the rail that a task's counts give. */
import { type TeamStage, teamStages } from '@mingcha/core/tasks/inspection.ts';
import type { TaskRow, TaskView } from '@mingcha/core/tasks/task.ts';
import type { taskPageText } from '@mingcha/core/tasks/task-page-text.ts';
import type { Stage } from '../../shared/ui/stage-rail.tsx';
import type { Tone } from '../../shared/ui/values.tsx';

export const stateTones: Readonly<Record<TaskRow['state'], Tone>> = {
  prepared: 'warning',
  dispatched: 'accent',
  done: 'verified',
  archived: 'neutral',
  void: 'void',
};
export const stageTone = (stage: TeamStage): Tone => {
  if (stage === 'passed') return 'verified';
  if (stage === 'assigned' || stage === 'returned') return 'warning';
  return stage === 'withdrawn' ? 'neutral' : 'accent';
};
export const memberTones: Readonly<Record<string, Tone>> = {
  assigned: 'warning',
  claimed: 'verified',
  recused: 'void',
  absent: 'void',
  replaced: 'neutral',
};

type Say = (key: keyof typeof taskPageText.zh, data?: Record<string, string | number>) => string;

/** The steps of a task after the dispatch and the stage that a team has left behind it then. */
const steps = [
  { key: 'rail.claimed', past: 'claimed' },
  { key: 'rail.prepared', past: 'noticed' },
  { key: 'rail.visited', past: 'recorded' },
  { key: 'rail.entered', past: 'passed' },
] as const satisfies readonly { readonly key: keyof typeof taskPageText.zh; readonly past: TeamStage }[];

const order = (stage: TeamStage): number =>
  stage === 'returned' ? teamStages.indexOf('recorded') : teamStages.indexOf(stage);

/** The rail of a task: each step with how many of its teams have passed it. */
export function taskRail(
  task: Pick<TaskRow, 'origin' | 'state' | 'dispatchedAt' | 'stages'>,
  say: Say,
): readonly Stage[] {
  const live = task.stages.filter(({ stage }) => stage !== 'withdrawn');
  const all = live.reduce((sum, { count }) => sum + count, 0);
  const isVoid = task.state === 'void';
  const past = steps.map(({ key, past: wanted }) => ({
    key,
    n: live.filter(({ stage }) => order(stage) >= order(wanted)).reduce((sum, { count }) => sum + count, 0),
  }));
  const isSent = task.dispatchedAt !== null;
  const isEnd = task.state === 'done' || task.state === 'archived';
  const stateOf = (isDone: boolean, isNow: boolean): Stage['state'] =>
    isDone ? 'done' : isVoid ? 'voided' : isNow ? 'now' : 'later';
  const first = past.findIndex(({ n }) => n < all);
  return [
    {
      key: 'begin',
      title: say(task.origin === 'draw' ? 'rail.drawn' : 'rail.opened'),
      state: 'done',
    },
    { key: 'dispatched', title: say('rail.dispatched'), state: stateOf(isSent, !isSent) },
    ...past.map(({ key, n }, i) => ({
      key,
      title: say(key),
      state: stateOf(all > 0 && n === all, isSent && i === first),
      ...(isSent ? { date: say('rail.of', { n, all }) } : {}),
    })),
    { key: 'end', title: say('rail.done'), state: stateOf(isEnd, isSent && first === -1) },
  ];
}

const because: Readonly<Partial<Record<TeamStage, keyof typeof taskPageText.zh>>> = {
  assigned: 'becauseClaim',
  claimed: 'becauseApproval',
  approved: 'becauseNotice',
  noticed: 'becauseVisit',
  visiting: 'becauseRecord',
  recorded: 'becauseEntry',
  submitted: 'becauseReview',
  returned: 'becauseReturned',
};

/** What is done of a task, and what not and why. */
export function taskProgress(
  task: TaskView,
  words: { readonly say: Say; readonly stage: (stage: TeamStage) => string; readonly day: string },
) {
  const { say } = words;
  const done = [
    ...(task.dispatchedBy === null
      ? []
      : [say('doneDispatched', { name: task.dispatchedBy, day: words.day, n: task.inspections })]),
    ...task.counts
      .filter((each) => each.stage === 'passed')
      .map((each) => say('donePassed', { agency: each.agencyName, n: each.count })),
  ];
  const ended = task.outcomes.flatMap(({ outcome, count }) =>
    outcome === 'cancelled' || outcome === 'replaced'
      ? [say(outcome === 'cancelled' ? 'doneCancelled' : 'doneReplaced', { n: count })]
      : [],
  );
  const inOrder = task.counts.toSorted((a, b) => teamStages.indexOf(a.stage) - teamStages.indexOf(b.stage));
  const waiting = inOrder.flatMap((each) => {
    const atDoor = each.stage === 'approved' && !task.announced && task.method === 'onSite';
    const key = atDoor ? 'becauseVisit' : because[each.stage];
    if (key === undefined) return [];
    return [
      {
        text: say('notDoneStage', { agency: each.agencyName, n: each.count, stage: words.stage(each.stage) }),
        because: say(task.state === 'prepared' ? 'becausePrepared' : key),
      },
    ];
  });
  return { done: [...done, ...ended], notDone: task.state === 'void' ? [] : waiting };
}
