/** 频次台账: visits of all agencies with why each counts, filters, one visit in a drawer, withdrawal of a wrong entry. */
import './rules.css';
import {
  type FrequencyFilter,
  type FrequencyRow,
  listFrequency,
} from '@mingcha/core/registers/rules/frequency-api.ts';
import { frequencyPageText } from '@mingcha/core/registers/rules/frequency-page-text.ts';
import { entryKinds } from '@mingcha/core/registers/rules/rule-book.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { DayField, SelectField, TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { setMembers } from '../list-parts.tsx';
import { useHasRole } from '../may-edit.ts';
import { FrequencyDrawer } from './frequency-drawer.tsx';
import { BasisChip, Standing } from './object-frequency.tsx';
import { useRuleWord } from './rule-words.ts';

const noFilter = { of: 'own', text: '', kind: '', counted: '', flagged: '', from: '', to: '' };
type Typed = typeof noFilter;

export function FrequencyPage() {
  const say = useText(frequencyPageText);
  const mayEnter = useHasRole('legalOfficer', 'sectionOfficer', 'inspector');
  const [filter, setFilter] = useState<Typed>(noFilter);
  const [openId, setOpenId] = useState<string | null>(null);
  const paging = usePaging('frequency');
  const asked = setMembers(filter) as FrequencyFilter;
  const list = useApiQuery(listFrequency, { query: { ...asked, ...paging.query } });
  const columns = useColumns();
  const enter = (
    <GoTo to="/frequency/new" className={buttonClass({ kind: 'primary' })}>
      {say('enterVisit')}
    </GoTo>
  );
  const search = (next: Typed) => {
    setFilter(next);
    paging.reset();
  };
  return (
    <Page>
      <PageHeader
        title={say('frequency')}
        lead={say('frequencyLead')}
        {...(mayEnter ? { actions: enter } : {})}
      />
      <Filters onSearch={search} />
      <DataTable
        id="frequency"
        label={say('frequency')}
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
        onOpen={(row) => setOpenId(row.id)}
        filtered={Object.keys(asked).length > 1 || filter.of === 'all'}
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
      <FrequencyDrawer
        row={list.data?.rows.find((row) => row.id === openId)}
        onClose={() => setOpenId(null)}
        onChanged={list.reload}
      />
    </Page>
  );
}

const keyOf = (row: FrequencyRow) => row.id;
const nameOf = (row: FrequencyRow) => `${row.enteredOn} ${row.objectName}`;

function Filters(props: { readonly onSearch: (filter: Typed) => void }) {
  const say = useText(frequencyPageText);
  const ui = useUi();
  const [typed, setTyped] = useState<Typed>(noFilter);
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  const select = (
    name: 'counted' | 'flagged',
    values: readonly string[],
    text: (value: string) => string,
  ) => (
    <SelectField
      name={name}
      label={say(name)}
      empty={ui('all')}
      choices={values.map((value) => ({ value, label: text(value) }))}
      value={typed[name]}
      onChange={set(name)}
    />
  );
  return (
    <FilterBar
      onSearch={() => props.onSearch(typed)}
      onReset={() => {
        setTyped(noFilter);
        props.onSearch(noFilter);
      }}
      more={
        <>
          {select('flagged', ['unqualified', 'outside', 'repeated'], (value) =>
            say(`flagged.${value as 'unqualified' | 'outside' | 'repeated'}`),
          )}
          <DayField name="from" label={say('from')} optional value={typed.from} onChange={set('from')} />
          <DayField name="to" label={say('to')} optional value={typed.to} onChange={set('to')} />
        </>
      }
    >
      <FirstFilters typed={typed} set={set} />
      {select('counted', ['counted', 'notCounted'], (value) =>
        say(`counted.${value as 'counted' | 'notCounted'}`),
      )}
    </FilterBar>
  );
}

function FirstFilters(props: {
  readonly typed: Typed;
  readonly set: (name: keyof Typed) => (value: string) => void;
}) {
  const { typed, set } = props;
  const say = useText(frequencyPageText);
  const ui = useUi();
  const word = useRuleWord();
  return (
    <>
      <SelectField
        name="of"
        label={say('of')}
        empty={null}
        choices={(['own', 'all'] as const).map((value) => ({ value, label: say(`of.${value}`) }))}
        value={typed.of}
        onChange={set('of')}
      />
      <TextField
        name="text"
        label={say('text')}
        wide
        maxLength={100}
        value={typed.text}
        onChange={set('text')}
      />
      <SelectField
        name="kind"
        label={say('kind')}
        empty={ui('all')}
        choices={entryKinds.map((value) => ({ value, label: word(`kind.${value}`) }))}
        value={typed.kind}
        onChange={set('kind')}
      />
    </>
  );
}

function useColumns(): readonly Column<FrequencyRow>[] {
  const say = useText(frequencyPageText);
  const word = useRuleWord();
  return useMemo(
    () => [
      { key: 'day', title: say('day'), nowrap: true, render: (row) => <DateText value={row.enteredOn} /> },
      { key: 'object', title: say('object'), width: 200, render: (row) => row.objectName },
      { key: 'body', title: say('body'), width: 150, render: (row) => row.bodyName },
      { key: 'kind', title: say('kind'), nowrap: true, render: (row) => word(`kind.${row.kind}`) },
      { key: 'basis', title: say('basis'), nowrap: true, render: (row) => <BasisChip entry={row} /> },
      {
        key: 'standing',
        title: say('standing'),
        nowrap: true,
        align: 'end',
        render: (row) => <Standing row={row} />,
      },
      { key: 'flagged', title: say('flagged'), render: (row) => <Flags row={row} /> },
    ],
    [say, word],
  );
}

function Flags(props: { readonly row: FrequencyRow }) {
  const { row } = props;
  const say = useText(frequencyPageText);
  return (
    <>
      {row.isJoint ? <StateChip>{say('joint')}</StateChip> : null}
      {row.isQualified ? null : <StateChip tone="warning">{say('unqualified')}</StateChip>}
      {row.assistance === '' ? null : <StateChip>{say('outside')}</StateChip>}
      {row.repeatReason === '' ? null : <StateChip tone="warning">{say('repeated')}</StateChip>}
    </>
  );
}
