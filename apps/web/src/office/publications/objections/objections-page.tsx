/** 异议办理: objections with their due days, by what they wait for. */
import {
  listObjections,
  type ObjectionList,
  type ObjectionRow,
  objectionLists,
} from '@mingcha/core/publications/objections/objection-api.ts';
import { objectionPageText } from '@mingcha/core/publications/objections/objection-page-text.ts';
import { useMemo } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import type { Column } from '../../../shared/table/data-table.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { StateChip, type Tone } from '../../../shared/ui/values.tsx';
import { useHasRole } from '../../registers/may-edit.ts';
import { GoTo } from '../../shell/navigation.tsx';
import { IntakeListPage, useIntakeAsked } from './intake-list.tsx';
import { IntakeDue } from './intake-parts.tsx';

export const objectionTones: Readonly<Record<ObjectionRow['state'], Tone>> = {
  received: 'warning',
  accepted: 'accent',
  rejected: 'neutral',
  investigating: 'accent',
  decided: 'warning',
  replied: 'accent',
  applied: 'verified',
  closed: 'verified',
};

export function ObjectionsPage() {
  const say = useText(objectionPageText);
  const mayEnter = useHasRole('legalOfficer', 'sectionOfficer');
  const asked = useIntakeAsked<ObjectionList>('objections', 'open');
  const { of, text, paging } = asked;
  const found = useApiQuery(listObjections, { query: { of, text, ...paging.query } });
  return (
    <IntakeListPage
      name="objections"
      say={say}
      lists={objectionLists.map((key) => ({ key, title: say(`list.${key}`) }))}
      asked={asked}
      found={found}
      columns={useColumns()}
      actions={
        mayEnter ? (
          <GoTo to="/objections/new" className={buttonClass({ kind: 'primary' })}>
            {say('enter')}
          </GoTo>
        ) : null
      }
    />
  );
}

function useColumns(): readonly Column<ObjectionRow>[] {
  const say = useText(objectionPageText);
  return useMemo(
    () => [
      {
        key: 'number',
        opens: true,
        title: say('number'),
        nowrap: true,
        render: (row) => <GoTo to={`/objections/${row.id}`}>{row.number}</GoTo>,
      },
      { key: 'object', title: say('object'), width: 240, render: (row) => <ObjectCell row={row} /> },
      { key: 'applicant', title: say('applicant'), width: 180, render: (row) => <ApplicantCell row={row} /> },
      { key: 'state', title: say('state'), nowrap: true, render: (row) => <StateCell row={row} /> },
      {
        key: 'due',
        title: say('due'),
        nowrap: true,
        render: (row) => <IntakeDue dueOn={row.dueOn} daysLeft={row.daysLeft} />,
      },
      {
        key: 'handler',
        title: say('handler'),
        nowrap: true,
        render: (row) => row.handlerName ?? say('noHandler'),
      },
    ],
    [say],
  );
}

interface CellProps {
  readonly row: ObjectionRow;
}

function ObjectCell({ row }: CellProps) {
  return (
    <span className="intake-cell">
      <span>{row.objectName}</span>
      <span className="secondary">{row.taskNumber}</span>
    </span>
  );
}

function ApplicantCell({ row }: CellProps) {
  const say = useText(objectionPageText);
  return (
    <span className="intake-cell">
      <span>{row.applicantName === '' ? say(`applicant.${row.applicantKind}`) : row.applicantName}</span>
      {row.isVerified ? null : <StateChip tone="warning">{say('unverified')}</StateChip>}
    </span>
  );
}

function StateCell({ row }: CellProps) {
  const say = useText(objectionPageText);
  return (
    <span className="intake-cell">
      <StateChip tone={objectionTones[row.state]}>{say(`state.${row.state}`)}</StateChip>
      {row.state === 'investigating' && row.isProposed ? (
        <StateChip tone="warning">{say('proposed')}</StateChip>
      ) : null}
      {row.outcome === null ? null : <span className="secondary">{say(`outcome.${row.outcome}`)}</span>}
    </span>
  );
}
