/** 检查评价: what enterprises said with the code of their visit; for oversight only. */

import { delegationPageText } from '@mingcha/core/tasks/preparation/delegation-page-text.ts';
import { listRatings, type VisitRating } from '@mingcha/core/tasks/preparation/visit-code-api.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Figures, Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';

export function RatingsPage() {
  const say = useText(delegationPageText);
  const paging = usePaging('ratings');
  const list = useApiQuery(listRatings, { query: paging.query });
  const columns = useColumns();
  const figures = list.data?.figures;
  return (
    <Page>
      <PageHeader title={say('ratings')} lead={say('ratingsLead')} />
      {figures === undefined || figures.ratings === 0 ? null : (
        <Figures
          figures={[
            { name: say('ratingsCount'), value: figures.ratings },
            {
              name: say('ratingsManner'),
              value: figures.mannerTenths === null ? '–' : (figures.mannerTenths / 10).toFixed(1),
            },
            { name: say('ratingsNoCertificate'), value: figures.withoutCertificates },
            { name: say('ratingsBeyond'), value: figures.beyondNotice },
          ]}
        />
      )}
      <DataTable
        id="visit-ratings"
        label={say('ratings')}
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
        empty={<EmptyState title={say('ratingsEmpty')} text={say('ratingsEmptyText')} />}
      />
    </Page>
  );
}

const keyOf = (row: VisitRating) => row.id;
const nameOf = (row: VisitRating) => `${row.ratedOn} ${row.taskNumber}`;

function useColumns(): readonly Column<VisitRating>[] {
  const say = useText(delegationPageText);
  return useMemo(() => {
    const answer = (good: boolean) => (good ? say('yes') : <StateChip tone="warning">{say('no')}</StateChip>);
    return [
      { key: 'on', title: say('ratedOn'), nowrap: true, render: (row) => <DateText value={row.ratedOn} /> },
      { key: 'agencies', title: say('agencies'), render: (row) => row.agencyNames.join('、') },
      { key: 'task', title: say('task'), render: (row) => row.taskNumber },
      { key: 'manner', title: say('manner'), nowrap: true, align: 'end', render: (row) => row.manner },
      {
        key: 'certificates',
        title: say('showedCertificates'),
        nowrap: true,
        render: (row) => answer(row.showedCertificates),
      },
      {
        key: 'notice',
        title: say('keptToNotice'),
        nowrap: true,
        render: (row) => answer(row.keptToNotice),
      },
      { key: 'remark', title: say('remark'), render: (row) => row.remark || '–' },
    ];
  }, [say]);
}
