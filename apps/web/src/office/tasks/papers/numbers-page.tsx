/** 文书编号簿: each number of a kind and year, used, reserved or voided with its reason; a gap is said in red. */
import './papers.css';
import { listNumbers, type NumberRow } from '@mingcha/core/tasks/papers/paper-api.ts';
import { type PaperKind, paperDuties, paperKinds } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { paperPageText } from '@mingcha/core/tasks/papers/paper-page-text.ts';
import { paperKindText } from '@mingcha/core/tasks/papers/paper-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { nowInstant } from '../../../shared/platform/clock.ts';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Figures, Page, PageHeader } from '../../../shared/ui/page.tsx';
import { EmptyState, Notice } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { dayAt } from '../../system/business-day.ts';

const numbered = paperKinds.filter((kind) => paperDuties[kind].numbered);
const tones = { reserved: 'warning', used: 'verified', voided: 'void' } as const;

interface Filter {
  readonly kind: PaperKind;
  readonly year: string;
}

const keyOf = (row: NumberRow): string => String(row.no);
const nameOf = (row: NumberRow): string => row.number;

export function NumbersPage() {
  const say = useText(paperPageText);
  const [first] = useState<Filter>(() => ({ kind: 'notice', year: dayAt(nowInstant(), 0).slice(0, 4) }));
  const [filter, setFilter] = useState<Filter>(first);
  const paging = usePaging('paper-numbers');
  const list = useApiQuery(listNumbers, { query: { ...filter, ...paging.query } });
  const columns = useColumnsOfNumbers();
  const counts = list.data?.counts;
  const search = (next: Filter) => {
    setFilter(next);
    paging.reset();
  };
  return (
    <Page>
      <PageHeader title={say('numbersTitle')} lead={say('numbersLead')} />
      <Choice first={first} onSearch={search} />
      {counts?.gap === true ? (
        <Notice tone="error" title={say('gapTitle')}>
          <p>{say('gapText')}</p>
        </Notice>
      ) : null}
      {counts === undefined ? null : (
        <Figures
          figures={[
            { name: say('last'), value: counts.last },
            { name: say('used'), value: counts.used },
            { name: say('reserved'), value: counts.reserved },
            { name: say('voidedCount'), value: counts.voided },
          ]}
        />
      )}
      <DataTable
        id="paper-numbers"
        label={say('numbersTitle')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        filtered={filter !== first}
        empty={<EmptyState title={say('numbersEmpty')} text={say('numbersEmptyText')} />}
      />
    </Page>
  );
}

function Choice(props: { readonly first: Filter; readonly onSearch: (filter: Filter) => void }) {
  const { first, onSearch } = props;
  const say = useText(paperPageText);
  const kinds = useText(paperKindText);
  const [typed, setTyped] = useState<Filter>(first);
  return (
    <FilterBar
      onSearch={() => onSearch(typed)}
      onReset={() => {
        setTyped(first);
        onSearch(first);
      }}
    >
      <SelectField
        name="kind"
        label={say('kind')}
        empty={null}
        choices={numbered.map((kind) => ({ value: kind, label: kinds(`paper_${kind}`) }))}
        value={typed.kind}
        onChange={(kind) => setTyped((old) => ({ ...old, kind: kind as PaperKind }))}
      />
      <TextField
        name="year"
        label={say('year')}
        inputMode="numeric"
        short
        maxLength={4}
        value={typed.year}
        onChange={(year) => setTyped((old) => ({ ...old, year }))}
      />
    </FilterBar>
  );
}

function useColumnsOfNumbers(): readonly Column<NumberRow>[] {
  const say = useText(paperPageText);
  return useMemo(
    () => [
      { key: 'no', title: say('no'), align: 'end', render: (row) => row.no },
      { key: 'number', title: say('number'), nowrap: true, render: (row) => row.number },
      {
        key: 'state',
        title: say('state'),
        render: (row) => <StateChip tone={tones[row.state]}>{say(`state.${row.state}`)}</StateChip>,
      },
      { key: 'object', title: say('object'), render: (row) => row.objectName },
      {
        key: 'taken',
        title: say('taken'),
        render: (row) => (
          <>
            <DateText value={row.takenAt} form="short" /> {row.takenName}
          </>
        ),
      },
      { key: 'reason', title: say('reason'), render: (row) => row.reason },
    ],
    [say],
  );
}
