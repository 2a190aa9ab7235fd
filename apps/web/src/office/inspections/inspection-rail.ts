/** The stage rail of one team, and the step that comes next: from the facts of the team. No state of its own. */
import type { InspectionTeamView, InspectionView } from '@mingcha/core/inspections/results/inspection-api.ts';
import type { inspectionPageText } from '@mingcha/core/inspections/results/inspection-page-text.ts';
import type { TeamStage } from '@mingcha/core/tasks/inspection.ts';
import { formatInstant } from '../../shared/format.ts';
import type { Stage } from '../../shared/ui/stage-rail.tsx';

type Key = keyof (typeof inspectionPageText)['zh'];
type Say = (key: Key, data?: Record<string, string | number>) => string;

const posts = {
  dispatched: 'post.section',
  claimed: 'post.team',
  approved: 'post.head',
  noticed: 'post.team',
  entered: 'post.team',
  recorded: 'post.team',
  submitted: 'post.team',
  passed: 'post.reviewer',
} as const;
type RailKey = keyof typeof posts;

/** The rail's stage on which a team works now. */
const workedOn: Readonly<Record<TeamStage, RailKey | null>> = {
  assigned: 'claimed',
  claimed: 'approved',
  approved: 'noticed',
  noticed: 'entered',
  visiting: 'recorded',
  recorded: 'submitted',
  returned: 'submitted',
  submitted: 'passed',
  passed: null,
  withdrawn: null,
};

export function railOf(view: InspectionView, team: InspectionTeamView, say: Say): readonly Stage[] {
  const offSite = view.task.method !== 'onSite';
  const instants: Readonly<Record<RailKey, string | null>> = {
    dispatched: view.task.dispatchedAt,
    claimed: team.claimedAt,
    approved: team.approvedAt,
    noticed: team.noticedAt,
    entered: team.enteredAt,
    recorded: team.recordedAt,
    submitted: team.stage === 'returned' ? null : team.submittedAt,
    passed: team.passedAt,
  };
  const atDoor = !view.task.announced && team.noticedAt === null;
  const keys = (Object.keys(posts) as RailKey[]).filter(
    (key) => !(offSite && key === 'entered') && !((offSite || atDoor) && key === 'noticed'),
  );
  const now = nowOf(view, team);
  return keys.map((key): Stage => {
    const at = instants[key];
    const due = key === now ? dueNote(view, { team, key, say }) : undefined;
    return {
      key,
      title: say(`rail.${key}`),
      state: team.stage === 'withdrawn' ? 'voided' : key === now ? 'now' : at === null ? 'later' : 'done',
      post: key === now || at !== null ? say(posts[key]) : undefined,
      date: at === null ? due : formatInstant(at),
    };
  });
}

/** Off-site work goes from its approval to its record; an unannounced visit hands the notice over at the door. */
function nowOf(view: InspectionView, team: InspectionTeamView): RailKey | null {
  const now = workedOn[team.stage];
  if (view.task.method !== 'onSite' && (now === 'noticed' || now === 'entered')) return 'recorded';
  return now === 'noticed' && !view.task.announced ? 'entered' : now;
}

function dueNote(
  view: InspectionView,
  of: { readonly team: InspectionTeamView; readonly key: RailKey; readonly say: Say },
): string | undefined {
  if (of.key !== 'submitted') return undefined;
  const due = view.due.find((each) => each.agencyId === of.team.agencyId && each.clock === 'resultEntered');
  return due === undefined ? undefined : of.say('dueBy', { day: due.dueOn });
}

/** The key of what comes next, and the part of the page where it is done. */
export function nextOf(view: InspectionView, team: InspectionTeamView) {
  if (view.state === 'archived') return { key: 'next.archived' as const, parts: ['archive'], post: null };
  const offSite = view.task.method !== 'onSite';
  const early = ['approved', 'noticed'].includes(team.stage);
  const atDoor = team.stage === 'approved' && !view.task.announced;
  const key: Key = offSite && early ? 'next.offSite' : atDoor ? 'next.atDoor' : `next.${team.stage}`;
  const part = ['recorded', 'returned', 'submitted'].includes(team.stage) || (offSite && early);
  const parts = part
    ? ['results']
    : team.stage === 'assigned'
      ? ['team', 'overview']
      : team.stage === 'visiting'
        ? ['visit']
        : team.stage === 'passed'
          ? ['followups']
          : ['preparation'];
  const now = nowOf(view, team);
  return { key, parts, post: now === null ? null : posts[now] };
}

export const stageTones: Readonly<Record<TeamStage, 'neutral' | 'accent' | 'verified' | 'warning' | 'void'>> =
  {
    assigned: 'neutral',
    claimed: 'accent',
    approved: 'accent',
    noticed: 'accent',
    visiting: 'accent',
    recorded: 'warning',
    submitted: 'accent',
    returned: 'warning',
    passed: 'verified',
    withdrawn: 'void',
  };
