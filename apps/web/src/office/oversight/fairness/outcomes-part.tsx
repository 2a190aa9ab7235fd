/** Pairs without a finding in many visits: for oversight to ask about. Worded as a question; in the order of names. */
import { enoughVisits } from '@mingcha/core/oversight/fairness/fairness.ts';
import {
  fairnessOutcomes,
  fairnessOutcomeVisits,
  type OutcomeRow,
  type OutcomeVisit,
} from '@mingcha/core/oversight/fairness/fairness-api.ts';
import { fairnessText } from '@mingcha/core/oversight/fairness/fairness-text.ts';
import { registerText } from '@mingcha/core/registers/register-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Drawer } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState, Notice } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { GoTo } from '../../shell/navigation.tsx';
import { OpenFigure, Reading, type Span, spanQuery } from './fairness-parts.tsx';

const rowKey = (row: OutcomeRow) => `${row.agencyId} ${row.memberA} ${row.memberB}`;
const rowName = (row: OutcomeRow) => `${row.nameA}、${row.nameB}`;

export function OutcomesPart({ span }: { readonly span: Span }) {
  const say = useText(fairnessText);
  const [open, setOpen] = useState<OutcomeRow | null>(null);
  const list = useApiQuery(fairnessOutcomes, { query: spanQuery(span) });
  const { data } = list;
  return (
    <Section title={say('outcomesTitle')}>
      <Notice>{say('outcomesLead')}</Notice>
      {data === undefined ? null : (
        <p className="secondary fairness-note">
          {say('outcomesBasis', {
            visits: data.visits,
            found: data.withFinding,
            pairs: data.pairs,
            compared: data.compared,
            few: data.tooFew,
          })}
        </p>
      )}
      <DataTable
        id="fairness.outcomes"
        label={say('outcomesTitle')}
        columns={useOutcomeColumns(setOpen)}
        rows={data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        error={list.error}
        onRetry={list.reload}
        empty={<EmptyState title={say('outcomesNone')} text={say('outcomesNoneText')} />}
      />
      <p className="secondary fairness-note">{say('outcomesNote', { n: enoughVisits })}</p>
      <Drawer
        open={open !== null}
        title={open === null ? '' : say('visitsOf', { a: open.nameA, b: open.nameB })}
        onClose={() => setOpen(null)}
      >
        {open === null ? null : <Visits span={span} of={open} />}
      </Drawer>
    </Section>
  );
}

function useOutcomeColumns(onOpen: (row: OutcomeRow) => void): readonly Column<OutcomeRow>[] {
  const say = useText(fairnessText);
  return useMemo(
    () => [
      { key: 'pair', title: say('pair'), render: rowName },
      { key: 'agency', title: say('agency'), render: (row) => row.agencyName },
      {
        key: 'visits',
        title: say('visits'),
        align: 'end',
        render: (row) => (
          <OpenFigure
            value={formatNumber(row.visits)}
            label={`${rowName(row)} ${say('visits')}`}
            onOpen={() => onOpen(row)}
          />
        ),
      },
      {
        key: 'tail',
        title: say('tail'),
        align: 'end',
        nowrap: true,
        render: (row) => (row.tail < 0.0001 ? say('tailBelow') : `${(row.tail * 100).toFixed(2)}%`),
      },
      { key: 'outcome', title: say('outcome'), nowrap: true, render: () => <Reading ask /> },
    ],
    [say, onOpen],
  );
}

function Visits(props: { readonly span: Span; readonly of: OutcomeRow }) {
  const say = useText(fairnessText);
  const words = useText(registerText);
  const { memberA, memberB } = props.of;
  const paging = usePaging('fairness.visits');
  const list = useApiQuery(fairnessOutcomeVisits, {
    query: { ...spanQuery(props.span), memberA, memberB, ...paging.query },
  });
  const columns = useMemo<readonly Column<OutcomeVisit>[]>(
    () => [
      {
        key: 'object',
        title: say('object'),
        width: 200,
        render: (row) => <GoTo to={`/inspections/${row.inspectionId}`}>{row.objectName}</GoTo>,
      },
      { key: 'task', title: say('task'), nowrap: true, render: (row) => row.taskNumber },
      {
        key: 'risk',
        title: say('risk'),
        render: (row) => words(`risk.${row.risk}` as 'risk.'),
      },
      {
        key: 'day',
        title: say('day'),
        nowrap: true,
        render: (row) => <DateText value={row.day} form="short" />,
      },
      { key: 'result', title: say('result'), render: (row) => say(row.hasFinding ? 'found' : 'notFound') },
    ],
    [say, words],
  );
  return (
    <DataTable
      id="fairness.visits"
      label={say('visits')}
      columns={columns}
      rows={list.data?.rows}
      rowKey={(row) => row.inspectionId}
      rowName={(row) => row.objectName}
      status={list.status}
      error={list.error}
      onRetry={list.reload}
      paging={paging}
      next={list.data?.next ?? null}
      empty={<EmptyState title={say('outcomesNone')} />}
    />
  );
}
