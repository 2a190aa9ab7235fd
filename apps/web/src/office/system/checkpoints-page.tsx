/** 检查点与见证: the state of the ledger, its latest checkpoint, cosignatures of witnesses, all checkpoints. */
import './system.css';
import { type CheckpointView, ledgerRoutes } from '@mingcha/core/common/ledger-api.ts';
import { ledgerPageText } from '@mingcha/core/common/ledger-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { type Paging, usePaging } from '../../shared/table/use-paging.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Drawer } from '../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { DigestGroups } from '../../shared/ui/seal.tsx';
import { EmptyState, ErrorNotice, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { useSession } from '../shell/session.tsx';
import { CheckpointFacts } from './checkpoint-facts.tsx';
import { CheckpointGrowth } from './checkpoint-growth.tsx';
import { ImportCosignature } from './import-cosignature.tsx';
import { KeptCheckpoint } from './kept-checkpoint.tsx';
import { LedgerState } from './ledger-state.tsx';
import { Witnesses } from './witnesses.tsx';

const comparers = ['auditAdministrator', 'auditor', 'witness'] as const;

export function CheckpointsPage() {
  const say = useText(ledgerPageText);
  const toast = useToast();
  const { person } = useSession();
  const mayCompare = comparers.some((role) => person.roles.includes(role));
  const newest = useApiQuery(ledgerRoutes.listCheckpoints, { query: { limit: 20 } });
  const make = useApiAction(ledgerRoutes.makeCheckpoint);
  const [open, setOpen] = useState<CheckpointView | null>(null);
  const sign = async () => {
    const result = await make.run({});
    if (result.ok) toast(say('made', { size: formatNumber(result.value.size) }));
  };
  const button = (
    <Button busy={make.busy} onClick={() => void sign()}>
      {say('make')}
    </Button>
  );
  return (
    <Page>
      <PageHeader title={say('checkpoints')} lead={say('checkpointsLead')} actions={button} />
      <ErrorNotice error={make.error} />
      {person.roles.includes('legalOfficer') ? null : <LedgerState />}
      <Section title={say('latest')}>
        {newest.status === 'loading' ? <Skeleton lines={6} /> : null}
        {newest.status === 'error' ? <ErrorState error={newest.error} onRetry={newest.reload} /> : null}
        {newest.data === undefined ? null : <Latest checkpoint={newest.data.rows[0] ?? null} />}
      </Section>
      <ImportCosignature checkpoints={newest.data?.rows ?? []} />
      <CheckpointGrowth checkpoints={newest.data?.rows ?? []} />
      {mayCompare ? <KeptCheckpoint /> : null}
      <Witnesses />
      <AllCheckpoints onOpen={setOpen} />
      <Drawer
        open={open !== null}
        title={open === null ? '' : say('noteOf', { size: formatNumber(open.size) })}
        onClose={() => setOpen(null)}
      >
        {open === null ? null : <CheckpointFacts checkpoint={open} qr={false} />}
      </Drawer>
    </Page>
  );
}

function Latest(props: { readonly checkpoint: CheckpointView | null }) {
  const say = useText(ledgerPageText);
  if (props.checkpoint === null)
    return <EmptyState title={say('latestEmpty')} text={say('latestEmptyText')} />;
  return <CheckpointFacts checkpoint={props.checkpoint} qr />;
}

function AllCheckpoints(props: { readonly onOpen: (checkpoint: CheckpointView) => void }) {
  const say = useText(ledgerPageText);
  const paging: Paging = usePaging('checkpoints');
  const list = useApiQuery(ledgerRoutes.listCheckpoints, { query: paging.query });
  const columns = useColumns();
  return (
    <div className="system-list">
      <h2>{say('list')}</h2>
      <DataTable
        id="checkpoints"
        label={say('list')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={(row) => say('noteOf', { size: row.size })}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        onOpen={props.onOpen}
        empty={<EmptyState title={say('latestEmpty')} text={say('latestEmptyText')} />}
      />
    </div>
  );
}

const keyOf = (row: CheckpointView) => String(row.size);

function useColumns(): readonly Column<CheckpointView>[] {
  const say = useText(ledgerPageText);
  return useMemo(
    () => [
      { key: 'size', title: say('size'), nowrap: true, render: (row) => formatNumber(row.size) },
      {
        key: 'at',
        title: say('signedAt'),
        nowrap: true,
        render: (row) => <DateText value={row.at} form="seconds" />,
      },
      {
        key: 'root',
        title: say('root'),
        nowrap: true,
        render: (row) => <DigestGroups digest={row.root} form="short" copy={false} />,
      },
      {
        key: 'cosigned',
        title: say('cosigned'),
        render: (row) =>
          row.cosignatures.map((one) => one.witness).join('、') || (
            <span className="secondary">{say('notCosigned')}</span>
          ),
      },
    ],
    [say],
  );
}
