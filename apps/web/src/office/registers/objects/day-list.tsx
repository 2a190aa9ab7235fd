/** The directory as it was at the end of a day: a list of its own, so that nobody takes it for today's. */

import type { ObjectRow } from '@mingcha/core/registers/object.ts';
import { countObjectsOn, exportObjectsOn, listObjectsOn } from '@mingcha/core/registers/objects/as-of-api.ts';
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatDay, formatNumber } from '../../../shared/format.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { useGo } from '../../shell/navigation.tsx';
import { ExportMenu } from '../list-parts.tsx';
import { useWords } from '../words.ts';
import { useObjectColumns } from './list-columns.tsx';

const keyOf = (row: ObjectRow) => row.id;
const nameOf = (row: ObjectRow) => row.name;

export function DayList({ day, onBack }: { readonly day: string; readonly onBack: () => void }) {
  const say = useText(objectsPageText);
  const title = useText(registerPageText);
  const { locale } = useLocale();
  const go = useGo();
  const paging = usePaging('objects-on-day');
  const list = useApiQuery(listObjectsOn, { query: { day, ...paging.query } });
  const count = useApiQuery(countObjectsOn, { query: { day } }).data?.count;
  const columns = useObjectColumns(useWords('objects'));
  const n = count === undefined ? '…' : formatNumber(count);
  return (
    <Page>
      <PageHeader
        title={title('objects')}
        lead={`${say('dayShown', { day: formatDay(day, locale), n })} ${say('dayLead')}`}
        actions={
          <Button kind="primary" onClick={onBack}>
            {say('dayClear')}
          </Button>
        }
      />
      <DataTable
        id="objects-on-day"
        label={title('objects')}
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
        onOpen={(row) => go(`/objects/${row.id}`)}
        filtered
        toolbar={<ExportMenu spec={exportObjectsOn} filter={{ day }} />}
      />
    </Page>
  );
}
