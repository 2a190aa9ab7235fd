/** 待我审批: inspections that somebody asks to cancel, above those to approve. Nothing where none waits. */
import { waitingCancellations } from '@mingcha/core/tasks/preparation/cancellation-api.ts';
import { cancellationPageText } from '@mingcha/core/tasks/preparation/cancellation-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { ErrorState } from '../../../shared/ui/states.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { CancellationLine } from './cancel-part.tsx';

export function WaitingCancellations() {
  const say = useText(cancellationPageText);
  const read = useApiQuery(waitingCancellations, {});
  const rows = read.data?.rows ?? [];
  if (read.error !== null && read.data === undefined)
    return (
      <Section title={say('title')}>
        <ErrorState error={read.error} onRetry={read.reload} />
      </Section>
    );
  if (rows.length === 0) return null;
  return (
    <Section title={say('waiting', { n: rows.length })}>
      <ul className="prep-lines">
        {rows.map((row) => (
          <li key={row.id}>
            <p>
              <GoTo to={`/inspections/${row.inspectionId}?tab=preparation`}>{row.objectName}</GoTo>{' '}
              <span className="secondary">{row.taskNumber}</span>
            </p>
            <div className="prep-line">
              <CancellationLine row={row} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
