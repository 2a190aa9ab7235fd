/** 进度看板: all courses of work by stage, and of each what is done and what is not, because of what. */
import './board.css';
import { type BoardStage, boardStages } from '@mingcha/core/oversight/board/board.ts';
import { type BoardFilter, type CourseView, readBoard } from '@mingcha/core/oversight/board/board-api.ts';
import { boardText } from '@mingcha/core/oversight/board/board-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { formatDay } from '../../../shared/format.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { DayField, SelectField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { StageRail } from '../../../shared/ui/stage-rail.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { setMembers } from '../../registers/list-parts.tsx';
import { useSearch } from '../../registers/use-search.ts';
import { GoTo } from '../../shell/navigation.tsx';
import { Strip } from '../../workbench/board-strip.tsx';
import { useBecause, useStages } from './because.ts';

type Typed = Readonly<Record<'agencyId' | 'sectionId' | 'from' | 'to' | 'pressing', string>>;
const none: Typed = { agencyId: '', sectionId: '', from: '', to: '', pressing: '' };
const keyOf = (row: CourseView) => row.key;
const nameOf = (row: CourseView) => row.title;
const isStage = (text: string): text is BoardStage => boardStages.some((stage) => stage === text);

export function BoardPage() {
  const say = useText(boardText);
  const asked = useSearch('column');
  const column = isStage(asked) ? asked : undefined;
  const [filter, setFilter] = useState(none);
  const paging = usePaging(`board.${asked}`);
  const query = setMembers(filter) as Partial<BoardFilter> & { pressing?: 'yes' };
  const board = useApiQuery(readBoard, {
    query: { ...query, ...(column === undefined ? {} : { column }), ...paging.query },
  });
  return (
    <Page>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        actions={column === undefined ? undefined : <GoTo to="/board">{say('allColumns')}</GoTo>}
      />
      <Columns board={board.data} now={column} />
      <Filters
        agencies={board.data?.agencies ?? []}
        sections={board.data?.sections ?? []}
        onSearch={(typed) => {
          setFilter(typed);
          paging.reset();
        }}
      />
      <DataTable
        id="board"
        label={say('rows')}
        columns={useColumns()}
        rows={board.data?.rows}
        rowKey={keyOf}
        rowName={nameOf}
        status={board.status}
        refreshing={board.refreshing}
        error={board.error}
        onRetry={board.reload}
        paging={paging}
        next={board.data?.next ?? null}
        filtered={column !== undefined || Object.values(filter).some((value) => value !== '')}
        empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
      />
    </Page>
  );
}

function Columns(props: {
  readonly board:
    | {
        readonly asOf: string;
        readonly columns: readonly {
          readonly stage: string;
          readonly count: number;
          readonly pressing: number;
        }[];
      }
    | undefined;
  readonly now: BoardStage | undefined;
}) {
  const say = useText(boardText);
  const { locale } = useLocale();
  const asOf = props.board?.asOf;
  const columns = Object.fromEntries((props.board?.columns ?? []).map((each) => [each.stage, each]));
  return (
    <Section
      title={say('columns')}
      actions={
        asOf === undefined ? undefined : (
          <span className="secondary">{say('asOf', { day: formatDay(asOf, locale) })}</span>
        )
      }
      flush
    >
      <Strip
        columns={columns}
        hrefOf={(stage) => `/board?column=${stage}`}
        {...(props.now === undefined ? {} : { now: props.now })}
      />
    </Section>
  );
}

function useColumns(): readonly Column<CourseView>[] {
  const say = useText(boardText);
  const because = useBecause();
  const stages = useStages();
  return useMemo(
    () => [
      {
        key: 'title',
        title: say('course'),
        render: (row) => (
          <div className="board-course">
            {row.path === null ? <span>{row.title}</span> : <GoTo to={row.path}>{row.title}</GoTo>}
            <span className="secondary">
              {[row.number, row.agencyName, row.sectionName].filter((part) => part !== '').join('　')}
            </span>
          </div>
        ),
      },
      {
        key: 'where',
        title: say('where'),
        nowrap: true,
        render: (row) => <StateChip tone="accent">{say(`stage.${row.column}`)}</StateChip>,
      },
      {
        key: 'because',
        title: say('whatNow'),
        render: (row) => {
          const now = row.stages.find(({ state }) => state === 'now');
          return now === undefined ? say('allDone') : now.because.map(because).join('；');
        },
      },
      {
        key: 'due',
        title: say('dueOn'),
        nowrap: true,
        render: (row) =>
          row.dueOn === null ? (
            <span className="secondary">{say('noDue')}</span>
          ) : (
            <span className={row.isPressing ? 'desk-late' : undefined}>
              <DateText value={row.dueOn} />
              {row.isPressing ? `　${say(row.isLate ? 'late' : 'soon')}` : ''}
            </span>
          ),
      },
      {
        key: 'progress',
        title: say('progress'),
        extra: true,
        render: (row) => <StageRail size="compact" stages={stages(row)} />,
      },
    ],
    [say, because, stages],
  );
}

function Filters(props: {
  readonly agencies: readonly { readonly id: string; readonly name: string }[];
  readonly sections: readonly { readonly id: string; readonly name: string }[];
  readonly onSearch: (typed: Typed) => void;
}) {
  const say = useText(boardText);
  const [typed, setTyped] = useState(none);
  const set = (name: keyof Typed) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  const choices = (rows: readonly { readonly id: string; readonly name: string }[]) =>
    rows.map((row) => ({ value: row.id, label: row.name }));
  return (
    <FilterBar
      onSearch={() => props.onSearch(typed)}
      onReset={() => {
        setTyped(none);
        props.onSearch(none);
      }}
    >
      {props.agencies.length < 2 ? null : (
        <SelectField
          name="agencyId"
          label={say('agency')}
          empty={say('allAgencies')}
          choices={choices(props.agencies)}
          value={typed.agencyId}
          onChange={set('agencyId')}
        />
      )}
      {props.sections.length === 0 ? null : (
        <SelectField
          name="sectionId"
          label={say('section')}
          empty={say('allSections')}
          choices={choices(props.sections)}
          value={typed.sectionId}
          onChange={set('sectionId')}
        />
      )}
      <DayField name="from" label={say('from')} value={typed.from} onChange={set('from')} />
      <DayField name="to" label={say('to')} value={typed.to} onChange={set('to')} />
      <Checkbox
        name="pressing"
        label={say('pressingOnly')}
        checked={typed.pressing === 'yes'}
        onChange={(on) => set('pressing')(on ? 'yes' : '')}
      />
    </FilterBar>
  );
}
