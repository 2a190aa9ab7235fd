/** 工作专班: the task forces of the agency. */
import { type BodyRow } from '@mingcha/core/registers/organisation/body.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { listBodies } from '@mingcha/core/registers/organisation/organisation-register-api.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState, Notice } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { useGo } from '../../shell/navigation.tsx';
import { useHasRole } from '../may-edit.ts';
import { BodyDialog } from './body-dialogs.tsx';

const keyOf = (row: BodyRow) => row.id;
const nameOf = (row: BodyRow) => row.name;

export function BodiesPage() {
  const say = useText(organisationPageText);
  const go = useGo();
  const canEdit = useHasRole('legalOfficer');
  const list = useApiQuery(listBodies);
  const [creating, setCreating] = useState(false);
  const columns = useColumns();
  const add = canEdit ? (
    <Button kind="primary" onClick={() => setCreating(true)}>
      {say('bodyNew')}
    </Button>
  ) : undefined;
  return (
    <Page>
      <PageHeader title={say('bodies')} lead={say('bodiesLead')} actions={add} />
      <Notice>{say('grantsNothing')}</Notice>
      <DataTable
        id="bodies"
        label={say('bodies')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        onOpen={(row) => go(`/bodies/${row.id}`)}
        empty={<EmptyState title={say('emptyBodies')} text={say('emptyBodiesText')} />}
      />
      {creating ? (
        <BodyDialog stored={null} onDone={(id) => go(`/bodies/${id}`)} onClose={() => setCreating(false)} />
      ) : null}
    </Page>
  );
}

function useColumns(): readonly Column<BodyRow>[] {
  const say = useText(organisationPageText);
  return useMemo(
    () => [
      { key: 'name', title: say('bodyName'), width: 240, render: (row) => row.name },
      { key: 'document', title: say('bodyDocument'), width: 180, render: (row) => row.document || '–' },
      { key: 'head', title: say('bodyHead'), nowrap: true, render: (row) => row.headName ?? '–' },
      { key: 'members', title: say('bodyMembers'), align: 'end', render: (row) => row.memberCount },
      {
        key: 'since',
        title: say('bodySince'),
        nowrap: true,
        render: (row) => <DateText value={row.since} form="short" />,
      },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) =>
          row.untilDay === null ? (
            <StateChip>{say('bodyStands')}</StateChip>
          ) : (
            <StateChip tone="void">{say('bodyEnded')}</StateChip>
          ),
      },
    ],
    [say],
  );
}
