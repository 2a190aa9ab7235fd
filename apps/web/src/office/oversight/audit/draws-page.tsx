/** Sealed draws to prove one of. */
import './audit.css';
import { listDraws } from '@mingcha/core/draws/draw-api.ts';
import { drawStateText } from '@mingcha/core/draws/draw-text.ts';
import type { DrawSummary } from '@mingcha/core/draws/draw-views.ts';
import { auditPageText } from '@mingcha/core/oversight/audit/audit-page-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { toneOf } from '../../draws/words.ts';
import { GoTo } from '../../shell/navigation.tsx';

const rowKey = (row: DrawSummary) => row.id;
const rowName = (row: DrawSummary) => row.number ?? row.id;

export function AuditDrawsPage() {
  const say = useText(auditPageText);
  const paging = usePaging('audit.draws');
  const list = useApiQuery(listDraws, { query: paging.query });
  const rows = useMemo(() => list.data?.rows.filter((row) => row.sealedAt !== null), [list.data]);
  return (
    <Page>
      <PageHeader title={say('drawsTitle')} lead={say('drawsLead')} />
      <DataTable
        id="audit.draws"
        label={say('drawsTitle')}
        columns={useColumns()}
        rows={rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        empty={<EmptyState title={say('drawsEmpty')} text={say('drawsEmptyText')} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<DrawSummary>[] {
  const say = useText(auditPageText);
  const words = useText(drawStateText);
  const { locale } = useLocale();
  return useMemo(
    () => [
      {
        key: 'title',
        title: say('drawTitle'),
        width: 320,
        render: (row) => <GoTo to={`/audit/draws/${row.id}`}>{row.title[locale]}</GoTo>,
      },
      { key: 'number', title: say('drawNumber'), nowrap: true, render: (row) => row.number },
      { key: 'agency', title: say('agency'), render: (row) => row.agencyName },
      {
        key: 'sealed',
        title: say('sealedAt'),
        nowrap: true,
        render: (row) => <DateText value={row.sealedAt} form="seconds" />,
      },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => <StateChip tone={toneOf(row.state)}>{words(row.state)}</StateChip>,
      },
    ],
    [say, words, locale],
  );
}
