/** How seats fell to people and who met whom, against repeated matching of the same sealed lists. Never ordered by figures. */
import {
  type FairnessLoad,
  type FairnessPair,
  fairnessTeamDraws,
  fairnessTeams,
} from '@mingcha/core/oversight/fairness/fairness-api.ts';
import { fairnessText } from '@mingcha/core/oversight/fairness/fairness-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatNumber } from '../../../shared/format.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Drawer } from '../../../shared/ui/dialog.tsx';
import { Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import {
  BasisLine,
  bandText,
  decimal,
  OpenFigure,
  Reading,
  type Span,
  spanQuery,
  useDrawColumns,
} from './fairness-parts.tsx';

interface Opened {
  readonly name: string;
  readonly leafId: string;
  readonly withId?: string;
}
const loadKey = (row: FairnessLoad) => `${row.agencyName} ${row.leafId}`;
const loadName = (row: FairnessLoad) => row.name;
const pairKey = (row: FairnessPair) => `${row.leafA} ${row.leafB}`;
const pairName = (row: FairnessPair) => `${row.nameA}、${row.nameB}`;

export function TeamsPart({ span }: { readonly span: Span }) {
  const say = useText(fairnessText);
  const [open, setOpen] = useState<Opened | null>(null);
  const list = useApiQuery(fairnessTeams, { query: spanQuery(span) });
  const { data } = list;
  const loadColumns = useLoadColumns(setOpen);
  const pairColumns = usePairColumns(setOpen);
  const table = {
    status: list.status,
    error: list.error,
    onRetry: list.reload,
    empty: <EmptyState title={say('noDraws')} text={say('noDrawsText')} />,
  };
  return (
    <>
      <Section title={say('loads')}>
        <DataTable
          id="fairness.loads"
          label={say('loads')}
          columns={loadColumns}
          rows={data?.loads}
          rowKey={loadKey}
          rowName={loadName}
          {...table}
        />
        {data === undefined ? null : <BasisLine basis={data} />}
        <p className="secondary fairness-note">
          {say('loadsNote', { n: data?.repetitions ?? 0 })}
          {data === undefined || data.tooLarge === 0 ? '' : say('tooLarge', { n: data.tooLarge })}
        </p>
      </Section>
      <Section title={say('pairs')}>
        {data === undefined ? null : (
          <p>{say(data.pairs.length === 0 ? 'pairsNone' : 'pairsSome', { n: data.pairsCompared })}</p>
        )}
        {data === undefined || data.pairs.length === 0 ? null : (
          <DataTable
            id="fairness.pairs"
            label={say('pairs')}
            columns={pairColumns}
            rows={data.pairs}
            rowKey={pairKey}
            rowName={pairName}
            {...table}
          />
        )}
      </Section>
      <Drawer
        open={open !== null}
        title={open === null ? '' : say('rowsOf', { name: open.name })}
        onClose={() => setOpen(null)}
      >
        {open === null ? null : <TeamDraws span={span} of={open} />}
      </Drawer>
    </>
  );
}

function useLoadColumns(onOpen: (of: Opened) => void): readonly Column<FairnessLoad>[] {
  const say = useText(fairnessText);
  return useMemo(
    () => [
      { key: 'name', title: say('person'), nowrap: true, render: (row) => row.name },
      { key: 'agency', title: say('agency'), render: (row) => row.agencyName },
      { key: 'draws', title: say('draws'), align: 'end', render: (row) => formatNumber(row.draws) },
      { key: 'expected', title: say('expected'), align: 'end', render: (row) => decimal(row.expected) },
      { key: 'band', title: say('band'), align: 'end', nowrap: true, render: (row) => bandText(row) },
      {
        key: 'seen',
        title: say('seen'),
        align: 'end',
        render: (row) => (
          <OpenFigure
            value={formatNumber(row.seen)}
            label={`${row.name} ${say('seen')}`}
            onOpen={() => onOpen({ name: row.name, leafId: row.leafId })}
          />
        ),
      },
      { key: 'outcome', title: say('outcome'), nowrap: true, render: (row) => <Reading ask={row.ask} /> },
    ],
    [say, onOpen],
  );
}

function usePairColumns(onOpen: (of: Opened) => void): readonly Column<FairnessPair>[] {
  const say = useText(fairnessText);
  return useMemo(
    () => [
      { key: 'pair', title: say('pair'), render: pairName },
      { key: 'expected', title: say('expected'), align: 'end', render: (row) => decimal(row.expected) },
      {
        key: 'seen',
        title: say('seen'),
        align: 'end',
        render: (row) => (
          <OpenFigure
            value={formatNumber(row.seen)}
            label={`${pairName(row)} ${say('seen')}`}
            onOpen={() => onOpen({ name: pairName(row), leafId: row.leafA, withId: row.leafB })}
          />
        ),
      },
      { key: 'outcome', title: say('outcome'), nowrap: true, render: () => <Reading ask /> },
    ],
    [say, onOpen],
  );
}

function TeamDraws(props: { readonly span: Span; readonly of: Opened }) {
  const say = useText(fairnessText);
  const { leafId, withId } = props.of;
  const paging = usePaging('fairness.teamDraws');
  const list = useApiQuery(fairnessTeamDraws, {
    query: { ...spanQuery(props.span), leafId, ...(withId === undefined ? {} : { withId }), ...paging.query },
  });
  return (
    <DataTable
      id="fairness.teamDraws"
      label={say('draw')}
      columns={useDrawColumns('people')}
      rows={list.data?.rows}
      rowKey={(row) => row.key}
      rowName={(row) => row.title}
      status={list.status}
      error={list.error}
      onRetry={list.reload}
      paging={paging}
      next={list.data?.next ?? null}
      empty={<EmptyState title={say('noDraws')} text={say('noDrawsText')} />}
    />
  );
}
