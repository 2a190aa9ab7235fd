/** 逾期未公示: what the portal counts of this agency, today's warnings, and results that have not reached publication. */
import './publications.css';
import { ownOverdue } from '@mingcha/core/publications/overdue-api.ts';
import { publicationPageText } from '@mingcha/core/publications/publication-page-text.ts';
import { useMemo } from 'react';
import type { z } from 'zod';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Figures, Page, PageHeader, Section } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { PublicationDue } from './publication-state.tsx';

type Overdue = z.output<typeof ownOverdue.response>;
type Count = Overdue['rows'][number];
type Missing = Overdue['notPrepared'][number];

const countKey = (row: Count) => row.taskId;
const countName = (row: Count) => row.taskName;
const missingKey = (row: Missing) => row.inspectionId;
const missingName = (row: Missing) => row.objectName;

export function OverduePage() {
  const say = useText(publicationPageText);
  const read = useApiQuery(ownOverdue);
  const { data } = read;
  const common = {
    status: read.status,
    error: read.error,
    onRetry: read.reload,
    refreshing: read.refreshing,
  };
  return (
    <Page>
      <PageHeader
        title={say('overdueTitle')}
        lead={say('overdueLead')}
        actions={
          <GoTo to="/publications?of=late" className={buttonClass({ kind: 'primary' })}>
            {say('goLate')}
          </GoTo>
        }
      />
      {data === undefined ? null : (
        <Figures
          figures={data.warnings.map((each) => ({ name: say(`warning.${each.stage}`), value: each.count }))}
        />
      )}
      <Section
        title={say('overdueTable')}
        flush
        actions={
          data === undefined ? null : <span className="secondary">{say('asOf', { day: data.asOf })}</span>
        }
      >
        <DataTable
          id="publication-overdue"
          label={say('overdueTable')}
          columns={useCountColumns()}
          rows={data?.rows}
          rowKey={countKey}
          rowName={countName}
          {...common}
          empty={<EmptyState title={say('overdueEmpty')} />}
        />
      </Section>
      <Section title={say('notPrepared')} flush>
        <DataTable
          id="publication-missing"
          label={say('notPrepared')}
          columns={useMissingColumns()}
          rows={data?.notPrepared}
          rowKey={missingKey}
          rowName={missingName}
          {...common}
          empty={<EmptyState title={say('notPreparedEmpty')} text={say('notPreparedLead')} />}
        />
      </Section>
    </Page>
  );
}

function useCountColumns(): readonly Column<Count>[] {
  const say = useText(publicationPageText);
  return useMemo(
    () => [
      {
        key: 'task',
        title: say('task'),
        width: 360,
        render: (row) => (
          <span className="publication-cell">
            <GoTo to={`/tasks/${row.taskId}`}>{row.taskName}</GoTo>
            <span className="secondary">{row.taskNumber}</span>
          </span>
        ),
      },
      {
        key: 'overdue',
        title: say('overdueCount'),
        align: 'end',
        nowrap: true,
        render: (row) => row.overdue,
      },
      {
        key: 'earliest',
        title: say('earliest'),
        nowrap: true,
        render: (row) => <DateText value={row.earliestDue} form="short" />,
      },
    ],
    [say],
  );
}

function useMissingColumns(): readonly Column<Missing>[] {
  const say = useText(publicationPageText);
  return useMemo(
    () => [
      {
        key: 'object',
        title: say('object'),
        width: 300,
        render: (row) => (
          <span className="publication-cell">
            <GoTo to={`/inspections/${row.inspectionId}?tab=results`}>{row.objectName}</GoTo>
            <span className="secondary">{row.taskNumber}</span>
          </span>
        ),
      },
      {
        key: 'due',
        title: say('due'),
        nowrap: true,
        render: (row) => (
          <PublicationDue
            row={{ dueOn: row.dueOn, daysLeft: row.daysLeft, warning: row.daysLeft === 0 ? 'today' : null }}
          />
        ),
      },
    ],
    [say],
  );
}
