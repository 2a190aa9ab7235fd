/** Lists by which dossiers went to the archive room, each with its papers to sign. */
import {
  listTransfers,
  printBoxLabel,
  type TransferView,
} from '@mingcha/core/followups/archive/archive-api.ts';
import { archivePageText } from '@mingcha/core/followups/archive/archive-page-text.ts';
import { downloadPaper } from '@mingcha/core/tasks/papers/paper-api.ts';
import { useMemo } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';

const keyOf = (row: TransferView): string => row.id;
const nameOf = (row: TransferView): string => row.boxNumber;

export function TransferList() {
  const say = useText(archivePageText);
  const paging = usePaging('archive-transfers');
  const list = useApiQuery(listTransfers, { query: paging.query });
  const columns = useTransferColumns();
  return (
    <Section title={say('transfers')}>
      <DataTable
        id="archive-transfers"
        label={say('transfers')}
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
        empty={<EmptyState title={say('transfersEmpty')} text={say('transfersEmptyText')} />}
      />
    </Section>
  );
}

function useTransferColumns(): readonly Column<TransferView>[] {
  const say = useText(archivePageText);
  return useMemo(
    () => [
      { key: 'box', title: say('box'), render: (row) => row.boxNumber },
      { key: 'count', title: say('count'), align: 'end', render: (row) => row.dossiers },
      { key: 'to', title: say('to'), render: (row) => row.to },
      {
        key: 'made',
        title: say('made'),
        render: (row) => (
          <>
            <DateText value={row.madeOn} form="short" /> {row.madeName}
          </>
        ),
      },
      {
        key: 'signed',
        title: say('signed'),
        render: (row) => (
          <StateChip tone={row.scanned ? 'verified' : 'warning'}>
            {say(row.scanned ? 'signedYes' : 'signedNo')}
          </StateChip>
        ),
      },
      {
        key: 'actions',
        title: say('actions'),
        render: (row) => (
          <div className="archive-cell">
            <a
              className={buttonClass({ kind: 'quiet', size: 'small' })}
              href={addressOf(downloadPaper, { params: { id: row.paperId }, query: { format: 'pdf' } })}
            >
              {say('list')}
            </a>
            <a
              className={buttonClass({ kind: 'quiet', size: 'small' })}
              href={addressOf(printBoxLabel, { params: { id: row.id }, query: { format: 'pdf' } })}
            >
              {say('label')}
            </a>
          </div>
        ),
      },
    ],
    [say],
  );
}
