/** 留痕账本 for the auditor: exceptions first, then every entry; search by kind, person, subject and day. */
import './system.css';
import type { LedgerEventRow } from '@mingcha/core/common/ledger-api.ts';
import { ledgerRoutes } from '@mingcha/core/common/ledger-api.ts';
import { ledgerPageText } from '@mingcha/core/common/ledger-page-text.ts';
import { useRouterState } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { GoTo } from '../shell/navigation.tsx';
import { EventDrawer } from './event-drawer.tsx';
import { useEventWords } from './event-words.ts';
import { type EventFilter, LedgerFilters } from './ledger-filters.tsx';

type Scope = 'exceptions' | 'all';

/** What the address asks for: one entry, or the entries about one subject. */
function useAsked(): EventFilter {
  const text = useRouterState({ select: (state) => state.location.searchStr });
  const asked = new URLSearchParams(text);
  const seq = asked.get('seq') ?? '';
  const subjectId = asked.get('subject') ?? '';
  if (/^[1-9]\d{0,14}$/.test(seq)) return { seq: Number(seq) };
  return subjectId === '' ? {} : { subjectId };
}

export function LedgerPage() {
  const say = useText(ledgerPageText);
  const asked = useAsked();
  const [scope, setScope] = useState<Scope>(Object.keys(asked).length === 0 ? 'exceptions' : 'all');
  const [filter, setFilter] = useState<EventFilter>(asked);
  const [turn, setTurn] = useState(0);
  const show = (next: Scope, only: EventFilter) => {
    setScope(next);
    setFilter(only);
    setTurn(turn + 1);
  };
  return (
    <Page>
      <PageHeader
        title={say('ledger')}
        lead={say('ledgerLead')}
        actions={
          <GoTo to="/ledger/checkpoints" className={buttonClass()}>
            {say('checkpoints')}
          </GoTo>
        }
      />
      <Tabs
        label={say('tabs')}
        tabs={[
          { key: 'exceptions', title: say('exceptions') },
          { key: 'all', title: say('allEvents') },
        ]}
        now={scope}
        onChange={(key) => show(key as Scope, {})}
      >
        <div className="system-part">
          {scope === 'exceptions' ? <p className="secondary">{say('exceptionsText')}</p> : null}
          {scope === 'all' ? (
            <LedgerFilters key={turn} filter={filter} onSearch={(next) => show('all', next)} />
          ) : null}
          <Events
            key={`${scope}-${turn}`}
            scope={scope}
            filter={filter}
            onOnly={(only) => show('all', only)}
          />
        </div>
      </Tabs>
    </Page>
  );
}

function Events(props: {
  readonly scope: Scope;
  readonly filter: EventFilter;
  readonly onOnly: (filter: EventFilter) => void;
}) {
  const say = useText(ledgerPageText);
  const { scope, filter } = props;
  const paging = usePaging('ledger');
  const [open, setOpen] = useState<LedgerEventRow | null>(null);
  const only = scope === 'exceptions' ? { exceptions: 'only' as const } : {};
  const list = useApiQuery(ledgerRoutes.search, { query: { ...filter, ...only, ...paging.query } });
  const columns = useColumns();
  const words = useEventWords();
  return (
    <>
      <DataTable
        id="ledger"
        label={say('ledger')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={keyOf}
        rowName={(row) => say('eventOf', { seq: row.seq, event: words.event(row.type) })}
        status={list.status}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.reload}
        paging={paging}
        next={list.data?.next ?? null}
        onOpen={setOpen}
        filtered={Object.keys(filter).length > 0}
        empty={
          scope === 'exceptions' ? (
            <EmptyState title={say('emptyExceptions')} text={say('emptyExceptionsText')} />
          ) : (
            <EmptyState title={say('emptyEvents')} />
          )
        }
      />
      <EventDrawer
        event={open}
        onOnly={(next) => {
          setOpen(null);
          props.onOnly(next);
        }}
        onClose={() => setOpen(null)}
      />
    </>
  );
}

const keyOf = (row: LedgerEventRow) => String(row.seq);

function useColumns(): readonly Column<LedgerEventRow>[] {
  const say = useText(ledgerPageText);
  const words = useEventWords();
  return useMemo(
    () => [
      { key: 'event', title: say('event'), width: 150, render: (row) => words.event(row.type) },
      {
        key: 'at',
        title: say('at'),
        nowrap: true,
        render: (row) => <DateText value={row.at} form="seconds" />,
      },
      { key: 'who', title: say('who'), nowrap: true, render: (row) => row.personName ?? say('nobody') },
      { key: 'subject', title: say('about'), nowrap: true, render: (row) => words.subject(row.subject.kind) },
      {
        key: 'subjectId',
        title: say('subjectName'),
        render: (row) => row.subject.name ?? <span className="mono ledger-value">{row.subject.id}</span>,
      },
      { key: 'seq', title: say('seq'), align: 'end', nowrap: true, render: (row) => row.seq },
    ],
    [say, words],
  );
}
