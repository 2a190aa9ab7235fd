/** 回避申报: relations between inspectors and objects. An inspector sees and declares only his own. */
import './registers.css';
import type { DeclarationRow } from '@mingcha/core/registers/inspector.ts';
import { listDeclarations } from '@mingcha/core/registers/inspector-api.ts';
import { recusalPageText } from '@mingcha/core/registers/inspectors/recusal-page-text.ts';
import { registerPageText } from '@mingcha/core/registers/register-page-text.ts';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../shared/api/use-api.ts';
import { formatDay } from '../../shared/format.ts';
import { FilterBar } from '../../shared/forms/filter-bar.tsx';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { type Column, DataTable } from '../../shared/table/data-table.tsx';
import { usePaging } from '../../shared/table/use-paging.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Page, PageHeader, Tabs } from '../../shared/ui/page.tsx';
import { EmptyState } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { ChooseField } from '../parts/choose-field.tsx';
import { useGo } from '../shell/navigation.tsx';
import { DeclareDialog, WithdrawDialog } from './declaration-dialogs.tsx';
import { RecusalsTab } from './inspectors/recusals-tab.tsx';
import { RoundTab } from './inspectors/round-tab.tsx';
import { useHasRole, useMayEdit } from './may-edit.ts';
import { useFoundInspectors, useFoundObjects, withChosen } from './use-found.ts';
import { useSearch } from './use-search.ts';
import { useWords } from './words.ts';

interface Filter {
  readonly inspectorId?: string;
  readonly objectId?: string;
}

const tabs = ['adHoc', 'round', 'recusals'] as const;

export function DeclarationsPage() {
  const say = useText(registerPageText);
  const recusal = useText(recusalPageText);
  const go = useGo();
  const officer = useHasRole('legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor');
  const shown = officer ? tabs : (['adHoc', 'round'] as const);
  const asked = useSearch('tab');
  const now = shown.find((tab) => tab === asked) ?? 'adHoc';
  return (
    <Page>
      <PageHeader
        title={say('declarations')}
        lead={
          <>
            {say('declarationsLead')} {officer ? null : say('declarationsOwnLead')}
          </>
        }
      />
      <Tabs
        label={say('declarations')}
        tabs={shown.map((key) => ({ key, title: recusal(key) }))}
        now={now}
        onChange={(key) => go(`/declarations?tab=${key}`)}
      >
        <div className="tab-content">
          {now === 'adHoc' ? <AdHocTab officer={officer} /> : null}
          {now === 'round' ? <RoundTab /> : null}
          {now === 'recusals' ? <RecusalsTab /> : null}
        </div>
      </Tabs>
    </Page>
  );
}

function AdHocTab({ officer }: { readonly officer: boolean }) {
  const say = useText(registerPageText);
  const keeper = useMayEdit();
  const mayDeclare = useHasRole('legalOfficer', 'sectionOfficer', 'inspector');
  const mayWithdraw = useHasRole('legalOfficer');
  const [filter, setFilter] = useState<Filter>({});
  const [declaring, setDeclaring] = useState(false);
  const [withdrawing, setWithdrawing] = useState<DeclarationRow | null>(null);
  const paging = usePaging('declarations');
  const list = useApiQuery(listDeclarations, { query: { ...filter, ...paging.query } });
  const columns = useColumns(mayWithdraw ? setWithdrawing : null);
  const declare = (
    <Button size="small" kind="primary" onClick={() => setDeclaring(true)}>
      {say(keeper ? 'declare' : 'declareOwn')}
    </Button>
  );
  return (
    <>
      {officer ? (
        <DeclarationFilters
          onSearch={(next) => {
            setFilter(next);
            paging.reset();
          }}
        />
      ) : null}
      <DataTable
        id="declarations"
        label={say('declarations')}
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
        filtered={Object.keys(filter).length > 0}
        {...(mayDeclare ? { toolbar: declare } : {})}
        empty={<EmptyState title={say('emptyDeclarations')} text={say('emptyDeclarationsText')} />}
      />
      {declaring ? <DeclareDialog keeper={keeper} onClose={() => setDeclaring(false)} /> : null}
      {withdrawing === null ? null : (
        <WithdrawDialog row={withdrawing} onClose={() => setWithdrawing(null)} />
      )}
    </>
  );
}

const keyOf = (row: DeclarationRow) => row.id;
const nameOf = (row: DeclarationRow) => `${row.inspectorName} – ${row.objectName}`;

function useColumns(withdraw: ((row: DeclarationRow) => void) | null): readonly Column<DeclarationRow>[] {
  const say = useText(registerPageText);
  const words = useWords('inspectors');
  return useMemo(() => {
    const shown: readonly Column<DeclarationRow>[] = [
      { key: 'person', title: say('field_person'), nowrap: true, render: (row) => row.inspectorName },
      { key: 'object', title: say('field_object'), width: 200, render: (row) => row.objectName },
      {
        key: 'relation',
        title: say('field_relation'),
        nowrap: true,
        render: (row) => words.word(`relation.${row.relation}`),
      },
      { key: 'note', title: say('field_note'), width: 160, render: (row) => row.note || '–' },
      {
        key: 'declaredOn',
        title: say('field_declaredOn'),
        render: (row) => <DateText value={row.declaredOn} form="short" />,
      },
      {
        key: 'validTo',
        title: say('field_validTo'),
        render: (row) => <DateText value={row.validTo} form="short" />,
      },
      { key: 'state', title: words.field('status'), render: (row) => <DeclarationState row={row} /> },
    ];
    if (withdraw === null) return shown;
    return [
      ...shown,
      {
        key: 'withdraw',
        title: say('withdraw'),
        render: (row) =>
          row.withdrawnOn === null ? (
            <Button size="small" onClick={() => withdraw(row)}>
              {say('withdraw')}
            </Button>
          ) : null,
      },
    ];
  }, [say, words, withdraw]);
}

function DeclarationState(props: { readonly row: DeclarationRow }) {
  const say = useText(registerPageText);
  const { locale } = useLocale();
  const { withdrawnOn, inForce } = props.row;
  if (withdrawnOn !== null)
    return <StateChip>{say('withdrawnOn', { day: formatDay(withdrawnOn, locale) })}</StateChip>;
  return <StateChip tone={inForce ? 'accent' : 'neutral'}>{say(inForce ? 'inForce' : 'ended')}</StateChip>;
}

function DeclarationFilters(props: { readonly onSearch: (filter: Filter) => void }) {
  const say = useText(registerPageText);
  const people = useFoundInspectors(true);
  const objects = useFoundObjects();
  const [person, setPerson] = useState<readonly string[]>([]);
  const [object, setObject] = useState<readonly string[]>([]);
  return (
    <FilterBar
      onSearch={() =>
        props.onSearch({
          ...(person[0] === undefined ? {} : { inspectorId: person[0] }),
          ...(object[0] === undefined ? {} : { objectId: object[0] }),
        })
      }
      onReset={() => {
        setPerson([]);
        setObject([]);
        props.onSearch({});
      }}
    >
      <ChooseField
        name="filterPerson"
        label={say('field_person')}
        wide
        value={person}
        onChange={setPerson}
        choices={withChosen(people.choices, [])}
        onSearch={people.onSearch}
        loading={people.loading}
      />
      <ChooseField
        name="filterObject"
        label={say('field_object')}
        wide
        value={object}
        onChange={setObject}
        choices={objects.choices}
        onSearch={objects.onSearch}
        loading={objects.loading}
      />
    </FilterBar>
  );
}
