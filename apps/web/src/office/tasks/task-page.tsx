/** One task: where it stands, what is done and what not and why, its inspections with their teams, who has seen the list. */
import './tasks.css';
import { exportTask, issueDispatchForm, sendTask } from '@mingcha/core/tasks/case-api.ts';
import type { TaskView } from '@mingcha/core/tasks/task.ts';
import { getTask } from '@mingcha/core/tasks/task-api.ts';
import { taskPageText } from '@mingcha/core/tasks/task-page-text.ts';
import { taskWordText } from '@mingcha/core/tasks/task-word-text.ts';
import { useState } from 'react';
import { addressOf } from '../../shared/api/address.ts';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { formatDay } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Button, buttonClass } from '../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { Popover } from '../../shared/ui/popover.tsx';
import { StageRail } from '../../shared/ui/stage-rail.tsx';
import {
  DonePanel,
  EmptyState,
  ErrorNotice,
  ErrorState,
  ForbiddenState,
  Skeleton,
} from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, PairList, StateChip } from '../../shared/ui/values.tsx';
import { FilingSection } from '../parts/filing-section.tsx';
import { useHasRole } from '../registers/may-edit.ts';
import { GoTo, useParam } from '../shell/navigation.tsx';
import { CourseRail } from '../workbench/course-rail.tsx';
import { InspectionTable } from './inspection-table.tsx';
import { OwnItems } from './own-items.tsx';
import { TaskPapers } from './papers/paper-lists.tsx';
import { SilentTeams } from './silent-teams.tsx';
import { ViewsSection } from './views-section.tsx';
import { stateTones, taskProgress, taskRail } from './words.ts';

export function TaskPage() {
  const say = useText(taskPageText);
  const id = useParam('id');
  const task = useApiQuery(getTask, { params: { id } });
  if (task.data !== undefined && task.data.id === id)
    return <Task key={id} task={task.data} onChanged={task.reload} />;
  if (task.status === 'forbidden') return <ForbiddenState />;
  if (task.status === 'error')
    return (
      <Page>
        <PageHeader title={say('taskTitle')} />
        <ErrorState error={task.error} onRetry={task.reload} />
        <GoTo to="/tasks">{say('back')}</GoTo>
      </Page>
    );
  return <Skeleton lines={10} />;
}

function Task(props: { readonly task: TaskView; readonly onChanged: () => void }) {
  const { task, onChanged } = props;
  const say = useText(taskPageText);
  const word = useText(taskWordText);
  const { locale } = useLocale();
  const stage = (key: Parameters<typeof word>[0]) => word(key);
  const progress = taskProgress(task, {
    say,
    stage: (each) => stage(`stage.${each}`),
    day: task.dispatchedAt === null ? '' : formatDay(task.dispatchedAt.slice(0, 10), locale),
  });
  return (
    <Page>
      <PageHeader
        title={locale === 'zh' ? task.title : task.titleEn}
        mark={<StateChip tone={stateTones[task.state]}>{word(`state.${task.state}`)}</StateChip>}
        lead={`${task.number}　${task.agencyName}`}
        actions={<Actions task={task} onChanged={onChanged} />}
      />
      <Section>
        <StageRail stages={taskRail(task, say)} />
        <CourseRail of="task" id={task.id} />
      </Section>
      <SilentTeams task={task} onChanged={onChanged} />
      <OwnItems task={task} onChanged={onChanged} />
      <DonePanel {...progress} />
      <Section title={say('list')} flush>
        {task.seesNames ? (
          <InspectionTable task={task} onChanged={onChanged} />
        ) : (
          <EmptyState title={say('sealed')} text={say('sealedText')} />
        )}
      </Section>
      <Section title={say('taskTitle')}>
        <Facts task={task} />
      </Section>
      {task.isOwn && task.state !== 'prepared' && task.method === 'onSite' ? (
        <FilingSection taskId={task.id} />
      ) : null}
      {task.isOwn && task.state !== 'prepared' ? <Papers task={task} /> : null}
      {task.may.seeViews ? <ViewsSection taskId={task.id} /> : null}
    </Page>
  );
}

function Actions(props: { readonly task: TaskView; readonly onChanged: () => void }) {
  const { task } = props;
  const say = useText(taskPageText);
  const seesDuties = useHasRole('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor');
  return (
    <>
      {task.may.dispatch ? <Send {...props} /> : null}
      {task.isOwn && seesDuties ? (
        <GoTo to={`/responsibilities?taskId=${task.id}`} className={buttonClass()}>
          {say('duties')}
        </GoTo>
      ) : null}
      {task.seesNames && task.state !== 'prepared' ? (
        <Popover label={say('files')}>
          <div className="task-list">
            <p className="secondary">{say('filesHint')}</p>
            {(['xlsx', 'csv', 'pdf'] as const).map((format) => (
              <a
                key={format}
                className={buttonClass({ size: 'small' })}
                href={addressOf(exportTask, { params: { id: task.id }, query: { format } })}
                download
              >
                {format.toUpperCase()}
              </a>
            ))}
          </div>
        </Popover>
      ) : null}
    </>
  );
}

function Send(props: { readonly task: TaskView; readonly onChanged: () => void }) {
  const { task, onChanged } = props;
  const say = useText(taskPageText);
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const send = useApiAction(sendTask);
  const confirm = async () => {
    const result = await send.run({ params: { id: task.id }, body: { version: task.version } });
    if (!result.ok) return;
    setAsking(false);
    toast(say('sent'));
    onChanged();
  };
  return (
    <>
      <Button kind="primary" onClick={() => setAsking(true)}>
        {say('sendPrepared')}
      </Button>
      <ConfirmDialog
        open={asking}
        question={say('sendQuestion')}
        action={say('sendPrepared')}
        busy={send.busy}
        onConfirm={() => void confirm()}
        onClose={() => setAsking(false)}
      >
        <p>{say('sendText')}</p>
        <ErrorNotice error={send.error} />
      </ConfirmDialog>
    </>
  );
}

/** The task's own papers; auditors read the ledger instead. */
function Papers(props: { readonly task: TaskView }) {
  const { task } = props;
  const say = useText(taskPageText);
  const toast = useToast();
  const reads = useHasRole('legalOfficer', 'sectionOfficer', 'agencyHead');
  const leads = useHasRole('legalOfficer');
  const issue = useApiAction(issueDispatchForm);
  const make = async () => {
    const result = await issue.run({ params: { id: task.id }, body: {} });
    if (result.ok) toast(say('dispatchFormMade'));
  };
  const button = (
    <Button size="small" busy={issue.busy} onClick={() => void make()}>
      {say('dispatchForm')}
    </Button>
  );
  if (!reads) return null;
  return (
    <Section title={say('papers')} flush {...(leads && task.state !== 'void' ? { actions: button } : {})}>
      <ErrorNotice error={issue.error} />
      <TaskPapers taskId={task.id} />
    </Section>
  );
}

function Facts(props: { readonly task: TaskView }) {
  const { task } = props;
  const say = useText(taskPageText);
  const word = useText(taskWordText);
  const { basis, draw } = task;
  const items = task.items.map((item) => `${item.code} ${item.name}`.trim()).join('；');
  return (
    <PairList
      columns={2}
      pairs={[
        { name: say('origin'), value: word(`origin.${task.origin}`) },
        { name: say('method'), value: word(`method.${task.method}`) },
        { name: say('items'), value: items === '' ? say('noItems') : items, wide: true },
        { name: say('window'), value: say('windowOf', { from: task.windowFrom, to: task.windowTo }) },
        { name: say('announced'), value: say(task.announced ? 'announcedYes' : 'announcedNo') },
        { name: say('claimDue'), value: <DateText value={task.claimDue} /> },
        {
          name: say('revealAt'),
          value: task.revealAt === null ? say('revealOpen') : <DateText value={task.revealAt} />,
        },
        ...(draw === null
          ? []
          : [
              {
                name: say('fromDraw'),
                value: (
                  <GoTo to={draw.outside ? `/outside-draws/${draw.id}` : `/draws/${draw.id}`}>
                    {say('openDraw')}
                  </GoTo>
                ),
              },
            ]),
        ...(basis === null
          ? []
          : [
              { name: say('basis'), value: say('basisOf', { ...basis }), wide: true },
              { name: say('reason'), value: basis.reason, wide: true },
            ]),
        ...(task.instructions === ''
          ? []
          : [{ name: say('instructions'), value: task.instructions, wide: true }]),
      ]}
    />
  );
}
