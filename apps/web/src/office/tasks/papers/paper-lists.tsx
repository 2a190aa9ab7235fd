/** Papers of one inspection and of one task, as parts of their pages. */
import './papers.css';
import { papersOfInspection, papersOfTask } from '@mingcha/core/tasks/papers/paper-api.ts';
import { paperPageText } from '@mingcha/core/tasks/papers/paper-page-text.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { DataTable } from '../../../shared/table/data-table.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { useHasRole } from '../../registers/may-edit.ts';
import { keyOfPaper, nameOfPaper, usePaperColumns } from './paper-columns.tsx';
import { usePaperDialogs } from './paper-dialogs.tsx';

/** A section of the inspection's page. */
export function InspectionPapers({ inspectionId }: { readonly inspectionId: string }) {
  const read = useApiQuery(papersOfInspection, { params: { id: inspectionId } });
  const say = useText(paperPageText);
  const mayPrint = useHasRole('legalOfficer', 'sectionOfficer', 'inspector');
  const address = `/api/inspections/${inspectionId}/blank-pack`;
  return (
    <>
      {mayPrint ? (
        <p className="paper-cell">
          <a className={buttonClass({ size: 'small' })} href={address}>
            {say('pack')}
          </a>
          <span className="secondary">{say('packHint')}</span>
        </p>
      ) : null}
      <PaperList id="inspection-papers" read={read} />
    </>
  );
}

/** Papers of the task itself: its dispatch form. */
export function TaskPapers({ taskId }: { readonly taskId: string }) {
  const read = useApiQuery(papersOfTask, { params: { id: taskId } });
  return <PaperList id="task-papers" read={read} />;
}

function PaperList(props: {
  readonly id: string;
  readonly read: ReturnType<typeof useApiQuery<typeof papersOfInspection>>;
}) {
  const { id, read } = props;
  const say = useText(paperPageText);
  const { actions, dialogs } = usePaperDialogs();
  const columns = usePaperColumns(actions);
  return (
    <>
      <DataTable
        id={id}
        label={say('section')}
        columns={columns.filter((column) => column.key !== 'object')}
        rows={read.data?.rows}
        rowKey={keyOfPaper}
        rowName={nameOfPaper}
        status={read.status}
        refreshing={read.refreshing}
        error={read.error}
        onRetry={read.reload}
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
      {dialogs}
    </>
  );
}
