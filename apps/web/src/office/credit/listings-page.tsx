/** 严重失信主体名单: what is under way, who is on the list, what ended. */
import './credit.css';
import { creditPageText } from '@mingcha/core/credit/credit-page-text.ts';
import { type ListingRow, listingLists, listListings } from '@mingcha/core/credit/listing-api.ts';
import { listingText } from '@mingcha/core/credit/listing-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { GoTo, useGo } from '../shell/navigation.tsx';

type Shown = (typeof listingLists)[number];
const rowKey = (row: ListingRow) => row.id;
const rowName = (row: ListingRow) => row.objectName;

export function ListingsPage() {
  const say = useText(creditPageText);
  const go = useGo();
  const [of, setOf] = useState<Shown>('open');
  const paging = usePaging('listings');
  const list = useApiQuery(listListings, { query: { of, ...paging.query } });
  return (
    <Page>
      <PageHeader
        title={say('listingsTitle')}
        lead={say('listingsLead')}
        actions={
          <GoTo to="/credit-files" className={buttonClass({ kind: 'primary' })}>
            {say('propose')}
          </GoTo>
        }
      />
      <Tabs
        label={say('show')}
        tabs={listingLists.map((key) => ({ key, title: say(`of.${key}`) }))}
        now={of}
        onChange={(key) => {
          setOf(listingLists.find((each) => each === key) ?? 'all');
          paging.reset();
        }}
      >
        <DataTable
          id="listings"
          label={say('listingsTitle')}
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
          onOpen={(row) => go(`/credit-listings/${row.id}`)}
          filtered={of !== 'all'}
          empty={<EmptyState title={say('empty')} />}
        />
      </Tabs>
    </Page>
  );
}

export function toneOf(state: ListingRow['state']): 'void' | 'accent' | 'neutral' | 'verified' {
  if (state === 'published' || state === 'repairRequested') return 'void';
  if (state === 'repaired') return 'verified';
  return ['proposed', 'notified', 'reviewed', 'decided'].includes(state) ? 'accent' : 'neutral';
}

function useColumns() {
  const say = useText(creditPageText);
  const words = useText(listingText);
  return useMemo(
    () => [
      { key: 'name', title: say('name'), render: (row: ListingRow) => row.objectName },
      { key: 'ground', title: say('ground'), render: (row: ListingRow) => words(`ground.${row.ground}`) },
      {
        key: 'state',
        title: say('state'),
        render: (row: ListingRow) => (
          <StateChip tone={toneOf(row.state)}>{words(`state.${row.state}`)}</StateChip>
        ),
      },
      {
        key: 'proposed',
        title: say('proposedOn'),
        nowrap: true,
        render: (row: ListingRow) => (
          <>
            <DateText value={row.proposedOn} form="short" /> {row.proposedName}
          </>
        ),
      },
      {
        key: 'due',
        title: say('due'),
        nowrap: true,
        render: (row: ListingRow) => (
          <DateText value={row.endedOn ?? row.endsOn ?? row.answerDue} form="short" />
        ),
      },
    ],
    [say, words],
  );
}
