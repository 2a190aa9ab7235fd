/** 公平性统计: drawing, load and pairs, outcomes (oversight only) and burden, each against what is to be expected. */
import './fairness.css';
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import { addMonths } from '@mingcha/core/common/plain-date.ts';
import { outcomeReaders } from '@mingcha/core/oversight/fairness/fairness-api.ts';
import { fairnessText } from '@mingcha/core/oversight/fairness/fairness-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { dayOfInstant } from '../../../shared/format.ts';
import { DayField, SelectField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { nowInstant } from '../../../shared/platform/clock.ts';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { PrintButton } from '../../../shared/ui/small.tsx';
import { useSession } from '../../shell/session.tsx';
import { BurdenPart } from './burden-part.tsx';
import type { Span } from './fairness-parts.tsx';
import { GroupsPart } from './groups-part.tsx';
import { OutcomesPart } from './outcomes-part.tsx';
import { TeamsPart } from './teams-part.tsx';

/** The last twelve months, as most questions are about them. */
function firstSpan(): Span {
  const to = dayOfInstant(nowInstant());
  return { from: addMonths(to, -12), to, agencyId: '' };
}

export function FairnessPage() {
  const say = useText(fairnessText);
  const { person } = useSession();
  const [first] = useState(firstSpan);
  const [span, setSpan] = useState(first);
  const [tab, setTab] = useState('groups');
  const seesOutcomes = outcomeReaders.some((role) => person.roles.includes(role));
  const keys = ['groups', 'teams', ...(seesOutcomes ? ['outcomes'] : []), 'burden'] as const;
  const tabs = keys.map((key) => ({ key, title: say(`tab.${key}` as 'tab.groups') }));
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} actions={<PrintButton />} />
      <Tabs label={say('tabs')} tabs={tabs} now={tab} onChange={setTab}>
        <div className="fairness-stack">
          {tab === 'burden' ? (
            <BurdenPart />
          ) : (
            <>
              <SpanFilter
                first={first}
                choosesAgency={person.roles.includes('auditor') || person.roles.includes('coordinator')}
                onSearch={setSpan}
              />
              {tab === 'groups' ? <GroupsPart span={span} /> : null}
              {tab === 'teams' ? <TeamsPart span={span} /> : null}
              {tab === 'outcomes' ? <OutcomesPart span={span} /> : null}
            </>
          )}
        </div>
      </Tabs>
    </Page>
  );
}

function SpanFilter(props: {
  readonly first: Span;
  readonly choosesAgency: boolean;
  readonly onSearch: (span: Span) => void;
}) {
  const say = useText(fairnessText);
  const [typed, setTyped] = useState(props.first);
  const set = (name: keyof Span) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  const reset = () => {
    setTyped(props.first);
    props.onSearch(props.first);
  };
  const isSpan = typed.from !== '' && typed.to !== '';
  return (
    <FilterBar onSearch={() => (isSpan ? props.onSearch(typed) : undefined)} onReset={reset}>
      <DayField name="from" label={say('from')} value={typed.from} onChange={set('from')} />
      <DayField name="to" label={say('to')} value={typed.to} onChange={set('to')} />
      {props.choosesAgency ? <AgencyField value={typed.agencyId} onChange={set('agencyId')} /> : null}
    </FilterBar>
  );
}

function AgencyField(props: { readonly value: string; readonly onChange: (value: string) => void }) {
  const say = useText(fairnessText);
  const { data } = useApiQuery(accessRoutes.listAgencies, {});
  return (
    <SelectField
      name="agencyId"
      label={say('agency')}
      empty={say('allAgencies')}
      choices={(data?.rows ?? []).map((row) => ({ value: row.id, label: row.name }))}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
