/** 留存记录: saved figures, newest first, each with the way to its comparison. */
import './figures.css';
import { listSavedFigures, type SavedFigures } from '@mingcha/core/oversight/figures/figures-api.ts';
import { figuresText } from '@mingcha/core/oversight/figures/figures-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatInstant } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { DigestGroups } from '../../../shared/ui/seal.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { GoTo } from '../../shell/navigation.tsx';

const rowKey = (row: SavedFigures) => row.id;
const rowName = (row: SavedFigures) => row.title;

export function SavedFiguresPage() {
  const say = useText(figuresText);
  const paging = usePaging('savedFigures');
  const list = useApiQuery(listSavedFigures, { query: paging.query });
  const columns = useMemo(
    (): readonly Column<SavedFigures>[] => [
      {
        key: 'title',
        title: say('saveTitle'),
        render: (row) => <GoTo to={`/figures/saved/${row.id}`}>{row.title}</GoTo>,
      },
      { key: 'scope', title: say('savedScope'), render: (row) => row.agencyName ?? say('scope.all') },
      { key: 'period', title: say('period'), nowrap: true, render: (row) => `${row.from} — ${row.to}` },
      { key: 'asOf', title: say('asOf'), nowrap: true, render: (row) => row.asOf },
      { key: 'by', title: say('savedBy'), nowrap: true, render: (row) => row.personName },
      { key: 'at', title: say('savedAt'), nowrap: true, render: (row) => formatInstant(row.savedAt) },
      {
        key: 'digest',
        title: say('savedDigest'),
        nowrap: true,
        render: (row) => <DigestGroups digest={row.digest} form="short" />,
      },
    ],
    [say],
  );
  return (
    <Page>
      <PageHeader
        title={say('savedList')}
        lead={say('savedLead')}
        actions={<GoTo to="/figures">{say('back')}</GoTo>}
      />
      <DataTable
        id="saved-figures"
        label={say('savedList')}
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
        empty={<EmptyState title={say('savedEmpty')} text={say('savedEmptyText')} />}
      />
    </Page>
  );
}
