/** Who is trained on the check sheets in force, and what the rule book asks at the claim (R048). */
import { type SheetCoverageRow, sheetCoverage } from '@mingcha/core/registers/training/course-api.ts';
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';

export function CoverageTab() {
  const say = useText(trainingPageText);
  const read = useApiQuery(sheetCoverage);
  const columns = useMemo(
    (): readonly Column<SheetCoverageRow>[] => [
      {
        key: 'sheet',
        title: say('trainedSheet'),
        width: 220,
        render: (row) => say('sheetOf', { name: row.name, version: row.version }),
      },
      {
        key: 'trained',
        title: say('trained'),
        nowrap: true,
        render: (row) => say('trainedOf', { trained: row.trained, people: row.people }),
      },
      { key: 'untrained', title: say('untrained'), width: 260, render: (row) => <Untrained row={row} /> },
    ],
    [say],
  );
  return (
    <>
      {read.data === undefined ? null : (
        <p>
          <strong>{say('labelled', { label: say('gate'), value: say(`gate_${read.data.gate}`) })}</strong>
          <span className="secondary"> {say('gateWhere')}</span>
        </p>
      )}
      <DataTable
        id="training-coverage"
        label={say('tab.sheets')}
        columns={columns}
        rows={read.data?.rows}
        rowKey={(row) => row.versionId}
        rowName={(row) => row.name}
        status={read.status}
        refreshing={read.refreshing}
        error={read.error}
        onRetry={read.reload}
        empty={<EmptyState title={say('coverageEmpty')} />}
      />
    </>
  );
}

function Untrained({ row }: { readonly row: SheetCoverageRow }) {
  const say = useText(trainingPageText);
  const names = row.untrained.slice(0, 8).join(say('nameJoin'));
  const n = row.people - row.trained;
  if (n === 0) return '–';
  return n > 8 ? say('untrainedMore', { names, n }) : names;
}
