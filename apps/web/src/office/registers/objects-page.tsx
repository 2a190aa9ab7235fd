/** 检查对象: the list with its filters, a drawer for one object, export, and the ways to new ones. */
import './registers.css';
import type { ObjectRow } from '@mingcha/core/registers/object.ts';
import {
  countObjects,
  exportObjects,
  listObjects,
  type ObjectFilter,
} from '@mingcha/core/registers/object-api.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Button, ButtonRow, buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { ExportMenu } from './list-parts.tsx';
import { useMayEdit } from './may-edit.ts';
import { ObjectDrawer } from './object-drawer.tsx';
import { BulkDialog, type BulkSelection } from './objects/bulk-dialog.tsx';
import { DayList } from './objects/day-list.tsx';
import { useObjectColumns } from './objects/list-columns.tsx';
import { ObjectFilters } from './objects/list-filters.tsx';
import { useSearch } from './use-search.ts';
import { useWords } from './words.ts';

export function ObjectsPage() {
  const say = useText(registerPageText);
  const canEdit = useMayEdit();
  const asked = useSearch('open');
  const [openId, setOpenId] = useState<string | null>(asked === '' ? null : asked);
  const [filter, setFilter] = useState<ObjectFilter>({});
  const [day, setDay] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(noneChosen);
  const [changing, setChanging] = useState<BulkSelection | null>(null);
  const paging = usePaging('objects');
  const list = useApiQuery(listObjects, { query: { ...filter, ...paging.query } });
  const words = useWords('objects');
  const columns = useObjectColumns(words);
  const filtered = Object.keys(filter).length > 0;
  const search = (next: ObjectFilter) => {
    setFilter(next);
    setChosen(noneChosen);
    paging.reset();
  };
  if (day !== '') return <DayList day={day} onBack={() => setDay('')} />;
  return (
    <Page>
      <PageHeader title={say('objects')} lead={say('objectsLead')} />
      <ObjectFilters onSearch={search} onDay={setDay} words={words} />
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
        toolbar={<Toolbar filter={filter} canEdit={canEdit} onChange={() => setChanging({ filter })} />}
        {...(canEdit ? { selection: { keys: chosen, onChange: setChosen } } : {})}
        batch={<Batch onChange={() => setChanging({ ids: [...chosen] })} />}
        empty={<Nothing canEdit={canEdit} />}
      />
      <ObjectDrawer id={openId} canEdit={canEdit} onClose={() => setOpenId(null)} />
      {changing === null ? null : (
        <BulkDialog
          selection={changing}
          onClose={() => setChanging(null)}
          onDone={() => setChosen(noneChosen)}
        />
      )}
    </Page>
  );
}

const noneChosen: ReadonlySet<string> = new Set();
const keyOf = (row: ObjectRow) => row.id;
const nameOf = (row: ObjectRow) => row.name;

function Batch(props: { readonly onChange: () => void }) {
  const say = useText(objectsPageText);
  return (
    <Button size="small" onClick={props.onChange}>
      {say('bulk')}
    </Button>
  );
}

function Toolbar(props: {
  readonly filter: ObjectFilter;
  readonly canEdit: boolean;
  readonly onChange: () => void;
}) {
  const say = useText(registerPageText);
  const page = useText(objectsPageText);
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
          {Object.keys(props.filter).length === 0 ? null : (
            <Button size="small" onClick={props.onChange}>
              {page('bulkFilter')}
            </Button>
          )}
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
