/** One jurisdiction below: its clocks, its board, the papers sent there and its indicators; to see and to urge, never to edit. */
import '../oversight.css';
import { countBelow } from '@mingcha/core/oversight/superior/superior-api.ts';
import { superiorText } from '@mingcha/core/oversight/superior/superior-text.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { PlaceBoard } from './place-board.tsx';
import { PlaceClocks } from './place-clocks.tsx';
import { PlaceFigures } from './place-figures.tsx';
import { PlacePapers } from './place-papers.tsx';

const tabs = ['clocks', 'board', 'papers', 'figures'] as const;
type Tab = (typeof tabs)[number];

export function PlacePage() {
  const say = useText(superiorText);
  const id = useParam('id');
  const [tab, setTab] = useState<Tab>('clocks');
  const counts = useApiQuery(countBelow, { params: { id } });
  if (counts.error !== null)
    return (
      <Page>
        <PageHeader title={say('belowTitle')} />
        <ErrorState error={counts.error} onRetry={counts.reload} />
        <GoTo to="/below">{say('back')}</GoTo>
      </Page>
    );
  if (counts.data === undefined) return <Skeleton lines={12} />;
  return (
    <Page>
      <PageHeader
        title={counts.data.name}
        lead={say('belowLead')}
        actions={<GoTo to="/below">{say('back')}</GoTo>}
      />
      <Tabs
        label={say('belowTitle')}
        tabs={tabs.map((key) => ({ key, title: say(`tab.${key}`) }))}
        now={tab}
        onChange={(key) => setTab(tabs.find((each) => each === key) ?? 'clocks')}
      >
        {tab === 'clocks' ? <PlaceClocks id={id} counts={counts.data} /> : null}
        {tab === 'board' ? <PlaceBoard id={id} /> : null}
        {tab === 'papers' ? <PlacePapers id={id} /> : null}
        {tab === 'figures' ? <PlaceFigures id={id} /> : null}
      </Tabs>
    </Page>
  );
}
