/** Stages of a course in words: what is done, and what is not, because of what. */
import type { Because } from '@mingcha/core/oversight/board/board.ts';
import type { CourseView } from '@mingcha/core/oversight/board/board-api.ts';
import { boardText } from '@mingcha/core/oversight/board/board-text.ts';
import { useCallback } from 'react';
import { useText } from '../../../shared/i18n/locale.tsx';
import type { Stage } from '../../../shared/ui/stage-rail.tsx';

/** Reads one coded reason. */
export function useBecause(): (because: Because) => string {
  const say = useText(boardText);
  return useCallback(({ code, n, of }) => say(`because.${code}`, { n, of }), [say]);
}

/** The rail of a course: stages that it does not need are left out. */
export function useStages(): (course: Pick<CourseView, 'stages'>) => readonly Stage[] {
  const say = useText(boardText);
  const because = useBecause();
  return useCallback(
    (course) =>
      course.stages
        .filter(({ state }) => state !== 'skipped')
        .map((each) => ({
          key: each.stage,
          title: say(`step.${each.stage}`),
          state: each.state === 'skipped' ? 'later' : each.state,
          notes:
            each.state === 'done' || each.because.every(({ code }) => code === 'before')
              ? [say(`state.${each.state}`)]
              : [say(`state.${each.state}`), ...each.because.map(because)],
        })),
    [say, because],
  );
}
