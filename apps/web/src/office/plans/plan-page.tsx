/** One version of a plan: where it stands, its entries as a working table, proposals, check, actual figures, versions. */
import './plans.css';
import { getPlan, planFigures } from '@mingcha/core/plans/plan-api.ts';
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import type { EntryFigures, PlanView } from '@mingcha/core/plans/plan-views.ts';
import { useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { formatNumber } from '../../shared/format.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Figures, Page, PageHeader, Tabs } from '../../shared/ui/page.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { useSearch } from '../registers/use-search.ts';
import { useGo, useParam } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';
import { ActualTab } from './actual-tab.tsx';
import { CheckTab } from './check-tab.tsx';
import { EntriesTab } from './entries-tab.tsx';
import { PaperMenu } from './paper-menu.tsx';
import { PlanSteps } from './plan-steps.tsx';
import { ProposalsTab } from './proposals-tab.tsx';
import { VersionsTab } from './versions-tab.tsx';
import { planTones } from './words.ts';

export function PlanPage() {
  const id = useParam('id');
  const plan = useApiQuery(getPlan, { params: { id } });
  if (plan.data !== undefined && plan.data.id === id) return <Shown plan={plan.data} />;
  if (plan.status === 'loading' || plan.status === 'ready') return <Skeleton lines={10} />;
  return <ErrorState error={plan.error} onRetry={plan.reload} />;
}

const tabs = ['entries', 'proposals', 'check', 'actual', 'versions'] as const;
type Tab = (typeof tabs)[number];

function Shown({ plan }: { readonly plan: PlanView }) {
  const say = useText(planPageText);
  const { person } = useSession();
  const own = plan.agencyId === person.agency.id;
  const figures = useApiQuery(planFigures, { params: { id: plan.id } }, { enabled: true });
  const waiting = plan.entries.filter((entry) =>
    ['draft', 'proposed', 'returned'].includes(entry.state),
  ).length;
  const shown = tabs.filter((tab) => own || tab === 'entries' || tab === 'versions');
  const [tab, setTab] = useTab(plan, shown);
  const rows = figures.data?.rows ?? [];
  return (
    <Page>
      <PageHeader
        title={plan.title}
        mark={<StateChip tone={planTones[plan.state]}>{say(`state.${plan.state}`)}</StateChip>}
        lead={<Lead plan={plan} />}
        actions={<PaperMenu plan={plan} />}
      />
      {plan.reason === '' ? null : <Notice>{say('versionReason', { reason: plan.reason })}</Notice>}
      <Totals plan={plan} figures={rows} />
      <PlanSteps plan={plan} />
      <Tabs
        label={say('tabs')}
        now={tab}
        onChange={(key) => setTab(key as Tab)}
        tabs={shown.map((key) => ({ key, title: say(`tab.${key}`, { n: waiting }) }))}
      >
        {tab === 'entries' ? <EntriesTab plan={plan} figures={rows} /> : null}
        {tab === 'proposals' ? <ProposalsTab plan={plan} /> : null}
        {tab === 'check' ? <CheckTab plan={plan} /> : null}
        {tab === 'actual' ? <ActualTab plan={plan} figures={rows} /> : null}
        {tab === 'versions' ? <VersionsTab plan={plan} /> : null}
      </Tabs>
    </Page>
  );
}

/** The tab stands in the address, so that a reload and a link open it; a collecting plan opens with its proposals. */
function useTab(plan: PlanView, shown: readonly Tab[]): readonly [Tab, (tab: Tab) => void] {
  const go = useGo();
  const asked = useSearch('tab');
  const first: Tab = plan.state === 'collecting' && shown.includes('proposals') ? 'proposals' : 'entries';
  const [start] = useState(first);
  const tab = shown.find((each) => each === asked) ?? start;
  return [tab, (next) => go(`/plans/${plan.id}?tab=${next}`)];
}

function Lead({ plan }: { readonly plan: PlanView }) {
  const say = useText(planPageText);
  const parts = [
    plan.agencyName,
    say('versionN', { n: plan.version }),
    plan.documentNumber,
    plan.filedWith === '' ? '' : `${say('filed')} ${plan.filedWith} ${plan.filedNumber}`.trim(),
    plan.publishedOn === null ? '' : `${say('publishedOn')} ${plan.publishedOn}`,
  ];
  return <>{parts.filter((part) => part !== '').join('　')}</>;
}

function Totals(props: { readonly plan: PlanView; readonly figures: readonly EntryFigures[] }) {
  const say = useText(planPageText);
  const taken = props.plan.entries.filter((entry) => entry.state === 'taken');
  const draws = taken.filter((entry) => entry.fields.form === 'draw');
  const joint = draws.filter((entry) => entry.fields.participants.length > 0).length;
  const ids = new Set(draws.map((entry) => entry.id));
  const sum = (of: (row: EntryFigures) => number) =>
    props.figures.filter((row) => ids.has(row.entryId)).reduce((all, row) => all + of(row), 0);
  const share = draws.length === 0 ? '–' : `${Math.round((joint * 1000) / draws.length) / 10}%`;
  return (
    <Figures
      figures={[
        { name: say('totalEntries'), value: formatNumber(taken.length), unit: say('unitEntries') },
        { name: say('totalBase'), value: formatNumber(sum((row) => row.base)), unit: say('unitObjects') },
        { name: say('totalTarget'), value: formatNumber(sum((row) => row.yearly)), unit: say('unitVisits') },
        { name: say('totalJoint'), value: share },
      ]}
    />
  );
}
