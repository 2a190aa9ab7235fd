/** 培训记录: what everybody took part in, from closed courses, entered directly, or read from a file. */
import type { TrainingRow } from '@mingcha/core/registers/inspectors/career.ts';
import { listTraining, removeTraining } from '@mingcha/core/registers/inspectors/career-api.ts';
import { careerPageText } from '@mingcha/core/registers/inspectors/career-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, TextArea, TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { Form, useForm } from '../../../shared/forms/form.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button, ButtonRow } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { DialogButtons } from '../dialog-buttons.tsx';
import { useCheck } from '../form-problems.ts';
import { setMembers } from '../list-parts.tsx';
import { useMayEdit } from '../may-edit.ts';
import { TrainingDialog } from './training-dialog.tsx';
import { TrainingImport } from './training-import.tsx';

const noFilter = { text: '', fromDay: '', toDay: '' };

export function TrainingRecords() {
  const say = useText(careerPageText);
  const canEdit = useMayEdit();
  const [filter, setFilter] = useState(noFilter);
  const [open, setOpen] = useState<'new' | 'import' | null>(null);
  const [removed, setRemoved] = useState<TrainingRow | null>(null);
  const paging = usePaging('training');
  const asked = setMembers(filter);
  const list = useApiQuery(listTraining, { query: { ...asked, ...paging.query } });
  const columns = useColumns(canEdit ? setRemoved : null);
  return (
    <>
      {canEdit ? (
        <ButtonRow>
          <Button kind="primary" onClick={() => setOpen('new')}>
            {say('trainingNew')}
          </Button>
          <Button onClick={() => setOpen('import')}>{say('trainingImport')}</Button>
        </ButtonRow>
      ) : null}
      <TrainingFilters
        onSearch={(next) => {
          setFilter(next);
          paging.reset();
        }}
      />
      <DataTable
        id="training"
        label={say('training')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        filtered={Object.keys(asked).length > 0}
        empty={<EmptyState title={say('trainingEmpty')} text={say('trainingEmptyText')} />}
      />
      {open === 'new' ? <TrainingDialog onClose={() => setOpen(null)} /> : null}
      {open === 'import' ? <TrainingImport onClose={() => setOpen(null)} /> : null}
      {removed === null ? null : <RemoveDialog row={removed} onClose={() => setRemoved(null)} />}
    </>
  );
}

const keyOf = (row: TrainingRow) => row.id;
const nameOf = (row: TrainingRow) => `${row.inspectorName} ${row.course}`;

function useColumns(remove: ((row: TrainingRow) => void) | null): readonly Column<TrainingRow>[] {
  const say = useText(careerPageText);
  return useMemo(() => {
    const shown: readonly Column<TrainingRow>[] = [
      { key: 'course', title: say('training_course'), width: 220, render: (row) => row.course },
      { key: 'person', title: say('aux_name'), nowrap: true, render: (row) => row.inspectorName },
      { key: 'section', title: say('aux_section'), render: (row) => row.sectionName ?? '–' },
      {
        key: 'from',
        title: say('training_fromDay'),
        render: (row) => <DateText value={row.fromDay} form="short" />,
      },
      {
        key: 'to',
        title: say('training_toDay'),
        extra: true,
        render: (row) => <DateText value={row.toDay} form="short" />,
      },
      {
        key: 'hours',
        title: say('training_hours'),
        align: 'end',
        render: (row) => String(row.hoursTenths / 10),
      },
      {
        key: 'result',
        title: say('training_result'),
        nowrap: true,
        render: (row) => say(`result_${row.result}`),
      },
      {
        key: 'organiser',
        title: say('training_organiser'),
        extra: true,
        render: (row) => row.organiser || '–',
      },
    ];
    if (remove === null) return shown;
    return [
      ...shown,
      {
        key: 'remove',
        title: say('trainingRemove'),
        render: (row) => (
          <Button size="small" onClick={() => remove(row)}>
            {say('trainingRemove')}
          </Button>
        ),
      },
    ];
  }, [say, remove]);
}

function TrainingFilters(props: { readonly onSearch: (filter: typeof noFilter) => void }) {
  const say = useText(careerPageText);
  const [typed, setTyped] = useState(noFilter);
  const set = (name: keyof typeof noFilter) => (value: string) =>
    setTyped((old) => ({ ...old, [name]: value }));
  return (
    <FilterBar
      onSearch={() => props.onSearch({ ...typed, text: typed.text.trim() })}
      onReset={() => {
        setTyped(noFilter);
        props.onSearch(noFilter);
      }}
    >
      <TextField
        name="filter.text"
        label={say('trainingSearch')}
        type="search"
        wide
        maxLength={100}
        value={typed.text}
        onChange={set('text')}
      />
      <DayField
        name="filter.fromDay"
        label={say('training_fromDay')}
        value={typed.fromDay}
        onChange={set('fromDay')}
      />
      <DayField
        name="filter.toDay"
        label={say('training_toDay')}
        value={typed.toDay}
        onChange={set('toDay')}
      />
    </FilterBar>
  );
}

function RemoveDialog(props: { readonly row: TrainingRow; readonly onClose: () => void }) {
  const { row, onClose } = props;
  const say = useText(careerPageText);
  const toast = useToast();
  const check = useCheck();
  const remove = useApiAction(removeTraining);
  const form = useForm({ reason: '' });
  const submit = async () => {
    const problems = check(removeTraining.body.pick({ reason: true }), form.values, () =>
      say('change_reason'),
    );
    if (problems.length > 0) return form.setProblems(problems);
    const result = await remove.run({ params: { id: row.id }, body: form.values });
    if (!result.ok) return form.refuse(result.error);
    toast(say('trainingRemoved'));
    onClose();
  };
  return (
    <Dialog open title={say('trainingRemoveQuestion')} onClose={onClose}>
      <p>{say('trainingRemoveText', { person: row.inspectorName, course: row.course })}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={say('trainingRemove')} busy={remove.busy} danger onClose={onClose} />}
      >
        <TextArea
          name="reason"
          label={say('change_reason')}
          error={form.error('reason')}
          rows={2}
          maxLength={200}
          warnSecrets
          value={form.values.reason}
          onChange={form.set('reason')}
        />
      </Form>
    </Dialog>
  );
}
