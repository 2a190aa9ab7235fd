/** Overview of one inspection: the object, the task, each agency with its items, its stage and its people. */
import {
  getInspection,
  type InspectionTeamView,
  type InspectionView,
} from '@mingcha/core/inspections/results/inspection-api.ts';
import { inspectionPageText } from '@mingcha/core/inspections/results/inspection-page-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { StageRail } from '../../shared/ui/stage-rail.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, type Pair, PairList, StateChip } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { railOf, stageTones } from './inspection-rail.ts';

export function OverviewSection({ inspectionId }: { readonly inspectionId: string }) {
  const read = useApiQuery(getInspection, { params: { id: inspectionId } });
  if (read.data === undefined)
    return read.status === 'loading' ? (
      <Skeleton lines={8} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  return (
    <div className="inspection-parts">
      <ObjectPart view={read.data} />
      {read.data.teams.map((team) => (
        <TeamPart key={team.agencyId} view={read.data as InspectionView} team={team} />
      ))}
    </div>
  );
}

function ObjectPart({ view }: { readonly view: InspectionView }) {
  const say = useText(inspectionPageText);
  const { object, task } = view;
  const pairs: Pair[] = [
    {
      name: object.uscc === null ? say('localCode') : say('uscc'),
      value: object.uscc ?? object.localCode ?? '',
    },
    { name: say('address'), value: object.address },
    { name: say('legalRep'), value: object.legalRep },
    { name: say('contact'), value: [object.contact, object.phone].filter((text) => text !== '').join(' ') },
    { name: say('origin'), value: say(`origin.${task.origin}`) },
    { name: say('method'), value: say(`method.${task.method}`) },
    { name: say('announced'), value: say(task.announced ? 'announced.yes' : 'announced.no') },
    { name: say('scheduledFor'), value: <DateText value={view.scheduledFor} /> },
    {
      name: say('task'),
      value: <GoTo to={`/tasks/${task.id}`}>{`${task.number} ${task.title}`}</GoTo>,
      wide: true,
    },
  ];
  if (task.instructions !== '')
    pairs.push({ name: say('instructions'), value: task.instructions, wide: true });
  if (view.outcome !== null)
    pairs.push({
      name: say('outcome'),
      value: [say(`outcome.${view.outcome}`), view.outcomeNote].filter((text) => text !== '').join('：'),
      wide: true,
    });
  if (view.replaces !== null)
    pairs.push({
      name: say('replaces'),
      value: <GoTo to={`/inspections/${view.replaces}`}>{say('openPage')}</GoTo>,
    });
  if (view.recheckOf !== null)
    pairs.push({
      name: say('recheckOf'),
      value: <GoTo to={`/inspections/${view.recheckOf}`}>{say('openPage')}</GoTo>,
    });
  return (
    <Section title={say('object')}>
      <PairList pairs={pairs} />
    </Section>
  );
}

function TeamPart(props: { readonly view: InspectionView; readonly team: InspectionTeamView }) {
  const { view, team } = props;
  const say = useText(inspectionPageText);
  const people = view.members.filter((each) => each.agencyId === team.agencyId);
  const marks = [
    team.initiator && view.teams.length > 1 ? say('initiator') : '',
    team.outside ? say('outsideBody') : '',
    team.visitNo === null ? '' : say('visitNo', { n: team.visitNo }),
  ].filter((text) => text !== '');
  return (
    <Section
      title={[team.agencyName, ...marks].join(' · ')}
      actions={<StateChip tone={stageTones[team.stage]}>{say(`stage.${team.stage}`)}</StateChip>}
    >
      <div className="inspection-team">
        {view.teams.length > 1 ? <StageRail size="compact" stages={railOf(view, team, say)} /> : null}
        <h3>{say('items')}</h3>
        <ul className="inspection-items">
          {team.items.length === 0 ? <li className="secondary">{say('noItems')}</li> : null}
          {team.items.map((item) => (
            <li key={item.itemKey}>
              {item.code === '' ? null : <span className="mono">{item.code}</span>}{' '}
              {item.name || say('noItems')}
            </li>
          ))}
        </ul>
        <h3>{say('members')}</h3>
        <ul className="inspection-people">
          {people.map((each) => (
            <li key={each.id} data-out={each.state !== 'assigned' && each.state !== 'claimed'}>
              <strong>{each.name}</strong>
              <span>{say(`role.${each.role}`)}</span>
              <span className="mono">{each.certificateNumber}</span>
              <span className="secondary">{say(`memberState.${each.state}`)}</span>
              {each.reason === '' ? null : <span className="secondary">{each.reason}</span>}
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
