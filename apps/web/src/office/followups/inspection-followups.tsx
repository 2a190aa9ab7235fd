/** The problems of one inspection with what is done about them: a section of the inspection's page. */
import './followups.css';
import { followupsOfInspection } from '@mingcha/core/followups/followup-api.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { DataTable } from '../../shared/table/data-table.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { useHasRole } from '../registers/may-edit.ts';
import { useGo } from '../shell/navigation.tsx';
import { BatchMoves } from './batch-moves.tsx';
import { keyOfRow, nameOfRow, useFollowupColumns } from './followup-columns.tsx';

const withoutObject: ReadonlySet<string> = new Set(['object', 'task']);

export function InspectionFollowups({ inspectionId }: { readonly inspectionId: string }) {
  const say = useText(followupPageText);
  const go = useGo();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const mayMove = useHasRole('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector');
  const read = useApiQuery(followupsOfInspection, { params: { id: inspectionId } });
  const columns = useFollowupColumns();
  const rows = read.data?.rows;
  return (
    <DataTable
      id="inspection-followups"
      label={say('section')}
      columns={columns.filter((column) => !withoutObject.has(column.key))}
      rows={rows}
      rowKey={keyOfRow}
      rowName={nameOfRow}
      status={read.status}
      refreshing={read.refreshing}
      error={read.error}
      onRetry={read.reload}
      onOpen={(row) => go(`/followups/${row.findingId}`)}
      {...(mayMove ? { selection: { keys: chosen, onChange: setChosen } } : {})}
      batch={
        <BatchMoves
          rows={(rows ?? []).filter((row) => chosen.has(row.findingId))}
          onDone={() => setChosen(new Set())}
        />
      }
      empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
    />
  );
}
