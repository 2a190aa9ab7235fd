/** 检查对象: the list with its filters, a drawer for one object, export, and the ways to new ones. */
import './registers.css';
import {
  creditClasses,
  type ObjectRow,
  objectKinds,
  objectStatuses,
  riskLevels,
} from '@mingcha/core/registers/object.ts';
import {
  countObjects,
  exportObjects,
  listObjects,
  type ObjectFilter,
  objectFacets,
} from '@mingcha/core/registers/object-api.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { formatNumber } from '../../shared/format.ts';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { FilterBar } from '../../shared/forms/filter-bar.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { ButtonRow, buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { ExportMenu, FacetField, setMembers } from './list-parts.tsx';
import { useMayEdit } from './may-edit.ts';
import { ObjectDrawer } from './object-drawer.tsx';
import { useSearch } from './use-search.ts';
import { useWords, type Words } from './words.ts';

const noFilter = {
  text: '',
  kind: '',
  riskLevel: '',
  creditClass: '',
  status: '',
  divisionCode: '',
  industry: '',
  tag: '',
  sectionId: '',
};
type Typed = typeof noFilter;

export function ObjectsPage() {
  const say = useText(registerPageText);
  const canEdit = useMayEdit();
  const asked = useSearch('open');
  const [openId, setOpenId] = useState<string | null>(asked === '' ? null : asked);
  const [filter, setFilter] = useState<ObjectFilter>({});
  const paging = usePaging('objects');
  const list = useApiQuery(listObjects, { query: { ...filter, ...paging.query } });
  const words = useWords('objects');
  const columns = useColumns(words);
  const filtered = Object.keys(filter).length > 0;
  const search = (next: ObjectFilter) => {
    setFilter(next);
    paging.reset();
  };
  return (
    <Page>
      <PageHeader title={say('objects')} lead={say('objectsLead')} />
      <ObjectFilters onSearch={search} words={words} />
      <DataTable
        id="objects"
        label={say('objects')}
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
        filtered={filtered}
        toolbar={<Toolbar filter={filter} canEdit={canEdit} />}
        empty={<Nothing canEdit={canEdit} />}
      />
      <ObjectDrawer id={openId} canEdit={canEdit} onClose={() => setOpenId(null)} />
    </Page>
  );
}

const keyOf = (row: ObjectRow) => row.id;
const nameOf = (row: ObjectRow) => row.name;

function useColumns(words: Words): readonly Column<ObjectRow>[] {
  const say = useText(registerPageText);
  return useMemo(
    () => [
      { key: 'name', title: words.field('name'), width: 220, render: (row) => row.name },
      { key: 'code', title: say('field_code'), render: (row) => <Code row={row} /> },
      {
        key: 'kind',
        title: words.field('kind'),
        nowrap: true,
        render: (row) => words.word(`kind.${row.kind}`),
      },
      { key: 'address', title: words.field('address'), width: 200, render: (row) => row.address || '–' },
      {
        key: 'area',
        title: words.field('divisionCode'),
        nowrap: true,
        render: (row) => row.divisionCode || '–',
      },
      { key: 'industry', title: words.field('industry'), render: (row) => row.industry || '–' },
      {
        key: 'risk',
        title: words.field('riskLevel'),
        nowrap: true,
        render: (row) => words.word(`risk.${row.riskLevel}`),
      },
      {
        key: 'credit',
        title: words.field('creditClass'),
        nowrap: true,
        render: (row) => (row.creditClass === '' ? words.word('credit.') : row.creditClass),
      },
      {
        key: 'section',
        title: words.field('sectionId'),
        nowrap: true,
        render: (row) => row.sectionName ?? '–',
      },
      { key: 'tags', title: words.field('tags'), extra: true, render: (row) => row.tags.join('、') || '–' },
      {
        key: 'status',
        title: words.field('status'),
        nowrap: true,
        render: (row) => <StateChip>{words.word(`status.${row.status}`)}</StateChip>,
      },
    ],
    [words, say],
  );
}

function Code(props: { readonly row: ObjectRow }) {
  const code = props.row.uscc ?? props.row.registrationNumber ?? props.row.localCode;
  return code === null ? (
    <span className="secondary">{'–'}</span>
  ) : (
    <span className="mono nowrap">{code}</span>
  );
}

function Toolbar(props: { readonly filter: ObjectFilter; readonly canEdit: boolean }) {
  const say = useText(registerPageText);
  const count = useApiQuery(countObjects, { query: props.filter });
  const shown = count.data;
  return (
    <>
      {props.canEdit ? (
        <>
          <GoTo to="/objects/new" className={buttonClass({ size: 'small' })}>
            {say('creating')}
          </GoTo>
          <GoTo to="/imports?kind=objects" className={buttonClass({ size: 'small' })}>
            {say('importing')}
          </GoTo>
        </>
      ) : null}
      <ExportMenu spec={exportObjects} filter={props.filter} />
      {shown === undefined ? null : (
        <output className="list-count">
          {say(shown.exact ? 'exactCount' : 'manyCount', { n: formatNumber(shown.count) })}
        </output>
      )}
    </>
  );
}

function Nothing(props: { readonly canEdit: boolean }) {
  const say = useText(registerPageText);
  const actions = (
    <ButtonRow>
      <GoTo to="/imports?kind=objects" className={buttonClass({ kind: 'primary' })}>
        {say('importing')}
      </GoTo>
      <GoTo to="/objects/new" className={buttonClass()}>
        {say('objectNew')}
      </GoTo>
    </ButtonRow>
  );
  return (
    <EmptyState
      title={say('emptyObjects')}
      text={say('emptyObjectsText')}
      {...(props.canEdit ? { action: actions } : {})}
    />
  );
}

function ObjectFilters(props: { readonly onSearch: (filter: ObjectFilter) => void; readonly words: Words }) {
  const say = useText(registerPageText);
  const { words } = props;
  const [typed, setTyped] = useState<Typed>(noFilter);
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  return (
    <FilterBar
      onSearch={() => props.onSearch(setMembers(typed) as ObjectFilter)}
      onReset={() => {
        setTyped(noFilter);
        props.onSearch({});
      }}
      more={<MoreFilters typed={typed} set={set} words={words} />}
    >
      <TextField
        name="filter.text"
        label={say('searchObjects')}
        type="search"
        wide
        maxLength={100}
        placeholder={say('searchHint')}
        value={typed.text}
        onChange={set('text')}
      />
      <WordSelect
        name="riskLevel"
        set="risk"
        values={graded(riskLevels)}
        typed={typed}
        onChange={set('riskLevel')}
        words={words}
      />
      <WordSelect
        name="creditClass"
        set="credit"
        values={graded(creditClasses)}
        typed={typed}
        onChange={set('creditClass')}
        words={words}
      />
    </FilterBar>
  );
}

/** An empty member of a query does not travel, so "not graded" cannot be asked for. */
const graded = (values: readonly string[]) => values.filter((value) => value !== '');

interface MoreProps {
  readonly typed: Typed;
  readonly set: (name: keyof Typed) => (value: string) => void;
  readonly words: Words;
}

function MoreFilters({ typed, set, words }: MoreProps) {
  const ui = useUi();
  const facets = useApiQuery(objectFacets).data;
  return (
    <>
      <WordSelect
        name="kind"
        set="kind"
        values={objectKinds}
        typed={typed}
        onChange={set('kind')}
        words={words}
      />
      <WordSelect
        name="status"
        set="status"
        values={objectStatuses}
        typed={typed}
        onChange={set('status')}
        words={words}
      />
      <FacetField
        name="filter.divisionCode"
        label={words.field('divisionCode')}
        values={facets?.divisionCodes ?? []}
        value={typed.divisionCode}
        onChange={set('divisionCode')}
      />
      <FacetField
        name="filter.industry"
        label={words.field('industry')}
        values={facets?.industries ?? []}
        value={typed.industry}
        onChange={set('industry')}
      />
      <FacetField
        name="filter.tag"
        label={words.field('tags')}
        values={facets?.tags ?? []}
        value={typed.tag}
        onChange={set('tag')}
      />
      <SelectField
        name="filter.sectionId"
        label={words.field('sectionId')}
        empty={ui('all')}
        choices={(facets?.sections ?? []).map((section) => ({ value: section.id, label: section.name }))}
        value={typed.sectionId}
        onChange={set('sectionId')}
      />
    </>
  );
}

function WordSelect(props: {
  readonly name: keyof Typed;
  readonly set: string;
  readonly values: readonly string[];
  readonly typed: Typed;
  readonly onChange: (value: string) => void;
  readonly words: Words;
}) {
  const ui = useUi();
  const { name, words } = props;
  return (
    <SelectField
      name={`filter.${name}`}
      label={words.field(name)}
      empty={ui('all')}
      choices={props.values.map((value) => ({ value, label: words.word(`${props.set}.${value}`) }))}
      value={props.typed[name]}
      onChange={props.onChange}
    />
  );
}
