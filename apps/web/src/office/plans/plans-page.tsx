/** 年度抽查计划: the agency's plans by year and version, joint invitations and merge proposals that wait for an answer. */
import './plans.css';
import { listPlans, openPlan } from '@mingcha/core/plans/plan-api.ts';
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import type { PlanSummary } from '@mingcha/core/plans/plan-views.ts';
import { useMemo } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { useGo } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';
import { PlanInvitations } from './invitations.tsx';
import { MergeRequests } from './merge-requests.tsx';
import { planTones } from './words.ts';

const rowKey = (row: PlanSummary) => row.id;
const rowName = (row: PlanSummary) => row.title;

export function PlansPage() {
  const say = useText(planPageText);
  const go = useGo();
  const plans = useApiQuery(listPlans, { query: {} });
  const columns = useColumns();
  return (
    <Page>
      <PageHeader
        title={say('listTitle')}
        lead={say('listLead')}
        actions={<OpenYear rows={plans.data?.rows} />}
      />
      <PlanInvitations />
      <MergeRequests />
      <DataTable
        id="plans"
        label={say('listTitle')}
        columns={columns}
        rows={plans.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={plans.status}
        refreshing={plans.refreshing}
        error={plans.error}
        onRetry={plans.reload}
        onOpen={(row) => go(`/plans/${row.id}`)}
        empty={<EmptyState title={say('listEmpty')} text={say('listEmptyText')} />}
      />
    </Page>
  );
}

/** The next year that has no plan: this one, or the one after it once this one stands. */
function OpenYear(props: { readonly rows: readonly PlanSummary[] | undefined }) {
  const say = useText(planPageText);
  const { person } = useSession();
  const go = useGo();
  const toast = useToast();
  const open = useApiAction(openPlan);
  if (props.rows === undefined || !person.roles.includes('legalOfficer')) return null;
  const years = new Set(props.rows.filter((row) => row.agencyId === person.agency.id).map((row) => row.year));
  const thisYear = Number(nowInstant().slice(0, 4));
  const year = [thisYear, thisYear + 1].find((each) => !years.has(each));
  if (year === undefined) return null;
  const start = async () => {
    const result = await open.run({ body: { year } });
    if (!result.ok) return;
    toast(say('opened'));
    go(`/plans/${result.value.id}`);
  };
  return (
    <>
      <ErrorNotice error={open.error} />
      <Button kind="primary" busy={open.busy} onClick={() => void start()}>
        {say('openYear', { year })}
      </Button>
    </>
  );
}

function useColumns(): readonly Column<PlanSummary>[] {
  const say = useText(planPageText);
  return useMemo(
    () => [
      { key: 'title', title: say('name'), width: 280, render: (row) => row.title },
      { key: 'agency', title: say('agency'), render: (row) => row.agencyName },
      {
        key: 'version',
        title: say('version'),
        nowrap: true,
        render: (row) => say('versionN', { n: row.version }),
      },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => <StateChip tone={planTones[row.state]}>{say(`state.${row.state}`)}</StateChip>,
      },
      { key: 'taken', title: say('entriesCount'), align: 'end', render: (row) => formatNumber(row.taken) },
      {
        key: 'proposed',
        title: say('proposedCount'),
        align: 'end',
        render: (row) => formatNumber(row.proposed),
      },
      {
        key: 'number',
        title: say('documentNumber'),
        nowrap: true,
        render: (row) => row.documentNumber || '–',
      },
      {
        key: 'published',
        title: say('publishedOn'),
        nowrap: true,
        render: (row) => (row.publishedOn === null ? '–' : <DateText value={row.publishedOn} />),
      },
    ],
    [say],
  );
}
