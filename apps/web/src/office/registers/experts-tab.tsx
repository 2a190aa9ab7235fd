/** 专家: who may assist inspections; they never count as inspectors. */

import { columnText } from '@mingcha/core/registers/column-text.ts';
import { type ExpertRow, expertFields } from '@mingcha/core/registers/inspector.ts';
import { listExperts, saveExpert } from '@mingcha/core/registers/inspector-api.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { FilterBar } from '../../shared/forms/filter-bar.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { DialogButtons } from './dialog-buttons.tsx';
import { useCheck } from './form-problems.ts';
import type { TabProps } from './inspectors-tab.tsx';
import { setMembers } from './list-parts.tsx';
import { joinList, splitList } from './words.ts';

const statuses = ['active', 'inactive'] as const;
const statusWords = { active: 'expertActive', inactive: 'expertInactive' } as const;
const noFilter = { text: '', status: '' };

export function ExpertsTab({ canEdit }: TabProps) {
  const say = useText(registerPageText);
  const [filter, setFilter] = useState(noFilter);
  const [edited, setEdited] = useState<ExpertRow | 'new' | null>(null);
  const paging = usePaging('experts');
  const asked = setMembers(filter) as { text?: string; status?: ExpertRow['status'] };
  const list = useApiQuery(listExperts, { query: { ...asked, ...paging.query } });
  const columns = useColumns();
  const add = (primary: boolean) => (
    <Button
      {...(primary ? { kind: 'primary' as const } : { size: 'small' as const })}
      onClick={() => setEdited('new')}
    >
      {say('expertNew')}
    </Button>
  );
  return (
    <>
      <ExpertFilters
        onSearch={(next) => {
          setFilter(next);
          paging.reset();
        }}
      />
      <DataTable
        id="experts"
        label={say('experts')}
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
        {...(canEdit ? { onOpen: setEdited, toolbar: add(false) } : {})}
        empty={
          <EmptyState
            title={say('emptyExperts')}
            text={say('emptyExpertsText')}
            {...(canEdit ? { action: add(true) } : {})}
          />
        }
      />
      {edited === null ? null : (
        <ExpertDialog
          key={edited === 'new' ? 'new' : edited.id}
          expert={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

const keyOf = (row: ExpertRow) => row.id;
const nameOf = (row: ExpertRow) => row.name;

function useColumns(): readonly Column<ExpertRow>[] {
  const say = useText(registerPageText);
  const field = useText(columnText);
  return useMemo(
    () => [
      { key: 'name', title: field('experts.name'), nowrap: true, render: (row) => row.name },
      { key: 'organisation', title: field('experts.organisation'), render: (row) => row.organisation || '–' },
      {
        key: 'specialities',
        title: field('experts.specialities'),
        render: (row) => row.specialities.join('、') || '–',
      },
      {
        key: 'qualification',
        title: field('experts.qualification'),
        render: (row) => row.qualification || '–',
      },
      { key: 'updated', title: say('field_updatedAt'), render: (row) => <DateText value={row.updatedAt} /> },
      {
        key: 'status',
        title: field('experts.status'),
        render: (row) => <StateChip>{say(statusWords[row.status])}</StateChip>,
      },
    ],
    [say, field],
  );
}

function ExpertFilters(props: { readonly onSearch: (filter: typeof noFilter) => void }) {
  const say = useText(registerPageText);
  const field = useText(columnText);
  const ui = useUi();
  const [typed, setTyped] = useState(noFilter);
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
        label={say('searchExperts')}
        type="search"
        wide
        maxLength={100}
        value={typed.text}
        onChange={(text) => setTyped({ ...typed, text })}
      />
      <SelectField
        name="filter.status"
        label={field('experts.status')}
        empty={ui('all')}
        choices={statuses.map((value) => ({ value, label: say(statusWords[value]) }))}
        value={typed.status}
        onChange={(status) => setTyped({ ...typed, status })}
      />
    </FilterBar>
  );
}

function useExpertForm(expert: ExpertRow | null, onDone: () => void) {
  const say = useText(registerPageText);
  const field = useText(columnText);
  const toast = useToast();
  const check = useCheck();
  const save = useApiAction(saveExpert);
  const form = useForm({
    name: expert?.name ?? '',
    organisation: expert?.organisation ?? '',
    specialities: joinList(expert?.specialities ?? []),
    qualification: expert?.qualification ?? '',
    status: (expert?.status ?? 'active') as string,
    statusReason: expert?.statusReason ?? '',
  });
  const submit = async () => {
    const { status, statusReason, specialities, ...texts } = form.values;
    const fields = { ...texts, specialities: splitList(specialities) };
    const problems = check(expertFields, fields, (name) => field(`experts.${name}` as 'experts.name'));
    if (problems.length > 0) return form.setProblems(problems);
    const known = expert === null ? {} : { id: expert.id, version: expert.version };
    const body = { ...fields, ...known, status: status as ExpertRow['status'], statusReason };
    const result = await save.run({ body });
    if (!result.ok) return form.refuse(result.error);
    toast(say('savedExpert', { name: fields.name }));
    onDone();
  };
  return { form, submit, busy: save.busy };
}

function ExpertDialog(props: { readonly expert: ExpertRow | null; readonly onClose: () => void }) {
  const { expert, onClose } = props;
  const say = useText(registerPageText);
  const fieldName = useText(columnText);
  const ui = useUi();
  const { form, submit, busy } = useExpertForm(expert, onClose);
  const field = (name: 'name' | 'organisation' | 'specialities' | 'qualification') => ({
    name,
    label: fieldName(`experts.${name}`),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <Dialog open title={say(expert === null ? 'expertNew' : 'expertEdit')} onClose={onClose}>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<DialogButtons verb={ui('save')} busy={busy} onClose={onClose} />}
      >
        <TextField {...field('name')} maxLength={60} />
        <TextField {...field('organisation')} optional maxLength={200} />
        <TextField {...field('specialities')} hint={say('listHint')} optional maxLength={300} />
        <TextField {...field('qualification')} optional maxLength={200} />
        {expert === null ? null : (
          <>
            <SelectField
              name="status"
              label={fieldName('experts.status')}
              empty={null}
              choices={statuses.map((value) => ({ value, label: say(statusWords[value]) }))}
              value={form.values.status}
              onChange={form.set('status')}
            />
            <TextField
              name="statusReason"
              label={say('field_statusNote')}
              optional
              maxLength={200}
              value={form.values.statusReason}
              onChange={form.set('statusReason')}
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}
