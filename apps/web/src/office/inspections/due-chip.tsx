/** When a clock ends, in words: days left, due today, overdue. */
import { inspectionPageText } from '@mingcha/core/inspections/results/inspection-page-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';

export function DueChip(props: {
  readonly due: { readonly dueOn: string; readonly daysLeft: number } | null;
}) {
  const say = useText(inspectionPageText);
  const { due } = props;
  if (due === null) return <span className="secondary">{'–'}</span>;
  const { daysLeft } = due;
  const tone = daysLeft < 0 ? 'void' : daysLeft <= 3 ? 'warning' : 'neutral';
  const words =
    daysLeft < 0
      ? say('overdueDays', { n: -daysLeft })
      : daysLeft === 0
        ? say('dueToday')
        : say('dueIn', { n: daysLeft });
  return (
    <span className="inspection-cell">
      <DateText value={due.dueOn} form="short" />
      <StateChip tone={tone}>{words}</StateChip>
    </span>
  );
}
