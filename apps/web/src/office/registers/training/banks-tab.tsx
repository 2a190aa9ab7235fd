/** Question banks of the agency. */
import { type BankRow, listBanks, saveBank } from '@mingcha/core/registers/training/bank-api.ts';
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';

export function BanksTab() {
  const say = useText(trainingPageText);
  const go = useGo();
  const [isNew, setIsNew] = useState(false);
  const read = useApiQuery(listBanks);
  const columns = useMemo(
    (): readonly Column<BankRow>[] => [
      {
        key: 'name',
        title: say('bankName'),
        width: 200,
        opens: true,
        render: (row) => <GoTo to={`/training/banks/${row.id}`}>{row.name}</GoTo>,
      },
      { key: 'single', title: say('kind_single'), align: 'end', render: (row) => String(row.single) },
      { key: 'multiple', title: say('kind_multiple'), align: 'end', render: (row) => String(row.multiple) },
      {
        key: 'trueFalse',
        title: say('kind_trueFalse'),
        align: 'end',
        render: (row) => String(row.trueFalse),
      },
      { key: 'note', title: say('note'), render: (row) => row.note || '–' },
    ],
    [say],
  );
  return (
    <>
      <ButtonRow>
        <Button kind="primary" onClick={() => setIsNew(true)}>
          {say('bankNew')}
        </Button>
      </ButtonRow>
      <DataTable
        id="question-banks"
        label={say('tab.banks')}
        columns={columns}
        rows={read.data?.rows}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        status={read.status}
        refreshing={read.refreshing}
        error={read.error}
        onRetry={read.reload}
        onOpen={(row) => go(`/training/banks/${row.id}`)}
        empty={<EmptyState title={say('banksEmpty')} text={say('banksEmptyText')} />}
      />
      {isNew ? (
        <BankDialog onClose={() => setIsNew(false)} onSaved={(id) => go(`/training/banks/${id}`)} />
      ) : null}
    </>
  );
}

export function BankDialog(props: {
  readonly bank?: BankRow;
  readonly onClose: () => void;
  readonly onSaved?: (id: string) => void;
}) {
  const { bank } = props;
  const say = useText(trainingPageText);
  const ui = useUi();
  const toast = useToast();
  const check = useCheck();
  const save = useApiAction(saveBank);
  const form = useForm({ name: bank?.name ?? '', note: bank?.note ?? '' });
  const submit = async () => {
    const shape = saveBank.body.pick({ name: true, note: true });
    const problems = check(shape, form.values, (name) => say(name === 'name' ? 'bankName' : 'note'));
    if (problems.length > 0) return form.setProblems(problems);
    const known = bank === undefined ? {} : { id: bank.id, version: bank.version };
    const result = await save.run({ body: { ...known, ...form.values } });
    if (!result.ok) return form.refuse(result.error);
    toast(say('saved'));
    props.onClose();
    props.onSaved?.(result.value.id);
  };
  return (
    <Dialog open title={say(bank === undefined ? 'bankNew' : 'bankEdit')} onClose={props.onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={save.busy} onClose={props.onClose} />}
      >
        <TextField
          name="name"
          label={say('bankName')}
          maxLength={100}
          error={form.error('name')}
          value={form.values.name}
          onChange={form.set('name')}
        />
        <TextField
          name="note"
          label={say('note')}
          optional
          maxLength={200}
          error={form.error('note')}
          value={form.values.note}
          onChange={form.set('note')}
        />
      </Form>
    </Dialog>
  );
}
