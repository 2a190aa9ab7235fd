/** 企业评价办理: opinions that ask for something, for oversight alone. */
import {
  listMatters,
  type RatingList,
  type RatingMatterRow,
  ratingLists,
} from '@mingcha/core/oversight/ratings/rating-api.ts';
import { ratingPageText } from '@mingcha/core/oversight/ratings/rating-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../../shared/api/use-api.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../../shared/table/data-table.tsx';
import { usePaging } from '../../../shared/table/use-paging.ts';
import { Page, PageHeader, Tabs } from '../../../shared/ui/page.tsx';
import { EmptyState } from '../../../shared/ui/states.tsx';
import { DateText, StateChip, type Tone } from '../../../shared/ui/values.tsx';
import { today } from '../../publications/objections/intake-frame.tsx';
import { TextFilter } from '../../publications/objections/intake-parts.tsx';
import { GoTo, useGo } from '../../shell/navigation.tsx';

export const matterTones: Readonly<Record<RatingMatterRow['state'], Tone>> = {
  received: 'warning',
  assigned: 'accent',
  closed: 'neutral',
};
const rowKey = (row: RatingMatterRow) => row.id;
const rowName = (row: RatingMatterRow) => row.number;

export function MattersPage() {
  const say = useText(ratingPageText);
  const go = useGo();
  const [of, setOf] = useState<RatingList>('open');
  const [text, setText] = useState('');
  const paging = usePaging('rating-matters');
  const list = useApiQuery(listMatters, { query: { ...paging.query, of, ...(text === '' ? {} : { text }) } });
  const empty =
    of === 'open' && text === '' ? (
      <EmptyState title={say('empty')} text={say('emptyText')} />
    ) : (
      <EmptyState title={say('filteredEmpty')} />
    );
  return (
    <Page>
      <PageHeader title={say('list')} lead={say('lead')} />
      <TextFilter
        label={say('text')}
        onSearch={(value) => {
          setText(value);
          paging.reset();
        }}
      />
      <Tabs
        label={say('of')}
        now={of}
        onChange={(key) => {
          setOf(ratingLists.find((each) => each === key) ?? 'open');
          paging.reset();
        }}
        tabs={ratingLists.map((key) => ({ key, title: say(`of.${key}`) }))}
      >
        <DataTable
          id="rating-matters"
          label={say('list')}
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
          onOpen={(row) => go(`/rating-matters/${row.id}`)}
          empty={empty}
        />
      </Tabs>
    </Page>
  );
}

function useColumns(): readonly Column<RatingMatterRow>[] {
  const say = useText(ratingPageText);
  return useMemo(() => {
    const day = today();
    return [
      {
        key: 'number',
        opens: true,
        title: say('number'),
        nowrap: true,
        render: (row) => <GoTo to={`/rating-matters/${row.id}`}>{row.number}</GoTo>,
      },
      {
        key: 'reasons',
        title: say('reasons'),
        width: 260,
        render: (row) => row.reasons.map((reason) => say(`reason.${reason}`)).join(say('comma')),
      },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => (
          <>
            <StateChip tone={matterTones[row.state]}>{say(`state.${row.state}`)}</StateChip>
            {row.round > 1 ? <StateChip tone="warning">{say('again', { n: row.round })}</StateChip> : null}
          </>
        ),
      },
      { key: 'handler', title: say('handler'), nowrap: true, render: (row) => row.handlerName || '–' },
      {
        key: 'dueOn',
        title: say('dueOn'),
        nowrap: true,
        render: (row) => (
          <>
            <DateText value={row.dueOn} form="short" />{' '}
            {row.state !== 'closed' && row.dueOn < day ? (
              <StateChip tone="void">{say('late')}</StateChip>
            ) : null}
          </>
        ),
      },
      {
        key: 'outcome',
        title: say('outcome'),
        nowrap: true,
        render: (row) => (row.outcome === null ? '–' : say(`outcome.${row.outcome}`)),
      },
      {
        key: 'verdict',
        title: say('verdict'),
        nowrap: true,
        render: (row) => say(`verdict.${row.verdict ?? 'none'}`),
      },
    ];
  }, [say]);
}
