/** 抽取任务: all draws of the agency and those it is invited to. */
import './draws.css';
import { type DrawState, drawStates } from '@mingcha/core/draws/ceremony.ts';
import { listDraws } from '@mingcha/core/draws/draw-api.ts';
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { drawStateText } from '@mingcha/core/draws/draw-text.ts';
import type { DrawSummary } from '@mingcha/core/draws/draw-views.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { SelectField } from '../../shared/forms/field.tsx';
import { FilterBar } from '../../shared/forms/filter-bar.tsx';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { buttonClass } from '../../shared/ui/button.tsx';
import { Page, PageHeader } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { GoTo, useGo } from '../shell/navigation.tsx';
import { useSession } from '../shell/session.tsx';
import { Invitations } from './invitations.tsx';
import { toneOf } from './words.ts';

export function ListPage() {
  const say = useText(drawPageText);
  const { person } = useSession();
  const mayCreate = person.roles.includes('legalOfficer') || person.roles.includes('sectionOfficer');
  return (
    <Page>
      <PageHeader
        title={say('listTitle')}
        lead={say('listLead')}
        actions={mayCreate ? <NewButton /> : undefined}
      />
      <Invitations />
      <DrawTable mayCreate={mayCreate} />
    </Page>
  );
}

function NewButton() {
  const say = useText(drawPageText);
  return (
    <GoTo to="/draws/new" className={buttonClass({ kind: 'primary' })}>
      {say('newDraw')}
    </GoTo>
  );
}

const rowKey = (row: DrawSummary) => row.id;

function DrawTable(props: { readonly mayCreate: boolean }) {
  const say = useText(drawPageText);
  const { locale } = useLocale();
  const go = useGo();
  const paging = usePaging('draws');
  const [asked, setAsked] = useState<DrawState | null>(null);
  const draws = useApiQuery(listDraws, {
    query: { ...paging.query, ...(asked === null ? {} : { state: asked }) },
  });
  const columns = useColumns();
  const apply = (text: string) => {
    setAsked(drawStates.find((each) => each === text) ?? null);
    paging.reset();
  };
  return (
    <>
      <StateFilter onState={apply} />
      <DataTable
        id="draws"
        label={say('listTitle')}
        columns={columns}
        rows={draws.data?.rows}
        rowKey={rowKey}
        rowName={(row) => row.title[locale]}
        status={draws.status}
        refreshing={draws.refreshing}
        error={draws.error}
        onRetry={draws.reload}
        paging={paging}
        next={draws.data?.next ?? null}
        filtered={asked !== null}
        onOpen={(row) => go(`/draws/${row.id}`)}
        empty={
          <EmptyState
            title={say('listEmpty')}
            text={say('listEmptyText')}
            action={props.mayCreate ? <NewButton /> : undefined}
          />
        }
      />
    </>
  );
}

function StateFilter(props: { readonly onState: (state: string) => void }) {
  const say = useText(drawPageText);
  const stateWord = useText(drawStateText);
  const [state, setState] = useState('');
  return (
    <FilterBar
      onSearch={() => props.onState(state)}
      onReset={() => {
        setState('');
        props.onState('');
      }}
    >
      <SelectField
        name="state"
        label={say('state')}
        empty={say('everyState')}
        value={state}
        choices={drawStates.map((value) => ({ value, label: stateWord(value) }))}
        onChange={(text) => {
          setState(text);
          props.onState(text);
        }}
      />
    </FilterBar>
  );
}

/** Where a draw stands, and what waits for another person's decision. */
function State(props: { readonly row: DrawSummary }) {
  const say = useText(drawPageText);
  const stateWord = useText(drawStateText);
  const { state, open } = props.row;
  return (
    <span className="draw-marks">
      <StateChip tone={toneOf(state)}>{stateWord(state)}</StateChip>
      {open.void ? <StateChip tone="warning">{say('openVoid')}</StateChip> : null}
      {open.amendments === 0 ? null : (
        <StateChip tone="warning">{say('openAmendments', { n: open.amendments })}</StateChip>
      )}
    </span>
  );
}

function useColumns(): readonly Column<DrawSummary>[] {
  const say = useText(drawPageText);
  const { locale } = useLocale();
  return useMemo(
    () => [
      { key: 'title', title: say('title'), width: 280, render: (row) => row.title[locale] },
      {
        key: 'number',
        title: say('number'),
        nowrap: true,
        render: (row) => row.number ?? <span className="secondary">{say('noNumber')}</span>,
      },
      {
        key: 'state',
        title: say('state'),
        nowrap: true,
        render: (row) => <State row={row} />,
      },
      { key: 'agency', title: say('agency'), render: (row) => row.agencyName },
      {
        key: 'kind',
        title: say('kind'),
        nowrap: true,
        render: (row) => (
          <span className="draw-marks">
            {row.joint ? <StateChip tone="accent">{say('joint')}</StateChip> : null}
            <span>{say(row.targeted ? 'targeted' : 'untargeted')}</span>
          </span>
        ),
      },
      { key: 'item', title: say('item'), extra: true, render: (row) => row.itemName },
      {
        key: 'sealedAt',
        title: say('sealedAt'),
        nowrap: true,
        extra: true,
        render: (row) => <DateText value={row.sealedAt} />,
      },
      {
        key: 'drawnAt',
        title: say('drawnAt'),
        nowrap: true,
        render: (row) => <DateText value={row.drawnAt} />,
      },
      {
        key: 'updatedAt',
        title: say('updatedAt'),
        nowrap: true,
        render: (row) => <DateText value={row.updatedAt} />,
      },
    ],
    [say, locale],
  );
}
