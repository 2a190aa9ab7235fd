/** What stands in the plan, as a working table in the customary columns; a row opens the entry. */
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import type { EntryFigures, EntryView, PlanView } from '@mingcha/core/plans/plan-views.ts';
import { useMemo, useState } from 'react';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { DataTable } from '../../shared/table/data-table.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { entryKey, useEntryColumns } from './entry-columns.tsx';
import { EntryDrawer } from './entry-drawer.tsx';

export function EntriesTab(props: { readonly plan: PlanView; readonly figures: readonly EntryFigures[] }) {
  const { plan } = props;
  const say = useText(planPageText);
  const { locale } = useLocale();
  const columns = useEntryColumns(props.figures);
  const [openId, setOpenId] = useState<string | null>(null);
  const rows = useMemo(() => plan.entries.filter((entry) => entry.state === 'taken'), [plan.entries]);
  const rowName = (row: EntryView) => row.title[locale];
  return (
    <>
      <DataTable
        id="plan-entries"
        label={say('tab.entries')}
        columns={columns}
        rows={rows}
        rowKey={entryKey}
        rowName={rowName}
        status="ready"
        onOpen={(row) => setOpenId(row.id)}
        toolbar={
          plan.mayConsolidate ? (
            <GoTo to={`/plans/${plan.id}/entries/new`} className={buttonClass({ size: 'small' })}>
              {say('newEntry')}
            </GoTo>
          ) : undefined
        }
        empty={<EmptyState title={say('entriesEmpty')} text={say('entriesEmptyText')} />}
      />
      <EntryDrawer
        entry={plan.entries.find((entry) => entry.id === openId) ?? null}
        figures={props.figures.find((row) => row.entryId === openId) ?? null}
        onClose={() => setOpenId(null)}
      />
    </>
  );
}
