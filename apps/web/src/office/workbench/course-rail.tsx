/**
 * The whole course from plan to archive on the page of a task, a draw or an inspection: one line that says where it stands and
 * why, and the rail of all stages when it is opened. It stands on the roof, so that pages of every stage may show it.
 */
import '../oversight/board/board.css';
import { boardReaders, readCourse } from '@mingcha/core/oversight/board/board-api.ts';
import { boardText } from '@mingcha/core/oversight/board/board-text.ts';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { StageRail } from '../../shared/ui/stage-rail.tsx';
import { StateChip } from '../../shared/ui/values.tsx';
import { useBecause, useStages } from '../oversight/board/because.ts';
import { useSession } from '../shell/session.tsx';

export function CourseRail(props: { readonly of: 'task' | 'draw' | 'inspection'; readonly id: string }) {
  const say = useText(boardText);
  const because = useBecause();
  const stages = useStages();
  const { person } = useSession();
  const isReader = person.roles.some((role) => boardReaders.some((one) => one === role));
  const read = useApiQuery(readCourse, { query: { of: props.of, id: props.id } }, { enabled: isReader });
  const course = read.data;
  if (course === undefined) return null;
  const now = course.stages.find(({ state }) => state === 'now');
  return (
    <details className="course">
      <summary>
        <span className="course-name">{say('whole')}</span>
        <StateChip tone="accent">{say(`stage.${course.column}`)}</StateChip>
        <span className="secondary">
          {now === undefined ? say('allDone') : now.because.map(because).join('；')}
        </span>
      </summary>
      <StageRail stages={stages(course)} />
    </details>
  );
}
