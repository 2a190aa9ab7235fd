/** 登录失败记录: refused sign-ins of known accounts, for the security and the audit administrator. */
import './system.css';
import { grantRoutes, type RefusedSignIn } from '@mingcha/core/common/grant-api.ts';
import { grantPageText } from '@mingcha/core/common/grant-page-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText } from '../../shared/ui/values.tsx';

export function RefusedPage() {
  const say = useText(grantPageText);
  const paging = usePaging('refused');
  const list = useApiQuery(grantRoutes.refusedSignIns, { query: paging.query });
  const columns = useMemo<readonly Column<RefusedSignIn>[]>(
    () => [
      {
        key: 'at',
        title: say('at'),
        nowrap: true,
        render: (row) => <DateText value={row.at} form="seconds" />,
      },
      { key: 'person', title: say('person'), nowrap: true, render: (row) => row.personName },
      {
        key: 'signInName',
        title: say('signInName'),
        nowrap: true,
        render: (row) => <span className="mono">{row.signInName}</span>,
      },
      { key: 'source', title: say('source'), render: (row) => <span className="mono">{row.source}</span> },
    ],
    [say],
  );
  return (
    <Page>
      <PageHeader title={say('refusedSignIns')} lead={say('refusedLead')} />
      <DataTable
        id="refused"
        label={say('refusedSignIns')}
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
        empty={<EmptyState title={say('refusedEmpty')} />}
      />
    </Page>
  );
}

const keyOf = (row: RefusedSignIn) => String(row.seq);
const nameOf = (row: RefusedSignIn) => row.personName;
