/** 宣传触达统计: by agency and month, each training, as files, with what the figures mean. */
import '../publications.css';
import { reachColumns } from '@mingcha/core/publications/reach/reach.ts';
import {
  type ReachLecture,
  type ReachRow,
  reachFile,
  readReach,
} from '@mingcha/core/publications/reach/reach-api.ts';
import { reachText } from '@mingcha/core/publications/reach/reach-text.ts';
import { useMemo, useState } from 'react';
import { addressOf } from '../../../shared/api/address.ts';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { TextField } from '../../../shared/forms/field.tsx';
import { FilterBar } from '../../../shared/forms/filter-bar.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Section } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import { today } from '../objections/intake-frame.tsx';

const rowKey = (row: ReachRow) => `${row.agencyId} ${row.month}`;
const rowName = (row: ReachRow) => `${row.agencyName} ${row.month}`;
const lectureKey = (row: ReachLecture) => row.id;
const lectureName = (row: ReachLecture) => row.title;
const notes = [
  'note.views',
  'note.articles',
  'note.lectures',
  'note.signups',
  'note.attended',
  'note.order',
] as const;

/** The current year so far. */
function first(): Period {
  const month = today().slice(0, 7);
  return { from: `${month.slice(0, 4)}-01`, to: month };
}

interface Period {
  readonly from: string;
  readonly to: string;
}

export function ReachPage() {
  const say = useText(reachText);
  const [period, setPeriod] = useState<Period>(first);
  const files = (['xlsx', 'csv', 'docx'] as const).map((format) => (
    <a key={format} className={buttonClass({})} href={addressOf(reachFile, { query: { ...period, format } })}>
      {say(format)}
    </a>
  ));
  return (
    <Page>
      <PageHeader title={say('title')} lead={say('lead')} actions={files} />
      <PeriodFields onShow={setPeriod} />
      <Tables period={period} />
      <Section title={say('definitions')}>
        <ul className="article-list">
          {notes.map((key) => (
            <li key={key}>{say(key)}</li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}

function PeriodFields({ onShow }: { readonly onShow: (period: Period) => void }) {
  const say = useText(reachText);
  const [typed, setTyped] = useState<Period>(first);
  const set = (name: keyof Period) => (value: string) => setTyped((old) => ({ ...old, [name]: value }));
  return (
    <FilterBar
      onSearch={() => onShow(typed)}
      onReset={() => {
        setTyped(first());
        onShow(first());
      }}
    >
      {(['from', 'to'] as const).map((name) => (
        <TextField
          key={name}
          name={name}
          label={say(name)}
          short
          maxLength={7}
          value={typed[name]}
          onChange={set(name)}
        />
      ))}
    </FilterBar>
  );
}

function Tables({ period }: { readonly period: Period }) {
  const say = useText(reachText);
  const read = useApiQuery(readReach, { query: period });
  const common = {
    status: read.status,
    refreshing: read.refreshing,
    error: read.error,
    onRetry: read.reload,
  };
  return (
    <>
      <Section title={say('byAgency')} flush>
        <DataTable
          id="reach"
          label={say('byAgency')}
          columns={useColumns()}
          rows={read.data?.rows}
          rowKey={rowKey}
          rowName={rowName}
          empty={<EmptyState title={say('empty')} text={say('emptyText')} />}
          {...common}
        />
      </Section>
      <Section title={say('bySession')} flush>
        <DataTable
          id="reach-lectures"
          label={say('bySession')}
          columns={useLectureColumns()}
          rows={read.data?.lectures}
          rowKey={lectureKey}
          rowName={lectureName}
          empty={<EmptyState title={say('empty')} />}
          {...common}
        />
      </Section>
    </>
  );
}

function useColumns(): readonly Column<ReachRow>[] {
  const say = useText(reachText);
  return useMemo(
    () => [
      { key: 'agencyName', title: say('agency'), width: 220, render: (row) => row.agencyName },
      { key: 'month', title: say('month'), nowrap: true, render: (row) => row.month },
      ...reachColumns.map(
        (key): Column<ReachRow> => ({ key, title: say(key), align: 'end', render: (row) => row[key] }),
      ),
    ],
    [say],
  );
}

const counts = ['capacity', 'signups', 'people', 'attendedUnits', 'attendedPeople'] as const;

function useLectureColumns(): readonly Column<ReachLecture>[] {
  const say = useText(reachText);
  return useMemo(
    () => [
      { key: 'title', title: say('lecture'), width: 280, render: (row) => row.title },
      { key: 'agencyName', title: say('agency'), render: (row) => row.agencyName },
      {
        key: 'startsAt',
        title: say('startsAt'),
        nowrap: true,
        render: (row) => <DateText value={row.startsAt} />,
      },
      ...counts.map(
        (key): Column<ReachLecture> => ({ key, title: say(key), align: 'end', render: (row) => row[key] }),
      ),
    ],
    [say],
  );
}
