/** 企业培训: what the agency holds for enterprises, by state. */
import { type LectureState, lectureStates } from '@mingcha/core/publications/lectures/lecture.ts';
import { type LectureRow, listLectures } from '@mingcha/core/publications/lectures/lecture-api.ts';
import { lecturePageText } from '@mingcha/core/publications/lectures/lecture-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../../shared/ui/values.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { articleTones } from '../articles/articles-page.tsx';
import { TextFilter } from '../objections/intake-parts.tsx';

const rowKey = (row: LectureRow) => row.id;
const rowName = (row: LectureRow) => row.title;
const tabs = ['all', ...lectureStates] as const;

export function LecturesPage() {
  const say = useText(lecturePageText);
  const { person } = useSession();
  const [tab, setTab] = useState<'all' | LectureState>('all');
  const [text, setText] = useState('');
  const paging = usePaging('lectures');
  const mayWrite = person.roles.includes('legalOfficer') || person.roles.includes('sectionOfficer');
  return (
    <Page>
      <PageHeader
        title={say('listTitle')}
        lead={say('listLead')}
        actions={
          mayWrite ? (
            <GoTo to="/lectures/new" className={buttonClass({ kind: 'primary' })}>
              {say('announce')}
            </GoTo>
          ) : null
        }
      />
      <TextFilter
        label={say('search')}
        onSearch={(value) => {
          setText(value);
          paging.reset();
        }}
      />
      <Tabs
        label={say('state')}
        now={tab}
        onChange={(key) => {
          setTab(tabs.find((each) => each === key) ?? 'all');
          paging.reset();
        }}
        tabs={tabs.map((key) => ({ key, title: key === 'all' ? say('all') : say(`state.${key}`) }))}
      >
        <LectureTable state={tab} text={text} paging={paging} />
      </Tabs>
    </Page>
  );
}

function LectureTable(props: {
  readonly state: 'all' | LectureState;
  readonly text: string;
  readonly paging: ReturnType<typeof usePaging>;
}) {
  const say = useText(lecturePageText);
  const go = useGo();
  const { state, text, paging } = props;
  const query = {
    ...paging.query,
    ...(state === 'all' ? {} : { state }),
    ...(text === '' ? {} : { text }),
  };
  const list = useApiQuery(listLectures, { query });
  const isFiltered = text !== '' || state !== 'all';
  return (
    <DataTable
      id="lectures"
      label={say('listTitle')}
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
      onOpen={(row) => go(`/lectures/${row.id}`)}
      empty={
        isFiltered ? (
          <EmptyState title={say('filteredEmpty')} />
        ) : (
          <EmptyState title={say('empty')} text={say('emptyText')} />
        )
      }
    />
  );
}

function useColumns(): readonly Column<LectureRow>[] {
  const say = useText(lecturePageText);
  return useMemo(
    () => [
      {
        key: 'title',
        title: say('title'),
        width: 320,
        opens: true,
        render: (row) => <GoTo to={`/lectures/${row.id}`}>{row.title}</GoTo>,
      },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => <StateChip tone={articleTones[row.state]}>{say(`state.${row.state}`)}</StateChip>,
      },
      {
        key: 'startsAt',
        title: say('startsAt'),
        nowrap: true,
        render: (row) => <DateText value={row.startsAt} />,
      },
      {
        key: 'closesAt',
        title: say('closesAt'),
        nowrap: true,
        render: (row) => <DateText value={row.closesAt} />,
      },
      {
        key: 'seats',
        title: say('seats'),
        nowrap: true,
        align: 'end',
        render: (row) => `${row.taken} / ${row.capacity}`,
      },
      { key: 'editedName', title: say('editedName'), nowrap: true, render: (row) => row.editedName },
    ],
    [say],
  );
}
