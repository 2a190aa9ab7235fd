/**
 * Matters under review and a hand-over of both bureaus: one matter waits for the statement, one was stated and handled as due
 * diligence, one is new; one person offers open work to a colleague. All through the services.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { AccountabilityMoveForm } from '@mingcha/core/oversight/accountability/accountability-api.ts';
import { moveEvent, raiseEvent } from '../oversight/accountability/event.service.ts';
import { raiseFacts } from '../oversight/accountability/facts.ts';
import { getEvent, raisingChoices } from '../oversight/accountability/read.service.ts';
import { offerHandover, openThings } from '../oversight/handover/handover.service.ts';
import type { Platform } from '../platform/platform.ts';
import { listTasks } from '../tasks/task-view.ts';
import { must } from './must.ts';
import type { Organisation } from './organisation.ts';

export async function loadAccountability(platform: Platform, { actors }: Organisation): Promise<void> {
  await eventsOf(platform, {
    legal: actors['jz.legal'],
    section: actors['jz.safety'],
    head: actors['jz.head'],
  });
  await eventsOf(platform, {
    legal: actors['jc.legal'],
    section: actors['jc.works'],
    head: actors['jc.head'],
  });
  await raiseFacts(platform);
  await handOver(platform, { from: actors['jz.legal'], to: actors['jz.safety'] });
}

interface People {
  readonly legal: Actor;
  readonly section: Actor;
  readonly head: Actor;
}

async function eventsOf(platform: Platform, { legal, section, head }: People): Promise<void> {
  const { rows } = must(await listTasks(platform, legal, { filter: {}, limit: 2 }));
  const { people } = must(await raisingChoices(platform, legal, {}));
  const named = people.find((each) => each.id === section.accountId)?.id ?? null;
  const today = platform.clock.today();
  const ids: string[] = [];
  for (const [n, task] of rows.entries()) {
    const { id } = must(
      await raiseEvent(platform, legal, {
        actionId: platform.ids.next(),
        agencyId: legal.agencyId,
        kind: n === 0 ? 'falseRecord' : 'lateStep',
        subject: task.title,
        account:
          n === 0
            ? '检查记录所载开始时间早于入企登记时间，两处时间相差四十分钟。'
            : '名单派发日期晚于工作细则规定的期限两个工作日。',
        happenedOn: addDays(today, -6),
        path: `/tasks/${task.id}`,
        personId: named,
        ledgerSeqs: [1],
      }),
    );
    ids.push(id);
  }
  const [asked, handled] = ids;
  const due = addDays(today, 14);
  const ask = { move: 'ask', dueOn: due, note: '请说明时间不一致的原因。' } as const;
  if (asked !== undefined) await step(platform, head, { id: asked, form: ask });
  if (handled === undefined || named === null) return;
  const statement = '名单派发前发现一名检查人员应当回避，按程序重新确定人员，因此晚于期限派发。';
  await step(platform, head, { id: handled, form: ask });
  await step(platform, section, { id: handled, form: { move: 'state', statement } });
  const decide = {
    move: 'decide',
    outcome: 'dutiful',
    ground: 'procedureFollowed',
    decision: '经核对回避决定和递补记录，派发延后系按程序办理回避，已履行职责。',
  } as const;
  await step(platform, head, { id: handled, form: decide });
}

/** Sections of the demo may coincide; then somebody else would take the step, and nobody does here. */
async function step(
  platform: Platform,
  actor: Actor,
  of: { readonly id: string; readonly form: AccountabilityMoveForm },
): Promise<void> {
  const event = must(await getEvent(platform, actor, of.id));
  if (!event.allowed.includes(of.form.move)) return;
  const write = { actionId: platform.ids.next(), version: event.version };
  must(await moveEvent(platform, actor, { ...write, ...of }));
}

async function handOver(platform: Platform, of: { readonly from: Actor; readonly to: Actor }): Promise<void> {
  const { from, to } = of;
  const { things } = must(await openThings(platform, from, { toId: to.accountId }));
  if (things.every((each) => each.stays !== null)) return;
  const today = platform.clock.today();
  must(
    await offerHandover(platform, from, {
      actionId: platform.ids.next(),
      fromId: from.accountId,
      toId: to.accountId,
      reason: 'leave',
      startsOn: today,
      endsOn: addDays(today, 7),
      note: '年休假期间请代为办理，急件请电话联系。',
    }),
  );
}
