/** A draw from its draft to its closing: where it stands, what is next, and everything that is known of it. */
import '../draws.css';
import { getDraw } from '@mingcha/core/draws/draw-api.ts';
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { drawStateText } from '@mingcha/core/draws/draw-text.ts';
import type { DrawView } from '@mingcha/core/draws/draw-views.ts';
import { useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { Page, PageHeader, Section, Tabs } from '../../../shared/ui/page.tsx';
import { StageRail } from '../../../shared/ui/stage-rail.tsx';
import { DonePanel, ErrorState, ForbiddenState, Skeleton } from '../../../shared/ui/states.tsx';
import { StateChip } from '../../../shared/ui/values.tsx';
import { GoTo, useParam } from '../../shell/navigation.tsx';
import { CourseRail } from '../../workbench/course-rail.tsx';
import { SettingsSummary } from '../settings-summary.tsx';
import { toneOf, useNow, useRail } from '../words.ts';
import { ChangesTab } from './changes-tab.tsx';
import { NextStep } from './next-step.tsx';
import { progressOf } from './progress.ts';
import { RecordTab } from './record-tab.tsx';
import { ResultTab } from './result-tab.tsx';
import { SealTab } from './seal-tab.tsx';

export function TaskPage() {
  const id = useParam('id');
  const draw = useApiQuery(getDraw, { params: { id } }, { every: 15_000 });
  if (draw.data !== undefined && draw.data.id === id) return <Task key={id} draw={draw.data} />;
  if (draw.status === 'forbidden') return <ForbiddenState />;
  if (draw.status === 'error') return <ErrorState error={draw.error} onRetry={draw.reload} />;
  return <Skeleton lines={10} />;
}

function Task(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const stateWord = useText(drawStateText);
  const { locale } = useLocale();
  const rail = useRail();
  const now = useNow();
  const { draw } = props;
  const [tab, setTab] = useState(() => firstTab(draw));
  return (
    <Page>
      <PageHeader
        title={draw.title[locale]}
        mark={<StateChip tone={toneOf(draw.state)}>{stateWord(draw.state)}</StateChip>}
        lead={<Lead draw={draw} />}
      />
      <Section>
        <StageRail stages={rail(draw)} />
        <CourseRail of="draw" id={draw.id} />
        <div className="draw-next">
          <NextStep draw={draw} onTab={setTab} />
        </div>
      </Section>
      <DonePanel {...progressOf(draw, say, now)} />
      <Tabs
        label={say('parts')}
        tabs={tabsOf(draw).map((key) => ({ key, title: say(`tab.${key}`) }))}
        now={tab}
        onChange={setTab}
      >
        <div className="draw-tab">
          <TabContent draw={draw} tab={tab} />
        </div>
      </Tabs>
    </Page>
  );
}

function Lead(props: { readonly draw: DrawView }) {
  const say = useText(drawPageText);
  const { draw } = props;
  return (
    <>
      {draw.number === null ? say('noNumberYet') : say('numberOf', { number: draw.number })}
      {`　${draw.agencyName}`}
      {draw.previousId === null ? null : (
        <>
          {'　'}
          <GoTo to={`/draws/${draw.previousId}`}>{say('previousAttempt')}</GoTo>
          {draw.carriedOver > 0 ? say('carriedOver', { n: draw.carriedOver }) : null}
        </>
      )}
    </>
  );
}

const tabs = ['result', 'record', 'seal', 'changes', 'task'] as const;
type Tab = (typeof tabs)[number];

function tabsOf(draw: DrawView): readonly Tab[] {
  return tabs.filter((tab) => {
    if (tab === 'result') return draw.result !== null;
    if (tab === 'record' || tab === 'changes') return draw.sealedAt !== null;
    return tab === 'task' || draw.snapshot !== null;
  });
}

function firstTab(draw: DrawView): string {
  if (draw.state === 'voided') return 'changes';
  return tabsOf(draw)[0] === 'record' ? 'seal' : (tabsOf(draw)[0] ?? 'task');
}

function TabContent(props: { readonly draw: DrawView; readonly tab: string }) {
  const { draw, tab } = props;
  if (tab === 'result') return <ResultTab draw={draw} />;
  if (tab === 'record') return <RecordTab draw={draw} />;
  if (tab === 'seal') return <SealTab draw={draw} />;
  if (tab === 'changes') return <ChangesTab draw={draw} />;
  return <SettingsSummary draw={draw} />;
}
