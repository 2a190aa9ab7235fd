/** 随机抽查事项清单: versions of the own list, and superior lists kept to compare with. */
import '../registers.css';
import './items.css';
import type { ItemListRow } from '@mingcha/core/registers/items/item-list.ts';
import { createItemList, listItemLists } from '@mingcha/core/registers/items/item-list-api.ts';
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { DocumentStateChip } from '../../parts/document-steps.tsx';
import { useGo } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { useMayEdit } from '../may-edit.ts';

type Purpose = ItemListRow['purpose'];
const openStates = ['draft', 'legalReview', 'reviewed', 'approved'];

export function ItemListsPage() {
  const say = useText(itemPageText);
  const [purpose, setPurpose] = useState<Purpose>('own');
  const [starting, setStarting] = useState(false);
  const list = useApiQuery(listItemLists, { query: { purpose } });
  const mayEdit = useMayEdit();
  const rows = list.data?.rows.every((row) => row.purpose === purpose) === true ? list.data.rows : undefined;
  const isOpen = rows?.some((row) => openStates.includes(row.state)) === true;
  const canStart = mayEdit && rows !== undefined && (purpose === 'superior' || !isOpen);
  const start = purpose === 'superior' ? 'startSuperior' : rows?.length === 0 ? 'startFirst' : 'startNext';
  const button = (
    <Button kind="primary" onClick={() => setStarting(true)}>
      {say(start)}
    </Button>
  );
  return (
    <Page>
      <PageHeader title={say('lists')} lead={say('listsLead')} {...(canStart ? { actions: button } : {})} />
      <Tabs
        label={say('lists')}
        tabs={[
          { key: 'own', title: say('ownLists') },
          { key: 'superior', title: say('superiorLists') },
        ]}
        now={purpose}
        onChange={(key) => setPurpose(key === 'superior' ? 'superior' : 'own')}
      >
        <div className="items-tab">
          <Versions purpose={purpose} list={list} rows={rows} />
        </div>
      </Tabs>
      {starting ? (
        <StartDialog purpose={purpose} title={say(start)} onClose={() => setStarting(false)} />
      ) : null}
    </Page>
  );
}

function Versions(props: {
  readonly purpose: Purpose;
  readonly list: ReturnType<typeof useApiQuery<typeof listItemLists>>;
  readonly rows: readonly ItemListRow[] | undefined;
}) {
  const say = useText(itemPageText);
  const go = useGo();
  const { purpose, list, rows } = props;
  const columns = useColumns(purpose);
  return (
    <DataTable
      id={`item-lists-${purpose}`}
      label={say(purpose === 'own' ? 'ownLists' : 'superiorLists')}
      columns={columns}
      rows={rows}
      rowKey={keyOf}
      rowName={nameOf}
      status={rows === undefined && list.status === 'ready' ? 'loading' : list.status}
      error={list.error}
      onRetry={list.reload}
      onOpen={(row) => go(`/item-lists/${row.id}`)}
      empty={
        <EmptyState
          title={say(purpose === 'own' ? 'noLists' : 'noSuperior')}
          text={say(purpose === 'own' ? 'noListsText' : 'noSuperiorText')}
        />
      }
    />
  );
}

const keyOf = (row: ItemListRow) => row.id;
const nameOf = (row: ItemListRow) => row.title;

function useColumns(purpose: Purpose): readonly Column<ItemListRow>[] {
  const say = useText(itemPageText);
  return useMemo(
    () => [
      { key: 'title', title: say('nameOfList'), width: 260, render: (row) => row.title },
      {
        key: 'version',
        title: say('version'),
        nowrap: true,
        render: (row) => say('versionNo', { n: row.listVersion }),
      },
      ...(purpose === 'superior'
        ? [{ key: 'issuer', title: say('issuer'), render: (row: ItemListRow) => row.issuer || '–' }]
        : [
            {
              key: 'state',
              title: say('state'),
              nowrap: true,
              render: (row: ItemListRow) => <DocumentStateChip state={row.state} />,
            },
          ]),
      {
        key: 'items',
        title: say('items'),
        align: 'end' as const,
        nowrap: true,
        render: (row) => String(row.items),
      },
      ...(purpose === 'superior'
        ? []
        : [
            {
              key: 'publishedOn',
              title: say('publishedOn'),
              nowrap: true,
              render: (row: ItemListRow) =>
                row.publishedOn === null ? '–' : <DateText value={row.publishedOn} />,
            },
            {
              key: 'place',
              title: say('publishedPlace'),
              width: 200,
              render: (row: ItemListRow) => row.publishedPlace || '–',
            },
          ]),
    ],
    [say, purpose],
  );
}

function StartDialog(props: {
  readonly purpose: Purpose;
  readonly title: string;
  readonly onClose: () => void;
}) {
  const say = useText(itemPageText);
  const ui = useUi();
  const go = useGo();
  const { person } = useSession();
  const create = useApiAction(createItemList);
  const own = props.purpose === 'own';
  const [title, setTitle] = useState(own ? `${person.agency.name}${itemPageText.zh.lists}` : '');
  const [issuer, setIssuer] = useState('');
  const start = async () => {
    const body = { purpose: props.purpose, title, issuer };
    const result = await create.run({ body });
    if (result.ok) go(`/item-lists/${result.value.id}`);
  };
  return (
    <Dialog
      open
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{ui('cancel')}</Button>
          <Button
            kind="primary"
            busy={create.busy}
            disabled={title.trim() === ''}
            onClick={() => void start()}
          >
            {say('create')}
          </Button>
        </>
      }
    >
      <p>{say(own ? 'startNextNote' : 'startSuperiorNote')}</p>
      <ErrorNotice error={create.error} />
      <TextField
        name="title"
        label={say('nameOfList')}
        wide
        maxLength={200}
        value={title}
        onChange={setTitle}
      />
      {own ? null : (
        <TextField
          name="issuer"
          label={say('issuer')}
          wide
          maxLength={200}
          value={issuer}
          onChange={setIssuer}
        />
      )}
    </Dialog>
  );
}
