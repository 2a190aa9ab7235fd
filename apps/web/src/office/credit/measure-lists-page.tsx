/** 联合奖惩措施清单: its versions, and the start of the next. */
import type { MeasureListRow } from '@mingcha/core/credit/measure.ts';
import { createMeasureList, listMeasureLists } from '@mingcha/core/credit/measure-api.ts';
import { measurePageText } from '@mingcha/core/credit/measure-page-text.ts';
import { useMemo } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice } from '../../shared/ui/states.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { DocumentStateChip } from '../parts/document-steps.tsx';
import { useHasRole } from '../registers/may-edit.ts';
import { GoTo, useGo } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';

const ended: readonly string[] = ['published', 'superseded', 'revoked'];
const rowKey = (row: MeasureListRow) => row.id;
const rowName = (row: MeasureListRow) => row.title;

export function MeasureListsPage() {
  const say = useText(measurePageText);
  const go = useGo();
  const { person } = useSession();
  const mayEdit = useHasRole('legalOfficer', 'sectionOfficer');
  const list = useApiQuery(listMeasureLists);
  const create = useApiAction(createMeasureList);
  const rows = list.data?.rows;
  const mayStart = mayEdit && rows?.every((row) => ended.includes(row.state)) === true;
  const start = async () => {
    const title = rows?.[0]?.title ?? `${person.agency.name}${measurePageText.zh.listsTitle}`;
    const result = await create.run({ body: { title } });
    if (result.ok) go(`/credit-measures/${result.value.id}`);
  };
  return (
    <Page>
      <PageHeader
        title={say('listsTitle')}
        lead={say('listsLead')}
        actions={
          mayStart ? (
            <Button kind="primary" busy={create.busy} onClick={() => void start()}>
              {say(rows.length === 0 ? 'startFirst' : 'start')}
            </Button>
          ) : null
        }
      />
      <ErrorNotice error={create.error} />
      <DataTable
        id="measure-lists"
        label={say('versions')}
        columns={useColumns()}
        rows={rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        error={list.error}
        onRetry={list.reload}
        onOpen={(row) => go(`/credit-measures/${row.id}`)}
        empty={<EmptyState title={say('none')} text={say('noneHint')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<MeasureListRow>[] {
  const say = useText(measurePageText);
  const ui = useUi();
  return useMemo(
    () => [
      {
        key: 'title',
        title: say('nameOfList'),
        width: 260,
        opens: true,
        render: (row) => <GoTo to={`/credit-measures/${row.id}`}>{row.title}</GoTo>,
      },
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
        key: 'measures',
        title: say('measures'),
        nowrap: true,
        render: (row) => say('count', { count: row.measures }),
      },
      {
        key: 'publishedOn',
        title: say('publishedOn'),
        nowrap: true,
        render: (row) => (row.publishedOn === null ? '–' : <DateText value={row.publishedOn} form="short" />),
      },
      { key: 'place', title: say('publishedPlace'), render: (row) => row.publishedPlace || '–' },
    ],
    [say, ui],
  );
}
