/** 轻微免罚清单: its versions, and the start of the next. */
import '../registers.css';
import './items.css';
import type { LeniencyListRow } from '@mingcha/core/registers/items/leniency.ts';
import { createLeniencyList, listLeniencyLists } from '@mingcha/core/registers/items/leniency-api.ts';
import { leniencyText } from '@mingcha/core/registers/items/leniency-text.ts';
import { useMemo } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { DocumentStateChip } from '../../parts/document-steps.tsx';
import { useGo } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { useMayEdit } from '../may-edit.ts';

const ended = ['published', 'superseded', 'revoked'];

export function LeniencyListsPage() {
  const say = useText(leniencyText);
  const go = useGo();
  const { person } = useSession();
  const mayEdit = useMayEdit();
  const list = useApiQuery(listLeniencyLists);
  const create = useApiAction(createLeniencyList);
  const rows = list.data?.rows;
  const canStart = mayEdit && rows !== undefined && rows.every((row) => ended.includes(row.state));
  const columns = useColumns();
  const start = async () => {
    const title = rows?.[0]?.title ?? `${person.agency.name}${leniencyText.zh.title}`;
    const result = await create.run({ body: { title } });
    if (result.ok) go(`/leniency-lists/${result.value.id}`);
  };
  const button = (
    <Button kind="primary" busy={create.busy} onClick={() => void start()}>
      {say(rows?.length === 0 ? 'startFirst' : 'start')}
    </Button>
  );
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} {...(canStart ? { actions: button } : {})} />
      <ErrorNotice error={create.error} />
      <DataTable
        id="leniency-lists"
        label={say('versions')}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        error={list.error}
        onRetry={list.reload}
        onOpen={(row) => go(`/leniency-lists/${row.id}`)}
        empty={<EmptyState title={say('none')} text={say('noneHint')} />}
      />
    </Page>
  );
}

const keyOf = (row: LeniencyListRow) => row.id;
const nameOf = (row: LeniencyListRow) => row.title;

function useColumns(): readonly Column<LeniencyListRow>[] {
  const say = useText(leniencyText);
  const ui = useUi();
  return useMemo(
    () => [
      { key: 'title', title: say('nameOfList'), width: 260, render: (row) => row.title },
      {
        key: 'version',
        title: say('versions'),
        nowrap: true,
        render: (row) => say('listVersion', { n: row.listVersion }),
      },
      {
        key: 'state',
        title: ui('columnState'),
        nowrap: true,
        render: (row) => <DocumentStateChip state={row.state} />,
      },
      {
        key: 'entries',
        title: say('conduct'),
        nowrap: true,
        render: (row) => say('entries', { count: row.entries }),
      },
      {
        key: 'publishedOn',
        title: say('publishedOn'),
        nowrap: true,
        render: (row) => (row.publishedOn === null ? '–' : <DateText value={row.publishedOn} />),
      },
      { key: 'place', title: say('publishedPlace'), render: (row) => row.publishedPlace || '–' },
    ],
    [say, ui],
  );
}
