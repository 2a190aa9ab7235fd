/** 不予公示与暂缓公示: what waits for the head, and what was decided. */
import './publications.css';
import { listPublicationRequests, type RequestRow } from '@mingcha/core/publications/publication-api.ts';
import { publicationPageText } from '@mingcha/core/publications/publication-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Page, PageHeader, Tabs } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { GoTo, useGo } from '../shell/navigation.tsx';
import { RequestWords } from './request-list.tsx';

const states = ['asked', 'granted', 'refused', 'ended'] as const;
type State = (typeof states)[number];
const rowKey = (row: RequestRow) => row.id;
const rowName = (row: RequestRow) => row.objectName;

export function RequestsPage() {
  const say = useText(publicationPageText);
  const go = useGo();
  const [state, setState] = useState<State>('asked');
  const paging = usePaging('publication-requests');
  const list = useApiQuery(listPublicationRequests, { query: { state, ...paging.query } });
  const columns = useColumns();
  return (
    <Page>
      <PageHeader title={say('requestsTitle')} lead={say('requestsLead')} />
      <Tabs
        label={say('requestState')}
        now={state}
        onChange={(key) => {
          setState(states.find((each) => each === key) ?? 'asked');
          paging.reset();
        }}
        tabs={states.map((key) => ({ key, title: say(`request.${key}`) }))}
      >
        <DataTable
          id="publication-requests"
          label={say('requestsTitle')}
          columns={columns}
          rows={list.data?.rows}
          rowKey={rowKey}
          rowName={rowName}
          status={list.status}
          refreshing={list.refreshing}
          error={list.error}
          onRetry={list.reload}
          paging={paging}
          next={list.data?.next ?? null}
          onOpen={(row) => go(`/publications/${row.publicationId}`)}
          empty={<EmptyState title={say('requestsEmpty')} />}
        />
      </Tabs>
    </Page>
  );
}

function useColumns(): readonly Column<RequestRow>[] {
  const say = useText(publicationPageText);
  return useMemo(
    () => [
      {
        key: 'object',
        opens: true,
        title: say('object'),
        width: 220,
        render: (row) => (
          <span className="publication-cell">
            <GoTo to={`/publications/${row.publicationId}`}>{row.objectName}</GoTo>
            <span className="secondary">{row.taskNumber}</span>
          </span>
        ),
      },
      {
        key: 'request',
        title: say('requestState'),
        width: 300,
        render: (row) => (
          <span className="publication-cell">
            <span>
              <RequestWords request={row} />
            </span>
            <span className="secondary">{row.basis}</span>
          </span>
        ),
      },
      {
        key: 'asked',
        title: say('askedBy'),
        nowrap: true,
        render: (row) => (
          <span className="publication-cell">
            <span>{row.askedName}</span>
            <DateText value={row.askedAt} />
          </span>
        ),
      },
      {
        key: 'due',
        title: say('due'),
        nowrap: true,
        render: (row) => <DateText value={row.dueOn} form="short" />,
      },
    ],
    [say],
  );
}
