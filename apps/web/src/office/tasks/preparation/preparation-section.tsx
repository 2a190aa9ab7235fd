/** 检查准备 of one inspection: what is done and what not, approval, time, notice and delivery, code, entry, cancelling. Off-site work has neither time nor entry. */
import './preparation.css';
import { inspectionSchedule } from '@mingcha/core/tasks/preparation/schedule-api.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { ApprovalPart } from './approval-part.tsx';
import { CancelPart } from './cancel-part.tsx';
import { CodePart } from './code-part.tsx';
import { EntryPart } from './entry-part.tsx';
import { NoticePart } from './notice-part.tsx';
import { Prepared } from './prepared.tsx';
import { SchedulePart } from './schedule-part.tsx';

export function PreparationSection({ inspectionId }: { readonly inspectionId: string }) {
  const schedule = useApiQuery(inspectionSchedule, { params: { id: inspectionId } });
  const goes = schedule.data !== undefined && !schedule.data.offSite;
  return (
    <div className="prep-parts">
      <Prepared inspectionId={inspectionId} />
      <ApprovalPart inspectionId={inspectionId} />
      {goes ? <SchedulePart inspectionId={inspectionId} view={schedule.data} /> : null}
      <NoticePart inspectionId={inspectionId} />
      <CodePart inspectionId={inspectionId} />
      {goes ? <EntryPart inspectionId={inspectionId} view={schedule.data} /> : null}
      <CancelPart inspectionId={inspectionId} />
    </div>
  );
}
