/** A partner whose part the list does not name says which of its published items its teams check. */
import type { TaskView } from '@mingcha/core/tasks/task.ts';
import { taskPageText } from '@mingcha/core/tasks/task-page-text.ts';
import { setTeamItems } from '@mingcha/core/tasks/team-api.ts';
import { useState } from 'react';
import { useApiAction } from '../../shared/api/use-api.ts';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DialogButtons } from '../registers/dialog-buttons.tsx';
import { ItemsField } from './dispatch-page.tsx';

export function OwnItems(props: { readonly task: TaskView; readonly onChanged: () => void }) {
  const { task, onChanged } = props;
  const say = useText(taskPageText);
  const [choosing, setChoosing] = useState(false);
  if (task.ownWithoutItems === 0 || !task.may.plan) return null;
  return (
    <Notice tone="warning" title={say('noOwnItems')}>
      <p>{say('noOwnItemsText', { n: task.ownWithoutItems })}</p>
      <Button size="small" onClick={() => setChoosing(true)}>
        {say('setItems')}
      </Button>
      {choosing ? (
        <ItemsDialog
          taskId={task.id}
          onClose={() => setChoosing(false)}
          onDone={() => {
            setChoosing(false);
            onChanged();
          }}
        />
      ) : null}
    </Notice>
  );
}

function ItemsDialog(props: {
  readonly taskId: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const say = useText(taskPageText);
  const toast = useToast();
  const set = useApiAction(setTeamItems);
  const form = useForm({ itemKeys: [] as readonly string[] });
  const submit = async () => {
    const result = await set.run({
      params: { id: props.taskId },
      body: { itemKeys: [...form.values.itemKeys] },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(say('itemsSet'));
    props.onDone();
  };
  return (
    <Dialog open title={say('setItems')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('setItems')} busy={set.busy} onClose={props.onClose} />}
      >
        <ItemsField
          value={form.values.itemKeys}
          onChange={form.set('itemKeys')}
          error={form.error('itemKeys')}
        />
      </Form>
    </Dialog>
  );
}
