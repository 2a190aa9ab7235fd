/** What of the own team's preparation is done and what not, and why: from what the parts below have read already. */
import { inspectionApprovals } from '@mingcha/core/tasks/preparation/approval-api.ts';
import { inspectionNotices, type NoticesView } from '@mingcha/core/tasks/preparation/notice-api.ts';
import { preparedText } from '@mingcha/core/tasks/preparation/prepared-text.ts';
import { inspectionSchedule, type ScheduleView } from '@mingcha/core/tasks/preparation/schedule-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatInstant } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { DonePanel, type DonePanelProps } from '../../../shared/ui/states.tsx';

type Say = (key: keyof typeof preparedText.zh, data?: Record<string, string | number>) => string;
type Line = { readonly done: string } | { readonly text: string; readonly because: string };
type Approvals = NonNullable<ReturnType<typeof useApiQuery<typeof inspectionApprovals>>['data']>;

export function Prepared({ inspectionId }: { readonly inspectionId: string }) {
  const say = useText(preparedText);
  const params = { id: inspectionId };
  const approvals = useApiQuery(inspectionApprovals, { params }).data;
  const notices = useApiQuery(inspectionNotices, { params }).data;
  const schedule = useApiQuery(inspectionSchedule, { params }).data;
  const team = approvals?.teams.find((one) => one.isOwn);
  if (approvals === undefined || notices === undefined || schedule === undefined) return null;
  if (team === undefined || team.stage === 'withdrawn') return null;
  const lines = [
    team.stage === 'assigned'
      ? { text: say('ready.claim'), because: say('because.claim') }
      : { done: say('ready.claimed') },
    approvalLine(approvals, say),
    ...(schedule.offSite ? [] : [timeLine(schedule, say), ...noticeLines(notices, schedule, say)]),
  ];
  return <DonePanel {...panelOf(lines)} />;
}

function panelOf(lines: readonly Line[]): DonePanelProps {
  return {
    done: lines.flatMap((line) => ('done' in line ? [line.done] : [])),
    notDone: lines.flatMap((line) => ('done' in line ? [] : [line])),
  };
}

function approvalLine(view: Approvals, say: Say): Line {
  const at = view.teams.find((one) => one.isOwn)?.approvedAt ?? null;
  if (at !== null) return { done: say('ready.approved', { at: formatInstant(at) }) };
  const text = say('ready.approval');
  const waiting = view.rows.find((row) => row.state === 'submitted');
  if (waiting !== undefined)
    return {
      text,
      because:
        waiting.waitsWith.length === 0
          ? say('because.nobody')
          : say('because.decision', { names: waiting.waitsWith.join('、') }),
    };
  const isRefused = view.rows[0]?.state === 'refused';
  return { text, because: say(isRefused ? 'because.refused' : 'because.notApplied') };
}

/** A time need not be agreed; it is done once the visit has begun. */
function timeLine(view: ScheduleView, say: Say): Line {
  if (view.scheduledFor !== null)
    return { done: say('ready.time', { at: formatInstant(view.scheduledFor) }) };
  const isAsked = view.slots.some((slot) => slot.state === 'open');
  return { text: say('ready.noTime'), because: say(isAsked ? 'because.answers' : 'because.noSlot') };
}

function noticeLines(view: NoticesView, schedule: ScheduleView, say: Say): readonly Line[] {
  const own = view.teams.find((one) => one.isOwn);
  const notice = own?.notice ?? null;
  if (notice === null) return [{ text: say('ready.noNotice'), because: say('because.noNotice') }];
  const made = { done: say('ready.notice', { number: notice.number }) };
  if (notice.deliveredAt !== null)
    return [made, { done: say('ready.delivered', { at: formatInstant(notice.deliveredAt) }) }];
  const because =
    notice.sealState === 'waiting'
      ? say('because.seal')
      : say(schedule.announced ? 'because.delivery' : 'because.door');
  return [made, { text: say('ready.notDelivered'), because }];
}
