/**
 * One inspection: object and task in the head, the rail of the team's stages, the one step that comes next, and below it
 * the parts that the stages add (`office/inspection-parts.ts`).
 */
import './inspections.css';
import { getInspection, type InspectionView } from '@mingcha/core/inspections/results/inspection-api.ts';
import { inspectionPageText } from '@mingcha/core/inspections/results/inspection-page-text.ts';
import { type ComponentType, lazy, Suspense } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../shared/ui/page.tsx';
import { StageRail } from '../../shared/ui/stage-rail.tsx';
import { ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { inspectionParts } from '../inspection-parts.ts';
import { useSearch } from '../registers/use-search.ts';
import { GoTo, useGo, useParam } from '../shell/navigation.tsx';
import { mayOpen } from '../shell/page-list.ts';
import { useTitle } from '../shell/page-title.ts';
import { useSession } from '../shell/session.tsx';
import { CourseRail } from '../workbench/course-rail.tsx';
import { nextOf, railOf, stageTones } from './inspection-rail.ts';

const sections: readonly {
  readonly key: string;
  readonly Part: ComponentType<{ readonly inspectionId: string }>;
}[] = inspectionParts.map((part) => ({
  key: part.key,
  Part: lazy(async () => ({ default: await part.load() })),
}));

export function InspectionPage() {
  const id = useParam('id');
  const read = useApiQuery(getInspection, { params: { id } });
  if (read.data !== undefined && read.data.id === id) return <Shown view={read.data} />;
  if (read.status === 'loading' || read.status === 'ready') return <Skeleton lines={10} />;
  return <ErrorState error={read.error} onRetry={read.reload} />;
}

function Shown({ view }: { readonly view: InspectionView }) {
  const say = useText(inspectionPageText);
  const title = useTitle();
  const { person } = useSession();
  const go = useGo();
  const parts = inspectionParts.filter((part) => mayOpen({ roles: part.roles ?? 'all' }, person.roles));
  const asked = useSearch('tab');
  const tab = parts.find((part) => part.key === asked)?.key ?? parts[0]?.key ?? '';
  return (
    <Page>
      <Head view={view} />
      <Progress view={view} shown={parts.map((part) => part.key)} tab={tab} />
      <Tabs
        label={say('sections')}
        now={tab}
        onChange={(key) => go(`/inspections/${view.id}?tab=${key}`)}
        tabs={parts.map((part) => ({ key: part.key, title: title(part.title) }))}
      >
        <Suspense fallback={<Skeleton lines={6} />}>
          {sections
            .filter((section) => section.key === tab)
            .map(({ key, Part }) => (
              <Part key={key} inspectionId={view.id} />
            ))}
        </Suspense>
      </Tabs>
    </Page>
  );
}

function Head({ view }: { readonly view: InspectionView }) {
  const say = useText(inspectionPageText);
  const { locale } = useLocale();
  const taskTitle = locale === 'en' && view.task.titleEn !== '' ? view.task.titleEn : view.task.title;
  return (
    <PageHeader
      title={view.object.name}
      mark={
        <>
          <StateChip tone={view.state === 'open' ? 'accent' : 'neutral'}>
            {say(`state.${view.state}`)}
          </StateChip>
          {view.outcome === null || view.outcome === 'normal' ? null : (
            <StateChip tone="warning">{say(`outcome.${view.outcome}`)}</StateChip>
          )}
        </>
      }
      lead={
        <>
          <GoTo to={`/tasks/${view.task.id}`}>{view.task.number}</GoTo>
          {'　'}
          {taskTitle}
          {'　'}
          {say('windowOf', { from: view.task.windowFrom, to: view.task.windowTo })}
        </>
      }
    />
  );
}

/** The own team's rail, or the initiator's for whoever stands in none, and what comes next. */
function Progress(props: {
  readonly view: InspectionView;
  readonly shown: readonly string[];
  readonly tab: string;
}) {
  const { view, shown } = props;
  const say = useText(inspectionPageText);
  const team =
    view.teams.find((each) => each.agencyId === view.ownAgencyId) ??
    view.teams.find((each) => each.initiator) ??
    view.teams[0];
  if (team === undefined) return null;
  const next = nextOf(view, team);
  const part = next.parts.find((key) => shown.includes(key));
  return (
    <section className="inspection-progress" aria-label={say('stages')}>
      {view.teams.length > 1 ? (
        <p className="inspection-team-name">
          {team.agencyName}
          <StateChip tone={stageTones[team.stage]}>{say(`stage.${team.stage}`)}</StateChip>
        </p>
      ) : null}
      <StageRail stages={railOf(view, team, say)} />
      <CourseRail of="inspection" id={view.id} />
      {team.emergency === '' ? null : (
        <Notice tone="warning" title={say('emergency')}>
          {team.emergency}
        </Notice>
      )}
      <div className="inspection-next">
        <p>
          <span className="inspection-next-name">{say('next')}</span>
          <strong>{say(next.key)}</strong>
          {next.post === null ? null : (
            <span className="secondary">{say('next.by', { post: say(next.post) })}</span>
          )}
        </p>
        {part === undefined || part === props.tab ? null : (
          <GoTo
            to={`/inspections/${view.id}?tab=${part}`}
            className={buttonClass({ kind: 'primary', size: 'large' })}
          >
            {say('goThere')}
          </GoTo>
        )}
      </div>
    </section>
  );
}
