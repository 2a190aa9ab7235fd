/** Papers of supervision that were sent in a jurisdiction below: their way, nothing of their text. */
import { supervisionPageText } from '@mingcha/core/oversight/papers/supervision-page-text.ts';
import { type BelowPaper, listBelowPapers } from '@mingcha/core/oversight/superior/superior-api.ts';
import { superiorText } from '@mingcha/core/oversight/superior/superior-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { useClockWords } from '../../parts/clock-words.ts';
import { PaperState } from '../papers/paper-values.tsx';

const rowKey = (row: BelowPaper) => row.id;
const rowName = (row: BelowPaper) => row.number;

export function PlacePapers({ id }: { readonly id: string }) {
  const say = useText(superiorText);
  const paging = usePaging(`below.papers.${id}`);
  const list = useApiQuery(listBelowPapers, { params: { id }, query: paging.query });
  return (
    <div className="deadlines-parts">
      <p className="secondary">{say('papersLead')}</p>
      <DataTable
        id="below.papers"
        label={say('papers')}
        columns={useColumns()}
        rows={list.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        empty={<EmptyState title={say('papersEmpty')} />}
      />
    </div>
  );
}

function useColumns(): readonly Column<BelowPaper>[] {
  const say = useText(superiorText);
  const kinds = useText(supervisionPageText);
  const words = useClockWords();
  return useMemo(() => {
    const day = (value: string | null) => (value === null ? '–' : <DateText value={value} form="short" />);
    return [
      {
        key: 'number',
        title: say('number'),
        render: (row) => (
          <span className="oversight-cell">
            {row.number}
            <span className="secondary">{kinds(`kind.${row.kind}`)}</span>
          </span>
        ),
      },
      {
        key: 'matter',
        title: say('matter'),
        render: (row) => (
          <span className="oversight-cell">
            {row.clock === null ? say('duty') : words('clock', row.clock)}
            <span className="secondary">{row.taskNumber}</span>
          </span>
        ),
      },
      { key: 'from', title: say('from'), render: (row) => row.agencyName },
      { key: 'to', title: say('to'), render: (row) => row.toAgencyName },
      { key: 'state', title: say('state'), nowrap: true, render: (row) => <PaperState state={row.state} /> },
      { key: 'sent', title: say('sentOn'), nowrap: true, render: (row) => day(row.approvedOn) },
      { key: 'due', title: say('replyDue'), nowrap: true, render: (row) => day(row.replyDue) },
      { key: 'replied', title: say('repliedOn'), nowrap: true, render: (row) => day(row.repliedOn) },
      { key: 'closed', title: say('closedOn'), nowrap: true, render: (row) => day(row.closedOn) },
    ];
  }, [say, kinds, words]);
}
