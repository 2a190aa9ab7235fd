/** 整单位数据导出: asked for by one administrator, confirmed by the second, made in the background, downloaded by the first. */
import '../system.css';
import './agency-exports.css';
import { agencyExportKeptDays } from '@mingcha/core/common/agency-export.ts';
import { type AgencyExport, agencyExportRoutes } from '@mingcha/core/common/agency-export-api.ts';
import { agencyExportPageText } from '@mingcha/core/common/agency-export-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { DataTable } from '../../../shared/table/data-table.tsx';
import { ConfirmDialog } from '../../../shared/ui/dialog.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice } from '../../../shared/ui/states.tsx';
import { useToast } from '../../../shared/ui/toast.tsx';
import { AskForExport } from './ask-for-export.tsx';
import { exportColumns } from './export-columns.tsx';
import { RefuseExport } from './refuse-export.tsx';

const rowKey = (row: AgencyExport) => row.id;
const rowName = (row: AgencyExport) => row.agencyName;
const lookEveryMs = 3000;

export function AgencyExportsPage() {
  const say = useText(agencyExportPageText);
  const [isAsked, setAsked] = useState(false);
  const [confirming, setConfirming] = useState<AgencyExport | null>(null);
  const [refusing, setRefusing] = useState<AgencyExport | null>(null);
  const list = useApiQuery(agencyExportRoutes.list, {}, isAsked ? { every: lookEveryMs } : {});
  const rows = list.data?.rows;
  const isUnderWay = rows?.some(({ state }) => state === 'confirmed' || state === 'making') ?? false;
  // Looks again while something is being made; the state set while rendering takes effect at once.
  if (isUnderWay !== isAsked) setAsked(isUnderWay);
  const columns = useMemo(
    () => exportColumns(say, { onConfirm: setConfirming, onRefuse: setRefusing }),
    [say],
  );
  const agencies = list.data?.agencies ?? [];
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} />
      {agencies.length === 0 ? null : <AskForExport agencies={agencies} />}
      <Section title={say('list')} flush>
        <DataTable
          id="agency-exports"
          label={say('list')}
          columns={columns}
          rows={rows}
          rowKey={rowKey}
          rowName={rowName}
          status={list.status}
          refreshing={list.refreshing}
          error={list.error}
          onRetry={list.reload}
          empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
        />
      </Section>
      {confirming === null ? null : <Confirming row={confirming} onClose={() => setConfirming(null)} />}
      {refusing === null ? null : <RefuseExport row={refusing} onClose={() => setRefusing(null)} />}
    </Page>
  );
}

function Confirming(props: { readonly row: AgencyExport; readonly onClose: () => void }) {
  const say = useText(agencyExportPageText);
  const toast = useToast();
  const confirm = useApiAction(agencyExportRoutes.confirm, [agencyExportRoutes.list.id]);
  const { row, onClose } = props;
  const press = async () => {
    const done = await confirm.run({ params: { id: row.id }, body: {} });
    if (!done.ok) return;
    toast(say('confirmed'));
    onClose();
  };
  return (
    <ConfirmDialog
      open
      question={say('confirmAsk', { agency: row.agencyName })}
      action={say('confirm')}
      busy={confirm.busy}
      onConfirm={() => void press()}
      onClose={onClose}
    >
      <p>{say('confirmText', { person: row.askedName, reason: row.reason, days: agencyExportKeptDays })}</p>
      <p>{say('care')}</p>
      <ErrorNotice error={confirm.error} />
    </ConfirmDialog>
  );
}
