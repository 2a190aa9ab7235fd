/** 待确认事项: what one administrator asked and another decides with one press; a refusal says why. */
import './system.css';
import { accessText } from '@mingcha/core/common/access-text.ts';
import { type GrantRow, grantRoutes } from '@mingcha/core/common/grant-api.ts';
import { grantPageText } from '@mingcha/core/common/grant-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiAction, useApiQuery } from '../../shared/api/use-api.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../shared/ui/page.tsx';
import { EmptyState, ErrorNotice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { RefuseGrant } from './refuse-grant.tsx';

type Tab = 'waiting' | 'decided';

export function GrantsPage() {
  const say = useText(grantPageText);
  const toast = useToast();
  const [tab, setTab] = useState<Tab>('waiting');
  const [refusing, setRefusing] = useState<GrantRow | null>(null);
  const paging = usePaging(`grants.${tab}`);
  const list = useApiQuery(grantRoutes.listGrants, { query: { ...paging.query, state: tab } });
  const decide = useApiAction(grantRoutes.decideGrant);
  const { run } = decide;
  const columns = useColumns({
    tab,
    onRefuse: setRefusing,
    onApprove: (row) => {
      void run({ params: { id: row.id }, body: { decision: 'approved' } }).then((result) => {
        if (result.ok) toast(say('approved', { name: row.account.personName }));
      });
    },
  });
  return (
    <Page>
      <PageHeader title={say('grants')} lead={say('grantsLead')} />
      <Tabs
        label={say('tabs')}
        tabs={[
          { key: 'waiting', title: say('tabWaiting') },
          { key: 'decided', title: say('tabDecided') },
        ]}
        now={tab}
        onChange={(key) => {
          setTab(key === 'decided' ? 'decided' : 'waiting');
          paging.reset();
        }}
      >
        <ErrorNotice error={decide.error} />
        <DataTable
          id={`grants-${tab}`}
          label={say('grants')}
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
          empty={
            tab === 'waiting' ? (
              <EmptyState title={say('emptyWaiting')} text={say('emptyWaitingText')} />
            ) : (
              <EmptyState title={say('emptyDecided')} />
            )
          }
        />
      </Tabs>
      {refusing === null ? null : <RefuseGrant grant={refusing} onClose={() => setRefusing(null)} />}
    </Page>
  );
}

const keyOf = (row: GrantRow) => row.id;
const nameOf = (row: GrantRow) => row.account.personName;

interface Handlers {
  readonly tab: Tab;
  readonly onApprove: (row: GrantRow) => void;
  readonly onRefuse: (row: GrantRow) => void;
}

function useColumns(handlers: Handlers): readonly Column<GrantRow>[] {
  const say = useText(grantPageText);
  const { tab, onApprove, onRefuse } = handlers;
  return useMemo(
    () => [
      { key: 'what', title: say('what'), nowrap: true, render: (row) => say(`kind.${row.kind}`) },
      {
        key: 'person',
        title: say('person'),
        width: 150,
        render: (row) => (
          <>
            {row.account.personName} <span className="mono secondary">{row.account.signInName}</span>
          </>
        ),
      },
      {
        key: 'place',
        title: say('place'),
        width: 180,
        render: (row) => [row.account.agencyName, row.account.sectionName ?? ''].join(' ').trim(),
      },
      { key: 'roles', title: say('rolesAfter'), width: 220, render: (row) => <RoleChange grant={row} /> },
      {
        key: 'asked',
        title: say('asked'),
        width: 150,
        render: (row) => (
          <>
            {row.askedBy} <DateText value={row.askedAt} />
          </>
        ),
      },
      { key: 'reason', title: say('reason'), width: 140, render: (row) => row.reason || '–' },
      {
        key: 'decided',
        title: say('decided'),
        nowrap: tab === 'waiting',
        render: (row) =>
          row.state === 'waiting' ? (
            <Buttons row={row} onApprove={onApprove} onRefuse={onRefuse} />
          ) : (
            <Decided grant={row} />
          ),
      },
    ],
    [say, tab, onApprove, onRefuse],
  );
}

function Buttons(props: { readonly row: GrantRow } & Omit<Handlers, 'tab'>) {
  const say = useText(grantPageText);
  const { row } = props;
  if (!row.decidable) return <span className="secondary">{say('notYours')}</span>;
  return (
    <span className="system-buttons">
      <Button kind="primary" size="small" onClick={() => props.onApprove(row)}>
        {say('approve')}
      </Button>
      <Button size="small" onClick={() => props.onRefuse(row)}>
        {say('refuse')}
      </Button>
    </span>
  );
}

function Decided(props: { readonly grant: GrantRow }) {
  const say = useText(grantPageText);
  const { state, decidedBy, decidedAt, decisionReason } = props.grant;
  return (
    <>
      <StateChip tone={state === 'refused' ? 'warning' : 'verified'}>{say(`state.${state}`)}</StateChip>{' '}
      {decidedBy} <DateText value={decidedAt} />
      {decisionReason === '' ? null : <span className="system-line secondary">{decisionReason}</span>}
    </>
  );
}

/** The roles that would be held, each said to be new, kept or lost. */
function RoleChange(props: { readonly grant: GrantRow }) {
  const say = useText(grantPageText);
  const sayRole = useText(accessText);
  const { before, after, kind } = props.grant;
  if (kind === 'password') return <span className="secondary">{say('unchanged')}</span>;
  const all = [...new Set([...after, ...before])];
  if (all.length === 0) return <span className="secondary">{say('none')}</span>;
  return (
    <span className="system-chips">
      {all.map((role) => {
        const lost = !after.includes(role);
        const isNew = !before.includes(role);
        const word = lost ? say('removed') : isNew ? say('added') : say('unchanged');
        return (
          <StateChip key={role} tone={lost ? 'warning' : isNew ? 'accent' : 'neutral'}>
            {word} {sayRole(`role.${role}`)}
          </StateChip>
        );
      })}
    </span>
  );
}
