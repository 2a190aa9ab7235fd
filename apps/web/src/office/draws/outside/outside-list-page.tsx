/** 外部平台抽取: what the province's platform drew, imported from its files and marked as not verifiable here. */
import '../draws.css';
import { listOutsideDraws, type OutsideSummary } from '@mingcha/core/draws/outside/outside-draw.ts';
import { outsideDrawText } from '@mingcha/core/draws/outside/outside-draw-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatDay } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';

const rowKey = (row: OutsideSummary) => row.id;
const rowName = (row: OutsideSummary) => row.title;

export function OutsideListPage() {
  const say = useText(outsideDrawText);
  const { person } = useSession();
  const go = useGo();
  const paging = usePaging('outside-draws');
  const draws = useApiQuery(listOutsideDraws, { query: paging.query });
  const columns = useColumns();
  const mayImport = person.roles.includes('legalOfficer') || person.roles.includes('sectionOfficer');
  const button = mayImport ? (
    <GoTo to="/outside-draws/new" className={buttonClass({ kind: 'primary' })}>
      {say('importTitle')}
    </GoTo>
  ) : undefined;
  return (
    <Page>
      <PageHeader title={say('listTitle')} lead={say('listLead')} actions={button} />
      <DataTable
        id="outside-draws"
        label={say('listTitle')}
        columns={columns}
        rows={draws.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={draws.status}
        refreshing={draws.refreshing}
        error={draws.error}
        onRetry={draws.reload}
        paging={paging}
        next={draws.data?.next ?? null}
        onOpen={(row) => go(`/outside-draws/${row.id}`)}
        empty={<EmptyState title={say('listEmpty')} text={say('listEmptyText')} action={button} />}
      />
    </Page>
  );
}

function useColumns(): readonly Column<OutsideSummary>[] {
  const say = useText(outsideDrawText);
  const { locale } = useLocale();
  return useMemo(
    () => [
      {
        key: 'title',
        title: say('title'),
        width: 280,
        render: (row) => (
          <span className="draw-marks">
            {row.title}
            <StateChip tone="warning">{say('mark')}</StateChip>
          </span>
        ),
      },
      { key: 'number', title: say('number'), nowrap: true, render: (row) => row.number },
      { key: 'platform', title: say('platform'), render: (row) => row.platformName },
      {
        key: 'drawnOn',
        title: say('drawnOn'),
        nowrap: true,
        render: (row) => formatDay(row.drawnOn, locale),
      },
      { key: 'objects', title: say('objects'), align: 'end', render: (row) => row.objects },
      {
        key: 'released',
        title: say('release'),
        nowrap: true,
        render: (row) => <DateText value={row.releasedAt} />,
      },
      { key: 'item', title: say('item'), extra: true, render: (row) => row.itemName },
      { key: 'importedBy', title: say('importedBy'), extra: true, render: (row) => row.importedBy },
    ],
    [say, locale],
  );
}
