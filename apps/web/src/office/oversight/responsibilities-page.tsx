/** 责任清单: the seven links of all tasks or of one, with post, person, due day and done day; figures first, rows below. */
import './oversight.css';
import { responsibilityStates } from '@mingcha/core/oversight/responsibility.ts';
import {
  listResponsibilities,
  printResponsibilities,
  type ResponsibilityFilter,
  type ResponsibilityRow,
} from '@mingcha/core/oversight/responsibility-api.ts';
import { responsibilityText } from '@mingcha/core/oversight/responsibility-text.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { responsibilityLinks } from '@mingcha/core/registers/organisation/post.ts';
import { useState } from 'react';
import { addressOf } from '../../shared/api/address.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../shared/forms/field.tsx';
import { FilterBar } from '../../shared/forms/filter-bar.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { setMembers } from '../registers/list-parts.tsx';
import { useSearch } from '../registers/use-search.ts';
import { GoTo } from '../shell/navigation.tsx';
import { LinkFigures } from './link-figures.tsx';
import { useResponsibilityColumns } from './responsibility-columns.tsx';

type Typed = Readonly<Record<'state' | 'link' | 'person', string>>;
const all: Typed = { state: '', link: '', person: '' };
const rowKey = (row: ResponsibilityRow) => row.key;
const rowName = (row: ResponsibilityRow) => row.subject;

export function ResponsibilitiesPage() {
  const say = useText(responsibilityText);
  const taskId = useSearch('taskId');
  const [filter, setFilter] = useState<Typed>(taskId === '' ? { ...all, state: 'late' } : all);
  const paging = usePaging('responsibilities');
  const ofTask = taskId === '' ? {} : { taskId };
  const query = { ...(setMembers(filter) as Partial<ResponsibilityFilter>), ...ofTask };
  const list = useApiQuery(listResponsibilities, { query: { ...query, ...paging.query } });
  const search = (next: Typed) => {
    setFilter(next);
    paging.reset();
  };
  const number = list.data?.rows.find((row) => row.taskNumber !== '')?.taskNumber ?? '';
  return (
    <Page>
      <PageHeader
        title={say('title')}
        lead={taskId === '' || number === '' ? say('lead') : say('taskLead', { number })}
        actions={
          <>
            {taskId === '' ? null : <GoTo to="/responsibilities">{say('allTasks')}</GoTo>}
            <Papers taskId={taskId} />
          </>
        }
      />
      <LinkFigures taskId={taskId} onChoose={(link, state) => search({ ...all, link, state })} />
      <Filters key={`${filter.state} ${filter.link}`} first={filter} onSearch={search} />
      <DataTable
        id="responsibilities"
        label={say('rows')}
        columns={useResponsibilityColumns()}
        rows={list.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        filtered={Object.values(filter).some((value) => value !== '')}
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
    </Page>
  );
}

/** The printed list of the agency, or of the task that is shown. */
function Papers({ taskId }: { readonly taskId: string }) {
  const say = useText(responsibilityText);
  const of = taskId === '' ? {} : { taskId };
  return (['docx', 'pdf'] as const).map((format) => (
    <a
      key={format}
      className={buttonClass({})}
      href={addressOf(printResponsibilities, { query: { ...of, format } })}
    >
      {say(format)}
    </a>
  ));
}

function Filters(props: { readonly first: Typed; readonly onSearch: (typed: Typed) => void }) {
  const say = useText(responsibilityText);
  const words = useText(organisationPageText);
  const ui = useUi();
  const [typed, setTyped] = useState(props.first);
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  return (
    <FilterBar onSearch={() => props.onSearch(typed)} onReset={() => props.onSearch(all)}>
      <SelectField
        name="state"
        label={say('show')}
        empty={ui('all')}
        choices={responsibilityStates.map((value) => ({ value, label: say(`of.${value}`) }))}
        value={typed.state}
        onChange={set('state')}
      />
      <SelectField
        name="link"
        label={say('link')}
        empty={say('allLinks')}
        choices={responsibilityLinks.map((value) => ({ value, label: words(`link.${value}`) }))}
        value={typed.link}
        onChange={set('link')}
      />
      <TextField
        name="person"
        label={say('person')}
        maxLength={60}
        value={typed.person}
        onChange={set('person')}
      />
    </FilterBar>
  );
}
