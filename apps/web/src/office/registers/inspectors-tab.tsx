/** The list of inspectors with filters, drawer and export. */
import { type InspectorRow, inspectorStatuses } from '@mingcha/core/registers/inspector.ts';
import {
  exportInspectors,
  type InspectorFilter,
  inspectorFacets,
  listInspectors,
} from '@mingcha/core/registers/inspector-api.ts';
import { establishments } from '@mingcha/core/registers/inspectors/career.ts';
import { careerPageText } from '@mingcha/core/registers/inspectors/career-page-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { FilterBar } from '../../shared/forms/filter-bar.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { ButtonRow, buttonClass } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { CertificateChip, StatusChip } from './inspector-chips.tsx';
import { InspectorDrawer } from './inspector-drawer.tsx';
import { ExportMenu, FacetField, setMembers } from './list-parts.tsx';
import { useSearch } from './use-search.ts';
import { useWords, type Words } from './words.ts';

export interface TabProps {
  readonly canEdit: boolean;
}

const certificateStates = ['valid', 'expiring', 'expired', 'unknown'] as const;

export function InspectorsTab({ canEdit }: TabProps) {
  const say = useText(registerPageText);
  const asked = useSearch('open');
  const askedState = useSearch('certificate');
  const [openId, setOpenId] = useState<string | null>(asked === '' ? null : asked);
  const [filter, setFilter] = useState<InspectorFilter>(() => startFilter(askedState));
  const paging = usePaging('inspectors');
  const list = useApiQuery(listInspectors, { query: { ...filter, ...paging.query } });
  const columns = useColumns();
  return (
    <>
      <InspectorFilters
        start={filter}
        onSearch={(next) => {
          setFilter(next);
          paging.reset();
        }}
      />
      <DataTable
        id="inspectors"
        label={say('inspectors')}
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
        filtered={Object.keys(filter).length > 0}
        toolbar={<Toolbar filter={filter} canEdit={canEdit} />}
        empty={<Nothing canEdit={canEdit} />}
      />
      <InspectorDrawer id={openId} canEdit={canEdit} onClose={() => setOpenId(null)} />
    </>
  );
}

const keyOf = (row: InspectorRow) => row.id;
const nameOf = (row: InspectorRow) => row.name;

/** A link of the workbench asks for one state of certificates among those on duty. */
function startFilter(asked: string): InspectorFilter {
  const certificate = certificateStates.find((state) => state === asked);
  return certificate === undefined ? {} : { certificate, status: 'active' };
}

function useEstablishment(): Column<InspectorRow> {
  const career = useText(careerPageText);
  return useMemo(
    () => ({
      key: 'establishment',
      title: career('establishment'),
      extra: true,
      render: (row) => career(`est_${row.establishment}`),
    }),
    [career],
  );
}

function useColumns(): readonly Column<InspectorRow>[] {
  const say = useText(registerPageText);
  const words = useWords('inspectors');
  const extra = useEstablishment();
  return useMemo(
    () => [
      { key: 'name', title: words.field('name'), nowrap: true, render: (row) => row.name },
      {
        key: 'certificate',
        title: words.field('certificateNumber'),
        render: (row) => <span className="mono nowrap">{row.certificateNumber}</span>,
      },
      {
        key: 'validTo',
        title: words.field('certificateValidTo'),
        render: (row) => <DateText value={row.certificateValidTo} form="short" />,
      },
      {
        key: 'state',
        title: say('field_certificate'),
        render: (row) => <CertificateChip state={row.certificateState} />,
      },
      {
        key: 'section',
        title: words.field('sectionId'),
        nowrap: true,
        render: (row) => row.sectionName ?? '–',
      },
      {
        key: 'specialities',
        title: words.field('specialities'),
        width: 140,
        render: (row) => row.specialities.join('、') || '–',
      },
      {
        key: 'areas',
        title: words.field('areas'),
        width: 140,
        render: (row) => words.value('areas', row.areas),
      },
      {
        key: 'lead',
        title: say('field_canLead'),
        nowrap: true,
        render: (row) => (row.canLead ? words.value('canLead', true) : '–'),
      },
      { key: 'agency', title: words.field('agency'), extra: true, render: (row) => row.agencyName },
      extra,
      {
        key: 'status',
        title: words.field('status'),
        render: (row) => <StatusChip status={row.status} />,
      },
    ],
    [words, say, extra],
  );
}

function Toolbar(props: { readonly filter: InspectorFilter; readonly canEdit: boolean }) {
  const say = useText(registerPageText);
  return (
    <>
      {props.canEdit ? (
        <>
          <GoTo to="/inspectors/new" className={buttonClass({ size: 'small' })}>
            {say('creating')}
          </GoTo>
          <GoTo to="/imports?kind=inspectors" className={buttonClass({ size: 'small' })}>
            {say('importing')}
          </GoTo>
        </>
      ) : null}
      <ExportMenu spec={exportInspectors} filter={props.filter} />
    </>
  );
}

function Nothing({ canEdit }: TabProps) {
  const say = useText(registerPageText);
  const action = (
    <ButtonRow>
      <GoTo to="/imports?kind=inspectors" className={buttonClass({ kind: 'primary' })}>
        {say('importing')}
      </GoTo>
      <GoTo to="/inspectors/new" className={buttonClass()}>
        {say('inspectorNew')}
      </GoTo>
    </ButtonRow>
  );
  return (
    <EmptyState
      title={say('emptyInspectors')}
      text={say('emptyInspectorsText')}
      {...(canEdit ? { action } : {})}
    />
  );
}

const noFilter = { text: '', status: '', certificate: '', speciality: '', sectionId: '', establishment: '' };
type Typed = typeof noFilter;

function InspectorFilters(props: {
  readonly start: InspectorFilter;
  readonly onSearch: (filter: InspectorFilter) => void;
}) {
  const say = useText(registerPageText);
  const ui = useUi();
  const words = useWords('inspectors');
  const [typed, setTyped] = useState<Typed>(() => ({
    ...noFilter,
    status: props.start.status ?? '',
    certificate: props.start.certificate ?? '',
  }));
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  return (
    <FilterBar
      onSearch={() => props.onSearch(setMembers(typed) as InspectorFilter)}
      onReset={() => {
        setTyped(noFilter);
        props.onSearch({});
      }}
      more={<MoreFilters typed={typed} set={set} words={words} />}
    >
      <TextField
        name="filter.text"
        label={say('searchInspectors')}
        type="search"
        wide
        maxLength={100}
        value={typed.text}
        onChange={set('text')}
      />
      <SelectField
        name="filter.status"
        label={words.field('status')}
        empty={ui('all')}
        choices={inspectorStatuses.map((value) => ({ value, label: words.word(`status.${value}`) }))}
        value={typed.status}
        onChange={set('status')}
      />
      <SelectField
        name="filter.certificate"
        label={say('field_certificate')}
        empty={ui('all')}
        choices={certificateStates.map((value) => ({ value, label: words.word(`certificate.${value}`) }))}
        value={typed.certificate}
        onChange={set('certificate')}
      />
    </FilterBar>
  );
}

function MoreFilters(props: {
  readonly typed: Typed;
  readonly set: (name: keyof Typed) => (value: string) => void;
  readonly words: Words;
}) {
  const ui = useUi();
  const { typed, set, words } = props;
  const career = useText(careerPageText);
  const facets = useApiQuery(inspectorFacets).data;
  return (
    <>
      <FacetField
        name="filter.speciality"
        label={words.field('specialities')}
        values={facets?.specialities ?? []}
        value={typed.speciality}
        onChange={set('speciality')}
      />
      <SelectField
        name="filter.sectionId"
        label={words.field('sectionId')}
        empty={ui('all')}
        choices={(facets?.sections ?? []).map((section) => ({ value: section.id, label: section.name }))}
        value={typed.sectionId}
        onChange={set('sectionId')}
      />
      <SelectField
        name="filter.establishment"
        label={career('establishment')}
        empty={ui('all')}
        choices={establishments
          .filter((value) => value !== '')
          .map((value) => ({ value, label: career(`est_${value}`) }))}
        value={typed.establishment}
        onChange={set('establishment')}
      />
    </>
  );
}
