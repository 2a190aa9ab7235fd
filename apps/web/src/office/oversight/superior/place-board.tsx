/** The stage board of a jurisdiction below: counts by stage, and the courses without a way into them. */
import type { CourseView } from '@mingcha/core/oversight/board/board-api.ts';
import { boardText } from '@mingcha/core/oversight/board/board-text.ts';
import { readBelowBoard } from '@mingcha/core/oversight/superior/superior-api.ts';
import { superiorText } from '@mingcha/core/oversight/superior/superior-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, PairList, StateChip } from '../../../shared/ui/values.tsx';

const rowKey = (row: CourseView) => row.key;
const rowName = (row: CourseView) => row.title;

export function PlaceBoard({ id }: { readonly id: string }) {
  const say = useText(superiorText);
  const stages = useText(boardText);
  const paging = usePaging(`below.board.${id}`);
  const board = useApiQuery(readBelowBoard, { params: { id }, query: paging.query });
  return (
    <div className="deadlines-parts">
      {board.data === undefined ? null : (
        <PairList
          columns={3}
          pairs={board.data.columns.map((column) => ({
            name: stages(`stage.${column.stage}`),
            value: formatNumber(column.count),
          }))}
        />
      )}
      <DataTable
        id="below.board"
        label={say('courses')}
        columns={useColumns()}
        rows={board.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={board.status}
        refreshing={board.refreshing}
        error={board.error}
        onRetry={board.reload}
        paging={paging}
        next={board.data?.next ?? null}
        empty={<EmptyState title={say('coursesEmpty')} />}
      />
    </div>
  );
}

function useColumns(): readonly Column<CourseView>[] {
  const say = useText(superiorText);
  const stages = useText(boardText);
  return useMemo(
    () => [
      {
        key: 'title',
        title: say('course'),
        width: 340,
        render: (row) => (
          <span className="oversight-cell">
            {row.title}
            <span className="secondary">{row.number}</span>
          </span>
        ),
      },
      { key: 'agency', title: say('agency'), render: (row) => row.agencyName },
      { key: 'stage', title: say('stage'), nowrap: true, render: (row) => stages(`stage.${row.column}`) },
      {
        key: 'due',
        title: say('due'),
        nowrap: true,
        render: (row) => (
          <span className="oversight-cell">
            {row.dueOn === null ? '–' : <DateText value={row.dueOn} form="short" />}
            {row.isLate ? <StateChip tone="void">{say('late')}</StateChip> : null}
          </span>
        ),
      },
    ],
    [say, stages],
  );
}
