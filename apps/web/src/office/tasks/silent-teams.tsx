/** Teams that have not claimed in time: shown to all planners, and the initiator may go on without a partner. */
import type { TaskView } from '@mingcha/core/tasks/task.ts';
import { taskPageText } from '@mingcha/core/tasks/task-page-text.ts';
import { withdrawTeam } from '@mingcha/core/tasks/team-api.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextArea } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DialogButtons } from '../registers/dialog-buttons.tsx';
import { useHasRole } from '../registers/may-edit.ts';
import { useSession } from '../shell/session.tsx';

type Silent = TaskView['silent'][number];

export function SilentTeams(props: { readonly task: TaskView; readonly onChanged: () => void }) {
  const { task, onChanged } = props;
  const say = useText(taskPageText);
  const { person } = useSession();
  const leads = useHasRole('legalOfficer') && task.isOwn;
  const [leaving, setLeaving] = useState<Silent | null>(null);
  if (task.silent.length === 0) return null;
  return (
    <Notice tone="warning" title={say('silent')}>
      {task.silent.map((each) => {
        const isOwn = each.agencyId === person.agency.id;
        return (
          <div key={each.agencyId} className="task-card-head">
            <span>
              {isOwn
                ? say('silentOwn', { n: each.count })
                : say('silentText', { agency: each.agencyName, n: each.count })}
            </span>
            {leads && !isOwn ? (
              <Button size="small" onClick={() => setLeaving(each)}>
                {say('leaveOut')}
              </Button>
            ) : null}
          </div>
        );
      })}
      {leaving === null ? null : (
        <LeaveDialog
          taskId={task.id}
          silent={leaving}
          onClose={() => setLeaving(null)}
          onDone={() => {
            setLeaving(null);
            onChanged();
          }}
        />
      )}
    </Notice>
  );
}

function LeaveDialog(props: {
  readonly taskId: string;
  readonly silent: Silent;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { taskId, silent } = props;
  const say = useText(taskPageText);
  const toast = useToast();
  const leave = useApiAction(withdrawTeam);
  const form = useForm({ reason: '' });
  const submit = async () => {
    const result = await leave.run({
      params: { id: taskId, agencyId: silent.agencyId },
      body: { reason: form.values.reason },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('leftOut'));
    props.onDone();
  };
  return (
    <Dialog open title={say('leaveOutQuestion', { agency: silent.agencyName })} onClose={props.onClose}>
      <p>{say('leaveOutText', { n: silent.count })}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('leaveOut')} busy={leave.busy} danger onClose={props.onClose} />}
      >
        <TextArea
          name="reason"
          label={say('leaveOutReason')}
          error={form.error('reason')}
          rows={3}
          maxLength={300}
          value={form.values.reason}
          onChange={form.set('reason')}
        />
      </Form>
    </Dialog>
  );
}
