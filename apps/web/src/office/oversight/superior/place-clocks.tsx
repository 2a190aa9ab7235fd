/** Open clocks of a jurisdiction below, and the way to urge its coordination office. */
import '../deadlines/deadlines.css';
import type { DeadlineRow } from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import {
  type DeadlineClock,
  type DeadlineState,
  deadlineClocks,
  deadlineStates,
} from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { deadlineText } from '@mingcha/core/oversight/deadlines/deadline-text.ts';
import { type countBelow, listBelowClocks } from '@mingcha/core/oversight/superior/superior-api.ts';
import { superiorText } from '@mingcha/core/oversight/superior/superior-text.ts';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText, useUi } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { useClockWords } from '../../parts/clock-words.ts';
import { DraftPaper } from '../../parts/draft-paper.tsx';
import { ClockFigures } from '../deadlines/clock-figures.tsx';
import { People, State } from '../deadlines/deadline-columns.tsx';

type Typed = Readonly<Record<'state' | 'clock', string>>;
const all: Typed = { state: '', clock: '' };
const rowKey = (row: DeadlineRow) => row.key;
const rowName = (row: DeadlineRow) => row.subject;

export function PlaceClocks(props: {
  readonly id: string;
  readonly counts: z.output<(typeof countBelow)['response']>;
}) {
  const say = useText(superiorText);
  const texts = useText(deadlineText);
  const [filter, setFilter] = useState<Typed>(all);
  const paging = usePaging(`below.clocks.${props.id}`);
  const state = deadlineStates.find((each): each is DeadlineState => each === filter.state);
  const clock = deadlineClocks.find((each): each is DeadlineClock => each === filter.clock);
  const list = useApiQuery(listBelowClocks, {
    params: { id: props.id },
    query: {
      ...(state === undefined ? {} : { state }),
      ...(clock === undefined ? {} : { clock }),
      ...paging.query,
    },
  });
  const search = (next: Typed) => {
    setFilter(next);
    paging.reset();
  };
  return (
    <div className="deadlines-parts">
      <ClockFigures data={props.counts} onChoose={(key, chosen) => search({ clock: key, state: chosen })} />
      <Filters key={`${filter.state} ${filter.clock}`} first={filter} onSearch={search} />
      <p className="secondary">{say('noted')}</p>
      <DataTable
        id="below.clocks"
        label={say('clocks')}
        columns={useColumns()}
        rows={list.data?.rows}
        rowKey={rowKey}
        rowName={rowName}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        filtered={filter.state !== '' || filter.clock !== ''}
        empty={<EmptyState title={texts('empty')} text={texts('emptyText')} />}
      />
    </div>
  );
}

function Filters(props: { readonly first: Typed; readonly onSearch: (typed: Typed) => void }) {
  const say = useText(deadlineText);
  const words = useClockWords();
  const ui = useUi();
  const [typed, setTyped] = useState(props.first);
  return (
    <FilterBar onSearch={() => props.onSearch(typed)} onReset={() => props.onSearch(all)}>
      <SelectField
        name="state"
        label={say('state')}
        empty={ui('all')}
        choices={deadlineStates.map((value) => ({ value, label: say(`state.${value}`) }))}
        value={typed.state}
        onChange={(state) => setTyped({ ...typed, state })}
      />
      <SelectField
        name="clock"
        label={say('clock')}
        empty={say('allClocks')}
        choices={deadlineClocks.map((value) => ({ value, label: words('clock', value) }))}
        value={typed.clock}
        onChange={(clock) => setTyped({ ...typed, clock })}
      />
    </FilterBar>
  );
}

function useColumns(): readonly Column<DeadlineRow>[] {
  const say = useText(deadlineText);
  const words = useClockWords();
  return useMemo(
    () => [
      {
        key: 'subject',
        title: say('subject'),
        width: 260,
        render: (row) => (
          <span className="oversight-cell">
            {row.subject}
            <span className="secondary">{row.taskNumber}</span>
          </span>
        ),
      },
      { key: 'clock', title: say('clock'), width: 150, render: (row) => words('clock', row.clock) },
      { key: 'agency', title: say('agency'), width: 170, render: (row) => row.agencyName },
      { key: 'people', title: say('people'), render: (row) => <People row={row} /> },
      {
        key: 'dueOn',
        title: say('dueOn'),
        nowrap: true,
        render: (row) => <DateText value={row.dueOn} form="short" />,
      },
      { key: 'state', title: say('state'), nowrap: true, render: (row) => <State row={row} /> },
      {
        key: 'actions',
        title: say('paper'),
        nowrap: true,
        render: (row) =>
          row.state === 'suspended' || row.clock === 'ratingAnswered' ? null : (
            <DraftPaper about={row.key} subject={row.subject} />
          ),
      },
    ],
    [say, words],
  );
}
