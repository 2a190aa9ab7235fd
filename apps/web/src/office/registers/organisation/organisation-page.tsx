/** 机构沿革与资格: agencies with their qualification and standing, recording reorganisations, and divisions. */

import type { AgencyView } from '@mingcha/core/registers/organisation/organisation.ts';
import { organisationPageText } from '@mingcha/core/registers/organisation/organisation-page-text.ts';
import { listOrganisation } from '@mingcha/core/registers/organisation/organisation-register-api.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { useGo } from '../../shell/navigation.tsx';
import { useHasRole } from '../may-edit.ts';
import { DivisionsTab } from './divisions-tab.tsx';
import { ReorganiseDialog } from './reorganise-dialog.tsx';

const keyOf = (row: AgencyView) => row.id;
const nameOf = (row: AgencyView) => row.name;

export function OrganisationPage() {
  const say = useText(organisationPageText);
  const isAdministrator = useHasRole('administrator');
  const [tab, setTab] = useState('agencies');
  const [asking, setAsking] = useState(false);
  const list = useApiQuery(listOrganisation);
  return (
    <Page>
      <PageHeader
        title={say('organisation')}
        lead={say('organisationLead')}
        actions={
          isAdministrator ? (
            <Button kind="primary" onClick={() => setAsking(true)}>
              {say('reorganise')}
            </Button>
          ) : undefined
        }
      />
      <Tabs
        label={say('organisation')}
        tabs={[
          { key: 'agencies', title: say('agencies') },
          { key: 'divisions', title: say('divisions') },
        ]}
        now={tab}
        onChange={setTab}
      >
        {tab === 'agencies' ? <AgenciesTab list={list} /> : <DivisionsTab canEdit={isAdministrator} />}
      </Tabs>
      {asking && list.data !== undefined ? (
        <ReorganiseDialog agencies={list.data.rows} onClose={() => setAsking(false)} />
      ) : null}
    </Page>
  );
}

function AgenciesTab(props: { readonly list: ReturnType<typeof useApiQuery<typeof listOrganisation>> }) {
  const say = useText(organisationPageText);
  const go = useGo();
  const { list } = props;
  const columns = useColumns();
  return (
    <DataTable
      id="organisation"
      label={say('organisation')}
      columns={columns}
      rows={list.data?.rows}
      rowKey={keyOf}
      rowName={nameOf}
      status={list.status}
      refreshing={list.refreshing}
      error={list.error}
      onRetry={list.reload}
      onOpen={(row) => go(`/organisation/${row.id}`)}
      empty={<EmptyState title={say('emptyAgencies')} text={say('emptyAgenciesText')} />}
    />
  );
}

function useColumns(): readonly Column<AgencyView>[] {
  const say = useText(organisationPageText);
  return useMemo(
    () => [
      { key: 'name', title: say('agency'), width: 220, render: (row) => row.name },
      {
        key: 'qualification',
        title: say('qualification'),
        nowrap: true,
        render: (row) => (
          <StateChip tone={row.qualificationStatus === 'announced' ? 'verified' : 'warning'}>
            {say(`qualification.${row.qualificationStatus}`)}
          </StateChip>
        ),
      },
      {
        key: 'basis',
        title: say('qualificationBasis'),
        width: 200,
        render: (row) => row.qualificationBasis || '–',
      },
      { key: 'entrusted', title: say('entrustedBy'), extra: true, render: (row) => row.entrustedBy || '–' },
      {
        key: 'former',
        title: say('formerNames'),
        width: 180,
        render: (row) => row.formerNames.map((one) => one.name).join('、') || '–',
      },
      {
        key: 'existence',
        title: say('existence'),
        nowrap: true,
        render: (row) =>
          row.validTo === null ? (
            <StateChip>{say('stands')}</StateChip>
          ) : (
            <StateChip tone="void">{say('endedOn', { day: row.validTo })}</StateChip>
          ),
      },
    ],
    [say],
  );
}
