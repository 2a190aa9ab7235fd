/** Plan against actual (R081): draws planned, started, completed, and what remains of each entry. */
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import type { EntryFigures, EntryView, PlanView } from '@mingcha/core/plans/plan-views.ts';
import { useMemo } from 'react';
import { formatNumber } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { EntryName, entryKey } from './entry-columns.tsx';

export function ActualTab(props: { readonly plan: PlanView; readonly figures: readonly EntryFigures[] }) {
  const say = useText(planPageText);
  const { locale } = useLocale();
  const columns = useMemo((): readonly Column<EntryView>[] => {
    const target = new Map(props.figures.map((row) => [row.entryId, row.yearly]));
    const end = { align: 'end' } as const;
    return [
      { key: 'name', title: say('name'), width: 260, render: (row) => <EntryName entry={row} /> },
      { key: 'number', title: say('number'), nowrap: true, render: (row) => row.number || '–' },
      { ...end, key: 'planned', title: say('planned'), render: (row) => formatNumber(row.fields.times) },
      { ...end, key: 'made', title: say('drawsMade'), render: (row) => formatNumber(row.draws.made) },
      { ...end, key: 'done', title: say('drawsDone'), render: (row) => formatNumber(row.draws.done) },
      {
        ...end,
        key: 'remaining',
        title: say('remaining'),
        render: (row) => formatNumber(Math.max(0, row.fields.times - row.draws.done)),
      },
      { ...end, key: 'target', title: say('target'), render: (row) => formatNumber(target.get(row.id) ?? 0) },
      {
        ...end,
        key: 'objects',
        title: say('objectsDrawn'),
        render: (row) => formatNumber(row.draws.objects),
      },
    ];
  }, [props.figures, say]);
  const rows = props.plan.entries.filter((entry) => entry.state === 'taken' && entry.fields.form === 'draw');
  return (
    <DataTable
      id="plan-actual"
      label={say('tab.actual')}
      columns={columns}
      rows={rows}
      rowKey={entryKey}
      rowName={(row) => row.title[locale]}
      status="ready"
      empty={<EmptyState title={say('entriesEmpty')} />}
    />
  );
}
