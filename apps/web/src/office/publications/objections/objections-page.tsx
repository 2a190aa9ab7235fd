/** 异议办理: objections with their due days, by what they wait for. */
import {
  listObjections,
  type ObjectionList,
  type ObjectionRow,
  objectionLists,
} from '@mingcha/core/publications/objections/objection-api.ts';
import { objectionPageText } from '@mingcha/core/publications/objections/objection-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { StateChip, type Tone } from '../../../shared/ui/values.tsx';
import { useHasRole } from '../../registers/may-edit.ts';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { IntakeDue, TextFilter } from './intake-parts.tsx';

const rowKey = (row: ObjectionRow) => row.id;
const rowName = (row: ObjectionRow) => row.number;

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
  const go = useGo();
  const mayEnter = useHasRole('legalOfficer', 'sectionOfficer');
  const [of, setOf] = useState<ObjectionList>('open');
  const [text, setText] = useState('');
  const paging = usePaging('objections');
  const list = useApiQuery(listObjections, { query: { of, text, ...paging.query } });
  const columns = useColumns();
  const search = (value: string) => {
    setText(value);
    paging.reset();
  };
  return (
    <Page>
      <PageHeader
        title={say('listTitle')}
        lead={say('listLead')}
        actions={
          mayEnter ? (
            <GoTo to="/objections/new" className={buttonClass({ kind: 'primary' })}>
              {say('enter')}
            </GoTo>
          ) : null
        }
      />
      <TextFilter label={say('search')} onSearch={search} />
      <Tabs
        label={say('list')}
        now={of}
        onChange={(key) => {
          setOf(objectionLists.find((each) => each === key) ?? 'open');
          paging.reset();
        }}
        tabs={objectionLists.map((key) => ({ key, title: say(`list.${key}`) }))}
      >
        <DataTable
          id="objections"
          label={say('listTitle')}
          columns={columns}
          rows={list.data?.rows}
          rowKey={rowKey}
          rowName={rowName}
          status={list.status}
          refreshing={list.refreshing}
          error={list.error}
          onRetry={list.reload}
          paging={paging}
          next={list.data?.next ?? null}
          onOpen={(row) => go(`/objections/${row.id}`)}
          empty={<EmptyState title={say(text === '' ? 'empty' : 'filteredEmpty')} />}
        />
      </Tabs>
    </Page>
  );
}

function useColumns(): readonly Column<ObjectionRow>[] {
  const say = useText(objectionPageText);
  return useMemo(
    () => [
      {
        key: 'number',
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
